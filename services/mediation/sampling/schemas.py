# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the endpoints of samples."""

from marshmallow import Schema, fields, validate

from services.mediation.sampling.documents import Sample
from shared.web.answers import shows


class SampleIn(Schema):
    """Of which place and period, how many folders, and why."""

    place = fields.String(required=True, validate=validate.Length(min=2, max=12))
    first = fields.Date(required=True)
    last = fields.Date(required=True)
    count = fields.Integer(strict=True, load_default=5, validate=validate.Range(1, 50))
    reason = fields.String(required=True, validate=validate.Length(min=5, max=500))


class SampleReadingOut(Schema):
    """That a drawn case, or its folder, was read."""

    case_id = fields.String()
    what = fields.String()
    at = fields.AwareDateTime()


@shows(Sample, "id version place first last reason case_ids created_at")
class SampleOut(Schema):
    """A sample: the ids of the cases that chance drew, of those that were read, and every reading."""

    opened = fields.List(fields.String())
    readings = fields.List(fields.Nested(SampleReadingOut))

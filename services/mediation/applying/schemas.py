# SPDX-License-Identifier: Apache-2.0
"""What each page of an online application asks."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates

from services.mediation.cases.categories import CATEGORIES
from services.mediation.cases.schemas import PHONE

_NAME = validate.Length(min=1, max=100)


class StartIn(Schema):
    """What is done with the data, and that one agrees to it (PIPL arts 17, 30; PV-01, PV-02)."""

    agreed = fields.Boolean(required=True)

    @validates("agreed")
    def must_agree(self, agreed: bool, **_: Any) -> None:
        """Nothing is collected without consent."""
        if not agreed:
            raise ValidationError("Missing data for required field.")


class WhereIn(Schema):
    """The place, by its name."""

    where = fields.String(required=True, validate=validate.Length(min=2, max=40))


class RoomIn(Schema):
    """The mediation room."""

    body_id = fields.String(required=True, validate=_NAME)


class KindIn(Schema):
    """What kind of dispute it is."""

    category = fields.String(required=True, validate=validate.OneOf(CATEGORIES))


class FactsIn(Schema):
    """What happened."""

    facts = fields.String(required=True, validate=validate.Length(min=1, max=5000))


class MeIn(Schema):
    """Who applies; the phone opens the own page later."""

    name = fields.String(required=True, validate=_NAME)
    phone = fields.String(required=True, validate=PHONE)


class OtherIn(Schema):
    """With whom."""

    name = fields.String(required=True, validate=_NAME)
    phone = fields.String(validate=PHONE)

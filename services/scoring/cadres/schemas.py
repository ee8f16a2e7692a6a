# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the roster endpoints."""

from marshmallow import Schema, fields, validate

from services.scoring.cadres.documents import Cadre, Posting
from shared.web.answers import shows


class CadreIn(Schema):
    """A cadre to put on the roster of a township; `from` is the first day, `own_villages` where born or living."""

    account = fields.String(required=True, validate=validate.Length(min=1, max=100))
    name = fields.String(required=True, validate=validate.Length(min=1, max=40))
    post = fields.String(required=True, validate=validate.Length(min=1, max=60))
    office = fields.String(load_default="", validate=validate.Length(max=60))
    township = fields.String(required=True, validate=validate.Regexp(r"^\d{9}$"))
    begins = fields.Date(data_key="from", allow_none=True, load_default=None)
    until = fields.Date(allow_none=True, load_default=None)
    remit = fields.List(fields.String(validate=validate.Length(min=1, max=40)), load_default=[])
    own_villages = fields.List(fields.String(validate=validate.Regexp(r"^\d{12}$")), load_default=[])


class TransferIn(Schema):
    """The township to which the cadre belongs from a coming day."""

    township = fields.String(required=True, validate=validate.Regexp(r"^\d{9}$"))
    on = fields.Date(data_key="from", required=True)


class SecondmentIn(Schema):
    """The township to which the cadre is lent as well, both days included."""

    township = fields.String(required=True, validate=validate.Regexp(r"^\d{9}$"))
    begins = fields.Date(data_key="from", required=True)
    until = fields.Date(required=True)


class DepartureIn(Schema):
    """The last day on the roster."""

    until = fields.Date(required=True)


class LeaveIn(Schema):
    """Days of absence, both included."""

    begins = fields.Date(data_key="from", required=True)
    until = fields.Date(required=True)


class LeaveEndIn(Schema):
    """Nothing to say: from today the cadre is back."""


class StandingIn(Schema):
    """Whether the cadre may pick, and why."""

    active = fields.Boolean(required=True, truthy={True}, falsy={False})
    reason = fields.String(required=True, validate=validate.Length(min=1, max=500))


class LeaveOut(Schema):
    """Days of absence."""

    begins = fields.Date(data_key="from")
    until = fields.Date()


@shows(Posting, "township until seconded")
class PostingOut(Schema):
    """Where the cadre serves, from and to a day."""

    begins = fields.Date(data_key="from")


@shows(Cadre, "id version name post office township active remit own_villages")
class CadreOut(Schema):
    """A cadre of the roster."""

    postings = fields.List(fields.Nested(PostingOut))
    leave = fields.Nested(LeaveOut)
    past_leaves = fields.List(fields.Nested(LeaveOut))


class CadreRow(CadreOut):
    """A cadre in a list."""

    id = fields.String(attribute="_id")

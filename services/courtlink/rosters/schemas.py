# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the endpoints of rosters."""

from typing import Any

from marshmallow import Schema, fields, validate

from services.courtlink.rosters.rules import Fee, Ground
from services.courtlink.teams.rules import Partner
from shared.web.paging import PageIn

_WORD = validate.Length(min=1, max=100)


def _words() -> fields.List[Any]:
    return fields.List(fields.String(validate=_WORD), load_default=list, validate=validate.Length(max=50))


class ProfileIn(Schema):
    """What the roster says of a body."""

    kind = fields.Enum(Partner, by_value=True, required=True)
    scope = _words()
    skills = _words()
    certificate = fields.String(allow_none=True, load_default=None, validate=_WORD)
    certified_on = fields.Date(allow_none=True, load_default=None)
    fee = fields.Enum(Fee, by_value=True, required=True)
    fee_note = fields.String(load_default="", validate=validate.Length(max=200))


class EntryIn(ProfileIn):
    """A body to put on the roster of a court."""

    court_code = fields.String(required=True, validate=_WORD)
    body_id = fields.String(required=True, validate=_WORD)
    body_name = fields.String(required=True, validate=_WORD)


class MediatorIn(Schema):
    """A mediator to put on the roster."""

    name = fields.String(required=True, validate=_WORD)
    account = fields.String(allow_none=True, load_default=None, validate=_WORD)
    skills = _words()
    certificate = fields.String(allow_none=True, load_default=None, validate=_WORD)


class RemovalIn(Schema):
    """Why and when the body, or the mediator with that name, leaves the roster."""

    ground = fields.Enum(Ground, by_value=True, required=True)
    on = fields.Date(allow_none=True, load_default=None)
    mediator = fields.String(allow_none=True, load_default=None, validate=_WORD)


class MediatorRemovalIn(RemovalIn):
    """The same for one mediator, who must be named."""

    mediator = fields.String(required=True, validate=_WORD)


class EntryQuery(PageIn):
    """`all` lists those who left too."""

    all = fields.Boolean(load_default=False)


class RosterQuery(Schema):
    """Whose roster, for which kind of dispute."""

    court = fields.String(load_default=None, validate=_WORD)
    category = fields.String(load_default=None, validate=_WORD)


class InvitedOut(Schema):
    """A mediator, as everybody may read it."""

    name = fields.String()
    skills = fields.List(fields.String())
    certificate = fields.String(allow_none=True)


class EntryRow(Schema):
    """A body in the court's own list."""

    id = fields.String(attribute="_id")
    body_name = fields.String()
    court_name = fields.String()
    kind = fields.String()
    listed_on = fields.Date()
    removed_on = fields.Date(allow_none=True)


class PublicEntryOut(Schema):
    """A body, as everybody may read it (OMR art 5, CT-24)."""

    body_id = fields.String()
    body_name = fields.String()
    court_code = fields.String()
    court_name = fields.String()
    kind = fields.String()
    scope = fields.List(fields.String())
    skills = fields.List(fields.String())
    certificate = fields.String(allow_none=True)
    fee = fields.String()
    fee_note = fields.String()
    mediators = fields.List(fields.Nested(InvitedOut))


class InvitedFileOut(InvitedOut):
    """A mediator, as the court keeps it."""

    account = fields.String(allow_none=True)
    listed_on = fields.Date()
    removed_on = fields.Date(allow_none=True)
    removed_for = fields.String(allow_none=True)


class PerformanceOut(Schema):
    """What became of the referrals to the body (业绩档案)."""

    received = fields.Integer()
    declined = fields.Integer()
    lapsed = fields.Integer()
    open_now = fields.Integer()
    settled = fields.Integer()
    not_settled = fields.Integer()


class EntryOut(PublicEntryOut):
    """A body, as the court keeps it."""

    id = fields.String()
    version = fields.Integer()
    certified_on = fields.Date(allow_none=True)
    listed_on = fields.Date()
    removed_on = fields.Date(allow_none=True)
    removed_for = fields.String(allow_none=True)
    mediators = fields.List(fields.Nested(InvitedFileOut))
    performance = fields.Nested(PerformanceOut)

# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the endpoints of rosters."""

from typing import Any

from marshmallow import Schema, fields, validate

from services.courtlink.rosters.documents import Invited, RosterEntry
from services.courtlink.rosters.rules import Fee, Ground
from services.courtlink.teams.rules import Partner
from shared.web.answers import shows
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
    """A body to put on the roster of a court; its name may be left out where the court has met it."""

    court_code = fields.String(required=True, validate=_WORD)
    body_id = fields.String(required=True, validate=_WORD)
    body_name = fields.String(load_default="", validate=validate.Length(max=100))


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


@shows(Invited, "name skills certificate")
class InvitedOut(Schema):
    """A mediator, as everybody may read it."""


@shows(RosterEntry, "body_name court_name kind listed_on removed_on")
class EntryRow(Schema):
    """A body in the court's own list."""

    id = fields.String(attribute="_id")


@shows(RosterEntry, "body_id body_name court_code court_name kind scope skills certificate fee fee_note")
class PublicEntryOut(Schema):
    """A body, as everybody may read it (OMR art 5, CT-24)."""

    mediators = fields.List(fields.Nested(InvitedOut))


@shows(Invited, "account listed_on removed_on removed_for")
class InvitedFileOut(InvitedOut):
    """A mediator, as the court keeps it."""


class PerformanceOut(Schema):
    """What became of the referrals to the body (业绩档案)."""

    received = fields.Integer()
    declined = fields.Integer()
    lapsed = fields.Integer()
    open_now = fields.Integer()
    settled = fields.Integer()
    not_settled = fields.Integer()


@shows(RosterEntry, "id version certified_on listed_on removed_on removed_for")
class EntryOut(PublicEntryOut):
    """A body, as the court keeps it."""

    mediators = fields.List(fields.Nested(InvitedFileOut))
    performance = fields.Nested(PerformanceOut)

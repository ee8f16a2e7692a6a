# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the endpoints of teams."""

from marshmallow import Schema, fields, validate

from services.courtlink.teams.documents import Member, Team
from services.courtlink.teams.rules import Partner, Seat
from shared.web.answers import shows

_WORD = validate.Length(min=1, max=100)


class TeamIn(Schema):
    """A team of a court."""

    court_code = fields.String(required=True, validate=_WORD)
    name = fields.String(required=True, validate=_WORD)
    division = fields.String(allow_none=True, load_default=None, validate=_WORD)


class MemberIn(Schema):
    """A judge or clerk of the court; the account's own name when none is said."""

    account = fields.String(required=True, validate=_WORD)
    name = fields.String(load_default="", validate=validate.Length(max=100))
    seat = fields.Enum(Seat, by_value=True, required=True)
    since = fields.Date(allow_none=True, load_default=None)
    until = fields.Date(allow_none=True, load_default=None)


class MemberEndIn(Schema):
    """The last day of somebody in the team."""

    account = fields.String(required=True, validate=_WORD)
    until = fields.Date(required=True)


class PairingIn(Schema):
    """A body and the written agreement: its title or number, when it was signed, from and to when it holds.

    A body on the roster is named by it.
    """

    body_id = fields.String(required=True, validate=_WORD)
    body_name = fields.String(load_default="", validate=validate.Length(max=100))
    kind = fields.Enum(Partner, by_value=True, required=True)
    paper = fields.String(required=True, validate=validate.Length(max=200))
    signed_on = fields.Date(required=True)
    since = fields.Date(required=True)
    until = fields.Date(allow_none=True, load_default=None)


class PairingEndIn(Schema):
    """The last day of a pairing."""

    pairing = fields.String(required=True, validate=_WORD)
    until = fields.Date(required=True)


class DelegationIn(Schema):
    """Who stands in for whom, both days included."""

    absent = fields.String(required=True, validate=_WORD)
    deputy = fields.String(required=True, validate=_WORD)
    since = fields.Date(required=True)
    until = fields.Date(required=True)


class DelegationEndIn(Schema):
    """The last day on which somebody stands in."""

    delegation = fields.String(required=True, validate=_WORD)
    until = fields.Date(required=True)


@shows(Member, "account name seat since until")
class MemberOut(Schema):
    """A judge or clerk."""


class PairingOut(PairingIn):
    """A paired body."""

    id = fields.String()
    kind = fields.String()  # type: ignore[assignment]


class DelegationOut(DelegationIn):
    """Who stands in for whom."""

    id = fields.String()


@shows(Team, "id version court_code name division")
class TeamOut(Schema):
    """A team."""

    members = fields.List(fields.Nested(MemberOut))
    pairings = fields.List(fields.Nested(PairingOut))
    delegations = fields.List(fields.Nested(DelegationOut))

# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the endpoints of received cases."""

from marshmallow import Schema, fields, validate

from services.courtlink.limits import Limit
from services.courtlink.received.documents import AttendedSession, GivenAnswer, ReceivedCase, ReceivedParty
from services.courtlink.received.rules import Refusal, Route, State
from shared.contracts.mediation import SEALED_ADDRESS, SEALED_PHONE
from shared.settings import vault
from shared.web.answers import shows
from shared.web.paging import PageIn

_MISSING = validate.Regexp(
    r"^(facts|dispute|attendance|plaint|evidence|(name|address|identity):[A-Z]\d{0,3})$"
)


class ReceivedQuery(PageIn):
    """Which received cases to list."""

    state = fields.Enum(State, by_value=True)


class FilingIn(Schema):
    """The new case number; the day is today when nothing is said."""

    number = fields.String(required=True, validate=validate.Length(min=1, max=100))
    on = fields.Date(allow_none=True, load_default=None)


class PackReturnIn(Schema):
    """What is to be completed: `name:B`, `address:A`, `facts`, `plaint`, …"""

    missing = fields.List(
        fields.String(validate=_MISSING), required=True, validate=validate.Length(min=1, max=100)
    )
    words = fields.String(load_default="", validate=validate.Length(max=500))
    on = fields.Date(allow_none=True, load_default=None)


class FilingRefusalIn(Schema):
    """Why the case is not filed, in a code and in words, and where the parties may go."""

    reason = fields.Enum(Refusal, by_value=True, required=True)
    words = fields.String(required=True, validate=validate.Length(min=1, max=500))
    routes = fields.List(fields.Enum(Route, by_value=True), required=True)
    on = fields.Date(allow_none=True, load_default=None)


@shows(ReceivedParty, "ref role kind count wishes_to_sue name")
class ReceivedPartyOut(Schema):
    """A party of the pack; null where it did not consent."""

    phone = fields.Function(lambda one: vault().open(one.phone, SEALED_PHONE) if one.phone else None)
    address = fields.Function(lambda one: vault().open(one.address, SEALED_ADDRESS) if one.address else None)


@shows(AttendedSession, "result present")
class AttendedOut(Schema):
    """A session's result and the letters of those who came."""


@shows(GivenAnswer, "pack answer on number missing reason words routes")
class GivenOut(Schema):
    """What the court did with one version of the pack."""

    by = fields.Date(allow_none=True, metadata={"description": "last day to complete the pack"})


@shows(Limit, "rule start end met_at warned_at late_at")
class AnswerLimitOut(Schema):
    """The court's days to answer (CPL-126), or the parties' days to complete (INT-208)."""


@shows(ReceivedCase, "pack court_code body_name category landed_at state")
class ReceivedRow(Schema):
    """A received case in a list: no party, no fact."""

    id = fields.String(attribute="_id")


@shows(
    ReceivedCase,
    "pack body_name place category made_at landed_at ended_on reason undisputed_facts in_dispute",
)
class PackNotice(Schema):
    """One version of a pack: what its parties consented to."""

    parties = fields.List(fields.Nested(ReceivedPartyOut))
    attendance = fields.List(fields.Nested(AttendedOut))


class ReceivedOut(PackNotice):
    """A received case as the court sees it."""

    id = fields.String()
    version = fields.Integer()
    case_id = fields.String()
    court_code = fields.String()
    court_name = fields.String()
    state = fields.String()
    number = fields.String(allow_none=True)
    answers = fields.List(fields.Nested(GivenOut))
    limits = fields.List(fields.Nested(AnswerLimitOut))

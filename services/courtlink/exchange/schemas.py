# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the exchange endpoints: for a court's system, and for operators, who see no contents."""

import re
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from services.courtlink.exchange import rules
from services.courtlink.exchange.acting import FORMS
from services.courtlink.exchange.documents import DayReport, Incoming, Key, Outgoing, Partner
from shared.signing import Algorithm
from shared.web.answers import shows
from shared.web.paging import PageIn

MESSAGE_ID = r"[A-Za-z0-9][A-Za-z0-9._-]{7,99}"
_WORD = validate.Length(min=1, max=100)
_REASON = validate.Length(min=2, max=200)


class MessageIn(Schema):
    """A message of a court: `data` has the form of its kind."""

    message_id = fields.String(required=True, validate=validate.Regexp(re.compile(f"{MESSAGE_ID}$")))
    kind = fields.Enum(rules.Request, by_value=True, required=True)
    sent_at = fields.AwareDateTime(required=True)
    in_reply_to = fields.String(load_default="", validate=validate.Length(max=100))
    data = fields.Dict(required=True)

    @validates_schema(skip_on_field_errors=True)
    def fits_its_kind(self, message: dict[str, Any], **_: Any) -> None:
        """The form of the kind is checked at the door, so that the court hears at once what is wrong with it."""
        wrong = FORMS[message["kind"]]().validate(message["data"])
        if wrong:
            raise ValidationError({"data": [wrong]})


class MessageOut(Schema):
    """Our answer to a message: we have it (`state` tells what became of it so far)."""

    message_id = fields.String()
    kind = fields.String()
    received_at = fields.AwareDateTime(attribute="created_at")
    state = fields.String()
    result = fields.String(allow_none=True, metadata={"description": "code of a refusal, see /problems/CODE"})
    subject = fields.String(allow_none=True, metadata={"description": "id of the referral or case"})


class PartnerIn(Schema):
    """A court to exchange with; `url` takes our messages."""

    court_code = fields.String(required=True, validate=_WORD)
    line = fields.Enum(rules.Line, by_value=True, required=True)
    url = fields.String(load_default="", validate=validate.Length(max=300))


class KeyIn(Schema):
    """A new key; without `secret` we make one."""

    algorithm = fields.Enum(Algorithm, by_value=True, required=True)
    secret = fields.String(load_default=None, validate=validate.Regexp(r"^[0-9a-f]{64}$"), allow_none=True)


@shows(Key, "id algorithm since until")
class KeyOut(Schema):
    """A key without its secret."""


class NewKeyOut(KeyOut):
    """A key with its secret, shown this once: hand it to the court on a safe way."""

    secret = fields.String(metadata={"description": "64 hex digits"})


@shows(Partner, "id version name line url")
class PartnerOut(Schema):
    """A court that we exchange with."""

    keys = fields.List(fields.Nested(KeyOut))


class ReasonIn(Schema):
    """Why an operator does it."""

    reason = fields.String(required=True, validate=_REASON)


class MessageQuery(PageIn):
    """Which messages to list."""

    state = fields.String(validate=_WORD)
    court_code = fields.String(validate=_WORD)


@shows(Incoming, "court_code key_id attempts")
class IncomingRow(MessageOut):
    """A message of a court in a list."""

    id = fields.String(attribute="_id")


@shows(
    Outgoing,
    "version court_code kind label state attempts trouble reason created_at due_at delivered_at result",
)
class OutgoingRow(Schema):
    """A message to a court: what about, how it stands, and why; never what it says."""

    id = fields.String(attribute="_id")


class OutgoingOut(OutgoingRow):
    """One of them."""

    id = fields.String()


class RefusalOut(Schema):
    """Who was turned away at the door within an hour, how often and why."""

    hour = fields.AwareDateTime()
    key_id = fields.String()
    address = fields.String()
    code = fields.String()
    count = fields.Integer()
    last_at = fields.AwareDateTime()


@shows(DayReport, "court_code day agreed they_lack we_lack changed_at")
class DayReportOut(Schema):
    """What we and a court know of one day."""

    id = fields.String(attribute="_id")

# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the operator's endpoints; no field holds anything of a case."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from shared.access import Role
from shared.identity.accounts import Account
from shared.operations.documents import Order
from shared.operations.rules import What
from shared.web.answers import shows

_ID = validate.Length(min=1, max=200)
_REASON = validate.Length(min=2, max=200)


class OrderIn(Schema):
    """What a service shall do with which messages; `types` and `hour` (UTC, `2026-05-19T08`) with republish only."""

    service = fields.String(required=True, validate=validate.OneOf(["mediation", "scoring", "courtlink"]))
    what = fields.Enum(What, by_value=True, required=True)
    ids = fields.List(fields.String(validate=_ID), load_default=list, validate=validate.Length(max=1000))
    types = fields.List(fields.String(validate=_ID), load_default=list, validate=validate.Length(max=50))
    hour = fields.String(load_default="", validate=validate.Regexp(r"^(\d{4}-\d{2}-\d{2}T\d{2})?$"))
    reason = fields.String(required=True, validate=_REASON)


@shows(Order, "id service what ids types hour reason by stage moved created_at done_at")
class OrderOut(Schema):
    """An order and what became of it."""


class OrderRow(OrderOut):
    """An order in a list."""

    id = fields.String(attribute="_id")


class OwingOut(Schema):
    """Documents whose events have not gone out, and since when the oldest waits."""

    documents = fields.Integer()
    since = fields.AwareDateTime(allow_none=True)


class DeadOut(Schema):
    """A message that could not be handled: the kind of error or the code of the rule, and why it is held."""

    id = fields.String()
    type = fields.String()
    fault = fields.String()
    held = fields.String(allow_none=True)


class ProcessOut(Schema):
    """A kind of process: how many are alive, and when the last was heard of."""

    kind = fields.String()
    alive = fields.Integer()
    last = fields.AwareDateTime(allow_none=True)


class ServiceOut(Schema):
    """A service as its worker saw it at `at`; `stale` when that is long ago, `late` when events or deadlines wait too long.

    `owing` are documents whose events are not sent, `overdue` those that time should have decided about.
    """

    name = fields.String()
    title = fields.String()
    at = fields.AwareDateTime()
    stale = fields.Boolean()
    late = fields.Boolean()
    broker = fields.Boolean()
    owing = fields.Nested(OwingOut)
    overdue = fields.Nested(OwingOut)
    queues = fields.Dict(keys=fields.String(), values=fields.Integer())
    dead = fields.List(fields.Nested(DeadOut))
    processes = fields.List(fields.Nested(ProcessOut))


class GapOut(Schema):
    """An hour in which a receiver lacks events that `service` sent (or has more than it says)."""

    service = fields.String()
    hour = fields.String()
    type = fields.String()
    gap = fields.String()
    sent = fields.Integer()
    received = fields.Integer()


class BooksOut(Schema):
    """What a receiving service found when it compared the books."""

    service = fields.String()
    day = fields.String()
    at = fields.AwareDateTime()
    compared = fields.Integer()
    events = fields.Integer()
    gaps = fields.List(fields.Nested(GapOut))


class DeskOut(Schema):
    """The operator's desk; `calendar` is the year whose holidays should be known by now and are not (D-10)."""

    at = fields.AwareDateTime()
    calendar = fields.Integer(allow_none=True)
    services = fields.List(fields.Nested(ServiceOut))
    orders = fields.List(fields.Nested(OrderRow))
    reports = fields.List(fields.Nested(BooksOut))


class GuardedReadingQuery(Schema):
    """One document, or one account."""

    document = fields.String(load_default="", validate=validate.Length(max=200))
    actor = fields.String(load_default="", validate=validate.Length(max=200))

    @validates_schema
    def something(self, data: dict[str, Any], **_: Any) -> None:
        """A search over everything would read everything."""
        if not data["document"] and not data["actor"]:
            raise ValidationError("name a document or an account", "document")


class TrailQuery(GuardedReadingQuery):
    """One document, or one account since a moment."""

    since = fields.AwareDateTime(load_default=None, allow_none=True)


class TrailOut(Schema):
    """Who did what to which document: names of fields, never their values."""

    kind = fields.String()
    document = fields.String()
    version = fields.Integer()
    at = fields.String()
    act = fields.String()
    actor = fields.String()
    roles = fields.List(fields.String())
    origin = fields.String()
    changed = fields.List(fields.String())
    events = fields.List(fields.String())


class GuardedReadingOut(Schema):
    """Who read what is guarded: phones and addresses (`contacts`), or a private talk (`talk`); never a word of it."""

    what = fields.String()
    document = fields.String()
    actor = fields.String()
    at = fields.AwareDateTime()
    origin = fields.String()


class ChainOut(Schema):
    """What is wrong with a document's chain: nothing, or a sentence a fault."""

    document = fields.String()
    faults = fields.List(fields.String())


class GrantIn(Schema):
    """A role for a place: a division code or a court's code."""

    role = fields.Enum(Role, by_value=True, required=True)
    place = fields.String(required=True, validate=validate.Length(min=1, max=20))


class AccountIn(Schema):
    """A new account; its password is made and shown once."""

    login = fields.String(required=True, validate=validate.Regexp(r"^[\w.@-]{2,60}$"))
    name = fields.String(required=True, validate=validate.Length(min=1, max=60))
    role = fields.Enum(Role, by_value=True, required=True)
    place = fields.String(required=True, validate=validate.Length(min=1, max=20))


class AccountReasonIn(Schema):
    """Why."""

    reason = fields.String(required=True, validate=_REASON)


class AccountQuery(Schema):
    """Part of a login, from its beginning."""

    login = fields.String(load_default="", validate=validate.Length(max=60))


class GrantOut(Schema):
    """A role for a place."""

    role = fields.String()
    place = fields.String()


@shows(Account, "id version login name active")
class AccountOut(Schema):
    """An account and its roles."""

    grants = fields.List(fields.Nested(GrantOut))


class NewPasswordOut(AccountOut):
    """An account with its fresh password, shown this once."""

    password = fields.String()


class AccountTrailOut(Schema):
    """Who did what to an account."""

    version = fields.Integer()
    at = fields.String()
    act = fields.String()
    actor = fields.String()
    origin = fields.String()
    changed = fields.List(fields.String())
    reason = fields.String()

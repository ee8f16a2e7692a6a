# SPDX-License-Identifier: Apache-2.0
"""Entering a case on a phone: the short form (WN-10), made into the application that the API takes."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from marshmallow import Schema, fields, validate

from services.mediation.bodies.documents import Body
from services.mediation.cases import intake, rules, schemas
from services.mediation.cases.categories import CATEGORIES
from services.mediation.cases.documents import Case
from services.mediation.cases.suitability import Channel
from services.mediation.cases.views import MEDIATE
from services.mediation.cases.wording import CHANNELS, WORDING
from shared.calendar import local_date
from shared.call import Call
from shared.mongo import collection
from shared.web.forms import Form
from shared.web.inputs import Options
from shared.web.words import N_

_OTHER_DOORS = {Channel.COURT_REFERRAL, Channel.REOPENED, Channel.LEDGER}  # such cases enter by themselves
_ENTERED_WITHIN = timedelta(days=365)  # a dispute that is older comes with its ledger
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class ShortPartyIn(Schema):
    """A party as a mediator hears of it at the door."""

    name = fields.String(required=True, validate=validate.Length(1, 100))
    phone = fields.String(validate=schemas.PHONE)


class ShortCaseIn(Schema):
    """What the short form asks."""

    body_id = fields.String(required=True, validate=validate.Length(1, 100))
    channel = fields.Enum(Channel, by_value=True, required=True)
    category = fields.String(required=True, validate=validate.OneOf(CATEGORIES))
    parties = fields.List(fields.Nested(ShortPartyIn), required=True, validate=validate.Length(2, 26))
    facts = fields.String(required=True, validate=validate.Length(1, 20_000))
    applied_on = fields.Date()


def lettered(parties: list[dict[str, str]]) -> list[dict[str, str]]:
    """People as they were named, each with its letter: the first one applies."""
    return [
        {"ref": letter, "kind": "person", **party} for letter, party in zip(_LETTERS, parties, strict=False)
    ]


def _enter(
    call: Call,
    *,
    parties: list[dict[str, str]],
    channel: Channel,
    applied_on: date | None = None,
    **rest: Any,
) -> Case:
    today = local_date(call.at)
    rules.not_before(applied_on, today - _ENTERED_WITHIN)
    form = {**rest, "channel": str(channel), "parties": lettered(parties), "short_form": True}
    form["applied_on"] = (applied_on or today).isoformat()
    return intake.apply(call, **schemas.CaseIn().load(form))


def _bodies(call: Call, _thing: Any) -> Mapping[str, Options]:
    """The bodies that the caller mediates for, or that lie within its place."""
    wanted = {"$or": [{"mediators.account": call.actor.id}, call.scope.query()]}
    found = collection(Body).find(wanted, {"name": 1}).sort("name").limit(50)
    return {
        "body_id": [(row["_id"], row["name"]) for row in found],
        "channel": [(name, text) for name, text in CHANNELS.items() if name not in _OTHER_DOORS],
    }


def _ready(call: Call, thing: Any) -> Mapping[str, Any]:
    bodies = _bodies(call, thing)["body_id"]
    return {"channel": "applied", "applied_on": local_date(call.at)} | (
        {"body_id": bodies[0][0]} if bodies else {}
    )


NEW = Form(
    "new",
    N_("登记一件新纠纷"),
    MEDIATE,
    ShortCaseIn,
    _enter,
    WORDING,
    match=False,
    choices=_bodies,
    presets=_ready,
    lead=N_("先记最要紧的，其余的以后再补。"),
    button=N_("登记"),
)

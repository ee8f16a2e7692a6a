# SPDX-License-Identifier: Apache-2.0
"""Two small aggregates: a giver owes events, a taker absorbs them. The kit is tested on these."""

from datetime import date
from typing import Any

from mongoengine import EmbeddedDocument, EmbeddedDocumentListField, IntField, StringField

from shared import clock
from shared.access import Actor
from shared.aggregate import Aggregate, indexes
from shared.call import Call, command
from shared.contracts.mediation import CaseReopened
from shared.deadlines import Deadlines
from shared.errors import RuleBroken
from shared.projections import Projections
from shared.reactions import Reactions


class Part(EmbeddedDocument):
    name = StringField()
    count = IntField(default=0)


class Giver(Aggregate):
    SOURCE = "/giver"
    meta = {"collection": "givers", "db_alias": "giver", "shown": True, "indexes": indexes()}
    name = StringField()
    parts = EmbeddedDocumentListField(Part)


class Taker(Aggregate):
    SOURCE = "/taker"
    meta = {"collection": "takers", "db_alias": "taker", "indexes": indexes()}
    taken = IntField(default=0)


def a_call(message: str = "", **more: Any) -> Call:
    return Call(actor=Actor("tester"), at=clock.now(), message=message, **more)


def an_event(giver_id: str) -> CaseReopened:
    return CaseReopened(case_id=giver_id, successor_id="later", on=date(2026, 8, 20), same_facts=True)


@command
def make(call: Call, name: str, *, events: int = 0, key: str = "") -> Giver:
    giver = Giver(id=key or call.new_id(), name=name, within=["37", "3713"], parts=[Part(name="a")]).begin(
        call
    )
    for _ in range(events):
        giver.record(an_event(giver.id))
    return giver.create()


@command
def rename(call: Call, key: str, name: str, *, events: int = 0) -> Giver:
    giver = Giver.load(key, call)
    giver.name = name
    giver.parts[0].count += 1
    for _ in range(events):
        giver.record(an_event(giver.id))
    return giver.store()


@command
def take(call: Call, key: str) -> Taker:
    taker = Taker.load(key, call)
    taker.taken += 1
    return taker.store()


@command
def prepare_taker(call: Call, key: str) -> Taker:
    return Taker(id=key).begin(call).create()


reactions = Reactions()
deadlines = Deadlines()
projections = Projections()
shown: dict[str, str] = {}


@reactions.on(CaseReopened)
def take_it(call: Call, event: CaseReopened) -> None:
    if event.case_id == "refuses":
        raise RuleBroken("not_yet")
    take(call, event.case_id)


@projections.of(Giver)
def show_name(giver: Giver) -> None:
    shown[giver.id] = giver.name


@deadlines.of(Giver)
@command
def grow_old(call: Call, key: str) -> Giver:
    giver = Giver.load(key, call)
    giver.name, giver.due_at = "old", None
    return giver.store()

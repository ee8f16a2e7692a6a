# SPDX-License-Identifier: Apache-2.0
"""The people of a township and the news that other services send, as the star board's tests need them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from services.scoring import SERVICE
from services.scoring.cadres import commands as roster
from services.scoring.cadres.documents import Cadre
from services.scoring.tasks import commands, holding, picking, rules, verifying
from services.scoring.tasks.callbacks import Ground, Result
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.ledger import Kind
from shared import clock
from shared.access import Actor, Grant, Role
from shared.call import Call
from shared.contracts.courtlink import ConfirmationDecided
from shared.contracts.mediation import CaseClosed, CaseFailed, CaseReopened, CaseSettled
from shared.events import Event, wrap
from shared.identity.accounts import Account
from shared.mongo import collection
from shared.town import Town

TOWNSHIP, VILLAGE = "371324101", "371324101201"
COUNTY, CITY = "371324", "3713"


def actor(account: str, role: Role, place: str) -> Actor:
    return Actor(account, account, (Grant(role, place),))


DIRECTOR = actor("director", Role.DIRECTOR, TOWNSHIP)
SECRETARY = actor("secretary", Role.SECRETARY, TOWNSHIP)
CENTRE = actor("centre", Role.CALLBACK_CENTRE, COUNTY)
SUPERVISOR = actor("supervisor", Role.COUNTY_SUPERVISOR, COUNTY)
PETITIONS = actor("petitions", Role.PETITION_OFFICE, TOWNSHIP)
CITY_OFFICE = actor("city", Role.CITY_SUPERVISOR, CITY)


def cadre_named(name: str) -> Actor:
    return actor(name, Role.CADRE, TOWNSHIP)


def a_call(who: Actor, message: str = "", **more: Any) -> Call:
    """A call of this person, now."""
    return Call(actor=who, at=clock.now(), message=message, **more)


def enrol(name: str, /, **more: Any) -> Cadre:
    facts = {"name": name, "post": "副镇长", "township": TOWNSHIP, **more}
    account = {"login": name, "name": name, "active": True, "version": 0}
    grants = [{"role": Role.CADRE, "place": facts["township"]}]
    collection(Account).update_one({"_id": name}, {"$setOnInsert": account | {"grants": grants}}, upsert=True)
    return roster.enrol(a_call(SECRETARY), name, **facts)


def failed(case_id: str = "case-1", **more: Any) -> CaseFailed:
    """A failed mediation; by default of three stars: 12 people, a year old, two failures, 60 000 yuan."""
    facts: dict[str, Any] = {
        "case_id": case_id,
        "place": VILLAGE,
        "category": "邻里纠纷",
        "ended_on": date(2026, 3, 1),
        "failed_attempts": 2,
        "people": 12,
        "amount": Decimal("60000.00"),
        "arose_on": date(2025, 1, 10),
    }
    return CaseFailed(**facts | more)


def settled(effective_on: date, task_id: str = "case-1", **more: Any) -> CaseSettled:
    facts: dict[str, Any] = {
        "case_id": f"{task_id}-again",
        "file_number": "(2026)X人调字第1号",
        "body_name": "X镇人民调解委员会",
        "place": TOWNSHIP,
        "form": "written",
        "effective_on": effective_on,
        "in_suit": False,
        "confirmable": True,
        "task_id": task_id,
        "party_count": 2,
    }
    return CaseSettled(**facts | more)


def closed(on: date, task_id: str = "case-1", *, performed: bool = True) -> CaseClosed:
    return CaseClosed(case_id=f"{task_id}-again", closed_on=on, performed=performed, task_id=task_id)


def reopened(on: date, task_id: str = "case-1", **more: Any) -> CaseReopened:
    facts: dict[str, Any] = {
        "case_id": f"{task_id}-again",
        "successor_id": "case-2",
        "on": on,
        "same_facts": True,
        "task_id": task_id,
    }
    return CaseReopened(**facts | more)


def decided(result: str, on: date, task_id: str = "case-1") -> ConfirmationDecided:
    return ConfirmationDecided(case_id=f"{task_id}-again", result=result, decided_on=on)


class News:
    """What the other services publish; each event has one id however often it arrives."""

    def __init__(self) -> None:
        self.town = Town([SERVICE])
        self._envelopes: dict[Event, dict[str, Any]] = {}

    def arrives(self, *events: Event, times: int = 3) -> None:
        """Deliver these events in this order, each so many times, and bring the boards up to date."""
        for event in events:
            for _ in range(times):
                self.town.hand_over(self.envelope(event))
        self.town.deliver()

    def envelope(self, event: Event) -> dict[str, Any]:
        number = len(self._envelopes) + 1
        made = wrap(
            event,
            event_id=f"news.{number}.0",
            source="/news",
            subject="",
            time=datetime.now(UTC),
            sequence=number,
        )
        return self._envelopes.setdefault(event, made)

    def tick(self) -> None:
        """Let time decide up to now."""
        self.town.tick(clock.now())
        self.town.deliver()


def task(task_id: str = "case-1") -> StarTask:
    return StarTask.objects(id=task_id).get()


def post(task_id: str = "case-1", **inputs: Any) -> StarTask:
    """Grade the task by two members of the panel, one of each office."""
    commands.propose_grade(a_call(DIRECTOR), task_id, given=inputs)
    return commands.confirm_grade(a_call(PETITIONS), task_id)


FOUR_STARS = {"people": 40, "age_months": 48, "failed_attempts": 2, "amount": "60000", "risk": "none"}


def pick(name: str, task_id: str = "case-1", **more: Any) -> StarTask:
    return picking.pick(a_call(cadre_named(name), **more), task_id, ties=[])


def meet_both(name: str, task_id: str = "case-1") -> None:
    for party in "AB":
        channel = rules.Channel.VISIT
        holding.note_first_contact(a_call(cadre_named(name)), task_id, party=party, channel=channel)


def call_back(party: str, result: Result, task_id: str = "case-1") -> StarTask:
    ground = Ground.OTHER if result is Result.NOT else None
    return verifying.note_callback(
        a_call(CENTRE), task_id, party=party, result=result, recording_consent=True, ground=ground
    )


def lines(task_id: str = "case-1") -> list[tuple[str, int, int, str]]:
    """The ledger as kind, points, stars, cadre, without the steps that bring nothing."""
    return [
        (entry.kind, entry.points, entry.stars, entry.cadre_id)
        for entry in task(task_id).ledger
        if entry.kind != Kind.STEP
    ]


def outbox(task_id: str = "case-1") -> list[str]:
    """The types of all events that the task ever owed, from its audit history."""
    row = collection(StarTask).find_one({"_id": task_id}) or {}
    return [event for entry in row["history"] for event in entry["events"]]

# SPDX-License-Identifier: Apache-2.0
"""Random histories of the star board, played through the real commands over a real MongoDB.

Hypothesis picks who does what next: picks, plans, calls, lapses, settlements, callbacks, reopenings, voids, appeals, and
news that comes twice, late or in another order. After every step the board equals the ledger, no case has two holders,
and no star is unearned. `HISTORIES=2000` plays that many (CONTRIBUTING.md).
"""

import contextlib
import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from services.scoring import SERVICE
from services.scoring.appeals import commands as appeals
from services.scoring.appeals.rules import Outcome
from services.scoring.calls import commands as calls
from services.scoring.tasks import deciding, holding, picking, verifying
from services.scoring.tasks.callbacks import Result
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.ledger import Kind, awarded
from services.scoring.tasks.rules import LIVE, Channel, LawfulEnd, TaskState, Tie, VoidGround
from shared import audit, clock
from shared.calendar import SHANGHAI, local_date
from shared.contracts.mediation import MisconductSustained
from shared.errors import NotFound, RuleBroken
from shared.events import Event
from shared.mongo import collection
from tests.scoring import world
from tests.scoring.conftest import Clock
from tests.scoring.world import News, closed, decided, failed, reopened, settled

CADRES, CASES = ("gao", "lin"), ("case-1", "case-2")
EARNED = {TaskState.FINAL}
LONG = int(os.environ.get("HISTORIES", "0"))

cadres, cases = st.sampled_from(CADRES), st.sampled_from(CASES)
parties = st.sampled_from("AB")


class Histories(RuleBasedStateMachine):
    """One history: two cases, two cadres, and a clock that only goes forward."""

    played = 0
    put: Clock

    @initialize(grades=st.tuples(st.booleans(), st.booleans()))
    def begin(self, grades: tuple[bool, bool]) -> None:
        """A town with two disputes on its board, some of them hard."""
        type(self).played += 1
        for kind in SERVICE.documents:
            collection(kind).delete_many({})
        self.put("2026-03-02 09:00")
        self.news, self.sent = News(), list[Event]()
        for name in CADRES:
            world.enrol(name)
        for case, hard in zip(CASES, grades, strict=True):
            self.news.arrives(failed(case), times=1)
            world.post(case, **(world.FOUR_STARS if hard else {}))

    def attempt(self, act: Callable[..., Any], *args: Any, **more: Any) -> None:
        """Do what the rules allow; a refusal changes nothing."""
        before = {row["_id"]: row["version"] for row in collection(StarTask).find({}, {"version": 1})}
        try:
            act(*args, **more)
        except RuleBroken:
            after = {row["_id"]: row["version"] for row in collection(StarTask).find({}, {"version": 1})}
            assert after == before, "a refused act changed a task"

    def hear(self, event: Event, times: int) -> None:
        """News of another service; it may be too early, and then it waits to be sent again."""
        self.sent.append(event)
        with contextlib.suppress(NotFound):
            self.news.arrives(event, times=times)

    @rule(days=st.sampled_from([0, 1, 1, 3, 7, 16, 31, 90]), hours=st.sampled_from([0, 1, 5, 15]))
    def time_passes(self, days: int, hours: int) -> None:
        now = (clock.now() + timedelta(days=days, hours=hours)).astimezone(SHANGHAI)
        if now.year == 2026 and now.month < 12:
            self.put(now.strftime("%Y-%m-%d %H:%M"))
            self.news.tick()

    @rule(name=cadres, case=cases, tied=st.booleans())
    def pick(self, name: str, case: str, tied: bool) -> None:
        ties = [Tie.KIN] if tied else []
        self.attempt(picking.pick, world.a_call(world.cadre_named(name)), case, ties=ties)

    @rule(name=cadres, case=cases)
    def offer_plan(self, name: str, case: str) -> None:
        call = world.a_call(world.cadre_named(name))
        self.attempt(picking.offer_plan, call, case, plan="方案", ties=[])

    @rule(names=st.lists(cadres, min_size=1, max_size=2, unique=True), case=cases)
    def choose(self, names: list[str], case: str) -> None:
        call = world.a_call(world.SECRETARY)
        self.attempt(picking.choose, call, case, cadre_ids=names, reason="评议")

    @rule(name=cadres, case=cases, party=parties)
    def call_a_cadre(self, name: str, case: str, party: str) -> None:
        call = world.a_call(world.actor(f"party:{party}", world.Role.PARTY, world.TOWNSHIP))
        self.attempt(calls.choose_cadre, call, case, party=party, cadre_id=name)

    @rule(case=cases, party=parties)
    def object_to_the_call(self, case: str, party: str) -> None:
        call = world.a_call(world.actor(f"party:{party}", world.Role.PARTY, world.TOWNSHIP))
        self.attempt(calls.object_to_call, call, case, party=party)

    @rule(name=cadres, case=cases)
    def accept_the_call(self, name: str, case: str) -> None:
        self.attempt(picking.accept_call, world.a_call(world.cadre_named(name)), case, ties=[])

    @rule(name=cadres, case=cases, party=parties)
    def meet(self, name: str, case: str, party: str) -> None:
        call = world.a_call(world.cadre_named(name))
        self.attempt(holding.declare_ties, call, case, ties=[])
        self.attempt(holding.note_first_contact, call, case, party=party, channel=Channel.VISIT)

    @rule(name=cadres, case=cases)
    def hand_back(self, name: str, case: str) -> None:
        self.attempt(holding.hand_back, world.a_call(world.cadre_named(name)), case, reason="力所不及")

    @rule(name=cadres, case=cases, days=st.integers(1, 20), granted=st.booleans())
    def extend(self, name: str, case: str, days: int, granted: bool) -> None:
        call = world.a_call(world.cadre_named(name))
        self.attempt(holding.ask_extension, call, case, days=days, reason="勘界")
        panel = world.a_call(world.DIRECTOR)
        self.attempt(deciding.answer_extension, panel, case, granted=granted, reason="评议")

    @rule(case=cases)
    def close_lawfully(self, case: str) -> None:
        call = world.a_call(world.DIRECTOR)
        reason = LawfulEnd.PARTY_SUED
        self.attempt(deciding.close_lawfully, call, case, reason=reason, evidence="通知书")

    @rule(case=cases, back=st.integers(0, 40), times=st.integers(1, 3))
    def settle(self, case: str, back: int, times: int) -> None:
        self.hear(settled(local_date(clock.now()) - timedelta(days=back), case), times)

    @rule(case=cases, performed=st.booleans(), times=st.integers(1, 3))
    def close(self, case: str, performed: bool, times: int) -> None:
        self.hear(closed(local_date(clock.now()), case, performed=performed), times)

    @rule(case=cases, breach=st.booleans(), same=st.booleans(), times=st.integers(1, 3))
    def reopen(self, case: str, breach: bool, same: bool, times: int) -> None:
        on = local_date(clock.now())
        event = reopened(on, case, breach_by_party=breach, same_facts=same, successor_id=f"{case}-{on}")
        self.hear(event, times)

    @rule(case=cases, result=st.sampled_from(["confirmed", "rejected_unclear", "rejected_not_voluntary"]))
    def court_decides(self, case: str, result: str) -> None:
        self.hear(decided(result, local_date(clock.now()), case), 2)

    @rule(case=cases)
    def misconduct(self, case: str) -> None:
        day = local_date(clock.now())
        facts = {"complaint_id": f"c-{case}", "body_id": "b", "account": "m", "kind": "favouring"}
        self.hear(MisconductSustained(case_id=f"{case}-again", decided_on=day, **facts), 2)

    @rule(order=st.randoms(use_true_random=False))
    def everything_is_sent_again(self, order: Any) -> None:
        """All news once more, in another order: nothing changes but by what was too early before."""
        again = list(self.sent)
        order.shuffle(again)
        for event in again:
            self.hear(event, 1)
            self.sent.pop()

    @rule(case=cases, party=parties, result=st.sampled_from(Result))
    def call_back(self, case: str, party: str, result: Result) -> None:
        self.attempt(world.call_back, party, result, case)

    @rule(case=cases, sustained=st.booleans())
    def rule_on_a_hold(self, case: str, sustained: bool) -> None:
        for held in world.task(case).open_holds[:1]:
            call = world.a_call(world.SUPERVISOR)
            facts = {"mark": held.mark, "sustained": sustained, "reason": "核查"}
            self.attempt(verifying.rule_on_hold, call, case, **facts)

    @rule(case=cases, party=parties, upheld=st.booleans())
    def challenge(self, case: str, party: str, upheld: bool) -> None:
        call = world.a_call(world.DIRECTOR)
        self.attempt(deciding.challenge_tie, call, case, party=party, tie=Tie.MONEY)
        for found in world.task(case).open_challenges[:1]:
            facts = {"mark": found.mark, "upheld": upheld, "reason": "核查"}
            self.attempt(deciding.decide_challenge, world.a_call(world.SUPERVISOR), case, **facts)

    @rule(case=cases)
    def declare_void(self, case: str) -> None:
        call, ground = world.a_call(world.SUPERVISOR), VoidGround.FALSE_FILE
        self.attempt(deciding.declare_award_void, call, case, ground=ground, evidence="核查报告")

    @rule(name=cadres, case=cases, number=st.integers(0, 9), outcome=st.sampled_from(Outcome))
    def appeal(self, name: str, case: str, number: int, outcome: Outcome) -> None:
        entries = world.task(case).ledger
        if number < len(entries):
            mark = entries[number].source.removeprefix(f"{case}/")
            call = world.a_call(world.cadre_named(name))
            self.attempt(appeals.appeal, call, case, entry=mark, reason="不服")
            facts = {"entry": mark, "outcome": outcome, "reason": "复核"}
            self.attempt(appeals.answer_appeal, world.a_call(world.CITY_OFFICE), case, **facts)

    @invariant()
    def the_board_equals_the_ledger(self) -> None:
        self.news.town.deliver()
        assert [fault for find in SERVICE.proofs for fault in find()] == []

    @invariant()
    def no_case_has_two_holders(self) -> None:
        for task in StarTask.objects():
            running = [tenure for tenure in task.tenures if tenure.ended is None]
            assert len(running) == (1 if task.state in LIVE else 0)
            assert all(tenure.ended for tenure in task.tenures[:-1])

    @invariant()
    def no_star_is_unearned(self) -> None:
        """Stars stand only on a final task, once, with its cadre; and never more than its grade."""
        for task in StarTask.objects():
            sources = [entry.source for entry in task.ledger]
            assert len(set(sources)) == len(sources)
            assert sum(entry.kind == Kind.AWARD for entry in task.ledger) <= 1
            for name in CADRES:
                points, stars = task.balance(name)
                assert 0 <= stars <= task.grade
                assert points <= awarded(task.ledger, name)
                if stars:
                    assert task.state in EARNED
                    assert task.credited.cadre_id == name
                    assert task.file.performed
                    assert not task.open_holds
                    assert task.misconduct_on is None
                    assert points > 0

    @invariant()
    def nothing_waits_without_a_clock(self) -> None:
        """What is held or settled has a next moment, or waits for news only; the audit chain is whole."""
        for task in StarTask.objects():
            if task.current is not None or (task.state == TaskState.CALLED and not task.panel_assigns):
                assert task.due_at is not None
        rows = collection(StarTask).find()
        assert [fault for row in rows for fault in audit.faults(row)] == []


@pytest.fixture
def machine(news: News, at: Clock) -> type[Histories]:
    Histories.put = staticmethod(at)  # type: ignore[assignment]
    Histories.played = 0
    return Histories


def test_random_histories_keep_the_board_true(machine: type[Histories]) -> None:
    count = LONG or 6
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=count,
            stateful_step_count=25 if LONG else 20,
            deadline=None,
            derandomize=not LONG,
            database=None,
            print_blob=True,
            phases=(Phase.explicit, Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert machine.played >= count

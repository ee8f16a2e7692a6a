# SPDX-License-Identifier: Apache-2.0
"""The machine that plays random histories of the star board through the real commands over a real MongoDB.

Hypothesis picks who does what next: picks, plans, calls, lapses, settlements, callbacks, reopenings, voids, appeals, and
news that comes twice, late or in another order. After every step no case has two holders and no star is unearned;
whenever the boards caught up, and at the end, they equal the ledgers.
"""

import contextlib
from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.scoring import SERVICE
from services.scoring.appeals import commands as appeals
from services.scoring.appeals.rules import Outcome
from services.scoring.calls import commands as calls
from services.scoring.calls.rules import DeclineGround
from services.scoring.tasks import deciding, holding, picking, verifying
from services.scoring.tasks.callbacks import Result
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.ledger import Kind, awarded
from services.scoring.tasks.rules import (
    LIVE,
    Channel,
    LawfulEnd,
    PauseReason,
    Relief,
    TaskState,
    Tie,
    VoidGround,
)
from shared import audit, clock
from shared.calendar import SHANGHAI, local_date
from shared.contracts.mediation import MisconductSustained
from shared.errors import NotFound, RuleBroken
from shared.events import Event
from shared.mongo import collection
from tests.scoring import world
from tests.scoring.world import News, closed, decided, failed, reopened, settled


class Begin(StrEnum):
    """How far a dispute is when its history begins."""

    RACE = "race"
    CONTEST = "contest"
    CALLED = "called"
    HELD = "held"
    MET = "met"
    LAPSED = "lapsed"
    DISPUTED = "disputed"
    SETTLED = "settled"
    FINAL = "final"


CADRES, CASES = ("gao", "lin"), ("case-1", "case-2")

cadres, cases = st.sampled_from(CADRES), st.sampled_from(CASES)
parties = st.sampled_from("AB")
begins = st.tuples(st.sampled_from(Begin), cadres)
times = st.integers(0, 3)
seldom = st.sampled_from([False, False, True])


class Histories(RuleBasedStateMachine):
    """One history: two cases, two cadres, and a clock that only goes forward.

    `played` counts the histories, `seen` gathers in which states tasks were and what their ledgers held.
    """

    played = 0
    seen: ClassVar[set[str]] = set()
    put: Callable[[str], Any]

    @initialize(first=begins, second=begins)
    def begin(self, first: tuple[Begin, str], second: tuple[Begin, str]) -> None:
        """A town with two disputes; what is final, or ran out, was picked a month before."""
        type(self).played += 1
        for kind in SERVICE.documents:
            collection(kind).delete_many({})
        self.put("2026-03-02 09:00")
        self.news, self.sent, self.known = News(), list[Event](), dict[str, int]()
        for name in CADRES:
            world.enrol(name)
        stages = dict(zip(CASES, (first, second), strict=True))
        for case, (stage, _) in stages.items():
            self.hear(failed(case), 1)
            world.post(case, **(world.FOUR_STARS if stage is Begin.CONTEST else {}))
        old = [case for case, (stage, _) in stages.items() if stage in {Begin.FINAL, Begin.LAPSED}]
        for case in old:
            self.bring(case, *stages[case])
        if old:
            self.pass_time(days=31)
        for case in sorted(stages.keys() - set(old)):
            self.bring(case, *stages[case])

    def bring(self, case: str, stage: Begin, name: str) -> None:
        """Bring a posted case to where it begins."""
        if stage is Begin.CALLED:
            calls.choose_cadre(_party_call("A"), case, party="A", cadre_id=name)
        elif stage not in {Begin.RACE, Begin.CONTEST}:
            world.pick(name, case)
        if stage in {Begin.MET, Begin.LAPSED}:
            world.meet_both(name, case)
        if stage is Begin.DISPUTED:
            self.finish(case, Result.NOT)
        if stage in {Begin.SETTLED, Begin.FINAL}:
            self.finish(case)

    def finish(self, case: str, said: Result = Result.SATISFIED) -> None:
        """Agreed, closed, and both parties called: content, if nothing else is said."""
        today = local_date(clock.now())
        self.hear(settled(today, case), 1)
        self.hear(closed(today, case), 1)
        for party in "AB":
            self.attempt(world.call_back, party, said, case)

    def attempt(self, act: Callable[..., Any], *args: Any, **more: Any) -> None:
        """Do what the rules allow; a refusal changes nothing."""
        before = _versions()
        try:
            act(*args, **more)
        except RuleBroken:
            assert _versions() == before, "a refused act changed a task"

    def hear(self, event: Event, often: int) -> None:
        """News of another service, so often; what is too early, or never came, waits to be sent again."""
        self.sent.append(event)
        with contextlib.suppress(NotFound):
            for _ in range(often):
                self.news.town.hand_over(self.news.envelope(event))

    def pass_time(self, *, days: int = 0, hours: int = 0) -> None:
        """Let time decide, also beyond the year whose holidays are announced."""
        now = (clock.now() + timedelta(days=days, hours=hours)).astimezone(SHANGHAI)
        self.put(now.strftime("%Y-%m-%d %H:%M"))
        self.news.town.tick(clock.now())

    @rule(days=st.sampled_from([0, 1, 1, 3, 7]), hours=st.sampled_from([0, 1, 5, 15]))
    def time_passes(self, days: int, hours: int) -> None:
        self.pass_time(days=days, hours=hours)

    @rule(days=st.sampled_from([16, 31, 32, 90]))
    def weeks_pass(self, days: int) -> None:
        self.pass_time(days=days)

    @rule()
    def the_boards_catch_up(self) -> None:
        """A worker shows what changed: now every board is the sum of its ledgers."""
        self.news.town.deliver()
        assert [fault for find in SERVICE.proofs for fault in find()] == []

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
        self.attempt(calls.choose_cadre, _party_call(party), case, party=party, cadre_id=name)

    @rule(case=cases, party=parties)
    def object_to_the_call(self, case: str, party: str) -> None:
        self.attempt(calls.object_to_call, _party_call(party), case, party=party)

    @rule(name=cadres, case=cases, tied=st.booleans())
    def answer_the_call(self, name: str, case: str, tied: bool) -> None:
        call = world.a_call(world.cadre_named(name))
        if tied:
            self.attempt(calls.decline_call, call, case, ground=DeclineGround.TIE, ties=[Tie.KIN])
        else:
            self.attempt(picking.accept_call, call, case, ties=[])

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

    @rule(case=cases, days=st.integers(1, 20))
    def pause(self, case: str, days: int) -> None:
        begins = local_date(clock.now())
        facts = {"reason": PauseReason.APPRAISAL, "paper": "委托书"}
        call = world.a_call(world.DIRECTOR)
        self.attempt(deciding.pause, call, case, begins=begins, until=begins + timedelta(days=days), **facts)

    @rule(case=cases)
    def relieve(self, case: str) -> None:
        call = world.a_call(world.DIRECTOR)
        self.attempt(deciding.relieve, call, case, reason=Relief.TRANSFERRED, evidence="任免文件")

    @rule(case=cases)
    def close_lawfully(self, case: str) -> None:
        call = world.a_call(world.DIRECTOR)
        reason = LawfulEnd.PARTY_SUED
        self.attempt(deciding.close_lawfully, call, case, reason=reason, evidence="通知书")

    @rule(case=cases)
    def all_goes_well(self, case: str) -> None:
        self.finish(case)

    @rule(case=cases, back=st.integers(0, 40), often=times)
    def settle(self, case: str, back: int, often: int) -> None:
        self.hear(settled(local_date(clock.now()) - timedelta(days=back), case), often)

    @rule(case=cases, performed=st.booleans(), often=times)
    def close(self, case: str, performed: bool, often: int) -> None:
        self.hear(closed(local_date(clock.now()), case, performed=performed), often)

    @rule(case=cases, breach=seldom, same=seldom.map(lambda other: not other), often=times)
    def reopen(self, case: str, breach: bool, same: bool, often: int) -> None:
        on = local_date(clock.now())
        event = reopened(on, case, breach_by_party=breach, same_facts=same, successor_id=f"{case}-{on}")
        self.hear(event, often)

    @rule(
        case=cases,
        result=st.sampled_from(
            ["confirmed", "rejected_unclear", "rejected_not_voluntary", "enforcement_applied"]
        ),
    )
    def court_decides(self, case: str, result: str) -> None:
        self.hear(decided(result, local_date(clock.now()), case), 2)

    @rule(case=cases)
    def misconduct(self, case: str) -> None:
        day = local_date(clock.now())
        facts = {"complaint_id": f"c-{case}", "body_id": "b", "account": "m", "kind": "favouring"}
        self.hear(MisconductSustained(case_id=f"{case}-again", decided_on=day, **facts), 2)

    @rule(order=st.randoms(use_true_random=False))
    def everything_is_sent_again(self, order: Any) -> None:
        """All news once more, in another order: nothing changes but by what was too early, or lost, before."""
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

    @rule(case=cases, number=st.integers(0, 9), outcome=st.sampled_from(Outcome))
    def appeal(self, case: str, number: int, outcome: Outcome) -> None:
        """The cadre of one of the newest entries disputes it, and the city answers."""
        entries = world.task(case).ledger
        if number < len(entries):
            entry = entries[-1 - number]
            mark = entry.source.removeprefix(f"{case}/")
            call = world.a_call(world.cadre_named(entry.cadre_id))
            self.attempt(appeals.appeal, call, case, entry=mark, reason="不服")
            facts = {"entry": mark, "outcome": outcome, "reason": "复核"}
            self.attempt(appeals.answer_appeal, world.a_call(world.CITY_OFFICE), case, **facts)

    @invariant()
    def every_task_is_true(self) -> None:
        """Each task that the last step changed has one holder at most, no star unearned, and a clock that runs."""
        changed = {key: version for key, version in _versions().items() if self.known.get(key) != version}
        for key in sorted(changed):
            task = world.task(key)
            _one_holder_at_most(task)
            _no_star_is_unearned(task)
            _nothing_waits_without_a_clock(task)
            type(self).seen |= {task.state, *(entry.kind for entry in task.ledger)}
        self.known |= changed

    def teardown(self) -> None:
        """In the end the boards catch up, and the audit chains are whole."""
        self.the_boards_catch_up()
        rows = collection(StarTask).find()
        assert [fault for row in rows for fault in audit.faults(row)] == []


def _versions() -> dict[str, int]:
    return {row["_id"]: row["version"] for row in collection(StarTask).find({}, {"version": 1})}


def _party_call(party: str) -> Any:
    return world.a_call(world.actor(f"party:{party}", world.Role.PARTY, world.TOWNSHIP))


def _one_holder_at_most(task: StarTask) -> None:
    running = [tenure for tenure in task.tenures if tenure.ended is None]
    assert len(running) == (1 if task.state in LIVE else 0)
    assert all(tenure.ended for tenure in task.tenures[:-1])


def _no_star_is_unearned(task: StarTask) -> None:
    """Stars stand only on a final task, once, with its cadre; and never more than its grade."""
    sources = [entry.source for entry in task.ledger]
    assert len(set(sources)) == len(sources)
    assert sum(entry.kind == Kind.AWARD for entry in task.ledger) <= 1
    for name in CADRES:
        points, stars = task.balance(name)
        assert 0 <= stars <= task.grade
        assert points <= awarded(task.ledger, name)
        if stars:
            assert task.state == TaskState.FINAL
            assert task.credited.cadre_id == name
            assert task.file.performed
            assert not task.open_holds
            assert task.misconduct_on is None
            assert points > 0


def _nothing_waits_without_a_clock(task: StarTask) -> None:
    """What is held, or called for, has a next moment."""
    if task.current is not None or (task.state == TaskState.CALLED and not task.panel_assigns):
        assert task.due_at is not None

# SPDX-License-Identifier: Apache-2.0
"""Many who press at once: one holder a task, and no cadre over the caps (SB-04 to SB-06)."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

import pytest

from services.scoring.cadres.documents import Cadre
from services.scoring.tasks import picking
from services.scoring.tasks.record import record_of
from services.scoring.tasks.rules import Tie
from shared import audit
from shared.call import Call
from shared.clock import now
from shared.contracts.scoring import TaskPicked
from shared.errors import RuleBroken
from shared.mongo import collection
from tests.scoring import world
from tests.scoring.conftest import Clock
from tests.scoring.world import News, failed, task


def at_once(acts: Sequence[Callable[[], object]]) -> list[str]:
    """Run all acts at the same moment; gives `won` or the code of the refusal for each."""
    gate, found = threading.Barrier(len(acts)), [""] * len(acts)

    def run(number: int) -> None:
        gate.wait()
        try:
            acts[number]()
            found[number] = "won"
        except RuleBroken as error:
            found[number] = error.code

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def pressing(name: str, task_id: str, message: str = "") -> Callable[[], object]:
    return lambda: picking.pick(
        Call(actor=world.cadre_named(name), at=now(), message=message), task_id, ties=[]
    )


def test_of_fifty_who_press_at_once_one_wins_and_the_others_have_no_trace(news: News, at: Clock) -> None:
    names = [f"cadre-{number:02}" for number in range(50)]
    for name in names:
        world.enrol(name)
    news.arrives(failed())
    at("2026-07-01 09:00")
    world.post()

    found = at_once([pressing(name, "case-1", f"key-{name}") for name in names])

    assert Counter(found) == {"won": 1, "already_taken": 49}
    winner = names[found.index("won")]
    assert [tenure.cadre_id for tenure in task().tenures] == [winner]
    assert task().current.due_on == date(2026, 7, 31)
    assert world.outbox() == [TaskPicked.TYPE]
    assert all(cadre.picks == [] and cadre.due_at is None for cadre in Cadre.objects)
    assert all(not record_of(name).live for name in names if name != winner)

    repeats = [pressing(name, "case-1", f"key-{name}") for name in names]
    assert [code == "won" for code in at_once(repeats)] == [name == winner for name in names]
    assert world.outbox() == [TaskPicked.TYPE]


def test_one_cadre_who_picks_six_tasks_at_once_gets_three(news: News) -> None:
    world.enrol("gao")
    cases = [f"case-{number}" for number in range(6)]
    for case in cases:
        news.arrives(failed(case), times=1)
        world.post(case)

    found = at_once([pressing("gao", case) for case in cases])

    assert Counter(found) == {"won": 3, "over_cap": 3}
    assert len(record_of("gao").live) == 3
    assert Cadre.objects(id="gao").get().picks == []


def test_the_holder_who_presses_again_gets_the_same_task(news: News) -> None:
    world.enrol("gao")
    news.arrives(failed())
    world.post()
    first = world.pick("gao")

    again = world.pick("gao")

    assert (again.id, again.version) == (first.id, first.version)


def test_a_slot_of_a_pick_that_was_never_finished_is_freed(news: News, at: Clock) -> None:
    world.enrol("gao")
    for number in range(3):
        picking._reserve(world.a_call(world.cadre_named("gao")), "gao", f"lost-{number}", 1)
    news.arrives(failed())
    world.post()
    with pytest.raises(RuleBroken, match="over_cap"):
        world.pick("gao")

    at("2026-03-02 09:10")
    news.tick()

    assert Cadre.objects(id="gao").get().picks == []
    assert world.pick("gao").current.cadre_id == "gao"


def test_who_is_tied_or_entered_the_case_can_not_win_it(news: News) -> None:
    for name, more in {
        "kin": {},
        "neighbour": {"own_villages": [world.VILLAGE]},
        "author": {"office": "综治办"},
        "colleague": {"office": "综治办"},
        "stranger": {},
    }.items():
        world.enrol(name, **more)
    news.arrives(failed(recorded_by="author"))
    world.post()

    with pytest.raises(RuleBroken, match="tie_declared"):
        picking.pick(world.a_call(world.cadre_named("kin")), "case-1", ties=[Tie.KIN])
    for name, code in {
        "neighbour": "own_village",
        "author": "self_made",
        "colleague": "self_made",
        "unknown": "not_on_roster",
    }.items():
        with pytest.raises(RuleBroken, match=code):
            world.pick(name)
    assert world.pick("stranger").current.cadre_id == "stranger"


def test_nobody_picked_and_the_secretary_assigns(news: News, at: Clock) -> None:
    world.enrol("gao")
    news.arrives(failed())
    world.post()
    call, facts = world.a_call(world.SECRETARY), {"cadre_ids": ["gao"], "reason": "三个工作日无人摘"}
    with pytest.raises(RuleBroken, match="race_open"):
        picking.choose(call, "case-1", **facts)

    at("2026-03-06 09:00")
    with pytest.raises(RuleBroken, match="secretary_only"):
        picking.choose(world.a_call(world.DIRECTOR), "case-1", **facts)
    chosen = picking.choose(world.a_call(world.SECRETARY), "case-1", **facts)

    assert (chosen.current.how, chosen.current.cadre_id) == ("assigned", "gao")


def test_the_audit_chain_of_a_task_is_whole_after_a_race(news: News) -> None:
    world.enrol("gao")
    world.enrol("lin")
    news.arrives(failed())
    world.post()

    at_once([pressing("gao", "case-1"), pressing("lin", "case-1")])

    for kind in (type(task()), Cadre):
        assert [fault for row in collection(kind).find() for fault in audit.faults(row)] == []

# SPDX-License-Identifier: Apache-2.0
"""A dispute on the star board from its failure in the village to the stars and back; every event arrives three times."""

import itertools
from datetime import date

import pytest

from services.scoring import SERVICE
from services.scoring.board import reading
from services.scoring.board.documents import Standing
from services.scoring.tasks import commands, deciding, holding, picking, verifying
from services.scoring.tasks.callbacks import Result
from services.scoring.tasks.rules import LawfulEnd, TaskState
from shared.contracts.scoring import TaskPicked
from shared.errors import RuleBroken
from shared.mongo import collection
from tests.scoring import world
from tests.scoring.conftest import Clock
from tests.scoring.world import News, closed, decided, failed, lines, reopened, settled, task

GAO = world.cadre_named("gao")


def four_stars(news: News, at: Clock) -> None:
    """Gao wins the contest for a task of four stars on 12 March and has met both parties."""
    world.enrol("gao")
    news.arrives(failed())
    world.post(**world.FOUR_STARS)
    picking.offer_plan(world.a_call(GAO), "case-1", plan="先勘界,再谈补偿", ties=[])
    at("2026-03-12 09:00")
    picking.choose(world.a_call(world.SECRETARY), "case-1", cadre_ids=["gao"], reason="方案可行")
    world.meet_both("gao")


def made_final(news: News, at: Clock) -> None:
    """Settled on 1 April, both satisfied, file complete: final on 6 May."""
    four_stars(news, at)
    at("2026-04-01 15:00")
    news.arrives(settled(date(2026, 4, 1)))
    at("2026-04-10 09:00")
    world.call_back("A", Result.SATISFIED)
    world.call_back("B", Result.BASICALLY)
    at("2026-05-06 10:00")
    news.arrives(closed(date(2026, 5, 6)))


def standing(name: str) -> tuple[int, int]:
    row = collection(Standing).find_one({"_id": name}) or {}
    return row["points"], row["stars"]


def test_a_dispute_goes_from_failure_to_final_stars_and_back(news: News, at: Clock) -> None:
    made_final(news, at)

    assert task().state == TaskState.FINAL
    assert lines() == [("award", 70, 4, "gao"), ("bonus", 7, 0, "gao")]
    assert [entry.rule for entry in task().ledger] == ["SB-04", "SB-08", "SB-14", "SB-13", "SB-13"]
    assert {entry.rules_version for entry in task().ledger} == {"2026-1"}
    assert standing("gao") == (77, 4)

    at("2026-08-20 09:00")
    news.arrives(reopened(date(2026, 8, 20)))

    assert task().state == TaskState.REVERSED
    assert lines()[2:] == [("reversal", -77, -4, "gao")]
    assert task().ledger[-1].at.month == 8
    assert standing("gao") == (0, 0)
    assert world.outbox() == [TaskPicked.TYPE]

    before = task().ledger
    news.town.again()
    assert task().ledger == before
    assert reading.differences() == []


def test_a_return_after_day_180_or_on_new_facts_takes_nothing_back(news: News, at: Clock) -> None:
    made_final(news, at)
    at("2026-09-29 09:00")

    news.arrives(
        reopened(date(2026, 9, 29)), reopened(date(2026, 8, 20), successor_id="case-3", same_facts=False)
    )

    assert task().state == TaskState.FINAL
    assert [each.effect for each in task().reopenings] == ["quality_mark", "quality_mark"]
    assert standing("gao") == (77, 4)


@pytest.mark.parametrize(
    ("sustained", "state", "points"), [(False, TaskState.FINAL, 77), (True, TaskState.REVERSED, 0)]
)
def test_a_breach_by_a_party_freezes_the_points_until_the_panel_decides(
    news: News, at: Clock, sustained: bool, state: TaskState, points: int
) -> None:
    made_final(news, at)
    at("2026-08-20 09:00")
    news.arrives(reopened(date(2026, 8, 20), breach_by_party=True))

    assert (task().state, standing("gao")) == (TaskState.FINAL, (0, 0))
    assert task().open_holds[0].answer_by == date(2026, 9, 3)

    verifying.rule_on_hold(
        world.a_call(world.DIRECTOR), "case-1", mark="case-2", sustained=sustained, reason="核查"
    )
    news.town.deliver()

    assert (task().state, standing("gao")[0]) == (state, points)
    assert reading.differences() == []


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
@pytest.mark.parametrize("times", [1, 3])
def test_settled_closed_and_reopened_lead_to_the_same_state_in_any_order(
    news: News, at: Clock, order: tuple[int, ...], times: int
) -> None:
    four_stars(news, at)
    at("2026-04-20 09:00")
    events = [settled(date(2026, 4, 1)), closed(date(2026, 4, 10)), reopened(date(2026, 4, 20))]

    news.arrives(*(events[number] for number in order), times=times)
    at("2026-06-01 09:00")
    news.tick()

    found = task()
    assert found.state == TaskState.REVERSED
    assert lines() == [("zero", 0, 0, "gao")]
    assert found.settlement.settled_on == date(2026, 4, 1)
    assert found.file.performed
    assert found.due_at is None
    assert found.current is None


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_late_news_in_any_order_still_ends_in_final_stars(
    news: News, at: Clock, order: tuple[int, ...]
) -> None:
    """The quarrel came back on new facts; settlement, closing and return are all heard of on one day in June."""
    four_stars(news, at)
    at("2026-05-11 09:00")
    events = [
        settled(date(2026, 4, 1)),
        closed(date(2026, 4, 10)),
        reopened(date(2026, 4, 20), same_facts=False),
    ]

    news.arrives(*(events[number] for number in order))
    world.call_back("A", Result.SATISFIED)
    world.call_back("B", Result.SATISFIED)
    news.tick()

    assert task().state == TaskState.FINAL
    assert lines() == [("award", 70, 4, "gao"), ("bonus", 7, 0, "gao")]


def test_the_courts_word_may_come_before_the_settlement(news: News, at: Clock) -> None:
    four_stars(news, at)
    at("2026-04-20 09:00")

    news.arrives(decided("rejected_unclear", date(2026, 4, 15)), settled(date(2026, 4, 1)))
    assert [held.rule for held in task().open_holds] == ["SB-20"]

    news.arrives(decided("confirmed", date(2026, 4, 19)), decided("rejected_unclear", date(2026, 4, 16)))
    assert task().open_holds == []
    assert task().court_code == "confirmed"


def test_a_refusal_for_want_of_free_will_takes_the_award_twice(news: News, at: Clock) -> None:
    made_final(news, at)
    at("2026-05-20 09:00")

    news.arrives(decided("rejected_not_voluntary", date(2026, 5, 19)))

    assert task().state == TaskState.VOID
    assert standing("gao") == (-77, 0)
    news.arrives(failed("case-9"))
    world.post("case-9")
    with pytest.raises(RuleBroken, match="cooling_down"):
        world.pick("gao", "case-9")


def test_a_reopened_and_then_voided_award_ends_at_the_same_sum(news: News, at: Clock) -> None:
    made_final(news, at)
    at("2026-05-20 09:00")

    news.arrives(reopened(date(2026, 5, 18)), decided("rejected_harms_others", date(2026, 5, 19)))

    assert task().state == TaskState.VOID
    assert standing("gao") == (-77, 0)
    assert reading.differences() == []


def test_unreachable_is_neutral_and_brings_base_points_after_thirty_days(news: News, at: Clock) -> None:
    four_stars(news, at)
    at("2026-04-01 15:00")
    news.arrives(settled(date(2026, 4, 1)), closed(date(2026, 4, 1)))
    at("2026-04-02 09:00")
    world.call_back("A", Result.BASICALLY)
    for moment in ("2026-04-02 09:00", "2026-04-03 11:00", "2026-04-04 15:00"):
        at(moment)
        world.call_back("B", Result.UNREACHABLE)

    at("2026-05-01 23:59")
    news.tick()
    assert task().state == TaskState.PROVISIONAL
    row = collection(Standing).find_one({"_id": "gao"}) or {}
    assert (row["points"], row["provisional_points"], row["provisional_stars"]) == (0, 70, 4)

    at("2026-05-02 00:00")
    news.tick()
    assert task().state == TaskState.FINAL
    assert lines() == [("award", 70, 4, "gao")]


@pytest.mark.parametrize(
    ("sustained", "state", "booked"),
    [
        (False, TaskState.FINAL, [("hold", 0), ("release", 0), ("award", 70)]),
        (True, TaskState.VOID, [("hold", 0), ("release", 0), ("zero", 0)]),
    ],
)
def test_one_party_that_is_not_satisfied_holds_the_points(
    news: News, at: Clock, sustained: bool, state: TaskState, booked: list[tuple[str, int]]
) -> None:
    four_stars(news, at)
    at("2026-04-01 15:00")
    news.arrives(settled(date(2026, 4, 1)), closed(date(2026, 4, 1)))
    at("2026-04-02 09:00")
    world.call_back("A", Result.NOT)
    world.call_back("B", Result.SATISFIED)

    at("2026-05-03 09:00")
    news.tick()
    assert task().state == TaskState.PROVISIONAL

    verifying.rule_on_hold(
        world.a_call(world.SUPERVISOR), "case-1", mark="callback:A", sustained=sustained, reason="已核查"
    )

    assert task().state == state
    assert [(kind, points) for kind, points, _, _ in lines()] == booked


def test_duties_that_were_not_performed_keep_the_stars_provisional(news: News, at: Clock) -> None:
    four_stars(news, at)
    at("2026-04-01 15:00")
    news.arrives(settled(date(2026, 4, 1)), closed(date(2026, 4, 1), performed=False))
    world.call_back("A", Result.SATISFIED)
    world.call_back("B", Result.SATISFIED)
    at("2026-06-01 09:00")
    news.tick()
    assert task().state == TaskState.PROVISIONAL

    news.arrives(closed(date(2026, 6, 1)))
    assert task().state == TaskState.FINAL


def test_a_task_without_result_lapses_and_goes_back_on_the_board(news: News, at: Clock) -> None:
    four_stars(news, at)
    at("2026-05-11 23:59")
    news.tick()
    assert task().state == TaskState.WORKING

    at("2026-05-12 00:00")
    news.tick()

    assert task().state == TaskState.LAPSED
    assert lines() == [("lapse", -35, 0, "gao")]
    with pytest.raises(RuleBroken, match="barred_from_task"):
        picking.offer_plan(world.a_call(GAO), "case-1", plan="再试一次", ties=[])
    world.enrol("lin")
    picking.offer_plan(world.a_call(world.cadre_named("lin")), "case-1", plan="我来", ties=[])
    assert list(task().offers) == ["lin"]


def test_an_agreement_in_time_that_is_heard_of_after_the_lapse_gives_the_lapse_back(
    news: News, at: Clock
) -> None:
    four_stars(news, at)
    at("2026-05-12 00:00")
    news.tick()

    news.arrives(settled(date(2026, 5, 11)))

    assert task().state == TaskState.PROVISIONAL
    assert lines() == [("lapse", -35, 0, "gao"), ("release", 35, 0, "gao")]
    assert standing("gao") == (0, 0)


@pytest.mark.parametrize("ticked_before", [True, False])
def test_an_agreement_after_the_limit_earns_nothing_whoever_speaks_first(
    news: News, at: Clock, ticked_before: bool
) -> None:
    four_stars(news, at)
    at("2026-05-14 09:00")
    if ticked_before:
        news.tick()

    news.arrives(settled(date(2026, 5, 13)))

    assert (task().state, task().ended_for) == (TaskState.CLOSED_LAWFULLY, "settled_without_holder")
    assert lines() == [("lapse", -35, 0, "gao")]


def test_without_first_contact_the_pick_is_released_without_penalty(news: News, at: Clock) -> None:
    world.enrol("gao")
    news.arrives(failed())
    world.post()
    world.pick("gao")
    at("2026-03-09 23:59")
    news.tick()
    assert task().state == TaskState.PICKED

    at("2026-03-10 00:00")
    news.tick()

    assert task().state == TaskState.HANDED_BACK
    assert lines() == [("zero", 0, 0, "gao")]
    with pytest.raises(RuleBroken, match="handed_back_before"):
        world.pick("gao")


def test_handing_back_is_free_once_and_costs_later(news: News, at: Clock) -> None:
    world.enrol("gao")
    for case in ("case-1", "case-2"):
        news.arrives(failed(case))
        world.post(case)
        world.pick("gao", case)
    at("2026-03-03 09:00")
    for case in ("case-1", "case-2"):
        holding.hand_back(world.a_call(GAO), case, reason="力所不及")

    assert (task("case-1").tenures[0].ended, lines("case-1")) == ("handed_back", [("zero", 0, 0, "gao")])
    assert (task("case-2").tenures[0].ended, lines("case-2")) == (
        "handed_back_late",
        [("lapse", -10, 0, "gao")],
    )
    assert task().state == TaskState.HANDED_BACK


def test_a_lawful_end_is_no_failure(news: News, at: Clock) -> None:
    four_stars(news, at)

    deciding.close_lawfully(
        world.a_call(world.DIRECTOR), "case-1", reason=LawfulEnd.PARTY_SUED, evidence="受理通知书"
    )
    at("2026-06-01 09:00")
    news.tick()

    assert (task().state, task().ended_for) == (TaskState.CLOSED_LAWFULLY, "party_sued")
    assert lines() == [("zero", 0, 0, "gao")]
    assert standing("gao") == (0, 0)


def test_a_barred_case_is_never_graded(news: News) -> None:
    news.arrives(failed(barred_for="accepted_by_court"))

    assert (task().state, task().ended_for) == (TaskState.CLOSED_LAWFULLY, "accepted_by_court")
    with pytest.raises(RuleBroken, match="grade_frozen"):
        world.post()


def test_the_failure_of_the_holders_own_mediation_makes_no_second_task(news: News, at: Clock) -> None:
    four_stars(news, at)

    news.arrives(failed("case-1-again", task_id="case-1"))

    assert task().failed_again == ["case-1-again"]
    assert collection(type(task())).count_documents({}) == 1


def test_grading_takes_two_who_can_not_pick(news: News) -> None:
    world.enrol("director")
    news.arrives(failed())
    with pytest.raises(RuleBroken, match="panel_may_not_pick"):
        world.post()
    commands.propose_grade(world.a_call(world.SUPERVISOR), "case-1", given={})
    with pytest.raises(RuleBroken, match="second_person_needed"):
        commands.confirm_grade(world.a_call(world.SUPERVISOR), "case-1")
    clerk = world.actor("clerk", world.Role.DIRECTOR, world.TOWNSHIP)
    with pytest.raises(RuleBroken, match="other_office_needed"):
        commands.confirm_grade(world.a_call(clerk), "case-1")

    posted = commands.confirm_grade(world.a_call(world.SECRETARY), "case-1")

    assert (posted.grading.points, posted.grade, posted.state) == (4, 3, TaskState.POSTED)
    assert posted.grading.age_months == 13
    assert posted.open_until == date(2026, 3, 5)


def test_the_boards_can_be_rebuilt_from_the_ledgers(news: News, at: Clock) -> None:
    made_final(news, at)
    before = collection(Standing).find_one({"_id": "gao"})
    collection(Standing).drop()

    SERVICE.projections.rebuild()

    assert collection(Standing).find_one({"_id": "gao"}) == before
    assert reading.differences() == []
    collection(Standing).update_one({"_id": "gao"}, {"$inc": {"points": 1}})
    assert reading.differences() == ["gao"]

# SPDX-License-Identifier: Apache-2.0
"""Who may pick, how long they have, and what the callbacks mean: pure rules."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from services.scoring.cadres import rules as roster
from services.scoring.cadres.rules import Leave, Posting, Record
from services.scoring.star_rules import StarRules
from services.scoring.tasks import callbacks, rules
from services.scoring.tasks.callbacks import Answer, Result, Verdict
from services.scoring.tasks.rules import Ending, How, Stint, TaskState, Tie
from services.scoring.tasks.ties import no_ties
from shared.calendar import SHANGHAI
from shared.errors import RuleBroken

RULES = StarRules()


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def refused(code: str, act: Callable[..., Any], *args: Any, **kwargs: Any) -> RuleBroken:
    with pytest.raises(RuleBroken) as told:
        act(*args, **kwargs)
    assert told.value.code == code
    return told.value


def serve(**more: Any) -> None:
    facts: dict[str, Any] = {
        "active": True,
        "postings": [Posting("371324101")],
        "leave": None,
        "place": ["37", "3713", "371324", "371324101"],
        "on": date(2026, 7, 1),
        "rules": RULES,
    }
    roster.may_serve(**facts | more)


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        ({"active": False}, "suspended"),
        ({"postings": [Posting("371324101", begins=date(2026, 7, 2))]}, "not_yet_on_roster"),
        ({"postings": [Posting("371324101", until=date(2026, 6, 30))]}, "off_roster"),
        ({"postings": [Posting("371324102")]}, "wrong_township"),
        ({"leave": Leave(date(2026, 7, 1), date(2026, 7, 8))}, "on_leave"),
    ],
)
def test_only_active_cadres_of_the_township_pick(fact: dict[str, Any], code: str) -> None:
    refused(code, serve, **fact)


def test_a_week_of_leave_does_not_keep_from_picking_and_past_leave_neither() -> None:
    serve(leave=Leave(date(2026, 7, 1), date(2026, 7, 7)))
    serve(leave=Leave(date(2026, 6, 1), date(2026, 6, 30)))
    serve(postings=[Posting("371324101", begins=date(2026, 7, 1))])


def test_the_cap_is_three_live_picks_and_one_of_five_stars() -> None:
    roster.within_caps({"a": 1, "b": 5}, 4, RULES)
    refused("over_cap", roster.within_caps, {"a": 1, "b": 2, "c": 3}, 1, RULES)
    refused("over_cap_top_grade", roster.within_caps, {"a": 5}, 5, RULES)


def test_three_lapses_in_a_quarter_pause_for_thirty_days() -> None:
    days = (date(2026, 4, 10), date(2026, 5, 3), date(2026, 6, 20))
    record = Record(lapses=days)

    told = refused("cooling_down", roster.not_cooling_down, record, date(2026, 7, 20), RULES)

    assert told.details["until"] == date(2026, 7, 20)
    roster.not_cooling_down(record, date(2026, 7, 21), RULES)
    roster.not_cooling_down(Record(lapses=(date(2026, 3, 31), *days[:2])), date(2026, 5, 4), RULES)


def test_a_voided_award_bars_for_ninety_days() -> None:
    record = Record(voids=(date(2026, 1, 1),))

    refused("cooling_down", roster.not_cooling_down, record, date(2026, 4, 1), RULES)
    roster.not_cooling_down(record, date(2026, 4, 2), RULES)


def test_who_let_a_task_lapse_stays_away_from_it_for_ninety_days_and_others_do_not() -> None:
    stint = Stint("gao", date(2026, 1, 1), date(2026, 1, 31), Ending.LAPSED, local("2026-02-01 00:00"))

    refused("barred_from_task", rules.not_barred, "gao", [stint], local("2026-05-02 23:59"), RULES)
    rules.not_barred("gao", [stint], local("2026-05-03 00:00"), RULES)
    rules.not_barred("lin", [stint], local("2026-02-02 00:00"), RULES)


def test_a_declared_tie_or_the_own_village_keeps_a_cadre_away() -> None:
    refused("tie_declared", no_ties, [Tie.KIN], [], ["37"])
    refused("own_village", no_ties, [], ["371324101201"], ["371324101", "371324101201"])
    no_ties([], ["371324101202"], ["371324101", "371324101201"])


@pytest.mark.parametrize(("person", "office"), [(True, False), (False, True)])
def test_ones_own_case_can_be_picked_only_after_thirty_days(person: bool, office: bool) -> None:
    facts: dict[str, Any] = {
        "same_person": person,
        "same_office": office,
        "entered_on": date(2026, 3, 1),
        "rules": RULES,
    }

    refused("self_made", rules.not_self_made, at=local("2026-03-31 23:59"), **facts)
    rules.not_self_made(at=local("2026-04-01 00:00"), **facts)


@pytest.mark.parametrize(
    ("grade", "last"),
    [
        (1, date(2026, 7, 8)),
        (2, date(2026, 7, 16)),
        (3, date(2026, 7, 31)),
        (4, date(2026, 8, 30)),
        (5, date(2026, 9, 29)),
    ],
)
def test_limits_are_natural_days_from_the_pick(grade: int, last: date) -> None:
    assert rules.due_on(date(2026, 7, 1), grade, RULES) == last


def test_windows_and_first_contact_count_working_days_with_the_make_up_saturday() -> None:
    assert rules.window_end(date(2026, 2, 13), RULES) == date(2026, 2, 25)
    assert rules.contact_due(date(2026, 6, 18), RULES) == (date(2026, 6, 23), date(2026, 6, 26))


def test_grades_to_three_are_raced_for_and_higher_ones_are_contested() -> None:
    rules.may_race(3, RULES)
    refused("contest_only", rules.may_race, 4, RULES)
    refused("race_only", rules.may_offer_plan, 3, date(2026, 7, 6), local("2026-07-01 09:00"), RULES)
    rules.may_offer_plan(4, date(2026, 7, 6), local("2026-07-06 23:59"), RULES)
    refused("contest_over", rules.may_offer_plan, 4, date(2026, 7, 6), local("2026-07-07 00:00"), RULES)


@pytest.mark.parametrize(
    ("grade", "day", "offered", "by_secretary", "found"),
    [
        (3, "2026-07-06", set(), True, "race_open"),
        (4, "2026-07-06", {"gao"}, True, "contest_open"),
        (4, "2026-07-07", {"gao"}, False, How.CONTEST),
        (4, "2026-07-07", {"lin"}, True, "no_plan"),
        (4, "2026-07-07", set(), False, "secretary_only"),
        (4, "2026-07-07", set(), True, How.ASSIGNED),
        (3, "2026-07-07", set(), True, How.ASSIGNED),
    ],
)
def test_the_panel_chooses_and_the_secretary_assigns_only_after_the_window(
    grade: int, day: str, offered: set[str], by_secretary: bool, found: How | str
) -> None:
    facts: dict[str, Any] = {
        "offered": offered,
        "chosen": ["gao"],
        "by_secretary": by_secretary,
        "rules": RULES,
    }

    def choose() -> How:
        return rules.how_chosen(grade, date(2026, 7, 6), local(f"{day} 12:00"), **facts)

    if isinstance(found, How):
        assert choose() is found
    else:
        refused(found, choose)


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (TaskState.PICKED, "already_taken"),
        (TaskState.WORKING, "already_taken"),
        (TaskState.PROPOSED, "not_on_board"),
        (TaskState.FINAL, "not_on_board"),
        (TaskState.CLOSED_LAWFULLY, "not_on_board"),
    ],
)
def test_what_is_held_or_over_can_not_be_picked(state: TaskState, code: str) -> None:
    refused(code, rules.may_take, state)


@pytest.mark.parametrize("state", [TaskState.POSTED, TaskState.HANDED_BACK, TaskState.LAPSED])
def test_what_is_on_the_board_can_be_picked(state: TaskState) -> None:
    rules.may_take(state)


def test_a_hand_back_is_free_within_48_hours_once_a_quarter() -> None:
    picked = local("2026-07-01 09:00")

    assert rules.is_free_hand_back(picked, picked + timedelta(hours=48), 0, RULES)
    assert not rules.is_free_hand_back(picked, picked + timedelta(hours=48, seconds=1), 0, RULES)
    assert not rules.is_free_hand_back(picked, picked + timedelta(hours=1), 1, RULES)
    record = Record(free_hand_backs=(date(2026, 6, 30), date(2026, 7, 1)))
    assert roster.free_hand_backs(record, local("2026-07-01 00:00")) == 1


@pytest.mark.parametrize(
    ("effective_on", "number"),
    [(date(2026, 1, 20), 0), (date(2026, 2, 10), 1), (date(2025, 12, 1), 1), (date(2026, 2, 3), 1)],
)
def test_an_agreement_belongs_to_the_stint_in_whose_days_it_took_effect(
    effective_on: date, number: int
) -> None:
    stints = [
        Stint("gao", date(2026, 1, 1), date(2026, 1, 31), Ending.LAPSED, local("2026-02-01 00:00")),
        Stint("lin", date(2026, 2, 5), date(2026, 3, 7)),
    ]

    assert rules.who_settled(stints, effective_on) == number


def test_an_agreement_without_a_holder_belongs_to_nobody() -> None:
    gave_up = Stint("gao", date(2026, 1, 1), date(2026, 1, 31), Ending.HANDED_BACK, local("2026-01-02 09:00"))

    assert rules.who_settled([gave_up], date(2026, 1, 20)) is None
    assert rules.who_settled([], date(2026, 1, 20)) is None


def unreachable(*moments: str) -> list[Answer]:
    return [Answer("B", Result.UNREACHABLE, local(moment)) for moment in moments]


@pytest.mark.parametrize(
    ("tries", "exhausted"),
    [
        (("2026-06-16 09:00", "2026-06-17 11:00"), False),
        (("2026-06-16 09:00", "2026-06-17 11:00", "2026-06-18 15:00"), True),
        (("2026-06-16 09:00", "2026-06-16 11:00", "2026-06-18 15:00"), False),
        (("2026-06-16 09:00", "2026-06-17 09:30", "2026-06-18 15:00"), False),
    ],
)
def test_unreachable_takes_three_tries_on_three_days_at_different_hours(
    tries: tuple[str, ...], exhausted: bool
) -> None:
    found = callbacks.outcome("B", unreachable(*tries), RULES)

    assert found is (Result.UNREACHABLE if exhausted else None)


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (Result.SATISFIED, Result.BASICALLY, Verdict.PRAISED),
        (Result.SATISFIED, Result.REFUSED, Verdict.NEUTRAL),
        (Result.BASICALLY, None, Verdict.OPEN),
        (Result.NOT, None, Verdict.OBJECTED),
        (Result.NOT, Result.SATISFIED, Verdict.OBJECTED),
    ],
)
def test_what_the_answers_of_both_parties_mean(
    first: Result, second: Result | None, verdict: Verdict
) -> None:
    when = local("2026-06-16 09:00")
    answers = [Answer(ref, result, when) for ref, result in (("A", first), ("B", second)) if result]

    assert callbacks.verdict(2, answers, RULES) is verdict
    assert callbacks.still_to_call(2, answers, RULES) == 2 - len(answers)


def test_a_party_answers_once_and_there_are_no_more_parties_than_the_agreement_has() -> None:
    answers = [Answer("A", Result.SATISFIED, local("2026-06-16 09:00")), *unreachable("2026-06-16 09:00")]

    refused("already_answered", callbacks.may_note, "A", 2, answers, RULES)
    refused("no_such_party", callbacks.may_note, "C", 2, answers, RULES)
    callbacks.may_note("B", 2, answers, RULES)

# SPDX-License-Identifier: Apache-2.0
"""Rules of judicial confirmation, without any server: thirty days, channels, steps."""

from datetime import date, datetime, time
from typing import Any

import pytest

from services.courtlink.confirmations import review, rules
from services.courtlink.confirmations.review import Lapse
from services.courtlink.confirmations.rules import Channel, NotTaken, Receipt, Rejection, State, Step
from shared.calendar import SHANGHAI, end_of_period
from shared.errors import RuleBroken


@pytest.mark.parametrize(
    ("effective_on", "raw", "last"),
    [
        (date(2026, 3, 10), date(2026, 4, 9), date(2026, 4, 9)),
        (date(2026, 1, 31), date(2026, 3, 2), date(2026, 3, 2)),
        (date(2026, 9, 2), date(2026, 10, 2), date(2026, 10, 8)),
        (date(2026, 8, 31), date(2026, 9, 30), date(2026, 9, 30)),
        (date(2026, 1, 29), date(2026, 2, 28), date(2026, 2, 28)),
        (date(2026, 1, 20), date(2026, 2, 19), date(2026, 2, 24)),
        (date(2023, 7, 28), date(2023, 8, 27), date(2023, 8, 28)),
    ],
    ids=[
        "thirty days",
        "February",
        "National Day",
        "month end",
        "working Saturday",
        "Spring Festival",
        "Sunday",
    ],
)
def test_the_last_day_is_the_thirtieth_after_the_effect_shifted_off_rest_days(
    effective_on: date, raw: date, last: date
) -> None:
    assert rules.raw_last_day(effective_on) == raw
    assert end_of_period("CF-01", effective_on, days=rules.CONFIRM_WITHIN_DAYS).end == last


LAST, CLOSES = date(2026, 9, 30), time(17, 30)


@pytest.mark.parametrize("channel", Channel)
def test_the_last_day_is_in_time_and_the_next_is_not(channel: Channel) -> None:
    rules.must_be_in_time(channel, LAST, None, LAST, CLOSES)

    with pytest.raises(RuleBroken) as told:
        rules.must_be_in_time(channel, date(2026, 10, 1), None, LAST, CLOSES)
    assert told.value.code == "past_confirmation_limit"


def test_the_counter_closes_before_midnight_and_online_does_not() -> None:
    rules.must_be_in_time(Channel.COUNTER, LAST, time(17, 30), LAST, CLOSES)
    rules.must_be_in_time(Channel.COUNTER, date(2026, 9, 29), time(17, 40), LAST, CLOSES)
    rules.must_be_in_time(Channel.ONLINE, LAST, time(23, 59, 59), LAST, CLOSES)

    with pytest.raises(RuleBroken) as told:
        rules.must_be_in_time(Channel.COUNTER, LAST, time(17, 40), LAST, CLOSES)
    assert (told.value.code, told.value.details["closes"]) == ("counter_closed", "17:30")


NOW = datetime(2026, 9, 30, 17, 40, tzinfo=SHANGHAI)
TODAY, BEFORE, TOMORROW = NOW.date(), date(2026, 9, 28), date(2026, 10, 1)


@pytest.mark.parametrize(
    ("channel", "receipt", "counts"),
    [
        (Channel.ONLINE, Receipt(), (TODAY, time(17, 40))),
        (Channel.COUNTER, Receipt(), (TODAY, time(17, 40))),
        (Channel.COUNTER, Receipt(received_on=BEFORE), (BEFORE, None)),
        (Channel.COUNTER, Receipt(received_on=BEFORE, received_at=time(9)), (BEFORE, time(9))),
        (Channel.POST, Receipt(posted_on=BEFORE), (BEFORE, None)),
        (Channel.POST, Receipt(posted_on=BEFORE, received_on=TODAY), (BEFORE, None)),
    ],
)
def test_each_channel_counts_its_own_moment(
    channel: Channel, receipt: Receipt, counts: tuple[date, time | None]
) -> None:
    assert rules.counting(channel, receipt, NOW, date(2026, 8, 31)) == counts


@pytest.mark.parametrize(
    ("channel", "receipt", "code"),
    [
        (Channel.COUNTER, Receipt(posted_on=BEFORE), "posting_day_not_expected"),
        (Channel.COUNTER, Receipt(received_on=TOMORROW), "date_in_future"),
        (Channel.COUNTER, Receipt(received_on=TODAY, received_at=time(18)), "date_in_future"),
        (Channel.COUNTER, Receipt(received_on=date(2026, 8, 30)), "before_effect"),
        (Channel.POST, Receipt(received_on=TODAY), "posting_day_needed"),
        (Channel.POST, Receipt(posted_on=TODAY, received_on=BEFORE), "received_before_posted"),
        (Channel.POST, Receipt(posted_on=BEFORE, received_on=TOMORROW), "date_in_future"),
        (Channel.POST, Receipt(posted_on=TOMORROW), "date_in_future"),
    ],
)
def test_dates_that_cannot_be_are_refused(channel: Channel, receipt: Receipt, code: str) -> None:
    with pytest.raises(RuleBroken) as told:
        rules.counting(channel, receipt, NOW, date(2026, 8, 31))

    assert told.value.code == code


def apply(**change: Any) -> State:
    good: dict[str, Any] = {
        "state": State.OFFERED,
        "ground": None,
        "applicants": ["A", "B"],
        "party_count": 2,
        "blockers": [],
    }
    return rules.may_apply(**good | change)


def test_all_parties_apply_together() -> None:
    assert apply() is State.APPLIED

    for applicants in (["A"], ["A", "A"], [], ["A", "B", "C"]):
        with pytest.raises(RuleBroken, match="joint_application_needed"):
            apply(applicants=applicants)


def test_what_no_court_confirms_cannot_be_applied_for() -> None:
    with pytest.raises(RuleBroken) as told:
        apply(state=State.BLOCKED, blockers=["title", "status"])

    assert told.value.details == {"blockers": "status, title"}


@pytest.mark.parametrize("ground", NotTaken)
def test_another_court_may_take_what_this_one_did_not(ground: NotTaken) -> None:
    if ground in {NotTaken.WRONG_COURT, NotTaken.NOT_OWN_BODY}:
        assert apply(state=State.NOT_TAKEN, ground=ground) is State.APPLIED
    else:
        with pytest.raises(RuleBroken, match="step_not_open"):
            apply(state=State.NOT_TAKEN, ground=ground)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("what", Step)
def test_every_jump_in_the_life_cycle_is_refused(what: Step, state: State) -> None:
    if (what, state) in rules.NEXT:
        assert rules.step(what, state) is rules.NEXT[what, state]
    else:
        with pytest.raises(RuleBroken, match="step_not_open"):
            rules.step(what, state)


def test_an_offer_expires_by_itself_and_nothing_else_does() -> None:
    after = date(2026, 10, 9)

    assert rules.shown(State.OFFERED, last_day=LAST, today=LAST) is State.OFFERED
    assert rules.shown(State.OFFERED, last_day=LAST, today=after) is State.EXPIRED
    assert rules.shown(State.OFFERED, last_day=None, today=after) is State.OFFERED
    for state in set(State) - {State.OFFERED}:
        assert rules.shown(state, last_day=LAST, today=after) is state


@pytest.mark.parametrize(
    ("due", "last"),
    [
        ([date(2026, 6, 30), None], date(2028, 6, 30)),
        ([date(2026, 6, 30), date(2027, 1, 31)], date(2029, 1, 31)),
        ([date(2024, 2, 29)], date(2026, 2, 28)),
        ([None], None),
        ([], None),
    ],
)
def test_enforcement_can_be_asked_for_two_years_after_the_last_due_date(
    due: list[date | None], last: date | None
) -> None:
    assert rules.enforce_until(due) == last


def test_a_step_of_the_court_comes_after_the_step_before_and_not_in_the_future() -> None:
    rules.must_follow(BEFORE, after=BEFORE, today=TODAY)

    with pytest.raises(RuleBroken, match="date_too_early"):
        rules.must_follow(BEFORE, after=TODAY, today=TODAY)
    with pytest.raises(RuleBroken, match="date_in_future"):
        rules.must_follow(TOMORROW, after=BEFORE, today=TODAY)


def test_a_ground_goes_with_a_refusal_only() -> None:
    rules.ground_fits(wanted=True, ground="unclear")
    rules.ground_fits(wanted=False, ground=None)

    with pytest.raises(RuleBroken, match="ground_needed"):
        rules.ground_fits(wanted=True, ground=None)
    with pytest.raises(RuleBroken, match="ground_not_expected"):
        rules.ground_fits(wanted=False, ground="unclear")


def test_the_others_hear_a_code_and_its_ground() -> None:
    assert rules.result_code("confirmed", None) == "confirmed"
    assert rules.result_code("rejected", "unclear") == "rejected_unclear"


@pytest.mark.parametrize(
    ("applied", "declined", "again"),
    [
        (date(2026, 4, 7), date(2026, 4, 13), date(2026, 4, 15)),
        (date(2026, 4, 9), date(2026, 4, 20), date(2026, 4, 20)),
        (date(2026, 3, 10), date(2026, 3, 20), date(2026, 4, 19)),
    ],
)
def test_the_days_left_at_the_application_are_left_after_a_court_declined(
    applied: date, declined: date, again: date
) -> None:
    assert rules.left_after(date(2026, 4, 9), applied_on=applied, declined_on=declined) == again


CHECKS = list(review.Check)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"examined": False}, "examination_needed"),
        ({"present": ["A"]}, "party_not_heard"),
        ({"in_order": CHECKS[:-1]}, "not_in_order"),
    ],
)
def test_nothing_is_confirmed_before_all_were_heard_and_all_is_in_order(
    change: dict[str, Any], code: str
) -> None:
    good: dict[str, Any] = {"present": ["A", "B"], "in_order": CHECKS, "applicants": ["A", "B"]}
    review.may_confirm(**good, examined=True)

    with pytest.raises(RuleBroken, match=code):
        review.may_confirm(**(good | {"examined": True} | change))


def test_it_counts_as_withdrawn_only_after_the_day_for_completing_or_when_questions_are_refused() -> None:
    day = date(2026, 4, 20)
    review.must_have_lapsed(Lapse.REFUSED_QUESTIONS, supplement_by=None, today=day)
    review.must_have_lapsed(Lapse.NOT_SUPPLEMENTED, supplement_by=date(2026, 4, 19), today=day)

    for ground, by, code in (
        (None, None, "ground_needed"),
        (Lapse.NOT_SUPPLEMENTED, day, "supplement_still_open"),
        (Lapse.NOT_SUPPLEMENTED, None, "supplement_still_open"),
    ):
        with pytest.raises(RuleBroken, match=code):
            review.must_have_lapsed(ground, supplement_by=by, today=day)


@pytest.mark.parametrize(
    ("result", "ground", "code"),
    [
        (Step.REJECT, None, "ground_needed"),
        (Step.REJECT, Lapse.NOT_SUPPLEMENTED, "ground_needed"),
        (Step.TREAT_AS_WITHDRAWN, Rejection.UNCLEAR, "ground_needed"),
        (Step.CONFIRM, Rejection.UNCLEAR, "ground_not_expected"),
        (Step.WITHDRAW, Lapse.NOT_SUPPLEMENTED, "ground_not_expected"),
    ],
)
def test_each_result_has_its_own_grounds(result: Step, ground: str | None, code: str) -> None:
    with pytest.raises(RuleBroken, match=code):
        review.ground_kind(result, ground)


def test_a_third_person_has_six_months_from_its_knowledge() -> None:
    assert review.third_person_until(date(2026, 8, 31)) == date(2027, 2, 28)

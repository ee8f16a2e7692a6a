# SPDX-License-Identifier: Apache-2.0
"""From the offer of judicial confirmation to the court's decision."""

from collections.abc import Sequence
from datetime import date

from services.courtlink import places
from services.courtlink.case_numbers import CaseNumber
from services.courtlink.confirmations import rules
from services.courtlink.confirmations.documents import Acceptance, Application, Confirmation, Decision
from services.courtlink.confirmations.rules import Channel, NotTaken, Receipt, Rejection, State, Step
from services.courtlink.terms import terms_of
from shared.access import Role
from shared.calendar import SHANGHAI, end_of_period, local_date, next_working_day
from shared.call import Call, command
from shared.contracts.courtlink import ConfirmationDecided
from shared.contracts.mediation import CaseSettled
from shared.errors import RuleBroken


def _end(rule: str, start: date, days: int) -> date | None:
    """The shifted end of a period (D-02), or None while the holidays of that year are not announced (D-10)."""
    try:
        return end_of_period(rule, start, days=days).end
    except RuleBroken as broken:
        if broken.code != "calendar_missing":
            raise
        return None


@command
def offer(call: Call, settled: CaseSettled) -> Confirmation:
    """An agreement made outside a suit took effect: offer its confirmation, or say why a court would not take it."""
    court = places.court_of(settled.place)
    return (
        Confirmation(
            id=settled.case_id,
            file_number=settled.file_number,
            body_name=settled.body_name,
            place=settled.place,
            court_code=court.code,
            court_name=court.name,
            form=settled.form,
            effective_on=settled.effective_on,
            party_count=settled.party_count,
            terms=terms_of(settled.terms),
            blockers=list(settled.blockers),
            raw_last_day=rules.raw_last_day(settled.effective_on),
            last_day=_end("CF-01", settled.effective_on, rules.CONFIRM_WITHIN_DAYS),
            state=State.OFFERED if settled.confirmable else State.BLOCKED,
            within=list(dict.fromkeys([*places.court_path(court.code), *places.place_path(settled.place)])),
            people=list(settled.people),
        )
        .begin(call)
        .create()
    )


@command
def apply(
    call: Call, case_id: str, *, applicants: Sequence[str], channel: Channel, receipt: Receipt, court_code: str | None = None
) -> Confirmation:  # fmt: skip
    """All parties ask for confirmation, online or on paper (CF-01, D-02 to D-04).

    `court_code` names another court that has jurisdiction (CF-02); its people then see the application. Raises
    RuleBroken: paper_is_for_the_court, unknown_court, calendar_missing, and those of `rules.may_apply`,
    `rules.counting` and `rules.must_be_in_time`.
    """
    confirmation = Confirmation.load(case_id, call)
    rules.may_use(channel, court_staff=call.actor.has(Role.COURT_CLERK, Role.JUDGE))
    state = rules.may_apply(
        State(confirmation.state),
        ground=confirmation.refused_for,
        applicants=applicants,
        party_count=confirmation.party_count,
        blockers=confirmation.blockers,
    )
    day, hour = rules.counting(channel, receipt, call.at.astimezone(SHANGHAI), confirmation.effective_on)
    rules.must_be_in_time(channel, day, hour, _last_day(confirmation, day))
    received = receipt.received_on or local_date(call.at)
    confirmation.applications.append(
        Application(
            channel=channel,
            applied_on=day,
            received_on=received,
            recorded_at=call.at,
            court_code=court_code or confirmation.court_code,
            applicants=sorted(set(applicants)),
            take_by=_end("CF-06", received, rules.TAKE_WITHIN_DAYS),
        )
    )
    if court_code is not None:
        confirmation.within = list(dict.fromkeys([*confirmation.within, *places.court_path(court_code)]))
    confirmation.state = state
    return confirmation.store()


def _last_day(confirmation: Confirmation, day: date) -> date:
    """Day thirty, shifted. The calendar is asked only where the answer hangs on it: then a missing year is an error."""
    if confirmation.last_day is not None:
        return confirmation.last_day
    raw = confirmation.raw_last_day
    return raw if day < raw else next_working_day(raw)


@command
def take(
    call: Call, case_id: str, *, taken: bool, on: date | None = None, ground: NotTaken | None = None
) -> Confirmation:
    """The court takes the application, or says why not (CF-06, CF-07, CF-14); `on` is today when not given.

    Raises RuleBroken: step_not_open, ground_needed, ground_not_expected, date_in_future, date_too_early.
    """
    confirmation = Confirmation.load(case_id, call)
    state = rules.step(Step.TAKE if taken else Step.REFUSE, State(confirmation.state))
    rules.ground_fits(wanted=not taken, ground=ground)
    today = local_date(call.at)
    day = on or today
    current = confirmation.current
    rules.must_follow(day, after=current.applied_on, today=today)
    current.acceptance = Acceptance(taken=taken, on=day, ground=ground)
    if taken:
        current.decide_by = _end("CF-10", day, rules.DECIDE_WITHIN_DAYS)
    else:
        confirmation.record(_decided(confirmation, State.NOT_TAKEN, ground, day))
    confirmation.state = state
    return confirmation.store()


@command
def decide(
    call: Call,
    case_id: str,
    result: Step,
    *,
    on: date | None = None,
    ground: Rejection | None = None,
    number: str | None = None,
) -> Confirmation:
    """The court confirms, rejects, or ends the application as withdrawn (CF-08 to CF-10); `on` is today if not given.

    `result` is one of CONFIRM, REJECT, WITHDRAW, TREAT_AS_WITHDRAWN. Raises RuleBroken: step_not_open, ground_needed,
    ground_not_expected, case_number_unreadable, date_in_future, date_too_early.
    """
    confirmation = Confirmation.load(case_id, call)
    state = rules.step(result, State(confirmation.state))
    rules.ground_fits(wanted=result is Step.REJECT, ground=ground)
    today = local_date(call.at)
    day = on or today
    current = confirmation.current
    rules.must_follow(
        day, after=current.acceptance.on if current.acceptance else current.applied_on, today=today
    )
    current.decision = Decision(
        result=state, on=day, ground=ground, number=str(CaseNumber.read(number)) if number else None
    )
    confirmation.state = state
    confirmation.record(_decided(confirmation, state, ground, day))
    return confirmation.store()


def _decided(confirmation: Confirmation, state: State, ground: str | None, day: date) -> ConfirmationDecided:
    return ConfirmationDecided(
        case_id=confirmation.id, result=rules.result_code(state, ground), decided_on=day
    )

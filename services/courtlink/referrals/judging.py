# SPDX-License-Identifier: Apache-2.0
"""What the court decides while a case is mediated and after: flags, recusals, later roles, materials, its last word."""

from datetime import date

from services.courtlink.referrals import reading, rules
from services.courtlink.referrals.documents import Referral
from services.courtlink.referrals.parts import Acknowledgement, Material, Participant, Suspicion
from services.courtlink.teams import reading as teams
from shared.calendar import local_date
from shared.call import Call, command
from shared.contracts.courtlink import RecusalDecided, SuspicionAnswered
from shared.errors import RuleBroken


@command
def acknowledge(
    call: Call, referral_id: str, *, disposition: rules.Disposition, on: date | None = None
) -> Referral:
    """The court takes note of what came back and says what it did with the case.

    Raises RuleBroken: nothing_returned, already_acknowledged, wrong_disposition, date_in_future, date_too_early,
    already_reappointed, not_your_team.
    """
    referral = Referral.load(referral_id, call)
    teams.must_be_theirs(call, referral.team, referral.judge)
    outcome = rules.Outcome(referral.outcome.code) if referral.outcome else None
    since = local_date(referral.answer.at) if referral.answer else None
    if outcome is None and reading.successor(referral):
        raise RuleBroken("already_reappointed")
    rules.may_acknowledge(
        rules.State(referral.state),
        rules.Regime(referral.regime),
        outcome,
        disposition,
        on=on,
        today=local_date(call.at),
        since=referral.outcome.ended_on if referral.outcome else since,
    )
    referral.acknowledgement = Acknowledgement(disposition=disposition, on=on, at=call.at)
    referral.settle()
    return referral.store()


@command
def answer_suspicion(call: Call, referral_id: str, *, answer: rules.SuspicionAnswer) -> Referral:
    """The judge says what a red flag amounts to; the mediation goes on, or ends (IMP art 18, OMR art 23, CT-15).

    Raises RuleBroken: no_open_flag, not_your_team.
    """
    referral = Referral.load(referral_id, call)
    teams.must_be_theirs(call, referral.team, referral.judge)
    rules.may_answer_suspicion(open_flags=referral.flags_open)
    suspicion = referral.suspicion or Suspicion()
    suspicion.answer, suspicion.answered_on = answer, local_date(call.at)
    suspicion.answered_by = call.actor.id
    referral.suspicion = suspicion
    if rules.State(referral.state) in rules.WITH_BODY:
        referral.record(
            SuspicionAnswered(referral_id=referral.id, answer=str(answer), answered_on=suspicion.answered_on)
        )
    return referral.store()


@command
def decide_recusal(call: Call, referral_id: str, *, recusal: str, granted: bool) -> Referral:
    """The court decides whether a mediator withdraws (IMP art 15, CT-19); the body may have decided before.

    Raises RuleBroken: no_such_recusal, not_your_team.
    """
    referral, today = Referral.load(referral_id, call), local_date(call.at)
    teams.must_be_theirs(call, referral.team, referral.judge)
    found = next((one for one in referral.recusals if one.id == recusal), None)
    if found is None or found.granted is not None:
        raise RuleBroken("no_such_recusal")
    found.granted, found.decided_on = granted, today
    referral.record(
        RecusalDecided(referral_id=referral.id, recusal_id=recusal, granted=granted, decided_on=today)
    )
    return referral.store()


@command
def enter_participant(call: Call, referral_id: str, *, name: str, role: rules.LaterRole) -> Referral:
    """Enter who has a part in the later suit: nobody who mediated the case (IMP art 16, CT-21). Raises `mediated_before`."""
    referral = Referral.load(referral_id, call)
    rules.may_take_role(name, referral.staff)
    referral.participants.append(Participant(name=name, role=role))
    return referral.store()


@command
def add_material(
    call: Call,
    referral_id: str,
    *,
    kind: rules.MaterialClass,
    title: str,
    on: date | None = None,
    pages: int | None = None,
    digest: str | None = None,
) -> Referral:
    """Put a paper with the case, in one of the five classes. Raises RuleBroken `date_in_future`."""
    referral = Referral.load(referral_id, call)
    if on is not None and on > local_date(call.at):
        raise RuleBroken("date_in_future", field="on")
    referral.materials.append(
        Material(
            id=call.new_id("material"),
            kind=kind,
            title=title,
            on=on,
            pages=pages,
            digest=digest,
            added_at=call.at,
        )
    )
    return referral.store()

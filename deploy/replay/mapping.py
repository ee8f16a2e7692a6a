# SPDX-License-Identifier: Apache-2.0
"""From one published case to the script of what people did: by its channel, its outcome and its timeline."""

from datetime import date

from deploy.replay.acts import Act, Await, BodySpec, Need, Post, Script
from deploy.replay.case_acts import CaseActs
from deploy.replay.cast import Cast, body_for
from deploy.replay.confirming import confirmation_acts
from deploy.replay.court_acts import acknowledgement, referral_acts
from deploy.replay.court_papers import referral_paper
from deploy.replay.form import PublishedCase
from deploy.replay.rounds import Course, comes_from_court, course_of
from deploy.replay.star_acts import after_settlement, board_acts, failing_in_the_village

_STATEMENT = "court_mediation_statement"


def script_of(case: PublishedCase, *, today: date, board_day: date | None = None) -> Script:
    """The script of a case; `today` is the day on which it is played.

    `board_day` is the day on which the clock stands for what goes over the star board, None to leave the board out.
    """
    cast, course = Cast.of(case), course_of(case)
    body = body_for(case, cast)
    if comes_from_court(case):
        return _from_court(case, cast, course, body, today)
    if board_day is not None and _goes_over_the_board(case, course, body, board_day):
        return _over_the_board(case, cast, course, body)
    return _to_the_body(case, cast, course, body)


def _goes_over_the_board(case: PublishedCase, course: Course, body: BodySpec, board_day: date) -> bool:
    """A village failed, and the township settled on a day that may be any: a pick can't come after a dated agreement."""
    if not course.failed_before or body.kind != "township_pmc" or not case.replay_place.village_code:
        return False
    told = [m.at for m in case.timeline if m.at] + [
        d for d in (case.agreement.signed, case.performance.at) if d
    ]
    dated = any(m.at for m in course.all_rounds) or case.agreement.signed is not None
    return not dated and not case.confirmation.applied and all(day.last <= board_day for day in told)


def _over_the_board(case: PublishedCase, cast: Cast, course: Course, body: BodySpec) -> Script:
    """Fails in the village, is graded and picked, and is taken up again at the township's body."""
    village = cast.body("village_pmc", "village")
    work = CaseActs(case, body)
    acts: list[Act] = [
        *failing_in_the_village(case, CaseActs(case, village), course),
        *board_acts(case, cast, village, body),
        *work.begin_successor(),
        *work.rounds(course),
        *after_settlement(case, cast, body),
    ]
    return Script(
        case=case.id,
        acts=acts,
        bodies=[village, body],
        reader=body.mediator,
        chain=["village", *work.chain],
        needs=_needs(case),
        task="task",
        walks_clock=True,
    )


def _to_the_body(case: PublishedCase, cast: Cast, course: Course, body: BodySpec) -> Script:
    """People come to the body themselves."""
    work = CaseActs(case, body)
    acts = [*work.apply(course), *work.rounds(course)]
    confirmed = bool(case.confirmation.applied)
    if confirmed:
        acts += confirmation_acts(case, cast, body, work.chain[-1])
    return Script(
        case=case.id,
        acts=acts,
        bodies=[body],
        reader=body.mediator,
        chain=work.chain,
        needs=_needs(case),
        confirmation=work.chain[-1] if confirmed else "",
    )


def _from_court(case: PublishedCase, cast: Cast, course: Course, body: BodySpec, today: date) -> Script:
    """A judge refers the case, and the outcome returns."""
    paper, work = referral_paper(case, today), CaseActs(case, body)
    acts: list[Act] = [
        *referral_acts(case, cast, body, paper),
        *work.take_from_court(course),
        *work.rounds(course),
    ]
    needs = list(_needs(case))
    confirmed = bool(case.confirmation.applied) and case.agreement.form != _STATEMENT
    if confirmed and not paper.before_filing:
        needs.append(Need(case.id, "confirmation of an agreement in a filed suit"))
        confirmed = False
    if confirmed:
        acts += confirmation_acts(case, cast, body, work.chain[-1])
    if work.ends:
        acts += acknowledgement(case, cast, paper)
    return Script(
        case=case.id,
        acts=acts,
        bodies=[body],
        reader=body.mediator,
        chain=work.chain,
        needs=needs,
        referral="referral",
        confirmation=work.chain[-1] if confirmed else "",
    )


def _needs(case: PublishedCase) -> list[Need]:
    """Facts of the account that no act can carry. Only yuan can be paid here."""
    foreign = sorted({amount.currency for amount in case.amounts} & {"GBP", "USD", "EUR", "HKD"})
    pays = any(term["kind"] == "payment" and term.get("amount") is not None for term in case.agreement.terms)
    return [Need(case.id, f"currency {currency}") for currency in foreign if pays]


__all__ = ["Await", "Post", "script_of"]

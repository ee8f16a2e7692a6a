# SPDX-License-Identifier: Apache-2.0
"""What the court looks at: papers to be completed, the examination, objections to the ruling (CF-05, CF-08, CF-09, CF-12)."""

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum

from services.courtlink.confirmations.rules import Rejection, State, Step
from shared.calendar import add_months
from shared.errors import RuleBroken

PARTY_OBJECTS_WITHIN_DAYS = 15
THIRD_OBJECTS_WITHIN_MONTHS = 6


PARTY_PAPERS, COMMON_PAPERS = ("identity", "address"), ("agreement", "body_proof")


class Check(StrEnum):
    """What must be in order for a confirmation (审查事项), INT art 358, CF-08."""

    LAWFUL = "lawful"  # 不违反法律强制性规定
    NO_HARM = "no_harm"  # 不损害国家利益, 社会公共利益, 他人合法权益
    PUBLIC_ORDER = "public_order"  # 不违背公序良俗
    VOLUNTARY = "voluntary"  # 自愿
    CLEAR = "clear"  # 内容明确


class Lapse(StrEnum):
    """Why an application counts as withdrawn (按撤回申请处理), INT arts 356-357, CF-09."""

    NOT_SUPPLEMENTED = "not_supplemented"  # 未按期补充材料
    REFUSED_QUESTIONS = "refused_questions"  # 拒不接受询问


class Objector(StrEnum):
    """Who objects to a ruling (异议人), CF-12."""

    PARTY = "party"  # 当事人
    THIRD_PERSON = "third_person"  # 利害关系人


def expected_papers(refs: Iterable[str]) -> list[str]:
    """The papers that every application has (CF-05)."""
    applicants = list(refs)
    return [*COMMON_PAPERS, *(f"{kind}:{ref}" for kind in PARTY_PAPERS for ref in applicants)]


def missing_papers(refs: Iterable[str], there: Collection[str]) -> list[str]:
    """Which of them are not there."""
    return [code for code in expected_papers(refs) if code not in there]


def may_supplement(state: State, *, asked: bool) -> None:
    """A court sets a date to complete papers before it decides, one at a time (INT art 354, CF-05).

    Raises RuleBroken: step_not_open, already_asked_to_supplement.
    """
    if state not in (State.APPLIED, State.TAKEN):
        raise RuleBroken("step_not_open", step="supplement", state=state)
    if asked:
        raise RuleBroken("already_asked_to_supplement")


def must_lie_ahead(by: date, today: date) -> None:
    """A date that the parties must keep lies in the future. Raises RuleBroken `date_in_past`."""
    if by <= today:
        raise RuleBroken("date_in_past", field="by")


def may_examine(
    state: State, present: Collection[str], in_order: Collection[str], applicants: Collection[str]
) -> None:
    """An application that was taken is examined with the parties (INT art 356, CF-09).

    Raises RuleBroken: step_not_open, examination_empty, not_an_applicant.
    """
    if state is not State.TAKEN:
        raise RuleBroken("step_not_open", step="examine", state=state)
    if not present and not in_order:
        raise RuleBroken("examination_empty", field="present")
    if strangers := sorted(set(present) - set(applicants)):
        raise RuleBroken("not_an_applicant", ref="、".join(strangers))


def may_confirm(
    *,
    present: Collection[str],
    in_order: Collection[str],
    applicants: Collection[str],
    examined: bool,
    missing: Collection[str] = (),
) -> None:
    """No confirmation without an examination to which all parties came, and in which all was in order (CF-08, CF-09),
    nor while papers are `missing` (CF-05).

    Raises RuleBroken: examination_needed, party_not_heard, not_in_order, papers_missing.
    """
    if not examined:
        raise RuleBroken("examination_needed")
    if absent := sorted(set(applicants) - set(present)):
        raise RuleBroken("party_not_heard", ref="、".join(absent))
    if doubts := [check for check in Check if check not in in_order]:
        raise RuleBroken("not_in_order", checks="、".join(doubts))
    if missing:
        raise RuleBroken("papers_missing", n=len(missing))


def must_have_lapsed(ground: Lapse | None, *, supplement_by: date | None, today: date) -> None:
    """It counts as withdrawn only after the date for completing has passed, or when a party refuses questions (CF-09).

    Raises RuleBroken: ground_needed, supplement_still_open.
    """
    if ground is None:
        raise RuleBroken("ground_needed")
    if ground is Lapse.NOT_SUPPLEMENTED and (supplement_by is None or today <= supplement_by):
        raise RuleBroken("supplement_still_open", by=supplement_by or "—")


def may_object(state: State) -> None:
    """Objections are to a confirming ruling (INT art 372, CF-12). Raises RuleBroken `step_not_open`."""
    if state is not State.CONFIRMED:
        raise RuleBroken("step_not_open", step="object", state=state)


def third_person_until(knew_on: date) -> date:
    """Six months from when it knew or should have known (INT art 372, CF-12, D-06), before any shift."""
    return add_months(knew_on, THIRD_OBJECTS_WITHIN_MONTHS)


def must_object_in_time(on: date, last_day: date) -> None:
    """A party fifteen days, a third person six months (INT art 372, CF-12). Raises RuleBroken `past_objection_limit`."""
    if on > last_day:
        raise RuleBroken("past_objection_limit", last_day=last_day)


def ground_kind(result: Step, ground: str | None) -> None:
    """A ground fits its result: CF-08 for a rejection, CF-09 for what counts as withdrawn, else none.

    Raises RuleBroken: ground_needed, ground_not_expected.
    """
    kinds: dict[Step, set[str]] = {
        Step.REJECT: {str(one) for one in Rejection},
        Step.TREAT_AS_WITHDRAWN: {str(one) for one in Lapse},
    }
    wanted = kinds.get(result)
    if wanted is None and ground is not None:
        raise RuleBroken("ground_not_expected")
    if wanted is not None and ground not in wanted:
        raise RuleBroken("ground_needed")

# SPDX-License-Identifier: Apache-2.0
"""Who may appeal against what, until when, and who answers (申诉), SB-25."""

from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum

from services.scoring.days import working_days_after
from services.scoring.star_rules import StarRules
from shared.errors import RuleBroken


class Outcome(StrEnum):
    """What came of an appeal."""

    UPHELD = "upheld"  # 申诉成立
    DISMISSED = "dismissed"  # 维持原记录


def last_day(published_on: date, rules: StarRules) -> date:
    """The last day for an appeal: five working days after publication (SB-25)."""
    return working_days_after(published_on, rules.appeal_working_days)


def answer_by(appealed_on: date, rules: StarRules) -> date:
    """The last day for the answer (SB-25)."""
    return working_days_after(appealed_on, rules.appeal_answer_working_days)


def may_appeal(
    *, own: bool, found_by: str, appealed_before: bool, published_on: date, today: date, rules: StarRules
) -> None:
    """A cadre appeals against an own entry, once, within five working days after it was published (SB-25).

    What follows from a court's word or from a complaint that was found true is theirs to change; `found_by` is the code
    that says so. Raises RuleBroken: not_your_entry, courts_word, found_elsewhere, appealed_before, appeal_late.
    """
    if not own:
        raise RuleBroken("not_your_entry")
    if found_by:
        raise RuleBroken(found_by)
    if appealed_before:
        raise RuleBroken("appealed_before")
    until = last_day(published_on, rules)
    if today > until:
        raise RuleBroken("appeal_late", until=until)


def may_answer(*, places: Collection[str], path: Sequence[str], township: str, took_part: bool) -> None:
    """Somebody from outside the township answers, with no part in the decision (SB-25).

    `places` are those of the answerer's grants, `path` that of the dispute. Raises RuleBroken: outside_township_only.
    """
    inside = path[path.index(township) :]
    if took_part or not set(places).isdisjoint(inside):
        raise RuleBroken("outside_township_only")

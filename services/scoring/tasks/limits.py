# SPDX-License-Identifier: Apache-2.0
"""How a limit may be moved: one extension, and pauses with paper (SB-07); what each costs nobody, it only moves the day."""

from datetime import date, datetime

from services.scoring.star_rules import StarRules
from shared.errors import RuleBroken


def longest_extension(grade: int, rules: StarRules) -> int:
    """Natural days: at most half the limit of the grade, a fraction cut off (SB-07)."""
    return rules.limit(grade) * rules.extension_percent // 100


def may_ask_extension(
    days: int, *, grade: int, asked_before: bool, end: datetime, at: datetime, rules: StarRules
) -> None:
    """One extension, asked before expiry (SB-07). `end` is the first moment that is too late.

    Raises RuleBroken: extended_before, limit_over, extension_too_long with the longest.
    """
    if asked_before:
        raise RuleBroken("extended_before")
    if at >= end:
        raise RuleBroken("limit_over")
    longest = longest_extension(grade, rules)
    if days > longest:
        raise RuleBroken("extension_too_long", longest=longest)


def may_answer_extension(waits: bool) -> None:
    """The panel answers what was asked and is open. Raises RuleBroken: no_extension_asked."""
    if not waits:
        raise RuleBroken("no_extension_asked")


def may_pause(
    begins: date,
    until: date,
    *,
    picked_on: date,
    today: date,
    others: list[tuple[date, date]],
    rules: StarRules,
) -> None:
    """The limit stands still from one day to another, both included, for a listed reason with its paper (SB-07).

    Raises RuleBroken: ends_before_it_begins, pause_outside when it begins before the pick or lies wholly ahead,
    pause_too_long, pause_overlaps.
    """
    if until < begins:
        raise RuleBroken("ends_before_it_begins")
    if begins < picked_on or begins > today:
        raise RuleBroken("pause_outside")
    if (until - begins).days + 1 > rules.pause_longest_days:
        raise RuleBroken("pause_too_long", longest=rules.pause_longest_days)
    if any(begins <= last and first <= until for first, last in others):
        raise RuleBroken("pause_overlaps")


def may_resume(pauses: list[tuple[date, date]], on: date) -> None:
    """A pause ends early when its reason is gone. Raises RuleBroken: not_paused."""
    if not any(begins < on <= until for begins, until in pauses):
        raise RuleBroken("not_paused")

# SPDX-License-Identifier: Apache-2.0
"""Every figure of the star board as one value, with a version that each ledger entry names (SB-01 to SB-31).

The figures are the town's to decide; the defaults are the proposals of the rule sheet. `stars.toml` holds the
versions that were ever in force; a task keeps the version under which it was posted, so a later change never moves
a running clock (D-11).
"""

import dataclasses
import tomllib
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class StarRules:
    """One version of the figures. Steps: a value scores one point for each step that it reaches."""

    version: str = "2026-1"
    in_force_from: date = date(2026, 1, 1)

    # SB-01, SB-12: what goes on the board, and what counts as one dispute
    group_from_people: int = 5
    board_risks: tuple[str, ...] = ("orange", "red")
    twin_months: int = 12

    # SB-02, grading
    judicial_seats: tuple[str, ...] = ("director", "county_supervisor")
    petition_seats: tuple[str, ...] = ("petition_office", "secretary")
    people_steps: tuple[int, ...] = (5, 30)
    age_months_steps: tuple[int, ...] = (12, 37)
    amount_steps: tuple[Decimal, ...] = (Decimal(50000), Decimal("500000.01"))
    failed_attempts_steps: tuple[int, ...] = (1, 3)
    departments_steps: tuple[int, ...] = (2,)
    risks: tuple[str, ...] = ("none", "yellow", "orange", "red")
    grade_steps: tuple[int, ...] = (2, 4, 6, 8)

    # SB-03 to SB-06, SB-11: who may pick, and when
    leave_over_days: int = 7
    leave_noted_within_days: int = 30
    leave_longest_days: int = 366
    race_up_to_grade: int = 3
    window_working_days: int = 3
    cap: int = 3
    cap_top_grade: int = 1
    self_made_days: int = 30
    reservation_minutes: int = 10

    # SB-07 to SB-09, SB-18: limits, natural days from the pick
    limit_days: tuple[int, ...] = (7, 15, 30, 60, 90)
    extension_percent: int = 50
    extension_answer_working_days: int = 3
    pause_longest_days: int = 90
    sides: int = 2
    contact_warning_working_days: int = 2
    contact_release_working_days: int = 5
    free_hand_back_hours: int = 48
    free_hand_backs_a_quarter: int = 1
    late_hand_back_percent: int = 25
    lapse_percent: int = 50
    lapse_bar_days: int = 90
    lapses_for_pause: int = 3
    pause_days: int = 30

    # SB-10: who decides on a tie, and until when
    tie_answer_working_days: int = 3

    # SB-22: calls by a party
    call_object_working_days: int = 2
    call_objections: int = 2
    call_answer_working_days: int = 2
    call_choice_working_days: int = 2

    # SB-13 to SB-16: points, whole; a fraction is cut off
    base: tuple[int, ...] = (10, 20, 40, 70, 110)
    early_bonus_percent: int = 10
    bonus_from_grade: int = 2
    final_after_days: int = 30
    callback_tries: int = 3

    # SB-19, SB-20: what takes points back
    claw_back_days: int = 180
    void_bar_days: int = 90
    ruling_working_days: int = 10
    form_cure_days: int = 30
    void_codes: tuple[str, ...] = ("rejected_not_voluntary", "rejected_harms_others")
    hold_codes: tuple[str, ...] = (
        "rejected_unclear",
        "rejected_unlawful",
        "rejected_public_order",
        "rejected_other",
    )
    breach_codes: tuple[str, ...] = ("enforcement_applied",)

    # SB-25: appeals
    appeal_working_days: int = 5
    appeal_answer_working_days: int = 10

    # SB-26: only these kinds of dispute are shown one by one; all others are counted in totals
    shown_categories: tuple[str, ...] = ()

    # SB-31: what the fairness probe asks about; percents, days before a month ends, numbers of tasks and settled cases
    probe_correlation_percent: int = -40
    probe_from_tasks: int = 10
    probe_pairs: int = 2
    probe_burst_days: int = 3
    probe_burst_percent: int = 50
    probe_from_finals: int = 4
    probe_unreachable_percent: int = 40

    def limit(self, grade: int) -> int:
        """Natural days from the pick for a grade (SB-07)."""
        return self.limit_days[grade - 1]

    def base_points(self, grade: int) -> int:
        """Points of a grade without any bonus (SB-13)."""
        return self.base[grade - 1]


_HINTS = typing.get_type_hints(StarRules)


def _read(name: str, value: Any) -> Any:
    """A TOML value as the type of the field: lists become tuples, sums of money (texts) become Decimal."""
    hint = _HINTS[name]
    if typing.get_origin(hint) is tuple:
        inner = typing.get_args(hint)[0]
        return tuple(inner(item) for item in value)
    if not isinstance(value, hint):
        raise TypeError(f"{name} must be {hint.__name__}")
    return value


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All versions, oldest first."""

    versions: tuple[StarRules, ...]

    @classmethod
    def parse(cls, tables: Mapping[str, Any]) -> "RuleBook":
        """Make the book of `[[rules]]` tables.

        Raises ValueError for an unknown figure or a version given twice, TypeError for a figure of another kind.
        """
        known = {field.name for field in dataclasses.fields(StarRules)}
        made = []
        for table in tables["rules"]:
            if unknown := sorted(table.keys() - known):
                raise ValueError(f"unknown figures: {', '.join(unknown)}")
            made.append(StarRules(**{name: _read(name, value) for name, value in table.items()}))
        if not made or len({rules.version for rules in made}) != len(made):
            raise ValueError("give at least one version, each name once")
        return cls(tuple(sorted(made, key=lambda rules: rules.in_force_from)))

    def on(self, day: date) -> StarRules:
        """The version in force on a local day; before the first one, the first."""
        begun = [rules for rules in self.versions if rules.in_force_from <= day]
        return begun[-1] if begun else self.versions[0]

    def of(self, version: str) -> StarRules:
        """A version by its name. Raises KeyError when it was never in force."""
        return {rules.version: rules for rules in self.versions}[version]


BOOK = RuleBook.parse(tomllib.loads(Path(__file__).with_name("stars.toml").read_text("utf-8")))

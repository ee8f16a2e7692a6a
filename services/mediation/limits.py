# SPDX-License-Identifier: Apache-2.0
"""The figures that the law leaves to the county, as one value with a version; see limits.toml."""

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Days are natural days unless the name says otherwise."""

    version: str
    accept_working_days: int
    mediate_days: int
    short_form_yuan: int
    short_form_people: int
    group_people: int
    report_hours: int
    warn_days: int
    silent_proposal_days: int
    term_years: int
    term_warn_days: int
    enforce_warn_days: int
    follow_up_spot_days: int
    follow_up_after_due_days: int
    follow_up_all_days: int
    follow_up_risk_days: tuple[int, ...]
    online_per_phone_day: int
    draft_days: int
    link_days: int
    reopen_days: int
    away_days: int
    meeting_days: int
    due_years: int
    repeat_days: int
    hot_spot_days: int
    hot_spot_cases: int
    silence_days: tuple[int, ...]
    short_years: int
    long_years: int
    grid_ordinary_days: int
    grid_complex_days: int
    grid_shift_on_rest_day: bool
    grid_wrong_address_working_days: int
    grid_reopen_days: int

    @classmethod
    def parse(cls, table: dict[str, Any]) -> "Limits":
        """Make the value of a TOML table. Raises TypeError for a figure that is missing or unknown."""
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in table.items()
        }
        return cls(**values)


@functools.cache
def limits() -> Limits:
    """The figures of this installation."""
    return Limits.parse(tomllib.loads(Path(__file__).with_name("limits.toml").read_text("utf-8")))

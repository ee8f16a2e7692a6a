# SPDX-License-Identifier: Apache-2.0
"""What each court has settled for itself: its regime, its clock, its roster; see courts.toml."""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from services.courtlink.case_numbers import CaseNumber
from shared.errors import RuleBroken
from shared.regions import regions


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The settings of one court; `number_code` is its code in case numbers, days are natural days."""

    filed_first_from: date
    clock_from: str
    roster: str
    warn_days: int
    same_parties_days: int
    number_code: str

    @property
    def roster_binds(self) -> bool:
        """Whether a body that is not on the roster is refused, not only marked (CT-24)."""
        return self.roster == "refuse"


def policy(table: Mapping[str, Any], court_code: str) -> Policy:
    """The settings of a court out of a table. Raises TypeError for one that is missing or unknown."""
    own = table.get("court", {}).get(court_code, {})
    return Policy(**{"number_code": court_code} | table["all"] | own)


@functools.cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("courts.toml").read_text("utf-8"))


def policy_of(court_code: str) -> Policy:
    """The settings of a court of this installation."""
    return policy(_table(), court_code)


def must_be_number_of(number: CaseNumber, court_code: str, on: date) -> None:
    """A case number that a court gives is its own and not of a later year (section 6.5; 法〔2015〕137号 art 3).

    A code that is not verified is not held against a number. Raises RuleBroken: number_of_another_court,
    number_of_a_later_year.
    """
    court = regions().court(court_code)
    if number.court != policy_of(court_code).number_code and court.basis != "unverified":
        raise RuleBroken("number_of_another_court", field="number", number=str(number), court=court.name)
    if number.year > on.year:
        raise RuleBroken("number_of_a_later_year", field="number", number=str(number), year=on.year)


def must_be_of_type(number: CaseNumber, *, fits: bool) -> None:
    """The type word is one of those that the paper can have (section 6.5). Raises RuleBroken `number_of_wrong_type`."""
    if not fits:
        raise RuleBroken("number_of_wrong_type", field="number", number=str(number), kind=number.kind)

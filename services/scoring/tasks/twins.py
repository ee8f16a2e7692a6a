# SPDX-License-Identifier: Apache-2.0
"""Which tasks are one dispute: same parties, same place or subject, twelve months (不得拆案、重复), SB-12."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from services.scoring.star_rules import StarRules
from shared.calendar import add_months
from shared.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class Likeness:
    """What tells one dispute from another: keyed hashes of parties (some for each) and of the subject, never names."""

    task_id: str
    party_keys: frozenset[str]
    place: str
    category: str
    dispute_key: str
    ended_on: date


def are_one(one: Likeness, other: Likeness, rules: StarRules) -> bool:
    """Whether two tasks may be one dispute (SB-12). Without known parties nothing is said.

    Two shared keys are taken for the same parties, since a split often leaves somebody out; the panel looks closer.
    """
    shared = len(one.party_keys & other.party_keys)
    same_parties = shared > 0 and shared >= min(2, len(one.party_keys), len(other.party_keys))
    same_subject = one.category == other.category or (
        one.dispute_key != "" and one.dispute_key == other.dispute_key
    )
    same_matter = one.place == other.place or same_subject
    first, later = sorted((one.ended_on, other.ended_on))
    return (
        one.task_id != other.task_id
        and same_parties
        and same_matter
        and later <= add_months(first, rules.twin_months)
    )


def told_apart(twins: Collection[str], distinct_because: str) -> None:
    """What looks like one dispute is merged, or the panel writes why it is another (SB-12). Raises RuleBroken: twin_found."""
    if twins and not distinct_because:
        raise RuleBroken("twin_found", count=len(twins))


def may_merge(is_twin: bool) -> None:
    """Only what looks like one dispute is merged. Raises RuleBroken: no_twin."""
    if not is_twin:
        raise RuleBroken("no_twin")

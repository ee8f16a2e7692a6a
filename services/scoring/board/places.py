# SPDX-License-Identifier: Apache-2.0
"""Which place's board is asked for: boards are kept for townships, counties and the city, by the divisions of today."""

from dataclasses import dataclass

from shared.errors import RuleBroken
from shared.regions import Region, regions

LEVELS = frozenset({"city", "county", "township"})


@dataclass(frozen=True, slots=True)
class Asked:
    """The place whose board is shown; `instead_of` is the code that was asked for, where that place is no more."""

    region: Region
    instead_of: str = ""


def asked_place(code: str) -> Asked:
    """The place that a code means today: a merged one is its successor's.

    Raises RuleBroken: unknown_place; no_board_here for villages, so that no filter narrows a dispute down (SB-26).
    """
    region = regions().present(code)
    if region.level not in LEVELS:
        raise RuleBroken("no_board_here", place=region.name)
    return Asked(region, "" if region.code == code else code)

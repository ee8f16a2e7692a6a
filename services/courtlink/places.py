# SPDX-License-Identifier: Apache-2.0
"""Which places contain a court's matter, so that its judges and the supervisors of its district reach it."""

from shared.errors import RuleBroken
from shared.regions import Court, regions


def court_path(code: str) -> list[str]:
    """The court, the courts above it, and the divisions of its district. Raises RuleBroken: unknown_court."""
    court = regions().court(code)
    path = [court.code]
    while court.parent:
        court = regions().court(court.parent)
        path.append(court.code)
    division = regions().court(code).division
    return path + (regions().path(division) if division else [])


def court_of(place: str) -> Court:
    """The basic court of a place (CF-02). Raises RuleBroken: unknown_place, unknown_court."""
    court = regions().court_of(place)
    if court is None:
        raise RuleBroken("unknown_court", place=place)
    return court


def place_path(code: str) -> list[str]:
    """The divisions from the province down to the place. Raises RuleBroken: unknown_place."""
    return regions().path(code)

# SPDX-License-Identifier: Apache-2.0
"""Where a row belongs: township and village of one county, however they are written."""

import re
from dataclasses import dataclass
from typing import Any

from services.mediation.ledgers.codes import Fault, Note, RowRefused
from services.mediation.ledgers.values import Reading, words
from shared.regions import Region, regions

_GRID = re.compile(r"第?0*(\d+)号?网格$")


@dataclass(frozen=True, slots=True)
class Place:
    """A township, and a village where the official list has it; `text` where it has not."""

    township: str
    village: str | None = None
    text: str | None = None


def county_in(text: str) -> Region | None:
    """The county whose name stands in a title."""
    found = [county for county in regions().all("county") if county.name in text]
    return found[0] if len(found) == 1 else None


def read_place(township: Any, village: Any, county: str, column: str, reading: Reading) -> Place:
    """By township and village cells. Raises RowRefused R05 or R06."""
    town_text, village_text = words(township), words(village)
    if not town_text:
        return _by_village(village_text, county, column, reading)
    towns = regions().find(town_text, within=county, level="township")
    if len(towns) != 1:
        raise RowRefused(Fault.PLACE_UNKNOWN, column)
    return _in_township(towns[0], village_text, reading)


def _in_township(town: Region, text: str, reading: Reading) -> Place:
    if not text:
        return Place(town.code)
    for part in (text, text.removeprefix(town.name)):
        found = regions().find(part, within=town.code, level="village") if part else []
        if len(found) == 1:
            if found[0].name != text:
                reading.note(Note.VILLAGE)
            return Place(town.code, found[0].code)
    reading.note(Note.VILLAGE_AS_TEXT)
    return Place(town.code, None, text)


def _by_village(text: str, county: str, column: str, reading: Reading) -> Place:
    """A village without its township: only where one township of the county has it."""
    found = regions().find(text, within=county, level="village") if text else []
    if not found:
        raise RowRefused(Fault.PLACE_UNKNOWN, column)
    if len(found) > 1:
        raise RowRefused(Fault.PLACE_AMBIGUOUS, column)
    reading.note(Note.TOWNSHIP_FROM_VILLAGE)
    if found[0].name != text:
        reading.note(Note.VILLAGE)
    return Place(found[0].parent, found[0].code)


def read_grid(value: Any, county: str, column: str, reading: Reading) -> tuple[Place, int | None]:
    """`李官镇莲花山村05网格`, `义堂镇/涑源村村民委员会/第2网格`, `龙泉村4号网格`: place and number of the grid."""
    text = words(value)
    match = _GRID.search(text)
    number = int(match[1]) if match else None
    place = _GRID.sub("", text)
    if "/" in place:
        town, _, village = place.partition("/")
        return read_place(town, village.strip("/"), county, column, reading), number
    for one in sorted(regions().children(county), key=lambda region: -len(region.name)):
        if place.startswith(one.name):
            return _in_township(one, place.removeprefix(one.name), reading), number
    return _by_village(place, county, column, reading), number

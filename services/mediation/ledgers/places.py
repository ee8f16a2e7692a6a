# SPDX-License-Identifier: Apache-2.0
"""Where a row belongs: township and village of one county, however they are written."""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.mediation.ledgers.codes import Fault, Note, RowRefused
from services.mediation.ledgers.layout import Frame
from services.mediation.ledgers.values import Reading, words
from shared.regions import Region, plain, regions

_GRID = re.compile(r"第?0*(\d+)号?网格$")
_VILLAGES = ("村", "社区", "居", "村委会", "居委会", "村民委员会", "居民委员会")
_JOINTS = " /-—·、,"
_NAMES_A_TOWNSHIP = re.compile(r"^[\u4e00-\u9fff]{1,5}?(?:镇|街道|乡(?![镇村建]))")


@dataclass(frozen=True, slots=True)
class Place:
    """A township, and a village where the official list has it; `text` where it has not."""

    township: str
    village: str | None = None
    text: str | None = None


_OF_ANOTHER = re.compile(r"^[\u4e00-\u9fff]{2,4}?(?:镇|街道|乡)(?=[\u4e00-\u9fff])")


def county_in(text: str) -> Region | None:
    """The one county whose name stands in a text, or whose township does."""
    found = [county for county in regions().all("county") if county.name in text]
    if not found:
        towns = [town for town in regions().all("township") if town.name in text]
        found = [regions().get(code) for code in {town.parent for town in towns}]
    return found[0] if len(found) == 1 else None


def county_called(text: str) -> Region | None:
    """The county with this name, with or without 县 or 区."""
    found = regions().find(text, level="county")
    return found[0] if len(found) == 1 else None


def read_office(text: str, frame: Frame, column: str) -> str:
    """The division that an office belongs to (`大店镇人民政府`, `莒南县司法局`), else that of the sheet. Raises RowRefused R05."""
    county = next((one for one in regions().all("county") if one.name in text), None)
    within = county.code if county else frame.county
    town = township_in(text, within) if within and text else None
    if found := town.code if town else within or city_in(frame.title):
        return found
    raise RowRefused(Fault.PLACE_UNKNOWN, column)


def county_of_places(texts: Sequence[str]) -> Region | None:
    """The county to which the townships, offices or grids that rows name belong, where they name those of one county only."""
    found: set[str] = set()
    for text in dict.fromkeys(texts):
        found |= {town.parent for town in regions().find(text, level="township")} or {
            town.parent for town in regions().all("township") if town.name in text
        }
    return regions().get(found.pop()) if len(found) == 1 else None


def city_in(text: str) -> str | None:
    """The code of the city whose name stands in a title."""
    return next((one.code for one in regions().all("city") if one.name in text), None)


@functools.cache
def _townships(county: str) -> list[Region]:
    """Longest name first, so that no name is taken for one that contains it."""
    return sorted(regions().children(county), key=lambda region: -len(region.name))


def township_in(text: str, county: str) -> Region | None:
    """The township of the county that a text names in full, or begins with."""
    named = next((town for town in _townships(county) if town.name in text), None)
    return named or next(
        (town for town in _townships(county) if plain(town.name) and text.startswith(plain(town.name))), None
    )


def township_named(text: str, county: str) -> Region | None:
    """The township of the county whose full name stands in a title, or whose name a sheet carries."""
    found = regions().find(text, within=county, level="township") if len(text) < 8 else []
    if len(found) == 1:
        return found[0]
    rest = text.replace(regions().get(county).name, " ")
    return next((town for town in _townships(county) if town.name in rest), None)


def village_in(text: str, township: str) -> Region | None:
    """The village of the township that a title names in full."""
    found = [one for one in regions().children(township) if one.name in text]
    return max(found, key=lambda one: len(one.name)) if found else None


def heading(text: str, frame: Frame) -> Place | None:
    """The place that a heading between rows tells, None when it is no place. A village that can't be told from others of
    its name, or is in no list, has no township: rows below it that name no place themselves are refused."""
    if not frame.county or not text:
        return None
    rest = text.removeprefix(regions().get(frame.county).name)
    town = next((town for town in _townships(frame.county) if rest.startswith(town.name)), None)
    if town is None and len(found := regions().find(rest, within=frame.county, level="township")) == 1:
        return Place(found[0].code)
    rest = rest.removeprefix(town.name).strip(_JOINTS) if town else rest
    if town and not rest:
        return Place(town.code)
    township = town.code if town else frame.own_township
    villages = regions().find(rest, within=township or frame.county, level="village")
    if len(villages) == 1:
        return Place(villages[0].parent, villages[0].code)
    if town and (named := village_in(rest, town.code)):
        return Place(town.code, named.code)
    if town or villages or rest.endswith(_VILLAGES):
        return Place(township or "", None, rest)
    return None


def read_place(township: Any, village: Any, frame: Frame, column: str, reading: Reading) -> Place:
    """By township and village cells, else by what the sheet says. Raises RowRefused R05 or R06."""
    town_text, village_text = words(township), words(village)
    if town_text:
        towns = regions().find(
            town_text.removeprefix(regions().get(frame.county).name) or town_text,
            within=frame.county,
            level="township",
        )
        if len(towns) != 1:
            raise RowRefused(Fault.PLACE_UNKNOWN, column)
        return _in_township(towns[0], village_text, reading)
    return _without_township(village_text, frame, column, reading)


def read_department(department: Any, location: Any, frame: Frame, column: str, reading: Reading) -> Place:
    """By the office that reports (`大店镇综治办`) and the place that it names. Raises RowRefused R05 or R06."""
    office, text = words(department), words(location)
    named = office.removeprefix(regions().get(frame.county).name)
    if town := township_in(named, frame.county) if named else None:
        return _in_township(town, text, reading)
    if _NAMES_A_TOWNSHIP.match(named):
        raise RowRefused(Fault.PLACE_UNKNOWN, column)
    return _without_township(text, frame, column, reading)


def _without_township(text: str, frame: Frame, column: str, reading: Reading) -> Place:
    rest = text.removeprefix(regions().get(frame.county).name)
    if town := next((one for one in _townships(frame.county) if rest.startswith(one.name)), None):
        return _in_township(town, rest, reading)
    if frame.township:
        if _OF_ANOTHER.match(rest) and not regions().find(rest, within=frame.township, level="village"):
            raise RowRefused(Fault.PLACE_UNKNOWN, column)
        if not rest:
            if frame.village_text:
                reading.note(Note.VILLAGE_AS_TEXT)
            return Place(frame.township, frame.village, frame.village_text)
        return _in_township(regions().get(frame.township), rest, reading)
    return _by_village(text or frame.village_text or "", frame.county, column, reading)


def _in_township(town: Region, text: str, reading: Reading) -> Place:
    own = text.removeprefix(regions().get(town.parent).name).removeprefix(town.name).strip(_JOINTS)
    if not own:
        return Place(town.code)
    for part in dict.fromkeys((text, own)):
        found = regions().find(part, within=town.code, level="village")
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


def read_grid(value: Any, frame: Frame, column: str, reading: Reading) -> tuple[Place, int | None]:
    """`李官镇莲花山村05网格`, `义堂镇/涑源村村民委员会/第2网格`, `龙泉村4号网格`: place and number of the grid."""
    text = words(value)
    match = _GRID.search(text)
    number = int(match[1]) if match else None
    place = _GRID.sub("", text)
    if "/" in place:
        town, _, village = place.partition("/")
        return read_place(town, village.strip("/"), frame, column, reading), number
    return _without_township(place, frame, column, reading), number


def names(township: str, village: str | None, text: str | None = None) -> Sequence[str]:
    """Township and village as a ledger writes them; '' where there is none."""
    return regions().get(township).name, regions().get(village).name if village else (text or "")

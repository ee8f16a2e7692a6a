# SPDX-License-Identifier: Apache-2.0
"""The division tree from province to village, its courts, and finding a place by name or by code of either table.

Codes are those of the National Bureau of Statistics. The civil-affairs table gives 28 of Linyi's 156 townships other codes, and some
codes mean another township there: a foreign code is looked up by `from_civil_affairs`, never taken as ours. Another city is
served by replacing the CSV files.
"""

import csv
import functools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shared.errors import RuleBroken

DATA = Path(__file__).parent / "data" / "regions"
# 居民委员 and 居会 are slips of the official list.
_COMMITTEES = ("居民委员会", "村民委员会", "居民委员", "村委会", "居委会", "居会")
_KINDS = ("社区", "街道", "村", "镇", "乡", "区", "县", "市", "省")
_ENDINGS = (*_COMMITTEES, "办事处", "人民政府", *_KINDS)
_LEVEL_WORDS = {
    "village": (*_COMMITTEES, "社区", "村"),
    "township": ("街道办事处", "街道", "镇", "乡", "镇人民政府", "乡人民政府"),
}


@dataclass(frozen=True, slots=True)
class Region:
    """A division (行政区划); `level` is province, city, county, township or village."""

    code: str
    parent: str
    level: str
    name: str


@dataclass(frozen=True, slots=True)
class Court:
    """A people's court or tribunal (人民法院、人民法庭); `division` is the code of its district, '' where it has none.

    `basis` says how sure its code is: `seen` in a case number, by `rule`, or `unverified`.
    """

    code: str
    name: str
    level: str
    parent: str
    division: str
    basis: str = ""


def _rows(folder: Path, ending: str) -> Iterator[dict[str, str]]:
    for file in sorted(folder.glob(f"*-{ending}.csv")):
        with file.open(encoding="utf-8-sig", newline="") as text:
            yield from csv.DictReader(text)


def plain(name: str) -> str:
    """A place name without spaces, width variants and all words for its kind: `兰山 街道` and `兰山街道办事处` are `兰山`."""
    text = _narrow(name)
    while ending := next((word for word in _ENDINGS if text.endswith(word) and text != word), ""):
        text = text.removesuffix(ending)
    return text


def _narrow(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


class Regions:
    """All divisions and courts of one or more cities, held in memory; the data are the CSV files of a folder."""

    def __init__(self, folder: Path = DATA) -> None:
        self._by_code = {
            row["code"]: Region(row["code"], row["parent"], row["level"], row["name"])
            for row in _rows(folder, "divisions")
        }
        self._children: dict[str, list[Region]] = {}
        self._by_name: dict[str, list[Region]] = {}
        for region in self._by_code.values():
            self._children.setdefault(region.parent, []).append(region)
            self._by_name.setdefault(plain(region.name), []).append(region)
        self._courts = [
            Court(
                row["court_code"],
                row["name"],
                row["level"],
                row["parent_code"],
                row["division_code"],
                row.get("basis") or "",
            )
            for row in _rows(folder, "courts")
        ]
        self._successors = {row["code"]: row["successor"] for row in _rows(folder, "mergers")}
        self._ours: dict[str, str] = {}
        for row in _rows(folder, "township-code-crosswalk"):
            self._ours[row["mca_code"]] = row["nbs_code"]
            if plain(row["mca_name"]) != plain(row["nbs_name"]):
                self._by_name.setdefault(plain(row["mca_name"]), []).append(self.get(row["nbs_code"]))

    def get(self, code: str) -> Region:
        """The division with this code. Raises RuleBroken `unknown_place`."""
        try:
            return self._by_code[code]
        except KeyError:
            raise RuleBroken("unknown_place", place=code) from None

    def present(self, code: str) -> Region:
        """The division that a code of any time means today: itself, else the successor of a merged one, else the one that
        the civil-affairs table calls so. Raises RuleBroken `unknown_place`."""
        merged = code
        while merged in self._successors and merged not in self._by_code:
            merged = self._successors[merged]
        return self.get(merged if merged in self._by_code else self._ours.get(merged, merged))

    def path(self, code: str) -> list[str]:
        """The codes from the province down to the division itself. Raises RuleBroken `unknown_place`."""
        region = self.get(code)
        above = self.path(region.parent) if region.parent else []
        return [*above, region.code]

    def full_name(self, code: str) -> str:
        """`山东省临沂市兰山区兰山街道`."""
        return "".join(self.get(part).name for part in self.path(code))

    def level(self, code: str, level: str) -> Region | None:
        """The division of that level which contains the place, or None above it."""
        return next((self.get(part) for part in self.path(code) if self.get(part).level == level), None)

    def children(self, code: str) -> list[Region]:
        """The divisions directly within one."""
        return list(self._children.get(code, []))

    def all(self, level: str) -> list[Region]:
        """Every division of a level."""
        return [region for region in self._by_code.values() if region.level == level]

    def find(self, name: str, *, within: str | None = None, level: str | None = None) -> list[Region]:
        """The divisions with this name in either table, with or without the words for their kind; none, one, or many.

        A name that is written exactly as in our table finds only those; else the word for the kind decides, if it helps
        (白沙埠村 is the village, 白沙埠 the village and the town). Names repeat: give `within` and `level` where known.
        """
        wanted = _narrow(name)
        found = [
            region
            for region in self._by_name.get(plain(name), [])
            if (level is None or region.level == level)
            and (within is None or within in self.path(region.code))
        ]
        exact = [region for region in found if region.name == wanted]
        meant = [region for region in found if wanted.endswith(_LEVEL_WORDS.get(region.level, ()))]
        return exact or meant or found

    def from_civil_affairs(self, code: str) -> Region:
        """The township that the civil-affairs table calls by this code. Raises RuleBroken `unknown_place`."""
        return self.get(self._ours.get(code, ""))

    def court(self, code: str) -> Court:
        """The court with this code (`鲁1302`). Raises RuleBroken `unknown_court`."""
        for court in self._courts:
            if court.code == code and code:
                return court
        raise RuleBroken("unknown_court", court=code)

    @property
    def courts(self) -> list[Court]:
        """Every court and tribunal, in the order of the table."""
        return list(self._courts)

    def courts_of(self, division: str) -> list[Court]:
        """Every court and tribunal (人民法庭) whose district is this division; none where the table has none."""
        return [court for court in self._courts if court.division == division and division]

    def court_of(self, code: str) -> Court | None:
        """The basic court of the place, or None where the table has none."""
        county = self.level(code, "county")
        if county is None:
            return None
        return next((c for c in self._courts if c.level == "basic" and c.division == county.code), None)


@functools.cache
def regions() -> Regions:
    """The divisions and courts that this installation serves."""
    return Regions()

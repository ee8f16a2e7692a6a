# SPDX-License-Identifier: Apache-2.0
"""Court case numbers: read in either bracket style, kept in one (section 6.5 of the rules; 法〔2015〕137号, 法〔2018〕335号)."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Self

from shared.errors import RuleBroken

_SHAPE = re.compile(
    r"\((?P<year>\d{4})\)(?P<court>(?:最高法|[\u4e00-\u9fa5])\d{0,4})(?P<speciality>知)?"
    r"(?P<kind>[\u4e00-\u9fa5]{1,5})(?P<serial>\d{1,9})号(?P<supplement>之[一二三四五六七八九十]+)?"
)

# The type words that are known (6.5); any other is taken as it stands, with a mark.
KINDS = {
    "民初": "民事一审",
    "民终": "民事二审",
    "民特": "特别程序，含司法确认",
    "民督": "督促程序",
    "民催": "公示催告",
    "民诉前调": "诉前调解（2024年底停用）",
    "诉前调": "诉前调解（2024年底停用）",
    "诉前调确": "诉前调解确认（部分法院）",
    "诉前调书": "诉前调解书（部分法院）",
    "行初": "行政一审",
    "刑初": "刑事一审",
    "执": "执行",
}
_NEVER_MEDIATED = frozenset({"民特", "民督", "民催"})


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A case number (案号) such as `(2026)鲁1324民初88号`; any type word is taken, so that a new one never blocks."""

    year: int
    court: str
    speciality: str
    kind: str
    serial: int
    supplement: str

    @classmethod
    def read(cls, text: str) -> Self:
        """The number written in `text`, full-width or not. Raises RuleBroken: case_number_unreadable."""
        plain = "".join(unicodedata.normalize("NFKC", text).split())
        found = _SHAPE.fullmatch(plain)
        if found is None:
            raise RuleBroken("case_number_unreadable")
        return cls(
            year=int(found["year"]),
            court=found["court"],
            speciality=found["speciality"] or "",
            kind=found["kind"],
            serial=int(found["serial"]),
            supplement=found["supplement"] or "",
        )

    def __str__(self) -> str:
        """As it is stored: half-width brackets, serial without leading zeros."""
        return f"({self.year}){self.court}{self.speciality}{self.kind}{self.serial}号{self.supplement}"

    @property
    def before_filing(self) -> bool:
        """Whether the type word is one of pre-filing mediation (诉前调, 民诉前调, …), dropped at the end of 2024."""
        return "诉前调" in self.kind

    @property
    def known_kind(self) -> bool:
        """Whether the type word is a known one; an unknown one never blocks (6.5)."""
        return self.kind in KINDS

    @property
    def confirms(self) -> bool:
        """Whether the type word is that of a confirmation ruling: 民特, or 诉前调确 at some courts (6.5)."""
        return self.kind == "民特" or "调确" in self.kind

    @property
    def first_instance(self) -> bool:
        """Whether the type word is of a case of first instance, such as 民初 or 行初."""
        return self.kind.endswith("初")

    @property
    def appeal_at_basic_court(self) -> bool:
        """Whether it is an appeal with the code of a basic court, of four digits such as 鲁1302: these hear none."""
        return self.kind.endswith("终") and len(self.court) == 5

    @property
    def never_mediated(self) -> bool:
        """Whether the type word is of special, supervision or public-notice procedure (INT art 143, CT-03)."""
        return self.kind in _NEVER_MEDIATED

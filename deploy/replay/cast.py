# SPDX-License-Identifier: Apache-2.0
"""Who handles a published case in Linyi: the mediation body, its mediator, the court, and those around the star board."""

from dataclasses import dataclass

from deploy.replay.acts import HOLDER, BodySpec, Person
from deploy.replay.form import PublishedCase
from deploy.replay.rounds import comes_from_court
from shared.access import Role

_NUMERALS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
_KINDS = {
    "village": "village_pmc",
    "village_informal": "village_pmc",
    "community": "village_pmc",
    "industry": "industry_pmc",
    "commercial_body": "commercial",
}
_IN_TOWN = ("乡", "镇", "街道", "综治")
_INDUSTRY = ("行业", "商会", "物业", "工会")


@dataclass(frozen=True, slots=True)
class Cast:
    """Places of the case: township, county and court by code; village '' where none is known."""

    township: str
    village: str
    court: str

    @classmethod
    def of(cls, case: PublishedCase) -> "Cast":
        place = case.replay_place
        return cls(place.township_code, place.village_code or "", place.court_code)

    @property
    def county(self) -> str:
        return self.township[:6]

    def body(self, kind: str, name: str = "body") -> BodySpec:
        """The body of this kind that is in charge of the case's place."""
        place = {"village_pmc": self.village or self.township, "township_pmc": self.township}.get(
            kind, self.county
        )
        if kind == "village_pmc" and not self.village:
            kind = "township_pmc"
        return BodySpec(name, kind, place)

    @property
    def judge(self) -> Person:
        return Person(Role.JUDGE, self.court)

    @property
    def clerk(self) -> Person:
        return Person(Role.COURT_CLERK, self.court)

    @property
    def director(self) -> Person:
        return Person(Role.DIRECTOR, self.township)

    @property
    def supervisor(self) -> Person:
        return Person(Role.COUNTY_SUPERVISOR, self.county)

    @property
    def callers(self) -> Person:
        return Person(Role.CALLBACK_CENTRE, self.county)

    @property
    def cadres(self) -> list[Person]:
        return [Person(Role.CADRE, self.township, number) for number in (1, 2, 3)]

    @property
    def holder(self) -> Person:
        return Person(Role.CADRE, self.township, HOLDER)


def body_for(case: PublishedCase, cast: Cast) -> BodySpec:
    """The body that mediates: by the channel, and for a court's case by the room that the account names."""
    if comes_from_court(case):
        room = next((m.to for m in case.timeline if m.event == "referred" and m.to), "")
        if any(word in room for word in _INDUSTRY):
            return cast.body("industry_pmc")
        if room.startswith(_IN_TOWN):
            return cast.body("township_pmc")
        return cast.body("stationed_room")
    return cast.body(_KINDS.get(case.channel, "township_pmc"))


def invented_name(number: int, kind: str) -> str:
    """The account has letters only: the first person is 当事人甲, the second organisation 单位乙."""
    numeral = _NUMERALS[number] if number < len(_NUMERALS) else str(number + 1)
    return f"{'单位' if kind == 'org' else '当事人'}{numeral}"

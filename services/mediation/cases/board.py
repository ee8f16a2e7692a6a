# SPDX-License-Identifier: Apache-2.0
"""Whether a dispute may go on the star board (SB-01): for which grounds, and what keeps it off."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mongoengine import DateTimeField, EmbeddedDocument, ListField, StringField

from services.mediation.cases.suitability import Channel, Concern
from shared.errors import RuleBroken


class BoardGround(StrEnum):
    """Why a dispute may go on the star board (上榜条件), SB-01."""

    FAILED = "failed"  # 村级调解失败过
    PETITION = "petition"  # 信访事项
    CROSS_VILLAGE = "cross_village"  # 跨村
    GROUP = "group"  # 群体性
    RISK = "risk"  # 橙色、红色风险


class BoardBar(StrEnum):
    """What keeps a dispute off the star board (不得上榜), SB-01; a case may also carry another code from its intake."""

    COURT = "accepted_by_court"  # 法院已受理
    POLICE = "accepted_by_police"  # 公安等机关已受理
    MINOR_VICTIM = "minor_victim"  # 当事人是未成年受害人
    DOMESTIC_VIOLENCE = "domestic_violence"  # 当事人是家庭暴力受害人


class PutForward(EmbeddedDocument):
    """That a dispute that has not failed was put forward for the star board (提请上榜): why, by whom, when."""

    grounds = ListField(StringField(choices=[str(ground) for ground in BoardGround]))
    reason = StringField(required=True)
    at = DateTimeField(required=True)
    by = StringField(required=True)


@dataclass(frozen=True, slots=True)
class Hardness:
    """What a case tells of how hard it is. `homes` are the divisions of each party's home, from the province down."""

    channel: str
    risk: str
    concerns: Collection[str]
    people: int
    homes: Sequence[Sequence[str]]
    failed_before: bool


_BARRED = {
    Concern.WITH_COURT: BoardBar.COURT,
    Concern.WITH_AUTHORITY: BoardBar.POLICE,
    Concern.SUSPECTED_CRIME: BoardBar.POLICE,
    Concern.MINOR_AT_RISK: BoardBar.MINOR_VICTIM,
    Concern.VIOLENCE: BoardBar.DOMESTIC_VIOLENCE,
}


def are_apart(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two homes lie in different divisions: neither holds the other. A home of which only the township is known
    may be in the same village."""
    shorter = min(len(one), len(other))
    return list(one[:shorter]) != list(other[:shorter])


def grounds_of(case: Hardness, *, group_people: int) -> list[BoardGround]:
    """For which reasons the dispute may go on the board (SB-01): it failed in a village before, came from a petition
    office, its parties live in different villages, it is a group's, or its risk is orange or red."""
    crosses = any(are_apart(one, other) for one in case.homes for other in case.homes)
    is_group = case.people >= group_people or Concern.MASS_INCIDENT in case.concerns
    holds = {
        BoardGround.FAILED: case.failed_before,
        BoardGround.PETITION: case.channel == Channel.PETITION,
        BoardGround.CROSS_VILLAGE: crosses,
        BoardGround.GROUP: is_group,
        BoardGround.RISK: case.risk in ("orange", "red"),
    }
    return [ground for ground, there in holds.items() if there]


def bar_of(concerns: Collection[str], told: str | None, *, in_suit: bool = False) -> str | None:
    """Why the dispute never goes on the board (SB-01): with a court, police or another authority, or a party is a minor
    or suffers violence at home; else the code that was `told` at intake, or None."""
    if in_suit:
        return str(BoardBar.COURT)
    return next((str(bar) for concern, bar in _BARRED.items() if concern in concerns), told)


def may_put_forward(grounds: Collection[str], bar: str | None, *, is_there: bool) -> None:
    """A dispute that has not failed goes on the board for a ground of SB-01, once, unless it is barred.

    Raises RuleBroken: on_board_already, board_barred, board_ground_missing.
    """
    if is_there:
        raise RuleBroken("on_board_already")
    if bar:
        raise RuleBroken("board_barred", bar=bar)
    if not grounds:
        raise RuleBroken("board_ground_missing")

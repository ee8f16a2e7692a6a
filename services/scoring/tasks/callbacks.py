# SPDX-License-Identifier: Apache-2.0
"""What the county's calls to the parties say about a settlement (回访核实), SB-15 and SB-16."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.scoring.star_rules import StarRules
from shared.calendar import SHANGHAI
from shared.errors import RuleBroken


class Result(StrEnum):
    """What a party answered (回访结果)."""

    SATISFIED = "satisfied"  # 满意
    BASICALLY = "basically"  # 基本满意
    NOT = "not"  # 不满意
    REFUSED = "refused"  # 拒绝回答
    UNREACHABLE = "unreachable"  # 无法联系


class Ground(StrEnum):
    """Why a party is not satisfied; words themselves are never kept here."""

    PRESSED = "pressed"  # 被迫签字
    UNFAIR = "unfair"  # 处理不公
    NOT_PERFORMED = "not_performed"  # 未履行
    OTHER = "other"


class Verdict(StrEnum):
    """What all answers together mean for the award."""

    OPEN = "open"  # somebody is still to be called
    PRAISED = "praised"  # everybody at least basically satisfied: bonus possible
    NEUTRAL = "neutral"  # somebody refused or could not be reached: base, no bonus
    OBJECTED = "objected"  # somebody is not satisfied: held, the panel checks


@dataclass(frozen=True, slots=True)
class Answer:
    """One call: which party, with what result, at which moment of the server."""

    party: str
    result: Result
    at: datetime


def party_refs(count: int) -> list[str]:
    """The letters of the parties of a settlement: A to Z, then AA, AB and so on."""
    refs = []
    for number in range(count):
        ref = ""
        number += 1
        while number:
            number, rest = divmod(number - 1, 26)
            ref = chr(ord("A") + rest) + ref
        refs.append(ref)
    return refs


def outcome(party: str, answers: Iterable[Answer], rules: StarRules) -> Result | None:
    """What a party answered in the end; None while it must still be called.

    Unreachable stands after `callback_tries` tries on as many days and at as many different hours (SB-15).
    """
    days, hours = set(), set()
    for answer in answers:
        if answer.party != party:
            continue
        if answer.result is not Result.UNREACHABLE:
            return answer.result
        local = answer.at.astimezone(SHANGHAI)
        days.add(local.date())
        hours.add(local.hour)
    tries = min(len(days), len(hours))
    return Result.UNREACHABLE if tries >= rules.callback_tries else None


def open_parties(count: int, answers: list[Answer], rules: StarRules) -> list[str]:
    """The parties that must still be called."""
    return [ref for ref in party_refs(count) if outcome(ref, answers, rules) is None]


def verdict(count: int, answers: list[Answer], rules: StarRules) -> Verdict:
    """What the answers mean (SB-16). One that is not satisfied counts at once, before the others are called."""
    results = [outcome(ref, answers, rules) for ref in party_refs(count)]
    if Result.NOT in results:
        return Verdict.OBJECTED
    if None in results:
        return Verdict.OPEN
    return Verdict.PRAISED if set(results) <= {Result.SATISFIED, Result.BASICALLY} else Verdict.NEUTRAL


def may_note(party: str, count: int, answers: list[Answer], rules: StarRules) -> None:
    """Raises RuleBroken: no_such_party, already_answered."""
    if party not in party_refs(count):
        raise RuleBroken("no_such_party", party=party)
    if outcome(party, answers, rules) is not None:
        raise RuleBroken("already_answered", party=party)

# SPDX-License-Identifier: Apache-2.0
"""What the county's calls to the parties say about a settlement (回访核实), SB-15 and SB-16."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import combinations

from services.scoring.star_rules import StarRules
from shared.calendar import SHANGHAI
from shared.errors import RuleBroken

SCRIPT_VERSION = "2026-3"  # the fixed script that is read out; pages show its sentences


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


def outcome(party: str, answers: Iterable[Answer], rules: StarRules) -> Result | None:
    """What a party answered in the end; None while it must still be called.

    Unreachable stands after `callback_tries` tries on as many days and at as many different hours (SB-15).
    """
    tries: set[tuple[date, int]] = set()
    for answer in answers:
        if answer.party != party:
            continue
        if answer.result is not Result.UNREACHABLE:
            return answer.result
        local = answer.at.astimezone(SHANGHAI)
        tries.add((local.date(), local.hour))
    return Result.UNREACHABLE if _apart(tries, rules.callback_tries) else None


def _apart(tries: Iterable[tuple[date, int]], count: int) -> bool:
    """Whether `count` of the tries are on as many different days and at as many different hours."""
    return any(
        len({day for day, _ in chosen}) == len({hour for _, hour in chosen}) == count
        for chosen in combinations(sorted(tries), count)
    )


def outcomes(answers: Iterable[Answer], rules: StarRules) -> dict[str, Result]:
    """What each party answered in the end, by its letter, as far as that is known."""
    known = list(answers)
    found = {party: outcome(party, known, rules) for party in {answer.party for answer in known}}
    return {party: result for party, result in found.items() if result is not None}


def still_to_call(count: int, answers: Iterable[Answer], rules: StarRules) -> int:
    """How many of the `count` parties of the settlement must still be called."""
    return count - len(outcomes(answers, rules))


def verdict(count: int, answers: Iterable[Answer], rules: StarRules) -> Verdict:
    """What the answers mean (SB-16). One that is not satisfied counts at once, before the others are called."""
    results = outcomes(answers, rules).values()
    if Result.NOT in results:
        return Verdict.OBJECTED
    if len(results) < count:
        return Verdict.OPEN
    return Verdict.PRAISED if set(results) <= {Result.SATISFIED, Result.BASICALLY} else Verdict.NEUTRAL


def may_note(party: str, count: int, answers: Iterable[Answer], rules: StarRules) -> None:
    """Parties are named by their letters in the case. Raises RuleBroken: already_answered, no_such_party."""
    known = list(answers)
    if outcome(party, known, rules) is not None:
        raise RuleBroken("already_answered", party=party)
    if len({answer.party for answer in known} | {party}) > count:
        raise RuleBroken("no_such_party", party=party)


def consent_fits(result: Result, consent: bool | None) -> None:
    """Whoever answers is asked whether the call may be recorded (SB-15). Raises RuleBroken: consent_needed."""
    if result is not Result.UNREACHABLE and consent is None:
        raise RuleBroken("consent_needed", field="recording_consent")


def ground_fits(result: Result, ground: Ground | None) -> None:
    """Who is not satisfied is asked why, and nobody else (SB-16). Raises RuleBroken: ground_needed, ground_contradicts."""
    if result is Result.NOT and ground is None:
        raise RuleBroken("ground_needed", field="ground")
    if result is not Result.NOT and ground is not None:
        raise RuleBroken("ground_contradicts", field="ground")


def dissatisfied(answers: Iterable[Answer]) -> list[str]:
    """The parties that are not satisfied, by their letters, sorted: each holds the points until it was checked (SB-16)."""
    return sorted({answer.party for answer in answers if answer.result is Result.NOT})

# SPDX-License-Identifier: Apache-2.0
"""Who may not hold a task or ask about it because of a tie, who may say so, and who decides (回避), SB-10.

Ties are those of Civil Code art 1045 and Civil Servants Law arts 74, 76, 77: self-report, challenge, and a decision by
another person.
"""

from collections.abc import Collection, Sequence

from services.scoring.tasks.rules import LIVE, TaskState, Tie
from shared.errors import RuleBroken


def no_ties(
    ties: Collection[Tie], own_villages: Collection[str], place: Sequence[str], *, waived: bool = False
) -> None:
    """A cadre with a tie may not hold the task (SB-10). `place` is the path of the dispute's place.

    Only the own village can be waived, by the panel in writing. Raises RuleBroken: tie_declared, own_village.
    """
    standing = set(ties) - ({Tie.OWN_VILLAGE} if waived else set())
    if standing:
        raise RuleBroken("tie_declared", ties=sorted(standing))
    if not waived and not set(own_villages).isdisjoint(place):
        raise RuleBroken("own_village")


def may_challenge(state: TaskState, *, held: bool, raised_before: bool) -> None:
    """A party may name a tie of who holds or settled the task until the stars are final (SB-10).

    Raises RuleBroken: nobody_to_challenge, already_final, challenged_before.
    """
    if state is TaskState.FINAL:
        raise RuleBroken("already_final")
    if not held or state not in LIVE | {TaskState.PROVISIONAL}:
        raise RuleBroken("nobody_to_challenge")
    if raised_before:
        raise RuleBroken("challenged_before")


def may_decide(decider: str, *, involved: Collection[str]) -> None:
    """Another person decides: not who raised it, not who gave the task to the cadre (SB-10).

    Raises RuleBroken: another_person_needed.
    """
    if decider in involved:
        raise RuleBroken("another_person_needed")


def may_call_back(*, township_grant: bool, took_part: bool) -> None:
    """The county centre calls, apart from the township, and nobody who had a part in the task (SB-10, SB-15).

    Raises RuleBroken: centre_not_apart.
    """
    if township_grant or took_part:
        raise RuleBroken("centre_not_apart")

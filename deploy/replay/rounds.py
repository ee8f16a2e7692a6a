# SPDX-License-Identifier: Apache-2.0
"""The timeline of a published case, cut into what went before this body's work and the rounds of that work."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from deploy.replay.form import Moment, PublishedCase

_SUIT = frozenset(
    ["sued", "filed", "referred", "hearing", "court_site_visit", "counterclaim", "preservation"]
)
_COME_TO_US = frozenset(["applied", "accepted", "reported", "assigned"])
_COME_AGAIN = frozenset(
    ["session", "agreement", "joint_site_visit", "applied", "accepted", "reported", "referred"]
)
_IN_THE_VILLAGE = re.compile(r"^(?:镇)?(?:村|社区|居委|居民)")
_VILLAGE_CHANNELS = frozenset(["village", "village_informal", "community"])
_COURT_CHANNELS = frozenset(["court_pre_suit", "court_in_suit", "court_referral", "court_enforcement"])


@dataclass(frozen=True, slots=True)
class Course:
    """`before`: attempts of others, before this body; `rounds`: our work, a new round after a breach or a failure."""

    before: Sequence[Moment]
    rounds: Sequence[Sequence[Moment]]

    @property
    def failed_before(self) -> int:
        """How many attempts of others failed; "several" counts as the one that is certain."""
        return sum(moment.count or 1 for moment in self.before if is_failed(moment))

    @property
    def all_rounds(self) -> list[Moment]:
        return [moment for moments in self.rounds for moment in moments]


def is_failed(moment: Moment) -> bool:
    return moment.event == "session" and moment.result == "failed"


def is_agreed(moment: Moment) -> bool:
    return moment.event == "agreement" or (moment.event == "session" and moment.result == "agreed")


def comes_from_court(case: PublishedCase) -> bool:
    """Whether a judge referred the case: its channel is a court's, and there was a suit or a plaint."""
    if case.channel in _COURT_CHANNELS:
        return True
    if not case.channel.startswith("court_") and case.channel != "township_then_court":
        return False
    return case.litigation.before != "none" or any(moment.event in _SUIT for moment in case.timeline)


def course_of(case: PublishedCase) -> Course:
    """Cut the timeline of a case."""
    start = _start(case)
    before, own = list(case.timeline[:start]), list(case.timeline[start:])
    if case.channel not in _VILLAGE_CHANNELS and not any(is_failed(moment) for moment in before):
        in_village = [m for m in own if is_failed(m) and _IN_THE_VILLAGE.match(m.note or "")]
        later = [m for m in own if m.event == "session" and m not in in_village]
        if later and not any(_IN_THE_VILLAGE.match(m.note or "") for m in later):
            before += in_village
            own = [moment for moment in own if moment not in in_village]
    return Course(before, _rounds(own))


def _start(case: PublishedCase) -> int:
    """Where our work begins: the suit for a court's case, the application for another; 0 when neither is told."""
    doors = _SUIT | _COME_TO_US if comes_from_court(case) else _COME_TO_US
    return next((i for i, moment in enumerate(case.timeline) if moment.event in doors), 0)


def _rounds(moments: Sequence[Moment]) -> list[list[Moment]]:
    """A new round begins when people come again after an agreement was broken, or after the mediation was ended."""
    rounds: list[list[Moment]] = [[]]
    agreed = over = False
    for i, moment in enumerate(moments):
        again = moment.event == "reopened" or (
            over and moment.event in _COME_AGAIN and any(is_agreed(later) for later in moments[i:])
        )
        if again and rounds[-1]:
            rounds.append([])
            agreed = over = False
        rounds[-1].append(moment)
        agreed = agreed or is_agreed(moment)
        over = over or moment.event == "terminated" or (agreed and moment.event == "breached")
    return rounds

# SPDX-License-Identifier: Apache-2.0
"""What a case has to do with a court, as pages show it: its confirmation, and the hand-over when it failed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.mediation.cases.documents import Case
from services.mediation.cases.readiness import readiness
from services.mediation.handovers.documents import Handover
from services.mediation.handovers.rules import State
from shared.access import EVERYTHING
from shared.errors import NotFound


@dataclass(frozen=True, slots=True)
class Matter:
    """The case, the hand-over if there is one, and where confirmation stands (None without an agreement)."""

    case: Case
    handover: Handover | None
    confirmation: Mapping[str, Any] | None

    @property
    def state(self) -> str:
        return str(self.case.state)

    @property
    def within(self) -> list[str]:
        return list(self.case.within)

    @property
    def people(self) -> list[str]:
        return list(self.case.people)

    @property
    def version(self) -> int | None:
        """That of the hand-over, which its forms change."""
        return self.handover.version if self.handover else None

    @property
    def may_prepare(self) -> bool:
        """Whether a hand-over could be opened: the case ended here without an agreement, and is no court's own."""
        ended = self.case.state in ("terminated", "closed") and self.case.agreement is None
        return ended and self.handover is None and self.case.referral is None

    @property
    def may_change(self) -> bool:
        """Whether nothing of the hand-over is with the court at present."""
        return self.handover is not None and self.handover.state in (State.PREPARING, State.RETURNED)


def matter_of(case: Case, now: datetime) -> Matter:
    """What the case has to do with a court now."""
    try:
        handover = Handover.find(case.id, EVERYTHING)
    except NotFound:
        handover = None
    return Matter(case, handover, readiness(case, now) if case.agreement else None)

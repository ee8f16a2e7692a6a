# SPDX-License-Identifier: Apache-2.0
"""What the court side tells the others (诉调对接)."""

from dataclasses import dataclass
from datetime import date, datetime

from shared.events import Event, contract


@dataclass(frozen=True, kw_only=True)
class ReferredParty:
    """A party as the court names it (当事人); `kind` is person or org."""

    ref: str
    name: str
    role: str
    kind: str
    count: int = 1


@contract("courtlink.referral.made.v1")
class ReferralMade(Event):
    """A judge referred a case to a mediation body (委派/委托调解). The regime follows from `referred_on` (CT-01).

    `filed_on` is the day the plaint came in, where the court says it.
    """

    referral_id: str
    number: str
    court_code: str
    court_name: str
    cause: str
    procedure: str
    referred_on: date
    landed_at: datetime
    body_id: str
    category: str
    claims: str
    parties: tuple[ReferredParty, ...]
    filed_on: date | None = None


@contract("courtlink.confirmation.decided.v1")
class ConfirmationDecided(Event):
    """A court decided on judicial confirmation (司法确认): codes only (SB-29)."""

    case_id: str
    result: str
    decided_on: date

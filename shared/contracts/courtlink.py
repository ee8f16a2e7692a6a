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

    `filed_on` is the day the plaint came in, where the court says it. `regime` is present where the court has begun on
    another day than the rest; `clock_from` is `first` or `later` of acceptance and signing for papers. `consented` are
    the parties who agreed already (CT-08). `mediators` are accounts that the parties or the court chose, `lead` the one
    who leads (CT-05, CT-07).
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
    regime: str | None = None
    clock_from: str = "first"
    consented: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    lead: str | None = None


@contract("courtlink.suspicion.answered.v1")
class SuspicionAnswered(Event):
    """What the judge makes of a suspected false mediation (对涉嫌虚假调解的处理), CT-15: a code, `go_on` or one that ends it."""

    referral_id: str
    answer: str
    answered_on: date


@contract("courtlink.recusal.decided.v1")
class RecusalDecided(Event):
    """The court decided whether a mediator withdraws (回避决定), CT-19."""

    referral_id: str
    recusal_id: str
    granted: bool
    decided_on: date


@contract("courtlink.guidance.answered.v1")
class GuidanceAnswered(Event):
    """A judge answers a mediator's question (业务指导答复)."""

    case_id: str
    guidance_id: str
    answer: str
    answered_on: date


@contract("courtlink.complaint.sustained.v1")
class RosterComplaintSustained(Event):
    """A court found a complaint about an invited body or mediator true (投诉属实), CT-22: who supervises is told by codes.

    `account` is that of the mediator where the roster knows it; None for the body as a whole. No word of the complaint leaves.
    """

    complaint_id: str
    court_name: str
    body_id: str
    kind: str
    decided_on: date
    dismissed: bool
    account: str | None = None


@contract("courtlink.confirmation.decided.v1")
class ConfirmationDecided(Event):
    """A court decided on judicial confirmation (司法确认): codes only (SB-29).

    `enforcement_applied`: a party asked to enforce a confirmed agreement (申请执行), CF-11.
    """

    case_id: str
    result: str
    decided_on: date


@contract("courtlink.confirmation.moved.v1")
class ConfirmationMoved(Event):
    """Where the confirmation of an agreement stands now (司法确认进展), for the committee and the parties (CF-13).

    `step` counts the moves of one confirmation: what arrives late is known by it. `by` is the day that the parties must
    keep: for a supplement, or for enforcement once confirmed (CF-11). `missing` are codes of papers (CF-05), `ground` is
    the code of CF-07, CF-08 or CF-14, `ground_text` the court's words for the committee. `last_day` is the last day to
    ask, when it has changed (CF-14).
    """

    case_id: str
    agreement: int
    step: int
    state: str
    on: date
    court_code: str
    court_name: str
    by: date | None = None
    missing: tuple[str, ...] = ()
    ground: str | None = None
    ground_text: str = ""
    number: str | None = None
    last_day: date | None = None


@contract("courtlink.handover.answered.v1")
class HandoverAnswered(Event):
    """What the court did with a pack (法院收案答复): filed under a number, returned for completion, or refused.

    `missing` are codes of what is to be completed, `by` the last day for it; a refusal has the code `reason`, words and the other `routes`.
    """

    handover_id: str
    pack: int
    answer: str
    on: date
    court_name: str
    number: str | None = None
    missing: tuple[str, ...] = ()
    reason: str | None = None
    reason_text: str = ""
    routes: tuple[str, ...] = ()
    by: date | None = None

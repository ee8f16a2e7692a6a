# SPDX-License-Identifier: Apache-2.0
"""What the mediation service tells the others (调解)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from shared.events import Event, contract

SEALED_ADDRESS, SEALED_PHONE = "service.address", "service.phone"  # the fields for which the vault seals them
BODY_UNKNOWN = "body_unknown"  # the reason with which a referral is declined whose body nobody knows


@contract("mediation.case.failed.v1")
class CaseFailed(Event):
    """A mediation ended without agreement and may go on the star board (调解不成). Codes and counts, no names.

    The star task takes the id of the case. `amount` in yuan; `risk` is none, yellow, orange or red; `recorded_by` is
    the account that entered the case (SB-11); `barred_for` is the code for which it may not be posted (SB-01).
    `task_id` names the star task for which the case had been taken up again or put forward: no second task is made of it.
    `mediators` are the accounts that tried, for the body `body_id`. `party_keys` are hashes under a key that only the
    mediation service holds, some for each party: two disputes that share one of each side have the same parties (SB-12).
    `dispute_key` is such a hash of place and subject, empty where no subject is known. `party_count` is 0 where it is
    not told; `grounds` are further reasons for the board: failed (elsewhere, before), petition, cross_village, group, risk (SB-01).
    """

    case_id: str
    place: str
    category: str
    ended_on: date
    failed_attempts: int
    people: int
    amount: Decimal | None = None
    arose_on: date | None = None
    risk: str = "none"
    departments: int = 1
    recorded_by: str = ""
    barred_for: str | None = None
    task_id: str | None = None
    body_id: str = ""
    mediators: tuple[str, ...] = ()
    party_keys: tuple[str, ...] = ()
    dispute_key: str = ""
    party_count: int = 0
    grounds: tuple[str, ...] = ()


@contract("mediation.case.put_forward.v1")
class CasePutForward(Event):
    """A dispute that is being mediated and has not failed is put forward for the star board (提请上榜), SB-01.

    `grounds` say why: failed (in a village, before), petition, cross_village, group, risk. `asked_by` is the account that
    asked (SB-11); all else as in `CaseFailed`. The case names the star task, which takes its id, from now on.
    """

    case_id: str
    place: str
    category: str
    asked_on: date
    asked_by: str
    grounds: tuple[str, ...]
    failed_attempts: int
    people: int
    amount: Decimal | None = None
    arose_on: date | None = None
    risk: str = "none"
    departments: int = 1
    recorded_by: str = ""
    party_keys: tuple[str, ...] = ()
    dispute_key: str = ""
    party_count: int = 0


@dataclass(frozen=True, kw_only=True)
class SettledInstalment:
    """One part of a payment (分期) and its due date."""

    amount: Decimal | None = None
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class SettledTerm:
    """One duty of an agreement (协议条款); parties stand as letters, never as names."""

    kind: str
    who: str
    to: str | None = None
    what: str
    amount: Decimal | None = None
    due_on: date | None = None
    plan: tuple[SettledInstalment, ...] = ()


@contract("mediation.case.settled.v1")
class CaseSettled(Event):
    """An agreement took effect (协议生效): all acts of PM-18 are present, or the oral agreement of PM-19 is recorded.

    `in_suit` tells that the case came from a filed suit, for which no judicial confirmation is offered (CT-01 B).
    `blockers` are the codes for which a court would not confirm (CF-07, CF-08). `task_id` names the star task for
    which the case was taken up again. `people` are the accounts of the parties that have one, so that they reach
    their confirmation. `mediators` are the accounts that brought it about, for the body `body_id` (SB-28).
    `agreement` counts the agreements of the case: a later one replaces the one before (PM-23).
    `findings` are codes of the content check for the court to look at, such as `unclear_time:2`.
    """

    case_id: str
    file_number: str
    body_name: str
    place: str
    form: str
    effective_on: date
    in_suit: bool
    confirmable: bool
    task_id: str | None = None
    blockers: tuple[str, ...] = ()
    party_count: int
    terms: tuple[SettledTerm, ...] = ()
    people: tuple[str, ...] = ()
    body_id: str = ""
    mediators: tuple[str, ...] = ()
    agreement: int = 1
    findings: tuple[str, ...] = ()
    digest: str | None = None
    category: str = ""


@contract("mediation.case.closed.v1")
class CaseClosed(Event):
    """A case file was closed (结案): its list of papers is complete (WN-06); `performed` if every due duty was.

    Every case is told, for the board of the village mediators (SB-28): how it ended (`outcome` is agreed, terminated or
    withdrawn), the accounts that mediated for the body `body_id`, and whether the parties were asked if they are
    satisfied; `satisfied` is None where none answered. Keys as in `CaseFailed`.
    """

    case_id: str
    closed_on: date
    performed: bool
    task_id: str | None = None
    place: str = ""
    category: str = ""
    outcome: str = ""
    settled_on: date | None = None
    body_id: str = ""
    mediators: tuple[str, ...] = ()
    party_keys: tuple[str, ...] = ()
    dispute_key: str = ""
    satisfaction_asked: bool = False
    satisfied: bool | None = None


@contract("mediation.case.reopened.v1")
class CaseReopened(Event):
    """The same quarrel came back as a new case linked to the old one (纠纷反复)."""

    case_id: str
    successor_id: str
    on: date
    same_facts: bool
    breach_by_party: bool = False
    task_id: str | None = None


@contract("mediation.mediator.removed.v1")
class MediatorRemoved(Event):
    """A mediator was removed for misconduct (罢免、解聘), PML art 15; open assignments end. `reason` is a code of PM-05."""

    body_id: str
    account: str
    removed_on: date
    reason: str


@contract("mediation.misconduct.sustained.v1")
class MisconductSustained(Event):
    """A complaint about a mediator was found true in a case (投诉属实), PM-05: every award of the case falls (SB-30).

    `kind` is a code of PM-05; no word of the complaint leaves.
    """

    complaint_id: str
    case_id: str
    body_id: str
    account: str
    kind: str
    decided_on: date


@contract("mediation.grid.item.changed.v1")
class GridItemChanged(Event):
    """How a grid item stands now (网格事项), for the assessment of departments: codes and dates only (GR-07, GR-08).

    `revision` grows with each change: the highest counts, in whatever order they arrive. `department` is the one that the
    item was sent to last; `closed_in_time` is fixed at the first closing and stays after a reopening. `answer` is what the
    last callback brought, made on `answered_on`.
    """

    item_id: str
    revision: int
    place: str
    state: str
    department: str = ""
    kind: str | None = None
    due_on: date | None = None
    closed_on: date | None = None
    closed_in_time: bool | None = None
    answer: str | None = None
    left_out_for: str | None = None
    answered_on: date | None = None


@contract("mediation.referral.accepted.v1")
class ReferralAccepted(Event):
    """The body took a court's referral in time (接受委派/委托), CT-06."""

    referral_id: str
    accepted_at: datetime
    limit_ends_on: date


@contract("mediation.referral.declined.v1")
class ReferralDeclined(Event):
    """The body declined a court's referral with a written reason (不予接受), CT-06."""

    referral_id: str
    declined_at: datetime
    reason: str


@contract("mediation.referral.lapsed.v1")
class ReferralLapsed(Event):
    """The body was silent for three working days: not accepted (逾期未接受), CT-06."""

    referral_id: str
    lapsed_at: datetime


@contract("mediation.referral.extended.v1")
class ReferralExtended(Event):
    """All parties agreed to one longer limit (延长调解期限), CT-01; the added days are not trial time."""

    referral_id: str
    agreed_on: date
    limit_ends_on: date
    agreed: tuple[str, ...] = ()


@contract("mediation.referral.paused.v1")
class ReferralPaused(Event):
    """The limit stands still for an appraisal (鉴定期间不计入), CT-17; with `until` it runs again, to `limit_ends_on`."""

    referral_id: str
    since: date
    until: date | None = None
    limit_ends_on: date | None = None


@contract("mediation.referral.staffed.v1")
class ReferralStaffed(Event):
    """Who mediates a referred case now (确定、更换调解员), CT-07, CT-20; names as on the public roster (CT-24).

    The court keeps every name, since none of them may serve in the later case (CT-21).
    """

    referral_id: str
    mediators: tuple[str, ...]


@contract("mediation.suspicion.reported.v1")
class SuspicionReported(Event):
    """The mediator stopped and reports a suspected false mediation (涉嫌虚假调解), CT-15: codes of what made it suspect."""

    referral_id: str
    flags: tuple[str, ...]
    reported_at: datetime


@contract("mediation.recusal.asked.v1")
class RecusalAsked(Event):
    """A party asks that a mediator withdraw (申请回避), CT-19; `ground` is a code. Body or court decides, never the mediator.

    `mediator` is the name as on the public roster: whoever decides must know about whom.
    """

    referral_id: str
    recusal_id: str
    ground: str
    asked_at: datetime
    mediator: str = ""


@contract("mediation.guidance.asked.v1")
class GuidanceAsked(Event):
    """A mediator asks the judges for guidance (请求业务指导): a topic and an article of the law, no word of the case."""

    guidance_id: str
    case_id: str
    body_name: str
    place: str
    referral_id: str | None = None
    category: str
    topic: str
    article: str = ""
    asked_at: datetime


@dataclass(frozen=True, kw_only=True)
class SessionRecord:
    """Who met when, where, and with what result: all that a court may know of a session (table 6.3)."""

    held_on: date | None
    result: str


@dataclass(frozen=True, kw_only=True)
class PartyAttendance:
    """How many of the meetings a party came to (到场情况)."""

    ref: str
    came: int
    of: int


@dataclass(frozen=True, kw_only=True)
class CostlyConduct:
    """What a party did that raised the others' costs (增加他人成本的行为), CT-13: a code, shown to that party before."""

    ref: str
    code: str


@dataclass(frozen=True, kw_only=True)
class ServiceAddress:
    """Where a party takes the court's papers (送达地址确认书), OMR art 17; address and phone travel sealed."""

    ref: str
    addressee: str
    sealed_address: str
    sealed_phone: str | None = None
    electronic: bool = False


@contract("mediation.referral.ended.v1")
class ReferralEnded(Event):
    """The outcome of a referred case, and only what may cross to the court (table 6.3, CT-13).

    On failure: the four fields of CT-13 (`reason_text` the basic course, `reason` a code, `conduct`, `matters` for the
    court), and attendance; words only as a second person reviewed them. On success: the agreement's digest (SHA-256,
    hex), its effect date, terms and performance. Always: undisputed facts that every party signed, service addresses.
    """

    referral_id: str
    outcome: str
    ended_on: date
    sessions: tuple[SessionRecord, ...] = ()
    reason: str | None = None
    reason_text: str = ""
    conduct: tuple[CostlyConduct, ...] = ()
    matters: str = ""
    attendance: tuple[PartyAttendance, ...] = ()
    undisputed_facts: tuple[str, ...] = ()
    addresses: tuple[ServiceAddress, ...] = ()
    agreement_digest: str | None = None
    effective_on: date | None = None
    terms: tuple[SettledTerm, ...] = ()
    performance: str | None = None


@contract("mediation.referral.performed.v1")
class ReferralPerformed(Event):
    """How far the agreement of a referred case is performed (履行情况): a code, and the day where it is known."""

    referral_id: str
    performance: str
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """A party that asked a court by its own act (申请人), and so consented to be named to it (PV-05).

    `sealed_phone` and `sealed_address` travel sealed; only a service with the data key opens them.
    """

    ref: str
    name: str
    kind: str
    agent_name: str | None = None
    sealed_phone: str | None = None
    sealed_address: str | None = None


@contract("mediation.confirmation.requested.v1")
class ConfirmationRequested(Event):
    """All parties asked for judicial confirmation, each by its own act (共同申请司法确认), CF-01.

    `requested_at` is the moment of the last of these acts: it alone decides whether the request is in time, however late
    this arrives (D-03). `court_ground` tells why this court has jurisdiction (CF-02, CF-03); `papers` are the codes of
    those that are at hand (CF-05).
    """

    case_id: str
    agreement: int
    requested_at: datetime
    court_code: str
    court_ground: str
    applicants: tuple[Applicant, ...]
    papers: tuple[str, ...] = ()


@contract("mediation.confirmation.supplemented.v1")
class ConfirmationSupplemented(Event):
    """The papers that the court asked for are complete (补正), CF-05: their codes."""

    case_id: str
    agreement: int
    supplemented_at: datetime
    papers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class HandedOverParty:
    """A party of a pack (当事人). Name, phone and address are there only if it consented to that item (PV-05)."""

    ref: str
    role: str
    kind: str
    count: int = 1
    wishes_to_sue: bool = False
    name: str | None = None
    sealed_phone: str | None = None
    sealed_address: str | None = None


@dataclass(frozen=True, kw_only=True)
class AttendedSession:
    """The result of one session and the letters of the parties that came; no day, no place, no word (table 6.3)."""

    result: str
    present: tuple[str, ...] = ()


@contract("mediation.handover.made.v1")
class HandoverMade(Event):
    """A dispute that mediation could not settle goes to a court, since a party wishes to sue (移交法院).

    Only what table 6.3 allows, and of that only what the parties consented to item by item: facts that every party
    signed, service addresses, what is still in dispute as neutral text, and who attended. `pack` counts the versions:
    a pack that was returned and completed is a new one.
    """

    handover_id: str
    case_id: str
    pack: int
    made_at: datetime
    court_code: str
    body_name: str
    place: str
    category: str
    ended_on: date
    reason: str
    parties: tuple[HandedOverParty, ...]
    undisputed_facts: tuple[str, ...] = ()
    in_dispute_text: str = ""
    attendance: tuple[AttendedSession, ...] = ()

# SPDX-License-Identifier: Apache-2.0
"""What mediator and parties do in one case at one body, from the application to the closed file."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from deploy.replay.acts import Act, Await, BodySpec, Post
from deploy.replay.cast import invented_name
from deploy.replay.form import Moment, PublishedCase
from deploy.replay.papers import PaperDay
from deploy.replay.rounds import Course, is_agreed
from deploy.replay.sessions import session_body
from deploy.replay.terms import term_body

WRITTEN = frozenset({"written", "written_by_post"})
DONE = frozenset({"performed_in_full", "performed_after_enforcement"})
_CATEGORIES = {
    "neighbour": "邻里纠纷",
    "tenancy": "合同纠纷",
    "consumer": "消费纠纷",
    "public_service": "其他纠纷",
    "family": "婚姻家庭纠纷",
    "employment": "劳动争议纠纷",
}
_KNOWN_CATEGORIES = frozenset(
    {*_CATEGORIES.values(), "医疗纠纷", "山林土地纠纷", "房屋宅基地纠纷", "损害赔偿纠纷"}
) | {
    "物业纠纷",
    "环境污染纠纷",
    "道路交通事故纠纷",
}
_SIGNS_OF_TROUBLE = frozenset({"escalated", "petition", "police_report"})
_TO_THE_FOLLOW_UP = frozenset(
    {"sued", "filed", "judgment", "petition", "enforcement_applied", "due_missed", "hearing"}
)
_NO_MEDIATION = frozenset({"none", "decision"})
_UNAGREED = frozenset({"unresolved"})


def category_of(case: PublishedCase) -> str:
    """The ministry's category (ST-01) of a Chinese case; the nearest one for a case from elsewhere."""
    if case.category in _CATEGORIES:
        return _CATEGORIES[case.category]
    return case.category if case.category.endswith("纠纷") else "其他纠纷"


def chronicle(case: PublishedCase) -> str:
    """The facts and the timeline as text for the file, so that nothing of the account is lost."""
    lines = [
        " ".join(part for part in (_shown(m.at) or m.rel or "日期不详", m.event, m.note or "") if part)
        for m in case.timeline
    ]
    return "\n".join([case.facts, "经过:", *lines])


def _shown(at: PaperDay | None) -> str:
    if at is None:
        return ""
    if at.day:
        return at.day.isoformat()
    return f"{at.first:%Y-%m}" if at.first.month == at.last.month else f"{at.first:%Y}"


def paper(day: date | None) -> str | None:
    """A day for JSON; an unknown day stays null."""
    return day.isoformat() if day else None


def party_bodies(case: PublishedCase, accounts: bool = False) -> list[dict[str, Any]]:
    """The parties with invented names, in the order of their letters."""
    return [
        {
            "ref": party.ref,
            "name": invented_name(number, party.kind),
            "role": party.role[:100],
            "kind": party.kind,
            "count": party.count,
        }
        for number, party in enumerate(case.parties)
    ]


class CaseActs:
    """Builds the acts of one case; `chain` grows when a case is reopened; `ends` tells that it comes to an end."""

    def __init__(self, case: PublishedCase, body: BodySpec, name: str = "case") -> None:
        self._case, self._body, self._now = case, body, name
        self.chain = [name]
        self.ends = False

    @property
    def mediator_of(self) -> str:
        return f"{{{self._body.name}.mediator}}"

    def act(self, path: str, **body: Any) -> Post:
        """The mediator acts on the case that is worked on now."""
        return Post(self._body.mediator, "mediation", f"cases/{{{self._now}}}/{path}", body, on=self._now)

    def apply(self, course: Course, *, failed_before: int | None = None) -> list[Act]:
        """The application, and everything that must be there before the first session."""
        case = self._case
        work = course.all_rounds
        claim = next((a.value for a in case.amounts if a.what == "claim" and a.currency == "CNY"), None)
        troubled = any(moment.event in _SIGNS_OF_TROUBLE for moment in case.timeline)
        application = {
            "body_id": f"{{{self._body.name}}}",
            "category": category_of(case),
            "channel": case.channel,
            "parties": party_bodies(case),
            "facts": chronicle(case),
            "applied_on": paper(_intake(work)),
            "arose_on": paper(next((m.day for m in case.timeline if m.event == "dispute_arose"), None)),
            "claim": f"{claim:.2f}" if claim is not None else None,
            "risk": "yellow" if troubled else "none",
            "earlier_failures": course.failed_before if failed_before is None else failed_before,
        }
        accepted = next((m.day for m in work if m.event == "accepted"), None)
        return [
            Post(self._body.mediator, "mediation", "cases", application, gives=self._now),
            self.act("accept", accepted_on=paper(accepted)),
            *self._preparations(),
        ]

    def take_from_court(self, course: Course) -> list[Act]:
        """The body accepts the referral in time, and notes what had been tried before."""
        acts: list[Act] = [self.act("referral/accept")]
        if course.failed_before:
            acts.append(self.act("earlier-attempts", failed=course.failed_before))
        return [*acts, *self._preparations()]

    def begin_successor(self) -> list[Act]:
        """The case that continues an earlier one is accepted; consents and notices are asked anew."""
        return [self.act("accept", accepted_on=None), *self._preparations()]

    def _preparations(self) -> list[Act]:
        answered = next((m.day for m in self._case.timeline if m.event == "answered"), None)
        acts: list[Act] = []
        for party in self._case.parties:
            acts.append(
                self.act("consents", ref=party.ref, answer="consented", channel="visit", on=paper(answered))
            )
            acts.append(self.act("rights-notices", ref=party.ref, on=None))
        return [*acts, self.act("mediators", account=self.mediator_of)]

    def rounds(self, course: Course) -> list[Act]:
        """All rounds of the work; each after the first is a new, linked case."""
        acts: list[Act] = []
        for number, moments in enumerate(course.rounds):
            if number:
                acts += self._reopen(moments[0])
            acts += self._round(moments, last=number == len(course.rounds) - 1)
        return acts

    def _reopen(self, first: Moment) -> list[Act]:
        """The quarrel came back: a new case, linked to the one before."""
        on = first.day if first.event == "reopened" else None
        before, self._now = self._now, f"case{len(self.chain) + 1}"
        self.chain.append(self._now)
        reopening = Post(
            self._body.mediator, "mediation", f"cases/{{{before}}}/reopen", {"on": paper(on)}, on=before
        )
        found = Await(
            self._body.mediator, "mediation", f"cases/{{{before}}}", before, "successor_id", gives=self._now
        )
        return [reopening, found, *self.begin_successor()]

    def _round(self, moments: Sequence[Moment], *, last: bool) -> list[Act]:
        at = self._agreed_at(moments, last=last)
        acts: list[Act] = []
        for i, moment in enumerate(moments):
            acts += self._moment(moment, moments[i + 1 :], agreed=at is not None and i > at, suspended=last)
            if i == at:
                acts += self._agree(moments, last=last)
        if at is not None and at < 0:
            acts += self._agree(moments, last=last)
        if not last:
            return acts
        if at is None:
            return [*acts, *self._give_up(moments)]
        self.ends = True
        return [*acts, *self._perform(moments), *self._close(moments)]

    def _agreed_at(self, moments: Sequence[Moment], *, last: bool) -> int | None:
        """After which moment the agreement is recorded; -1 at the end of the round; None when there is none."""
        agreed = [i for i, moment in enumerate(moments) if is_agreed(moment)]
        if agreed:
            return agreed[-1]
        if not last or not self._has_agreement():
            return None
        sessions = [i for i, moment in enumerate(moments) if moment.event == "session"]
        if sessions:
            return sessions[-1]
        ends = [
            i
            for i, moment in enumerate(moments)
            if moment.event in ("performed", "partial", "closed", "withdrawn")
        ]
        return ends[0] - 1 if ends and ends[0] > 0 else -1

    def _has_agreement(self) -> bool:
        agreement = self._case.agreement
        return self._case.outcome not in _UNAGREED and (agreement.form != "none" or bool(agreement.terms))

    def _moment(self, moment: Moment, later: Sequence[Moment], *, agreed: bool, suspended: bool) -> list[Act]:
        """What one line of the timeline makes people do; what is only told stays in the chronicle."""
        if moment.event in ("session", "joint_site_visit") and not agreed:
            acts: list[Act] = [self.act("sessions", **session_body(self._case, moment))]
            pause = suspended and self._case.sessions.suspended and moment.result == "failed"
            if pause and any(is_agreed(next_) for next_ in later):
                acts += [
                    self.act("suspend", reason=moment.note or "调解中断"),
                    self.act("resume", reason="继续调解"),
                ]
            return acts
        if moment.event == "terminated" and not agreed:
            return self.terminate(moment.day)
        if moment.event == "breached" and agreed:
            return [self.act("performance", performance="breached", on=paper(moment.day))]
        if moment.event == "follow_up" or (agreed and moment.event in _TO_THE_FOLLOW_UP):
            record = " ".join(part for part in (moment.event, moment.note or "") if part)
            return [
                self.act("follow-ups", ref=self._case.parties[0].ref, on=paper(moment.day), record=record)
            ]
        return []

    def terminate(self, day: date | None = None) -> list[Act]:
        """The mediation failed: every party is told of its other routes, then it is ended (PM-14)."""
        told: list[Act] = [
            self.act("remedies-notices", ref=party.ref, delivered=True, on=None)
            for party in self._case.parties
        ]
        return [*told, self.act("terminate", reason="gap_too_wide", ended_on=paper(day), reason_text="")]

    def _give_up(self, moments: Sequence[Moment]) -> list[Act]:
        """No agreement: withdrawn by the applicant, or ended as failed, unless it goes on beyond the account."""
        events = {moment.event for moment in moments}
        if "terminated" in events:
            self.ends = True
            return []
        if "withdrawn" in events:
            return [self.act("withdraw", reason="申请人撤回")]
        self.ends = True
        return self.terminate(next((m.day for m in moments if m.event == "closed"), None))

    def _agree(self, moments: Sequence[Moment], *, last: bool) -> list[Act]:
        """The agreement and the acts of signing; of an earlier round only the fact is known."""
        case, agreement = self._case, self._case.agreement
        day = next((m.day for m in reversed(moments) if is_agreed(m) and m.day), None)
        if not last:
            return [self.act("agreement", form="unknown", agreed_on=paper(day), terms=[])]
        signed = agreement.signed.day if agreement.signed else None
        written_on = signed or next((m.day for m in moments if m.event == "agreement"), None)
        record = self.act(
            "agreement",
            form=agreement.form,
            agreed_on=paper(signed or day),
            partial=case.outcome == "partial",
            after_breach=case.outcome == "breached_then_agreed",
            terms=[term_body(term) for term in agreement.terms],
        )
        acts: list[Act] = [record] * agreement.count
        if agreement.form in WRITTEN:
            acts += [self._signs("party_signed", written_on, party.ref) for party in case.parties]
            acts += [self._signs("mediator_signed", written_on), self._signs("seal", written_on)]
        return acts

    def _signs(self, kind: str, on: date | None, ref: str = "") -> Post:
        return self.act("agreement/acts", kind=kind, ref=ref, on=paper(on))

    def _perform(self, moments: Sequence[Moment]) -> list[Act]:
        """How far the duties were done in the end."""
        status = "breached" if self._case.outcome == "agreement_breached" else self._case.performance.status
        if status == "unknown":
            return []
        told = self._case.performance.at
        day = told.day if told else next((m.day for m in reversed(moments) if m.event == "performed"), None)
        return [self.act("performance", performance=status, on=paper(day))]

    def _close(self, moments: Sequence[Moment]) -> list[Act]:
        """The file is closed when the account says so, when all is done, or when nothing more can come of it."""
        closed = next((m for m in moments if m.event == "closed"), None)
        done = self._case.performance.status in DONE and self._case.outcome != "agreement_breached"
        if closed is None and not done and self._case.agreement.form not in _NO_MEDIATION:
            return []
        return [self.act("close", closed_on=paper(closed.day if closed else None))]


def _intake(moments: Sequence[Moment]) -> date | None:
    """The day people came: of the application, else of their report."""
    for event in ("applied", "reported", "accepted"):
        for moment in moments:
            if moment.event == event:
                return moment.day
    return None

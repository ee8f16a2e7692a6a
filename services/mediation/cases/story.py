# SPDX-License-Identifier: Apache-2.0
"""A case as a story on one line of time, and what comes next in it. No word of a private talk is ever in it (CT-23)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

from services.mediation.cases.acting import lacking
from services.mediation.cases.agreements import Term
from services.mediation.cases.documents import Case
from services.mediation.cases.meetings import Result
from services.mediation.cases.parties import Consent
from services.mediation.cases.returning import paper_counts
from services.mediation.cases.rules import AGAINST, Form, State
from services.mediation.cases.terms import refs_in
from services.mediation.cases.wording import (
    ACTS_OF_SIGNING,
    CHANNELS,
    CONSENTS,
    FAILURES,
    FORMS,
    MODES,
    PERFORMANCES,
    RESULTS,
    TOPICS,
)
from shared.calendar import local_date
from shared.web.furniture import day, mark, moment, yuan
from shared.web.words import _


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the story: when, what, the words below it; `mark` done, late or ahead."""

    on: date | datetime | None
    what: str
    lines: list[str] = field(default_factory=list)
    mark: str = ""

    @property
    def order(self) -> date:
        """The day where it stands on the line; what has no date stands at the beginning, and a day goes as a case goes."""
        if isinstance(self.on, datetime):
            return local_date(self.on if self.on.tzinfo else self.on.replace(tzinfo=UTC))
        return self.on or date.min

    @property
    def shown(self) -> str:
        """The day, or the time, as people read it."""
        if self.on is None:
            return _("日期没有记")
        return moment(self.on) if isinstance(self.on, datetime) else day(self.on, week=True)


def story_of(
    case: Case,
    now: datetime,
    names: Mapping[str, str],
    *,
    mediates: bool,
    staff: Mapping[str, str] | None = None,
    earlier: Case | None = None,
) -> list[Moment]:
    """What happened and what is arranged, the newest first; `names` are those of the parties as the reader may see them,
    `staff` those of the mediators; `earlier` is the case that this one goes on with. Why one
    refused, whom one chose, and what one said at a visit, is only for who `mediates` (PV-09)."""
    found = [
        *_beginning(case),
        *_before(case, earlier),
        *_people(case, names, mediates=mediates),
        *_meetings(case, now),
        *_agreement(case, names),
        *(_choices(case, names, staff or {}) if mediates else ()),
        *(_corrections(case, names) if mediates else ()),
        *_who_mediates(case),
        *_aftercare(case, names, mediates=mediates),
        *_end(case),
        *(_guidance(case) if mediates else ()),
    ]
    return sorted(found, key=lambda one: one.order)[::-1]


def _beginning(case: Case) -> Iterator[Moment]:
    yield Moment(
        case.applied_on or case.applied_at,
        _("来了一件纠纷：%(how)s", how=_(CHANNELS[case.channel])),
        [case.facts] if case.facts else [],
    )
    if case.accepted_on:
        yield Moment(case.accepted_on, _("已受理"))
    if case.refused_for:
        yield Moment(local_date(case.changed_at), _("不予受理"), [case.refused_for])
    for earlier in case.earlier_agreements:
        what = _("达成过协议，后来没有履行") if earlier.effective else _("写好过协议，没有都签")
        yield Moment(earlier.agreed_on, what)


def _before(case: Case, earlier: Case | None) -> Iterator[Moment]:
    """What was tried before this case: in the one that it goes on with, or by others."""
    tried = sum(one.count for one in case.sessions if one.before_us)
    if earlier is None:
        if tried:
            yield Moment(None, _("来之前调过 %(count)s 次，没有谈成", count=tried))
        return
    number = earlier.file_number or _("还没有编号")
    held = sum(one.count for one in earlier.sessions if not one.corrects)
    agreed = [one for one in (*earlier.earlier_agreements, earlier.agreement) if one and one.effective]
    if agreed:
        yield Moment(agreed[-1].effective_on, _("以前在 %(number)s 达成过协议", number=number))
    if held:
        yield Moment(None, _("以前在 %(number)s 调过 %(count)s 次", number=number, count=held))


def _people(case: Case, names: Mapping[str, str], *, mediates: bool) -> Iterator[Moment]:
    def answered(on: date | None, ref: str, answer: str, reason: str | None) -> Moment:
        said = names[ref] + mark("：") + _(CONSENTS[answer])
        return Moment(on, said, [reason] if reason and mediates else [])

    for party in case.parties:
        answers = [one for one in case.told if one.about == "consent" and one.ref == party.ref]
        for one in answers[:-1]:
            yield answered(one.on or local_date(one.recorded_at), one.ref, one.answer, one.reason)
        if party.consent != Consent.UNKNOWN:
            yield answered(party.consent_on, party.ref, party.consent, party.refused_for)
        if party.rights_noticed:
            yield Moment(party.rights_noticed_on, _("已告知 %(name)s 权利义务", name=names[party.ref]))
        if party.remedies:
            yield Moment(party.remedies_on, _("已告知 %(name)s 其他解决途径", name=names[party.ref]))


def _choices(case: Case, names: Mapping[str, str], staff: Mapping[str, str]) -> Iterator[Moment]:
    for one in case.choices:
        chosen = staff.get(one.account, "")
        yield Moment(one.at, _("%(name)s 选 %(mediator)s 来调解", name=names[one.ref], mediator=chosen))


def _corrections(case: Case, names: Mapping[str, str]) -> Iterator[Moment]:
    for one in case.corrections:
        what = _("补充、更正了 %(name)s 的信息", name=names[one.ref])
        before = _("原来的姓名：%(name)s", name=one.before) if one.field == "name" else ""
        yield Moment(one.recorded_at, what, [before, one.reason])


def _who_mediates(case: Case) -> Iterator[Moment]:
    """Who left, and which committees were asked to mediate with ours."""
    for left in case.replaced:
        yield Moment(left.at, _("更换调解员：%(name)s 不再调解这件纠纷", name=left.name))
    led = {change.from_body_id for change in case.lead_changes}
    for one in case.partners:
        if one.body_id not in led:
            yield Moment(one.asked_at, _("请 %(name)s 联合调解", name=one.name))


def _meetings(case: Case, now: datetime) -> Iterator[Moment]:
    for one in case.sessions:
        if one.before_us:
            continue
        what = (
            _("更正记录")
            if one.corrects
            else f"{_('调解')} · {_(MODES[one.mode])} · {_(RESULTS[one.result])}"
        )
        lines = [line for line in (one.place, one.record) if line]
        lines += [_("双方认可：%(fact)s", fact=fact) for fact in one.facts_agreed]
        lines += [
            _(
                "%(by)s 方提出：%(what)s %(amount)s", by=offer.by, what=offer.what, amount=_sum(offer.amount)
            ).strip()
            for offer in one.offers
        ]
        yield Moment(
            one.began_at or one.held_on or one.recorded_at,
            what,
            lines,
            "done" if one.result == "agreed" else "",
        )
    for meeting in case.appointments:
        if not meeting.cancelled and meeting.at > now:
            yield Moment(
                meeting.at, _("约好见面 · %(how)s", how=_(MODES[meeting.mode])), [meeting.place], "ahead"
            )


def _agreement(case: Case, names: Mapping[str, str]) -> Iterator[Moment]:
    agreement = case.agreement
    if not agreement:
        return
    yield Moment(
        agreement.agreed_on,
        f"{_('达成协议')} · {_(FORMS[agreement.form])}",
        [term_text(term, names) for term in agreement.terms],
        "done",
    )
    for act in agreement.acts:
        name = names.get(act.ref, "")
        yield Moment(act.on, f"{_(ACTS_OF_SIGNING[act.kind])} {name}")
    if agreement.effective:
        yield Moment(agreement.effective_on, _("协议生效"), mark="done")


def _called(refs: str, names: Mapping[str, str]) -> str:
    return mark("、").join(names.get(ref, ref) for ref in refs_in(refs))


def term_text(term: Term, names: Mapping[str, str]) -> str:
    """One duty in a sentence, with its instalments; the parties by `names`."""

    def owed(amount: Decimal | None, on: date | None) -> str:
        money = f" {yuan(amount)}" if amount is not None else ""
        return money + (mark("，") + _("%(day)s 前", day=day(on)) if on else "")

    who = _called(term.who, names)
    if term.to:
        who = _("%(who)s 对 %(to)s", who=who, to=_called(term.to, names))
    parts = [
        _("第 %(n)s 期", n=number) + owed(one.amount, one.due_on) for number, one in enumerate(term.plan, 1)
    ]
    return mark("；").join([f"{who}{mark('：')}{term.what}{owed(term.amount, term.due_on)}", *parts])


def _aftercare(case: Case, names: Mapping[str, str], *, mediates: bool) -> Iterator[Moment]:
    dues = {due.key: due for due in case.dues()}
    for done in case.performed:
        due = dues.get(done.key)
        said = f"{_called(due.who, names)}{mark('：')}{due.what}" if due else _("一项")
        what = _("履行了%(what)s %(amount)s", what=said, amount=_sum(done.amount)).strip()
        yield Moment(done.on, what, mark="done")
    for visit in case.follow_ups:
        how = _(PERFORMANCES[visit.performance]) if visit.performance else ""
        what = _("回访 %(how)s", how=how)
        if mediates and visit.by_party:
            name = names[visit.ref]
            what = (
                _("%(name)s 说：已经解决了", name=name)
                if visit.satisfied
                else _("%(name)s 说：没有解决", name=name)
            )
        late = "late" if mediates and visit.satisfied is False else ""
        yield Moment(visit.on, what, [visit.record] if visit.record and mediates else [], late)


def _end(case: Case) -> Iterator[Moment]:
    if case.ended_as == State.TERMINATED:
        why = FAILURES.get(case.end_reason or "")
        yield Moment(case.ended_on, _("调解终止"), [_(why)] if why else [])
    if case.ended_as == State.WITHDRAWN:
        yield Moment(case.ended_on or local_date(case.changed_at), _("申请已撤回"), [case.end_reason or ""])
    if case.closed_on:
        yield Moment(case.closed_on, _("已结案归档"), mark="done")


def _guidance(case: Case) -> Iterator[Moment]:
    for one in case.guidance:
        about = mark("，").join(part for part in (_(TOPICS[one.topic]), one.article) if part)
        yield Moment(one.at, _("请教了法官：%(about)s", about=about))
        if one.answer:
            yield Moment(one.answered_on, _("法官答复：%(about)s", about=about), [one.answer], "done")


def _unprepared(case: Case) -> bool:
    """Whether a court's case has a party that was not told and identified yet (CT-09)."""
    done = {one.ref for one in case.referral.preparations} if case.referral else set(case.refs)
    return set(case.refs) != done


def _way_out(case: Case) -> list[str]:
    """How a mediation that failed ends: everybody is told of the other routes first (PML art 26, PM-14)."""
    told = all(party.remedies for party in case.parties)
    return ["terminate"] if told else ["remedies-notices", "terminate"]


def _sum(amount: Decimal | None) -> str:
    return yuan(amount) if amount is not None else ""


def next_steps(case: Case) -> list[str]:
    """The names of the acts that the case waits for, the first one first (WN-04a, PM-08, PM-12, PM-18, WN-05)."""
    against = any(party.consent in AGAINST for party in case.parties)
    if case.state == State.APPLIED:
        return ["referral/accept", "referral/decline"] if case.referral else ["accept", "refuse"]
    if case.state in (State.ACCEPTED, State.IN_MEDIATION):
        steps = ["consents"] if any(party.consent != Consent.CONSENTED for party in case.parties) else []
        steps += ["rights-notices"] if any(not party.rights_noticed for party in case.parties) else []
        steps += ["mediators"] if not case.mediators else []
        steps += ["referral/preparations"] if _unprepared(case) else []
        if steps:
            return [*steps, *(_way_out(case) if against else [])]
        held = [one for one in case.sessions if not one.before_us and not one.corrects]
        failed = bool(held) and held[-1].result == Result.FAILED
        return ["sessions", "appointments", "agreement", *(_way_out(case) if failed else [])]
    if case.session_owed:
        return ["sessions", "agreement/acts"]
    if case.state == State.AGREED:
        if case.agreement and case.agreement.form != Form.NONE and lacking(case):
            return ["agreement/acts"]
        return ["performed", "follow-ups", "close"]
    if case.state == State.TERMINATED and case.referral and case.referral.paper and paper_counts(case):
        return ["referral/failure-paper/review", "close"]
    return {
        State.SUSPENDED: ["resume", *(_way_out(case) if against else [])],
        State.TERMINATED: [*_way_out(case)[:-1], "close"],
        State.WITHDRAWN: ["close"],
    }.get(State(case.state), [])

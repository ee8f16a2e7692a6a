# SPDX-License-Identifier: Apache-2.0
"""From the offer of judicial confirmation to the joint application."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from services.courtlink import limits, places
from services.courtlink.confirmations import rules
from services.courtlink.confirmations.documents import Applicant, Application, Confirmation
from services.courtlink.confirmations.rules import Channel, Receipt, State, Step
from services.courtlink.limits import figures
from services.courtlink.terms import terms_of
from shared.calendar import SHANGHAI, end_of_period, local_date, next_working_day
from shared.call import Call, command
from shared.contracts.mediation import SEALED_ADDRESS, SEALED_PHONE, CaseSettled, ConfirmationRequested
from shared.errors import RuleBroken
from shared.mongo import collection
from shared.settings import vault

_FORMS = frozenset({"written", "written_by_post", "oral"})


def key(case_id: str, agreement: int) -> str:
    """The id of the confirmation of a case's agreement: the case's own for the first."""
    return case_id if agreement == 1 else f"{case_id}-{agreement}"


def shifted(rule: str, start: date, *, days: int = 0, months: int = 0) -> date | None:
    """The shifted end of a period (D-02), or None while the holidays of that year are not announced (D-10)."""
    try:
        return end_of_period(rule, start, days=days, months=months).end
    except RuleBroken as broken:
        if broken.code != "calendar_missing":
            raise
        return None


def agreements_of(case_id: str) -> list[int]:
    """The numbers of the agreements of a case that were offered confirmation."""
    rows = collection(Confirmation).find({"case_id": case_id}, {"agreement": 1})
    return sorted(row["agreement"] for row in rows)


@command
def offer(call: Call, settled: CaseSettled) -> Confirmation:
    """An agreement made outside a suit took effect: offer its confirmation, or say why a court would not take it.

    An oral one can be confirmed once its record is signed (INT art 353, CF-04): the court looks at the paper. What is
    unclear bars nothing: the court looks at it (CF-08).
    """
    court = places.court_of(settled.place)
    others = agreements_of(settled.case_id)
    earlier = [number for number in others if number < settled.agreement]
    unclear = [one for one in settled.blockers if one.startswith("unclear") or "不明确" in one]
    blockers = [one for one in settled.blockers if one not in unclear]
    confirmable = not blockers and (settled.confirmable or settled.form in _FORMS)
    return (
        Confirmation(
            id=key(settled.case_id, settled.agreement),
            case_id=settled.case_id,
            agreement=settled.agreement,
            predecessor_id=key(settled.case_id, max(earlier)) if earlier else None,
            file_number=settled.file_number,
            body_id=settled.body_id or None,
            body_name=settled.body_name,
            place=settled.place,
            category=settled.category,
            court_code=court.code,
            court_name=court.name,
            form=settled.form,
            effective_on=settled.effective_on,
            party_count=settled.party_count,
            terms=terms_of(settled.terms),
            blockers=blockers,
            findings=list(dict.fromkeys([*unclear, *settled.findings])),
            digest=settled.digest,
            raw_last_day=rules.raw_last_day(settled.effective_on),
            last_day=shifted("CF-01", settled.effective_on, days=rules.CONFIRM_WITHIN_DAYS),
            state=rules.offered(confirmable=confirmable, replaced=max(others, default=0) > settled.agreement),
            within=list(dict.fromkeys([*places.court_path(court.code), *places.place_path(settled.place)])),
            people=list(settled.people),
        )
        .begin(call)
        .create()
    )


@command
def supersede(call: Call, case_id: str, agreement: int) -> Confirmation:
    """A new agreement took the place of this one (PM-23): what nobody applied for is offered no more."""
    confirmation = Confirmation.load(key(case_id, agreement), call)
    if (Step.SUPERSEDE, State(confirmation.state)) not in rules.NEXT:
        return confirmation
    confirmation.state = rules.step(Step.SUPERSEDE, State(confirmation.state))
    return confirmation.store()


@command
def apply(
    call: Call,
    confirmation_id: str,
    *,
    applicants: Sequence[str],
    channel: Channel,
    receipt: Receipt,
    court_code: str | None = None,
    papers: Sequence[str] = (),
    people: Sequence[Mapping[str, Any]] = (),
) -> Confirmation:
    """All parties ask for confirmation at the counter or by post; the court's people enter it (CF-01, D-02 to D-04).

    `court_code` names another court that has jurisdiction (CF-02); its people then see the application. Raises
    RuleBroken: unknown_court, calendar_missing, name_needed, and those of `rules.may_apply`, `rules.counting` and
    `rules.must_be_in_time`.
    """
    confirmation = Confirmation.load(confirmation_id, call)
    named = {one["ref"]: one for one in people}
    return _apply(
        confirmation,
        call,
        at=call.at,
        receipt=receipt,
        application=Application(
            channel=channel,
            court_code=court_code or confirmation.court_code,
            court_ground="body" if court_code in (None, confirmation.court_code) else None,
            applicants=sorted(set(applicants)),
            people=[_sealed(named[ref]) for ref in sorted(set(applicants)) if ref in named],
            papers=list(papers),
        ),
    )


def _sealed(facts: Mapping[str, Any]) -> Applicant:
    """An applicant as stored: phone and address are sealed."""
    person = Applicant(**{name: facts.get(name) for name in ("ref", "name", "kind", "agent_name")})
    if facts.get("phone"):
        person.phone = vault().seal(facts["phone"], SEALED_PHONE)
    if facts.get("address"):
        person.address = vault().seal(facts["address"], SEALED_ADDRESS)
    return person


@command
def receive(call: Call, asked: ConfirmationRequested) -> Confirmation:
    """All parties asked online, each by its own act; the moment of the last one counts, not that of arrival (CF-01, D-03).

    What was applied for before in another way is the same application: then nothing changes.
    """
    confirmation = Confirmation.load(key(asked.case_id, asked.agreement), call)
    if confirmation.applications and (
        asked.court_code in confirmation.waits_at
        or State(confirmation.state) not in (State.APPLIED, State.NOT_TAKEN)
    ):
        return confirmation
    return _apply(
        confirmation,
        call,
        at=asked.requested_at,
        receipt=Receipt(),
        application=Application(
            channel=Channel.ONLINE,
            court_code=asked.court_code,
            court_ground=asked.court_ground,
            applicants=sorted(one.ref for one in asked.applicants),
            people=[
                Applicant(
                    ref=one.ref,
                    name=one.name,
                    kind=one.kind,
                    agent_name=one.agent_name,
                    phone=one.sealed_phone,
                    address=one.sealed_address,
                )
                for one in asked.applicants
            ],
            papers=list(asked.papers),
        ),
    )


def _apply(
    confirmation: Confirmation, call: Call, *, at: datetime, receipt: Receipt, application: Application
) -> Confirmation:
    state = rules.may_apply(
        State(confirmation.state),
        ground=confirmation.refused_for,
        applicants=application.applicants,
        party_count=confirmation.party_count,
        blockers=confirmation.blockers,
        waits_here=application.court_code in confirmation.waits_at,
    )
    channel = Channel(application.channel)
    day, hour = rules.counting(channel, receipt, at.astimezone(SHANGHAI), confirmation.effective_on)
    rules.must_be_in_time(channel, day, hour, _last_day(confirmation, day), figures().counter_closes)
    if channel is not Channel.ONLINE:
        rules.must_be_named(application.applicants, {one.ref for one in application.people if one.name})
    application.applied_on, application.recorded_at = day, call.at
    application.received_on = receipt.received_on or local_date(call.at)
    if application.court_code != confirmation.court_code:
        confirmation.within = list(
            dict.fromkeys([*confirmation.within, *places.court_path(application.court_code)])
        )
    must_take(confirmation, application, application.received_on)
    confirmation.applications.append(application)
    confirmation.state = state
    confirmation.tell(application.received_on)
    return confirmation.store()


def must_take(confirmation: Confirmation, application: Application, since: date) -> None:
    """The court has three days to take the application (法释〔2011〕5号 art 4, CF-06)."""
    limit = limits.start("CF-06", since, days=rules.TAKE_WITHIN_DAYS, warn_days=figures().take_warn_days)
    application.take_by = limit.end
    confirmation.limits.append(limit)


def _last_day(confirmation: Confirmation, day: date) -> date:
    """Day thirty, shifted. The calendar is asked only where the answer hangs on it: then a missing year is an error."""
    if confirmation.last_day is not None:
        return confirmation.last_day
    raw = confirmation.raw_last_day
    return raw if day < raw else next_working_day(raw)

# SPDX-License-Identifier: Apache-2.0
"""Bringing about an agreement: its terms, the acts that make it effective, and telling those who wait for it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from services.mediation.bodies.documents import Body
from services.mediation.cases import content, rules
from services.mediation.cases.aftercare import plan_aftercare
from services.mediation.cases.agreements import Agreement, Instalment, SigningAct, Term
from services.mediation.cases.clocks import Rule
from services.mediation.cases.confirmation_rules import open_findings
from services.mediation.cases.confirming import start_confirming
from services.mediation.cases.documents import Case
from services.mediation.cases.ending import LIMITS
from services.mediation.cases.figures import is_confirmable
from services.mediation.cases.preparing import must_be_impartial
from services.mediation.cases.readiness import settled
from services.mediation.cases.referral_rules import Outcome
from services.mediation.cases.referring import is_in_suit
from services.mediation.cases.returning import end_referral, settled_terms
from services.mediation.cases.rules import Act, Form, Means, Performance, State
from services.mediation.cases.spoken_dates import resolve
from services.mediation.cases.terms import must_add_up, must_make_sense, with_creditors
from services.mediation.evidence.reading import must_be_kept
from services.mediation.evidence.rules import Kind
from services.mediation.limits import limits
from shared.access import EVERYTHING
from shared.calendar import local_date
from shared.call import Call, command
from shared.contracts.mediation import CaseSettled
from shared.errors import RuleBroken
from shared.regions import regions


@command
def write_agreement(
    call: Call,
    case_id: str,
    *,
    form: Form,
    terms: Sequence[Mapping[str, Any]],
    agreed_on: date | None = None,
    partial: bool = False,
    after_breach: bool = False,
    blockers: Sequence[str] = (),
    with_bodies: Sequence[str] = (),
    subject_place: str | None = None,
) -> Case:
    """Record what the parties agreed (PML arts 28-30). An oral one is effective the day they agreed (PM-19).

    A new agreement after one that was broken, or that a court did not confirm, keeps the old one (PM-23).
    `with_bodies` are other bodies that took part, `subject_place` is where the thing lies: both open courts (CF-02,
    CF-03). Raises RuleBroken: wrong_state, consent_missing, mediator_missing, terms_missing, no_judgment_clause, date_in_future,
    date_too_early, unknown_place, tie_not_accepted, recusal_open, plan_not_the_sum, creditor_needed, and what `must_make_sense` raises.
    """
    case = Case.load(case_id, call)
    case.must_be_day(agreed_on)
    rules.nobody_is_against((party.called, party.consent) for party in case.parties)
    if not case.mediators:
        raise RuleBroken("mediator_missing")
    if case.state != State.AGREED:
        case.state = rules.follow("agree", case.state)
    content.may_be_oral(form, case.category)
    if case.referral:
        content.must_not_ask_for_judgment(term["what"] for term in terms)
    must_be_impartial(case)
    if form == Form.ORAL and not terms:
        raise RuleBroken("terms_missing")
    said_on = agreed_on or local_date(call.at)
    terms = with_creditors(terms, case.refs)
    must_make_sense(terms, agreed_on, said_on + timedelta(days=365 * limits().due_years))
    if case.agreement is not None:
        case.earlier_agreements.append(case.agreement)
        case.stop_clocks(Rule.PERFORM, Rule.CONFIRM, Rule.SUPPLEMENT)
    if subject_place:
        regions().get(subject_place)
    case.earlier_breach = after_breach or case.performance == Performance.BREACHED
    case.agreement = Agreement(
        form=str(form),
        agreed_on=agreed_on,
        terms=make_terms(terms, said_on),
        partial=partial,
        blockers=list(blockers),
        with_bodies=sorted(
            {Body.find(one, EVERYTHING).id for one in with_bodies}
            | {partner.body_id for partner in case.partners}
        ),
        subject_place=subject_place,
        recorded_at=call.at,
    )
    case.agreement.findings = content.findings(case.agreement.texts())
    take_effect(case, call)
    return case.store()


def make_terms(terms: Sequence[Mapping[str, Any]], said_on: date) -> list[Term]:
    """The terms as stored. Raises RuleBroken: plan_not_the_sum."""
    made = [_make_term(facts, said_on) for facts in terms]
    for number, term in enumerate(made, 1):
        if not (term.approx or term.at_least or term.at_most):
            must_add_up(number, term.amount, [one.amount for one in term.plan])
    return made


def _make_term(facts: Mapping[str, Any], said_on: date) -> Term:
    """A term as stored: due dates as they were said are resolved from the day of the agreement (PM-17)."""
    term = Term(**{name: value for name, value in facts.items() if name != "plan"})
    term.plan = [Instalment(**one) for one in facts.get("plan") or ()]
    for one in (term, *term.plan):
        if one.due and one.due_on is None:
            one.due_on = resolve(one.due, said_on)
    return term


@command
def sign(
    call: Call,
    case_id: str,
    *,
    kind: Act,
    ref: str = "",
    on: date | None = None,
    means: Means | None = None,
    scan: str | None = None,
) -> Case:
    """One act of signing (PML art 29, PM-18); the agreement takes effect with the last of them, in a court's case with
    the last party's (CT-12). An electronic signature has the server's day, whatever is typed.

    Raises RuleBroken: nothing_agreed, no_such_party, already_signed, esign_barred, ink_scan_missing, no_such_file,
    date_in_future, date_too_early.
    """
    case = Case.load(case_id, call)
    case.must_be_day(on)
    if case.agreement is None:
        raise RuleBroken("nothing_agreed")
    if kind in (Act.PARTY_SIGNED, Act.REPRESENTATIVE_SIGNED):
        case.party(ref)
    barred = content.bars_esign(case.category, " ".join(term.what for term in case.agreement.terms))
    content.may_sign_by(means, scan, barred=barred)
    must_be_kept(case_id, scan, Kind.SIGNED)
    if any(act.kind == kind and act.ref == ref for act in case.agreement.acts):
        raise RuleBroken("already_signed")
    case.agreement.acts.append(
        SigningAct(
            kind=str(kind),
            ref=ref,
            on=local_date(call.at) if means == Means.ESIGN else on,
            means=str(means) if means else None,
            scan=scan,
            recorded_at=call.at,
        )
    )
    take_effect(case, call)
    return case.store()


def take_effect(case: Case, call: Call) -> None:
    """When nothing is missing any more: fix the day of effect and tell star board and court."""
    agreement, acts = case.agreement, case.acts()
    if agreement.form == Form.NONE:
        return _settle_without_paper(case, call)
    signed = rules.is_effective(agreement.form, case.signers, acts, case.track)
    if agreement.effective or not (signed or agreement.by_silence):
        return None
    agreement.effective = True
    agreement.effective_on = (
        agreement.agreed_on
        if agreement.by_silence
        else rules.effective_on(agreement.form, agreement.agreed_on, case.signers, acts, case.track)
    )
    agreement.digest = case.digest_agreement()
    day = agreement.effective_on or local_date(call.at)
    case.ended_on = day
    case.stop_clocks(*LIMITS)
    plan_aftercare(case, day)
    start_confirming(case, call)
    if case.referral:
        end_referral(case, Outcome.SUCCEEDED)
    case.record(
        CaseSettled(
            case_id=case.id,
            file_number=case.file_number or "",
            body_name=case.body_name,
            place=case.place,
            form=agreement.form,
            effective_on=day,
            in_suit=is_in_suit(case),
            confirmable=is_confirmable(agreement.form, agreement.blockers),
            task_id=case.task_id,
            blockers=tuple(agreement.blockers),
            party_count=len(case.parties),
            terms=settled_terms(agreement.terms),
            people=tuple(party.account for party in case.parties if party.account),
            body_id=case.body_id,
            mediators=tuple(case.mediators),
            agreement=case.agreement_number,
            findings=tuple(open_findings(settled(case))),
            digest=agreement.digest,
            category=case.category,
        )
    )


def _settle_without_paper(case: Case, call: Call) -> None:
    """The parties settled with nothing on paper: nothing to confirm; a court hears that they settled (CT-16)."""
    agreement = case.agreement
    case.ended_on = agreement.agreed_on or local_date(call.at)
    case.stop_clocks(*LIMITS)
    if case.referral:
        end_referral(case, Outcome.FAILED, reason="other" if agreement.partial else "settled_and_withdrew")

# SPDX-License-Identifier: Apache-2.0
"""What the news of a case does to its mediators' ledgers; in whatever order it comes, the case ends in the same state."""

from collections.abc import Callable

from services.scoring.mediators import rules
from services.scoring.mediators.documents import MediatedCase, Return
from services.scoring.mediators.rules import CaseState
from services.scoring.star_rules import BOOK
from services.scoring.tasks import ledger
from services.scoring.tasks.rules import final_from
from shared.calendar import local_date
from shared.call import Call, command
from shared.contracts.courtlink import ConfirmationDecided
from shared.contracts.mediation import CaseClosed, CaseReopened, MisconductSustained
from shared.errors import AlreadyAbsorbed, NotFound, StaleWrite
from shared.regions import regions


def _hear(call: Call, case_id: str, note: Callable[[MediatedCase], None]) -> MediatedCase:
    """Note a fact on the case, which begins with whatever is heard of it first, and draw the conclusions."""
    try:
        case = MediatedCase.load(case_id, call)
    except NotFound:
        version = BOOK.on(local_date(call.at)).version
        case = MediatedCase(id=case_id, rules_version=version).begin(call)
    note(case)
    _advance(case, call)
    if case.version:
        return case.store()
    try:
        return case.create()
    except AlreadyAbsorbed as again:
        if call.message in again.document.inbox:
            raise
        raise StaleWrite(case_id) from again  # other news of the case came first: hear this one again


@command
def note_closing(call: Call, event: CaseClosed) -> MediatedCase:
    """A case was closed: after 30 days its mediators get their points, if it was settled and kept (SB-14, SB-28)."""

    def note(case: MediatedCase) -> None:
        if case.closed_on is not None and not event.performed:
            return
        case.place, case.body_id, case.mediators = event.place, event.body_id, sorted(set(event.mediators))
        case.within = regions().path(regions().present(event.place).code)
        case.agreed, case.performed = event.outcome == "agreed", event.performed
        case.satisfied, case.settled_on, case.closed_on = event.satisfied, event.settled_on, event.closed_on

    return _hear(call, event.case_id, note)


@command
def note_return(call: Call, event: CaseReopened) -> MediatedCase:
    """The quarrel came back (SB-19)."""

    def note(case: MediatedCase) -> None:
        if all(known.successor_id != event.successor_id for known in case.returns):
            facts = {
                name: getattr(event, name) for name in ("successor_id", "on", "same_facts", "breach_by_party")
            }
            case.returns.append(Return(**facts))

    return _hear(call, event.case_id, note)


@command
def note_court_word(call: Call, event: ConfirmationDecided) -> MediatedCase:
    """A court decided on the agreement; the latest word by its date (SB-29)."""

    def note(case: MediatedCase) -> None:
        if case.court_on is None or event.decided_on >= case.court_on:
            case.court_code, case.court_on = event.result, event.decided_on

    return _hear(call, event.case_id, note)


@command
def note_misconduct(call: Call, event: MisconductSustained) -> MediatedCase:
    """A complaint about a mediator of the case was found true: every award of the case falls (SB-30)."""

    def note(case: MediatedCase) -> None:
        case.misconduct = sorted({*case.misconduct, event.complaint_id})

    return _hear(call, event.case_id, note)


@command
def let_time_decide(call: Call, case_id: str) -> MediatedCase:
    """The thirtieth day has passed."""
    case = MediatedCase.load(case_id, call)
    _advance(case, call)
    return case.store()


def _advance(case: MediatedCase, call: Call) -> None:
    """Draw every conclusion that the facts and the moment allow, each once."""
    case.due_at = None
    closing, figures = case.closing, case.figures
    if closing is None or not case.mediators:
        return
    void = case.court_code in figures.void_codes or bool(case.misconduct)
    returns = [(each.on, each.same_facts, each.breach_by_party) for each in case.returns]
    fallen = closing.settled_on is not None and rules.falls(closing.settled_on, returns, figures)
    if case.state == CaseState.COUNTED and void:
        _take_twice(case, call, "SB-30" if case.misconduct else "SB-20")
    elif case.state == CaseState.COUNTED and fallen:
        for mediator in case.mediators:
            case.book(ledger.reversal(*case.left(mediator), "SB-19", "returned"), mediator, call)
        case.state = CaseState.REVERSED
    if case.state != CaseState.WAITING:
        return
    if rules.waits_for_performance(closing) and not void and not fallen:
        return
    if void or fallen or not rules.may_count(closing):
        rule = "SB-20" if void else "SB-19" if fallen else "SB-14"
        for mediator in case.mediators:
            case.book(ledger.nothing(rule, "nothing"), mediator, call)
        case.state = CaseState.VOID if void else CaseState.NOTHING
        return
    moment = final_from(closing.settled_on, figures)  # type: ignore[arg-type]
    if call.at < moment:
        case.due_at = moment
        return
    for mediator in case.mediators:
        case.book(rules.award(len(case.mediators), figures), mediator, call)
    case.state = CaseState.COUNTED


def _take_twice(case: MediatedCase, call: Call, rule: str) -> None:
    """An agreement without free will, or one got by misconduct: what was given goes back, and once more (SB-20, SB-30)."""
    for mediator in case.mediators:
        points, stars = case.left(mediator)
        given = ledger.awarded(case.ledger, mediator)
        line = ledger.void(
            points, stars, once_given=given, grade=rules.GRADE, mark="void", rules=case.figures
        )
        case.book(ledger.Line(line.kind, line.points, line.stars, rule, line.mark), mediator, call)
    case.state = CaseState.VOID

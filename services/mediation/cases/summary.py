# SPDX-License-Identifier: Apache-2.0
"""The computed figures of a case, for the file's cover, the statistics and whoever checks them."""

from typing import Any

from services.mediation.cases import figures, terms
from services.mediation.cases.documents import Case


def summary(case: Case) -> dict[str, Any]:
    """Figures by pure rules over what is recorded; nothing is typed in."""
    agreement = case.agreement
    form = agreement.form if agreement else None
    blockers = list(agreement.blockers) if agreement else []
    confirmable = figures.is_confirmable(form, blockers)
    effective_on = agreement.effective_on if agreement else None
    agreed_on = agreement.agreed_on if agreement else None
    counted = terms.count(case.duties())
    return {
        "case_id": case.id,
        "state": case.state,
        "file_number": case.file_number,
        "payable_total": counted.payable_total,
        "payable_total_exact": counted.payable_total_exact,
        "recurring_duties": counted.recurring_duties,
        "instalments": counted.instalments,
        "conditional_terms": counted.conditional_terms,
        "nonmonetary_terms": counted.nonmonetary_terms,
        "terms": len(agreement.terms) if agreement else 0,
        "recorded_sessions": sum(s.count for s in case.sessions if not s.corrects),
        "recorded_failed_sessions": case.failed_attempts,
        "confirmable": confirmable,
        "blockers": blockers,
        "effective_on": effective_on,
        "days_intake_to_agreement": (agreed_on - case.applied_on).days
        if agreed_on and case.applied_on
        else None,
        "confirmation_deadline": figures.confirmation_deadline(effective_on) if confirmable else None,
        "final_state": figures.ending(
            figures.Facts(
                state=case.state,
                form=form,
                performance=case.performance,
                partial=bool(agreement and agreement.partial),
                earlier_breach=bool(case.earlier_breach),
            )
        ),
    }

# SPDX-License-Identifier: Apache-2.0
"""A party called a cadre for its dispute: kept on the case, so that the other side hears of it (群众点将), SB-22."""

from services.mediation.cases.documents import Case
from services.mediation.cases.partners import CadreCall
from shared.call import Call, command
from shared.contracts.scoring import CadreCalled


@command
def note_call(call: Call, event: CadreCalled) -> Case:
    """Keep the newest call; news of an earlier one that comes late changes nothing."""
    case = Case.load(event.case_id, call)
    if case.called is None or case.called.answer_by <= event.answer_by:
        case.called = CadreCall(
            party=event.party,
            name=event.cadre_name,
            post=event.cadre_post,
            object_by=event.object_by,
            answer_by=event.answer_by,
        )
    return case.store()

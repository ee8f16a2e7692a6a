# SPDX-License-Identifier: Apache-2.0
"""A mediator's written proposal on the page of a court's case, where agreement by silence is switched on (CT-27)."""

from services.mediation.cases import proposing
from services.mediation.cases import referral_schemas as schemas
from services.mediation.cases.acting import act
from services.mediation.cases.documents import Case
from services.mediation.cases.rules import State
from services.mediation.cases.views import PARTY_MAY
from services.mediation.limits import limits
from shared.web.words import N_

_GOING = frozenset({State.ACCEPTED, State.IN_MEDIATION})
_TERMS = ("terms.kind", "terms.who", "terms.to", "terms.what", "terms.amount", "terms.due_on")


def _may_propose(case: Case) -> bool:
    return bool(case.referral and limits().silent_proposal_days and not case.referral.proposal_open)


def _is_open(case: Case) -> bool:
    return bool(case.referral and case.referral.proposal_open)


PROPOSAL = (
    act(
        "referral/proposal",
        N_("提出书面调解方案"),
        schemas.ProposalIn,
        proposing.propose,
        _GOING,
        when=_may_propose,
        only=("agreed", *_TERMS),
        lead=N_("各方事先同意的，收到方案后在规定的天数内不提异议，就算同意。"),
    ),
    act(
        "referral/proposal/deliveries",
        N_("登记方案已经送达"),
        schemas.ProposalDeliveryIn,
        proposing.deliver_proposal,
        _GOING,
        when=_is_open,
    ),
    act(
        "referral/proposal/objections",
        N_("登记当事人不同意方案"),
        schemas.ProposalObjectionIn,
        proposing.object_to_proposal,
        _GOING,
        policy=PARTY_MAY,
        when=_is_open,
    ),
)

# SPDX-License-Identifier: Apache-2.0
"""The JSON API of cases that a court referred."""

from flask_smorest import Blueprint
from marshmallow import Schema

from services.mediation.cases import (
    guiding,
    impartiality,
    preparing,
    proposing,
    referring,
    returning,
)
from services.mediation.cases import referral_schemas as schemas
from services.mediation.cases.answers import CaseOut, SuspicionOut
from services.mediation.cases.documents import Case
from services.mediation.cases.referral import Suspicion
from services.mediation.cases.views import MEDIATE, PARTY_MAY
from shared.access import Policy, Reach, Role
from shared.errors import NotFound
from shared.web.acts import acts
from shared.web.calls import current_call, requires
from shared.web.etags import shown

api = Blueprint("referred cases", __name__, url_prefix="/cases", description="委派委托案件")
DIRECT: Policy = {Role.DIRECTOR: Reach.SEAT}

act = acts(api, "/<case_id>", CaseOut, shown)
act("undisputed-facts", MEDIATE, schemas.FactIn, returning.state_fact)
act("undisputed-facts/signatures", MEDIATE, schemas.FactSignIn, returning.sign_fact)
act("referral/accept", MEDIATE, schemas.AcceptReferralIn, referring.accept_referral)
act("referral/decline", MEDIATE, schemas.DeclineIn, referring.decline_referral)
act("referral/extend", MEDIATE, schemas.ExtendIn, referring.extend_referral)
act("referral/proposal", MEDIATE, schemas.ProposalIn, proposing.propose)
act("referral/proposal/deliveries", MEDIATE, schemas.ProposalDeliveryIn, proposing.deliver_proposal)
act("referral/proposal/objections", PARTY_MAY, schemas.ProposalObjectionIn, proposing.object_to_proposal)
act("referral/preparations", MEDIATE, schemas.PreparationIn, preparing.prepare_party)
act("referral/disclosures", MEDIATE, schemas.DisclosureIn, impartiality.disclose)
act("referral/disclosures/acceptances", PARTY_MAY, schemas.AcceptTieIn, impartiality.accept_tie)
act("referral/recusals", PARTY_MAY, schemas.RecusalIn, impartiality.ask_recusal)
act("referral/recusals/decision", DIRECT, schemas.RecusalDecisionIn, impartiality.decide_recusal)
act("referral/failure-paper", MEDIATE, schemas.FailurePaperIn, returning.write_failure_paper)
act("referral/failure-paper/review", MEDIATE, Schema, returning.review_failure_paper)
act("referral/return", MEDIATE, schemas.SendBackIn, returning.return_referral)
act("referral/suspicion", MEDIATE, schemas.SuspicionIn, preparing.report_suspicion)
act("guidance", MEDIATE, schemas.GuidanceIn, guiding.ask_guidance)


@api.get("/<case_id>/referral/suspicion")
@requires(MEDIATE)
@api.response(200, SuspicionOut)
def suspicion(case_id: str) -> Suspicion:
    """What was reported to the judge as suspicious, and the answer. Raises NotFound where nothing was reported."""
    case = Case.find(case_id, current_call().scope)
    if case.referral is None or case.referral.suspicion is None:
        raise NotFound(case_id)
    return case.referral.suspicion

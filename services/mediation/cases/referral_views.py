# SPDX-License-Identifier: Apache-2.0
"""The JSON API of cases that a court referred."""

from flask_smorest import Blueprint
from marshmallow import Schema

from services.mediation.cases import (
    guiding,
    impartiality,
    preparing,
    referring,
    returning,
)
from services.mediation.cases import referral_schemas as schemas
from services.mediation.cases.views import MEDIATE, PARTY_MAY, Acts, declare
from shared.access import Policy, Reach, Role

api = Blueprint("referred cases", __name__, url_prefix="/cases", description="委派委托案件")
DIRECT: Policy = {Role.DIRECTOR: Reach.PLACE}

_ACTS: Acts = [
    ("undisputed-facts", schemas.FactIn, returning.state_fact, "Write down a fact to be signed.", MEDIATE),
    (
        "undisputed-facts/signatures",
        schemas.FactSignIn,
        returning.sign_fact,
        "A party signs a fact.",
        MEDIATE,
    ),
    (
        "referral/accept",
        schemas.AcceptReferralIn,
        referring.accept_referral,
        "Accept a court's referral.",
        MEDIATE,
    ),
    (
        "referral/decline",
        schemas.DeclineIn,
        referring.decline_referral,
        "Decline it, with the reason.",
        MEDIATE,
    ),
    (
        "referral/extend",
        schemas.ExtendIn,
        referring.extend_referral,
        "All parties agreed to the longer limit.",
        MEDIATE,
    ),
    (
        "referral/preparations",
        schemas.PreparationIn,
        preparing.prepare_party,
        "A party was identified, warned, and asked for its service address.",
        MEDIATE,
    ),
    (
        "referral/disclosures",
        schemas.DisclosureIn,
        impartiality.disclose,
        "A mediator discloses a tie.",
        MEDIATE,
    ),
    (
        "referral/disclosures/acceptances",
        schemas.AcceptTieIn,
        impartiality.accept_tie,
        "A party accepts it.",
        PARTY_MAY,
    ),
    (
        "referral/recusals",
        schemas.RecusalIn,
        impartiality.ask_recusal,
        "A party asks that a mediator withdraws.",
        PARTY_MAY,
    ),
    (
        "referral/recusals/decision",
        schemas.RecusalDecisionIn,
        impartiality.decide_recusal,
        "The body decides, never the mediator concerned.",
        DIRECT,
    ),
    (
        "referral/failure-paper",
        schemas.FailurePaperIn,
        returning.write_failure_paper,
        "Write what the court may read of a failure.",
        MEDIATE,
    ),
    (
        "referral/failure-paper/review",
        Schema,
        returning.review_failure_paper,
        "A second person lets it go.",
        MEDIATE,
    ),
    (
        "referral/return",
        schemas.SendBackIn,
        returning.return_referral,
        "Papers go back at once: unreachable, refused.",
        MEDIATE,
    ),
    (
        "referral/suspicion",
        schemas.SuspicionIn,
        preparing.report_suspicion,
        "Report a suspected false mediation.",
        MEDIATE,
    ),
    ("guidance", schemas.GuidanceIn, guiding.ask_guidance, "Ask the judges for guidance.", MEDIATE),
]
for _path, _schema, _command, _doc, _policy in _ACTS:
    declare(api, _path, _schema, _command, _doc, _policy)

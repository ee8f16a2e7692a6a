# SPDX-License-Identifier: Apache-2.0
"""The JSON API of hand-overs."""

from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema

from services.mediation.cases.documents import Case
from services.mediation.cases.views import MEDIATE
from services.mediation.handovers import commands, packing, rules, schemas
from services.mediation.handovers.documents import Handover
from shared.access import EVERYTHING, Policy, Reach, Role
from shared.web.acts import acts
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent

api = Blueprint("handovers", __name__, url_prefix="/handovers", description="移交法院")
PARTY_MAY: Policy = MEDIATE | {Role.PARTY: Reach.OWN}


def facts(handover: Handover) -> dict[str, Any]:
    """A hand-over with what a pack made now would hold."""
    case = Case.find(handover.id, EVERYTHING)
    holds = packing.there(handover, case)
    return {name: getattr(handover, name) for name in handover._fields} | {
        "undisputed_facts": packing.undisputed(case),
        "would_hold": sorted(holds),
        "missing": rules.still_missing(handover.last_missing, holds),
    }


@api.post("/")
@requires(MEDIATE)
@idempotent
@api.arguments(schemas.HandoverIn)
@api.response(201, schemas.HandoverOut)
def prepare(data: dict[str, Any]) -> dict[str, Any]:
    """Open the hand-over of a case that failed."""
    return facts(shown(commands.prepare(current_call(), **data)))


@api.get("/<handover_id>")
@requires(PARTY_MAY)
@api.response(200, schemas.HandoverOut)
def show(handover_id: str) -> dict[str, Any]:
    """One hand-over: what was said, what would go, what the court answered."""
    return facts(shown(Handover.find(handover_id, current_call().scope)))


act = acts(api, "/<handover_id>", schemas.HandoverOut, lambda handover: facts(shown(handover)))
act("dispute", MEDIATE, schemas.DisputeIn, commands.write_dispute)
act("words", PARTY_MAY, schemas.PartyWordIn, commands.say)
act("packs", MEDIATE, Schema, commands.hand_over)

# SPDX-License-Identifier: Apache-2.0
"""The roster over HTTP."""

from typing import Any

from flask_smorest import Blueprint

from services.scoring.cadres import commands, schemas
from services.scoring.cadres.documents import Cadre
from shared.access import Policy, Reach, Role
from shared.mongo import collection
from shared.web.acts import acts
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent
from shared.web.paging import PageIn, page

api = Blueprint("cadres", __name__, url_prefix="/cadres", description="科级干部名册")

KEEPERS: Policy = {Role.SECRETARY: Reach.PLACE, Role.COUNTY_SUPERVISOR: Reach.PLACE}
READERS: Policy = {
    **KEEPERS,
    Role.CITY_SUPERVISOR: Reach.PLACE,
    Role.DIRECTOR: Reach.PLACE,
    Role.CADRE: Reach.PLACE,
}
_FIELDS = (
    "version",
    "name",
    "post",
    "office",
    "township",
    "active",
    "postings",
    "remit",
    "leave",
    "past_leaves",
    "own_villages",
)


@api.get("")
@requires(READERS)
@api.arguments(PageIn, location="query")
@api.response(200, schemas.CadreRow(many=True))
def list_cadres(query: dict[str, Any]) -> list[dict[str, Any]]:
    """The cadres within reach."""
    return page(
        collection(Cadre), current_call().scope.query(), projection=dict.fromkeys(_FIELDS, 1), **query
    )


@api.get("/<cadre_id>")
@requires(READERS)
@api.response(200, schemas.CadreOut)
def show_cadre(cadre_id: str) -> Cadre:
    """One cadre."""
    return shown(Cadre.find(cadre_id, current_call().scope))


@api.post("")
@requires(KEEPERS)
@idempotent
@api.arguments(schemas.CadreIn)
@api.response(201, schemas.CadreOut)
def enrol(data: dict[str, Any]) -> Cadre:
    """Put a cadre on the roster (SB-03)."""
    return shown(commands.enrol(current_call(), **data))


act = acts(api, "/<cadre_id>", schemas.CadreOut, shown)
act("leave", KEEPERS, schemas.LeaveIn, commands.set_leave)
act("leave/end", KEEPERS, schemas.LeaveEndIn, commands.end_leave)
act("transfer", KEEPERS, schemas.TransferIn, commands.transfer)
act("secondments", KEEPERS, schemas.SecondmentIn, commands.second, status=201)
act("departure", KEEPERS, schemas.DepartureIn, commands.leave_roster)
act("standing", KEEPERS, schemas.StandingIn, commands.set_standing)

# SPDX-License-Identifier: Apache-2.0
"""The JSON API of trial teams: for the court's own people."""

from typing import Any

from flask_smorest import Blueprint

from services.courtlink.teams import commands, schemas
from services.courtlink.teams.documents import Team
from shared.access import Policy, Reach, Role
from shared.web.acts import acts
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent

api = Blueprint("teams", __name__, url_prefix="/teams", description="审判团队")
COURT: Policy = {Role.JUDGE: Reach.PLACE, Role.COURT_CLERK: Reach.PLACE}


@api.post("/")
@requires(COURT)
@idempotent
@api.arguments(schemas.TeamIn)
@api.response(201, schemas.TeamOut)
def form(data: dict[str, Any]) -> Team:
    """Form a team."""
    return shown(commands.form_team(current_call(), **data))


@api.get("/")
@requires(COURT)
@api.response(200, schemas.TeamOut(many=True))
def list_teams() -> list[Team]:
    """The teams of the court."""
    found = Team.objects(__raw__=current_call().scope.query()).exclude("outbox", "history")
    return list(found.order_by("name"))


@api.get("/<team_id>")
@requires(COURT)
@api.response(200, schemas.TeamOut)
def show(team_id: str) -> Team:
    """One team."""
    return shown(Team.find(team_id, current_call().scope))


act = acts(api, "/<team_id>", schemas.TeamOut, shown)
act("members", COURT, schemas.MemberIn, commands.seat_member)
act("members/end", COURT, schemas.MemberEndIn, commands.end_seat)
act("pairings", COURT, schemas.PairingIn, commands.pair_body)
act("pairings/end", COURT, schemas.PairingEndIn, commands.end_pairing)
act("delegations", COURT, schemas.DelegationIn, commands.delegate)
act("delegations/end", COURT, schemas.DelegationEndIn, commands.end_delegation)

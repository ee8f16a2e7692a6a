# SPDX-License-Identifier: Apache-2.0
"""The JSON API of trial teams: for the court's own people."""

from collections.abc import Callable
from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema

from services.courtlink.teams import commands, schemas
from services.courtlink.teams.documents import Team
from shared.access import Policy, Reach, Role
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


def _act(path: str, schema: type[Schema], act: Callable[..., Team], doc: str) -> None:
    def view(data: dict[str, Any], team_id: str) -> Team:
        return shown(act(current_call(), team_id, **data))

    view.__name__, view.__doc__ = act.__name__, doc
    answer = api.response(200, schemas.TeamOut)(view)
    api.post(f"/<team_id>/{path}")(requires(COURT, match=True)(idempotent(api.arguments(schema)(answer))))


_act("members", schemas.MemberIn, commands.seat_member, "Seat a judge or clerk.")
_act("pairings", schemas.PairingIn, commands.pair_body, "Pair a body with the team.")
_act("pairings/end", schemas.PairingEndIn, commands.end_pairing, "End a pairing.")
_act("delegations", schemas.DelegationIn, commands.delegate, "One judge stands in for another.")
_act("delegations/end", schemas.DelegationEndIn, commands.end_delegation, "The judge is back.")

# SPDX-License-Identifier: Apache-2.0
"""Trial teams for the court's people: the list, a new one, and each with its people, its bodies, and who stands in for whom."""

from flask import Blueprint, render_template, url_for

from services.courtlink.rosters.wording import KINDS
from services.courtlink.teams import wording
from services.courtlink.teams.acts import ACTS, NEW
from services.courtlink.teams.documents import Team
from services.courtlink.teams.reading import people_of
from services.courtlink.teams.views import COURT
from shared.calendar import local_date
from shared.web.calls import current_call, requires
from shared.web.forms import forms_new, forms_on
from shared.web.furniture import mark
from shared.web.words import _

blueprint = Blueprint("team_pages", __name__, url_prefix="/courtlink/teams", template_folder="templates")
FORMING = forms_new(blueprint, "", [NEW], "list_page", "detail_page", "team_id")
FORMS = forms_on(blueprint, "/<team_id>", ACTS, Team.find, "detail_page", lambda _call, team: team.name)


@blueprint.get("/")
@requires(COURT)
def list_page() -> str:
    """The teams of the court."""
    call = current_call()
    today = local_date(call.at)
    found = Team.objects(__raw__=call.scope.query()).exclude("outbox", "history").order_by("name")
    rows = [
        {
            "link": url_for(".detail_page", team_id=team.id),
            "cells": [
                team.name,
                team.division or "—",
                mark("、").join(one.name for one in team.members if one.account in team.present(today))
                or "—",
                mark("、").join(one.body_name for one in team.paired(today)) or "—",
            ],
        }
        for team in found
    ]
    return render_template(
        "courtlink/teams.html",
        rows=rows,
        columns=[_("团队"), _("庭室或者人民法庭"), _("成员"), _("结对的调解组织")],
        offered=FORMING.offered(call, None),
    )


@blueprint.get("/<team_id>")
@requires(COURT)
def detail_page(team_id: str) -> str:
    """One team."""
    call = current_call()
    team = Team.find(team_id, call.scope)
    names = people_of(team.court_code) | {one.account: one.name for one in team.members}
    return render_template(
        "courtlink/team.html",
        team=team,
        names=names,
        today=local_date(call.at),
        seats=wording.SEATS,
        kinds=KINDS,
        offered=FORMS.offered(call, team, team_id=team_id),
        back=url_for(".list_page"),
    )

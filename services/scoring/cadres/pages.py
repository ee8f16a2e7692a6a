# SPDX-License-Identifier: Apache-2.0
"""The roster as pages: who may pick stars, and what the township's secretary or the county does about it (SB-03)."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from services.scoring.cadres import commands, schemas
from services.scoring.cadres.documents import Cadre
from services.scoring.cadres.reading import accounts_for, as_seen, townships_in
from services.scoring.cadres.views import KEEPERS, READERS
from services.scoring.cadres.wording import STANDINGS, WORDING
from shared import clock
from shared.calendar import local_date
from shared.call import Call
from shared.mongo import collection
from shared.regions import regions
from shared.ui.terms import CATEGORIES
from shared.web.calls import current_call, requires
from shared.web.forms import Form, Forms, forms_on
from shared.web.furniture import day, mark
from shared.web.inputs import Options
from shared.web.paging import page
from shared.web.words import N_, _

blueprint = Blueprint("scoring_roster", __name__, url_prefix="/scoring/cadres", template_folder="templates")


def _townships(call: Call) -> Options:
    return [(each.code, regions().full_name(each.code)) for each in townships_in(call.scope)]


def _enrolling(call: Call, _thing: Any) -> dict[str, Options]:
    remit = [(each, _(each)) for each in CATEGORIES]
    return {"account": accounts_for(call.scope), "township": _townships(call), "remit": remit}


def _at_home(call: Call, _thing: Any) -> dict[str, str]:
    """The township of a keeper who has but one."""
    found = townships_in(call.scope)
    return {"township": found[0].code} if len(found) == 1 else {}


def _moving(_call: Call, cadre: Cadre) -> dict[str, Options]:
    """Every township of the city: cadres are transferred and lent beyond the reach of their own."""
    city = regions().path(cadre.township)[1]
    found = [each for each in regions().all("township") if city in regions().path(each.code)]
    return {"township": [(each.code, regions().full_name(each.code)) for each in found]}


def _form(name: str, title: str, schema: Any, run: Any, **more: Any) -> Form:
    return Form(name, title, KEEPERS, schema, run, WORDING, **more)


ENROLMENT = Forms(
    blueprint,
    "",
    [
        _form(
            *("enrolment", N_("登记干部"), schemas.CadreIn, commands.enrol),
            choices=_enrolling,
            presets=_at_home,
            match=False,
        )
    ],
    back=lambda: url_for("scoring_roster.list_cadres"),
    done=lambda cadre: url_for("scoring_roster.show_cadre", cadre_id=cadre.id),
    template="scoring/enrolment.html",
)
FORMS = forms_on(
    blueprint,
    "/<cadre_id>",
    [
        _form("leave", N_("登记请假"), schemas.LeaveIn, commands.set_leave),
        _form(
            *("leave/end", N_("结束请假"), schemas.LeaveEndIn, commands.end_leave),
            when=lambda cadre: cadre.leave_stands(local_date(clock.now())),
            lead=N_("从今天起又在岗；还没有开始的请假就不请了。"),
        ),
        _form("standing", N_("停职或者恢复"), schemas.StandingIn, commands.set_standing),
        _form("transfer", N_("调动"), schemas.TransferIn, commands.transfer, choices=_moving),
        _form("secondment", N_("借调"), schemas.SecondmentIn, commands.second, choices=_moving),
        _form("departure", N_("离任"), schemas.DepartureIn, commands.leave_roster, grave=True),
    ],
    Cadre.find,
    "show_cadre",
    lambda _call, cadre: cadre.name + mark("（%s）") % cadre.post,
)


@blueprint.get("")
@requires(READERS)
def list_cadres() -> str:
    """The cadres within reach, each with how it stands today."""
    call = current_call()
    rows = page(
        collection(Cadre),
        call.scope.query(),
        limit=50,
        cursor=request.args.get("cursor", ""),
        projection={"_id": 1},
    )
    found = Cadre.objects(id__in=[row["_id"] for row in rows]).exclude("outbox", "history")
    return render_template(
        "scoring/cadres.html",
        cards=[_card(as_seen(cadre, call)) for cadre in found.order_by("township", "name")],
        offered=ENROLMENT.offered(call, None) if call.actor.has(*KEEPERS) else [],
    )


def _card(seen: dict[str, Any]) -> dict[str, Any]:
    cadre: Cadre = seen["cadre"]
    text, colour = STANDINGS[seen["standing"]]
    return {
        "link": url_for(".show_cadre", cadre_id=cadre.id),
        "title": cadre.name + mark("（%s）") % cadre.post,
        "tag": (_(text), colour),
        "facts": [
            regions().full_name(regions().present(cadre.township).code).removeprefix("山东省"),
            _("在办 %(n)s 件，最多 %(cap)s 件", n=seen["live"], cap=seen["cap"]),
            _("暂停摘星到 %(day)s", day=day(seen["cooling_until"])) if seen["cooling_until"] else "",
        ],
        "late": False,
    }


@blueprint.get("/<cadre_id>")
@requires(READERS)
def show_cadre(cadre_id: str) -> str:
    """One cadre: postings, leave, what is held, and what the keepers of the roster can do."""
    call = current_call()
    cadre = Cadre.find(cadre_id, call.scope)
    seen = as_seen(cadre, call)
    return render_template(
        "scoring/cadre.html",
        **seen,
        tag=STANDINGS[seen["standing"]],
        offered=FORMS.offered(call, cadre, cadre_id=cadre_id),
        region=regions().present,
        back=url_for(".list_cadres"),
    )

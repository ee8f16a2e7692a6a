# SPDX-License-Identifier: Apache-2.0
"""The pages of an online application: one thing a page, then everything to be checked, then the own link."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema, ValidationError

from services.mediation.applying import commands, schemas
from services.mediation.applying.door import VISITOR, let_in, own_draft, start
from services.mediation.applying.rules import Step, next_step
from services.mediation.applying.wording import WORDING
from services.mediation.bodies.documents import Body
from services.mediation.drafts.commands import form_of
from services.mediation.drafts.documents import Draft
from shared.access import EVERYTHING
from shared.call import Call
from shared.errors import NotFound, RuleBroken
from shared.mongo import collection
from shared.regions import regions
from shared.web.calls import current_call, public
from shared.web.forms import Form, Forms
from shared.web.furniture import mark
from shared.web.inputs import Options
from shared.web.problems import sentence
from shared.web.words import N_

pages = Blueprint("applying", __name__, url_prefix="/mediation/apply", template_folder="templates")
_MOST = 12


def _draft() -> Draft:
    draft = own_draft()
    if draft is None:
        raise NotFound("draft")
    return draft


def _rooms(_call: Call, draft: Draft | None) -> Mapping[str, Options]:
    """The rooms of the places that bear the name, the nearest first: a village's own, then its township's."""
    return {"body_id": _rooms_at(form_of(draft).get(Step.WHERE, {}).get("where", "") if draft else "")}


def _rooms_at(name: str) -> Options:
    codes = [region.code for region in regions().find(name)][:_MOST]
    above = [code for one in codes for code in regions().path(one)[3:]]
    wanted = {"active": True, "$or": [{"place": {"$in": [*codes, *above]}}, {"within": {"$in": codes}}]}
    found: Iterable[dict[str, Any]] = (
        collection(Body).find(wanted, {"name": 1, "place": 1}).limit(_MOST) if codes else []
    )
    ordered = sorted(found, key=lambda row: (row["place"] not in codes, row["name"]))
    return [(row["_id"], row["name"] + mark("（%s）") % regions().full_name(row["place"])) for row in ordered]


def _typed(step: Step) -> Any:
    return lambda _call, draft: form_of(draft).get(step, {}) if draft else {}


def _page(step: Step, title: str, schema: type[Schema], **more: Any) -> Form:
    def keep(call: Call, **typed: Any) -> Step:
        if step is Step.WHERE and not _rooms_at(typed["where"]):
            raise RuleBroken("no_room_there", place=typed["where"], field="where")
        if step is Step.ROOM:
            Body.find(typed["body_id"], EVERYTHING)
        return commands.keep(call, _draft().id, step, **typed)

    return Form(
        str(step), title, VISITOR, schema, keep, WORDING, match=False, presets=_typed(step),
        button=N_("下一步"), **more,
    )  # fmt: skip


STEPS = (
    _page(
        Step.START,
        N_("申请调解"),
        schemas.StartIn,
        lead=N_(
            "调解不收钱，也不影响您去起诉。我们要记下您写的事、姓名和电话，只给办这件事的调解员和依法监督的人看，按规定年限保管；"
            "您可以查看、更正，也可以撤回。"
        ),
    ),
    _page(Step.WHERE, N_("事情在哪里"), schemas.WhereIn),
    _page(Step.ROOM, N_("请哪个调解室"), schemas.RoomIn, choices=_rooms),
    _page(Step.KIND, N_("是哪一类事"), schemas.KindIn),
    _page(Step.FACTS, N_("说说这件事"), schemas.FactsIn),
    _page(Step.ME, N_("您是谁"), schemas.MeIn),
    _page(Step.OTHER, N_("对方是谁"), schemas.OtherIn),
)
FORMS = Forms(
    pages,
    "",
    STEPS,
    load=lambda _call: _draft(),
    back=lambda: url_for("applying.front"),
    done=lambda step: url_for("applying.check") if step is Step.CHECK else _address(step),
    guard=let_in,
    quiet=True,
)


def _address(step: Step) -> str:
    address: str = url_for(f"applying.open_{step}")
    return address


@pages.get("/")
@public
def front() -> ResponseReturnValue:
    """Where an application begins or goes on; `?body=` stands in the QR code on a room's door."""
    body_id = request.args.get("body", "")[:100]
    if body_id:
        Body.find(body_id, EVERYTHING)
    draft = own_draft()
    if draft is None or body_id:
        return start(make_response(redirect(_address(Step.START), 303)), body_id=body_id)
    form = form_of(draft)
    step = next_step(form, room_known=bool(form.get("room_known")))
    return redirect(url_for("applying.check") if step is Step.CHECK else _address(step), 303)


@pages.get("/check")
@let_in()
def check() -> ResponseReturnValue:
    """Everything that was typed, each with a way back to change it."""
    return _check(form_of(_draft()))


def _check(form: dict[str, Any], error: str = "") -> str:
    room = Body.find(form[Step.ROOM]["body_id"], EVERYTHING) if Step.ROOM in form else None
    steps = [(step, _address(step)) for step in (Step.ROOM, Step.KIND, Step.FACTS, Step.ME, Step.OTHER)]
    ways = {str(step): "" if step is Step.ROOM and form.get("room_known") else way for step, way in steps}
    return render_template("mediation/apply_check.html", form=form, room=room, ways=ways, error=error)


@pages.post("/check")
@let_in()
def hand_in() -> ResponseReturnValue:
    """Hand it in, and go to the page that says how to come back."""
    draft = _draft()
    form = form_of(draft)
    if next_step(form, room_known=bool(form.get("room_known"))) is not Step.CHECK:
        return redirect(url_for("applying.front"), 303)
    try:
        token = commands.hand_in(current_call(), draft.id)
    except ValidationError:
        return _check(form, sentence("invalid_input")), 422
    except RuleBroken as error:
        return _check(form, sentence(error.code, **error.details)), 409
    return redirect(url_for("link_pages.keep", token=token), 303)

# SPDX-License-Identifier: Apache-2.0
"""The mediators' questions, for the judge who answers them."""

from flask import Blueprint, render_template, request, url_for

from services.courtlink.desk.wording import TOPICS
from services.courtlink.guidance import commands
from services.courtlink.guidance.documents import GuidanceRequest
from services.courtlink.guidance.views import COURT, JUDGE, AnswerIn
from shared.mongo import collection
from shared.web.calls import current_call, requires
from shared.web.forms import Form, Forms
from shared.web.furniture import day, moment
from shared.web.inputs import Wording
from shared.web.paging import page
from shared.web.words import N_, _

blueprint = Blueprint(
    "guidance_pages", __name__, url_prefix="/courtlink/guidance", template_folder="templates"
)
_MOST = 200
ANSWER = Form(
    "answer",
    N_("答复"),
    JUDGE,
    AnswerIn,
    commands.answer,
    Wording(
        {"text": N_("答复内容")}, hints={"text": N_("调解员会看到。只谈法律和程序，不谈案件里的人和事。")}
    ),
    when=lambda asked: asked.answered_on is None,
)
FORMS = Forms(
    blueprint,
    "/<guidance_id>",
    [ANSWER],
    load=lambda call, guidance_id: GuidanceRequest.find(guidance_id, call.scope),
    back=lambda guidance_id: url_for("guidance_pages.show", guidance_id=guidance_id),
    done=lambda _answered, guidance_id: url_for("court_desk.show"),
)


@blueprint.get("/")
@requires(COURT)
def list_page() -> str:
    """The questions to the court: what waits for an answer, below it what was answered."""
    scope, questions = current_call().scope, collection(GuidanceRequest)
    return render_template(
        "courtlink/guidance_list.html",
        waiting=list(
            questions.find(scope.query() | {"answered_on": None}).sort("created_at", 1).limit(_MOST)
        ),
        rows=page(
            questions,
            {"$and": [scope.query(), {"answered_on": {"$ne": None}}]},
            limit=100,
            cursor=request.args.get("cursor", ""),
        ),
        topics=TOPICS,
    )


@blueprint.get("/<guidance_id>")
@requires(COURT)
def show(guidance_id: str) -> str:
    """One question."""
    call = current_call()
    asked = GuidanceRequest.find(guidance_id, call.scope)
    facts = [
        (_("谁问"), asked.body_name),
        (_("什么时候"), moment(asked.asked_at)),
        (_("事项"), _(TOPICS[asked.topic])),
        (_("法条"), asked.article),
        (_("纠纷类别"), _(asked.category)),
    ]
    if asked.answered_on:
        facts += [(_("答复"), asked.answer), (_("答复日期"), day(asked.answered_on))]
    return render_template(
        "courtlink/guidance.html",
        facts=facts,
        answered=asked.answered_on,
        opened=FORMS.opened("answer", call, asked, guidance_id=guidance_id),
        back=url_for("guidance_pages.list_page"),
    )

# SPDX-License-Identifier: Apache-2.0
"""Pages for drawing a sample of folders and reading them."""

from typing import Any

from flask import Blueprint, render_template

from services.mediation.cases.documents import Case
from services.mediation.papers.views import bound_folder
from services.mediation.sampling import commands, schemas
from services.mediation.sampling.documents import Part, Sample
from services.mediation.sampling.views import SAMPLE, own_sample
from shared.access import Scope
from shared.calendar import local_date
from shared.call import Call
from shared.mongo import collection
from shared.regions import regions
from shared.web.calls import current_call, requires
from shared.web.forms import Form, forms_new
from shared.web.inputs import Options, Wording
from shared.web.paging import page
from shared.web.words import N_

pages = Blueprint("sample_pages", __name__, url_prefix="/mediation/samples", template_folder="templates")
WORDING = Wording(
    labels={
        "place": N_("哪个地方"),
        "first": N_("结案从哪天"),
        "last": N_("到哪天（含）"),
        "count": N_("抽几份"),
        "reason": N_("为什么抽查"),
    },
    hints={"reason": N_("这句话和您看过哪几份都会留下记录。"), "count": N_("由系统随机抽取，最多五十份。")},
)


def _places(call: Call, _thing: Any) -> dict[str, Options]:
    """The caller's own places and what lies directly within them."""
    codes = sorted(call.scope.places)
    below = [region.code for code in codes for region in regions().children(code)]
    return {"place": [(code, regions().full_name(code)) for code in (*codes, *below)]}


DRAW = Form(
    "new",
    N_("抽查卷宗"),
    SAMPLE,
    schemas.SampleIn,
    commands.draw,
    WORDING,
    match=False,
    choices=_places,
    presets=lambda call, _thing: {"count": 5, "last": local_date(call.at)},
    button=N_("抽取"),
)
FORMS = forms_new(pages, "", [DRAW], "list_page", "sample_page", "sample_id")


@pages.get("/")
@requires(SAMPLE)
def list_page() -> str:
    """The caller's own samples, newest first."""
    own = Scope(person=current_call().actor.id)
    shows = dict.fromkeys(("place", "first", "last", "reason", "case_ids", "readings.case_id"), 1)
    found = page(collection(Sample), own.query(), limit=50, cursor="", projection=shows)
    return render_template("mediation/samples.html", samples=found, place=regions().full_name, draw=DRAW)


@pages.get("/<sample_id>")
@requires(SAMPLE)
def sample_page(sample_id: str) -> str:
    """What was drawn: numbers and kinds, no names; each with its folder."""
    sample = own_sample(sample_id)
    shows = dict.fromkeys(("file_number", "category", "body_name", "closed_on"), 1)
    rows = list(collection(Case).find({"_id": {"$in": sample.case_ids}}, shows).sort("closed_on"))
    return render_template("mediation/sample.html", sample=sample, rows=rows, place=regions().full_name)


@pages.get("/<sample_id>/<case_id>/folder.pdf")
@requires(SAMPLE)
def folder(sample_id: str, case_id: str) -> Any:
    """The folder as PDF; the reading is noted."""
    return bound_folder(commands.open_case(current_call(), sample_id, case_id, Part.FOLDER))

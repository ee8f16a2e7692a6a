# SPDX-License-Identifier: Apache-2.0
"""The public board as a page: what everybody may see, with the time of the data shown (SB-26)."""

from flask import Blueprint, render_template, request

from services.scoring.board import reading
from services.scoring.board.documents import BoardRow
from services.scoring.board.places import asked_place
from services.scoring.snapshots.reading import as_of
from services.scoring.tasks.wording import STATES
from shared.identity.sessions import current_actor
from shared.mongo import collection
from shared.regions import regions
from shared.web.calls import public
from shared.web.paging import page

blueprint = Blueprint("scoring_board", __name__, url_prefix="/scoring", template_folder="templates")
CITY = "3713"


@blueprint.get("/board")
@public
def show_board() -> str:
    """The board of a place: tasks by code, totals by township; the standings only for those who work with them."""
    place = asked_place(request.args.get("place", CITY)).region
    rows = page(
        collection(BoardRow),
        {"within": place.code, "hidden": False},
        limit=100,
        cursor=request.args.get("cursor", ""),
        projection=dict.fromkeys(reading.PUBLIC, 1),
    )
    return render_template(
        "scoring/board.html",
        place=place,
        rows=rows,
        totals=reading.totals(place.code),
        as_of=as_of(place.code),
        states=STATES,
        region=regions().present,
        works_here=current_actor() is not None,
    )

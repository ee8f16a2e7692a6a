# SPDX-License-Identifier: Apache-2.0
"""Ledgers for people with a browser: choose a workbook, see what would happen, import it."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from services.mediation.ledgers import commands
from services.mediation.ledgers.commands import Outcome
from services.mediation.ledgers.views import IMPORT, LIMIT, refused_line
from shared.errors import NotFound, RuleBroken
from shared.web.calls import current_call, requires
from shared.web.problems import language, sentence
from shared.web.uploads import takes_file

pages = Blueprint("ledger_pages", __name__, url_prefix="/mediation/ledgers", template_folder="templates")


@pages.get("/")
@requires(IMPORT)
def upload_form() -> str:
    """The form."""
    return _page(None, "")


@pages.post("/")
@requires(IMPORT)
@takes_file("multipart/form-data", limit=LIMIT)
def upload() -> ResponseReturnValue:
    """Try the workbook, or import it when the box is ticked."""
    call, sent = current_call(), request.files.get("file")
    try:
        outcome = commands.decide(call, sent.read() if sent else b"")
        if "commit" in request.form:
            commands.store(call, outcome, most=commands.MOST_ONLINE)
    except RuleBroken as error:
        return _page(None, sentence(error.code, **error.details)), 422
    except NotFound:
        return _page(None, sentence("ledger_of_another_place")), 404
    return _page(outcome, "")


def _page(outcome: Outcome | None, error: str) -> str:
    lines = [refused_line(one, language()) for one in outcome.refused] if outcome else []
    return render_template(
        "mediation/ledger.html",
        outcome=outcome,
        lines=lines,
        error=error,
        stored="commit" in request.form,
    )

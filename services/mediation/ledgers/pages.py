# SPDX-License-Identifier: Apache-2.0
"""Ledgers for people with a browser: send a workbook, see what every row comes to, import it, see what is kept."""

from datetime import date
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.mediation.ledgers import export, reading, uploads
from services.mediation.ledgers.codes import SENTENCES, Fault
from services.mediation.ledgers.documents import LedgerEntry, LedgerUpload
from services.mediation.ledgers.layouts import LAYOUTS
from services.mediation.ledgers.reader import Decision
from services.mediation.ledgers.uploads import Tried
from services.mediation.ledgers.values import words
from services.mediation.ledgers.views import IMPORT, LIMIT, REGISTERS, entry_row
from services.mediation.ledgers.wording import KINDS, RESULTS_SHOWN, SKIPPED
from shared.calendar import local_date
from shared.errors import NotFound, RuleBroken
from shared.mongo import collection
from shared.regions import regions
from shared.web.calls import current_call, requires
from shared.web.furniture import mark
from shared.web.paging import page
from shared.web.problems import language, sentence
from shared.web.sheets import xlsx
from shared.web.uploads import takes_file
from shared.web.words import _

pages = Blueprint("ledger_pages", __name__, url_prefix="/mediation/ledgers", template_folder="templates")
_LINES_SHOWN = 200


@pages.get("/")
@requires(IMPORT)
def upload_form() -> str:
    """The form."""
    return _form("")


@pages.post("/")
@requires(IMPORT)
@takes_file("multipart/form-data", limit=LIMIT)
def upload() -> ResponseReturnValue:
    """Try the workbook; nothing of it is stored as an entry yet."""
    call, sent = current_call(), request.files.get("file")
    try:
        kept = uploads.keep(call, (sent.filename or "") if sent else "", sent.read() if sent else b"")
    except RuleBroken as error:
        return _form(sentence(error.code, **error.details)), 422
    except NotFound as error:
        name = regions().present(str(error)).name
        return _form(sentence("ledger_of_another_place", place=name)), 404
    return redirect(url_for(".show_upload", upload_id=kept.id), 303)


def _form(error: str) -> str:
    kinds = [(_(KINDS[layout.name]), layout.title) for layout in LAYOUTS if layout.name in KINDS]
    return render_template("mediation/ledger.html", kinds=kinds, error=error)


@pages.get("/uploads/<upload_id>")
@requires(IMPORT)
def show_upload(upload_id: str) -> str:
    """What every row of the workbook comes to, and how far its import is."""
    found = uploads.tried(current_call(), upload_id)
    refused = found.outcome.refused
    skipped = {name: count for name in SKIPPED if (count := found.outcome.by_code.get(name, 0))}
    return render_template(
        "mediation/ledger_upload.html",
        found=found,
        counts=counts(found),
        by_code=[(code, SENTENCES[Fault(code)][_tongue()], count) for code, count in _faults(found)],
        lines=[_line(one) for one in refused[:_LINES_SHOWN]],
        more=max(0, len(refused) - _LINES_SHOWN),
        skipped=[(_(SKIPPED[name]), count) for name, count in skipped.items()],
        goes_on=0 < found.upload.done < found.total,
        back=url_for(".upload_form"),
    )


def counts(found: Tried) -> LedgerUpload | Any:
    """How many rows are new, corrected, known, of cases: of the import once it began, else what it would come to."""
    return found.upload if found.upload.done else found.outcome


def _faults(found: Tried) -> list[tuple[str, int]]:
    return [(code, count) for code, count in sorted(found.outcome.by_code.items()) if code in {*Fault}]


def _tongue() -> int:
    return 1 if language() == "en" else 0


def _line(one: Decision) -> list[Any]:
    """Where, what was written there, and what to do."""
    name = next((name for name, text in one.raw.labels.items() if text == one.column), "") if one.raw else ""
    written = words(one.raw[name]) if one.raw and name else ""
    return [
        one.sheet,
        one.cell or _("第 %(row)s 行", row=one.row),
        written or "—",
        SENTENCES[Fault(one.codes[0])][_tongue()],
    ]


@pages.post("/uploads/<upload_id>/import")
@requires(IMPORT)
def import_upload(upload_id: str) -> ResponseReturnValue:
    """Store the next part; the page goes on by itself until all is stored, or by its button."""
    start = request.form.get("start", "0")
    uploads.import_part(current_call(), upload_id, int(start) if start.isdecimal() else 0)
    return redirect(url_for(".show_upload", upload_id=upload_id), 303)


@pages.get("/uploads/<upload_id>/refused.xlsx")
@requires(IMPORT)
def refused_rows(upload_id: str) -> Response:
    """The refused rows with their reasons, to be put right and sent again."""
    found = uploads.tried(current_call(), upload_id)
    return xlsx(
        export.refused(uploads.sheets(found.upload), found.outcome.decisions, language()), "refused-rows"
    )


@pages.get("/entries")
@requires(IMPORT)
def list_entries() -> str:
    """Rows that were kept, of a kind and period, or of a person's name."""
    call = current_call()
    asked = {name: request.args.get(name, "")[:60].strip() for name in ("layout", "number", "person")}
    if asked["layout"] not in KINDS:
        asked["layout"] = ""
    wanted = reading.wanted(
        call.scope, layout=asked["layout"], number=asked["number"], person=asked["person"]
    )
    shows = dict.fromkeys(("layout", "place", "on", "number", "record"), 1)
    rows = page(
        collection(LedgerEntry),
        wanted,
        limit=30,
        cursor=request.args.get("cursor", ""),
        projection=shows,
        newest="",
    )
    today = local_date(call.at)
    return render_template(
        "mediation/ledger_entries.html",
        asked=asked,
        kinds=[(name, _(KINDS[name])) for name in KINDS],
        rows=[_entry(entry_row(row)) for row in rows],
        exports=_exports(sorted(call.scope.places), asked["layout"], today),
        back=url_for(".upload_form"),
    )


def _entry(row: dict[str, Any]) -> list[Any]:
    names = mark("、").join(row["people"])
    place = regions().get(row["place"]).name
    kind = _(row["category"]) if row["category"] else ""
    return [
        row["on"],
        place,
        kind,
        names,
        _(RESULTS_SHOWN[row["result"]]),
        row["number"] or "",
        _(KINDS.get(row["layout"], "")),
    ]


def _exports(places: list[str], layout: str, today: date) -> list[tuple[str, str]]:
    """Links to write the chosen kind out again, for this year and the last, in the reader's place."""
    if layout not in REGISTERS or not places:
        return []
    path = "/api/mediation/v1/ledgers/workbook"
    return [
        (str(year), f"{path}?layout={layout}&place={places[0]}&first={year}-01-01&last={year}-12-31")
        for year in range(today.year, today.year - 4, -1)
    ]

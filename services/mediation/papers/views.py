# SPDX-License-Identifier: Apache-2.0
"""The JSON API of papers: which there are, which are missing, and each as PDF."""

from typing import Any

from flask import Response
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from services.mediation.cases.documents import Case
from services.mediation.cases.views import MEDIATE, READ, mediates
from services.mediation.evidence.reading import contents as scanned
from services.mediation.evidence.reading import kept
from services.mediation.evidence.views import seen_by
from services.mediation.papers import forms
from services.mediation.papers.certificate import certificate
from services.mediation.papers.court_forms import CourtForm, papers_for_court
from services.mediation.papers.reading import contents
from services.mediation.papers.rules import INTERNAL, SCANS, TITLES, Contents, Form, forms_of, missing
from shared.call import Call
from shared.errors import NotFound
from shared.papers.printing import Folder, as_pdf, pdf_answer
from shared.papers.scans import Scan
from shared.web.calls import current_call, requires

api = Blueprint("papers", __name__, url_prefix="/papers", description="文书与卷宗")


class PaperOut(Schema):
    """A paper of the folder."""

    form = fields.String()
    title = fields.String()
    ref = fields.String(metadata={"description": "the party whose paper it is"})


class FolderOut(Schema):
    """What the folder has, and what it still needs (WN-06)."""

    present = fields.List(fields.Nested(PaperOut))
    missing = fields.List(fields.Nested(PaperOut))


def readable(call: Call, case: Case, has: Contents) -> list[Form]:
    """The papers that the caller may read: the words of questionings and visits are for those who mediate (PV-09)."""
    own = mediates(call, case)
    return [form for form in forms_of(has) if own or form not in INTERNAL]


@api.get("/<case_id>")
@requires(READ)
@api.response(200, FolderOut)
def list_papers(case_id: str) -> dict[str, Any]:
    """The papers of a case that the caller may read, and those that are missing."""
    call = current_call()
    case = Case.find(case_id, call.scope)
    has, sees = contents(case, kept(case_id)), seen_by(call, case)
    there = [{"form": str(form), "title": TITLES[form], "ref": ""} for form in readable(call, case, has)]
    files = [
        {"form": one.kind, "title": SCANS[one.kind], "ref": one.ref}
        for one in kept(case_id)
        if sees(one.kind, one.ref)
    ]
    return {"present": [*there, *files], "missing": missing(has)}


def bound_folder(case: Case) -> Response:
    """The folder of a case as PDF: cover, contents, papers, the kept scans page by page, back."""
    bound = Folder("人民调解卷宗", forms.cover(case), forms.back(case))
    content = as_pdf(
        forms.papers_of(case, contents(case, kept(case.id))),
        author=case.body_name,
        number=case.file_number or case.id,
        folder=bound,
        scans=[
            Scan(f"{SCANS[file.kind]}{f'（当事人{file.ref}）' if file.ref else ''}", file.media_type, inside)
            for file, inside in scanned(case.id)
        ],
    )
    return pdf_answer(content, f"folder-{case.id}")


@api.get("/<case_id>/folder.pdf")
@requires(MEDIATE)
def folder(case_id: str) -> Response:
    """The whole folder."""
    return bound_folder(Case.find(case_id, current_call().scope))


@api.get("/<case_id>/limitation-certificate.pdf")
@requires(READ)
def limitation_certificate(case_id: str) -> Response:
    """That protection was asked for and when, to be sealed (PM-25)."""
    case = Case.find(case_id, current_call().scope)
    content = as_pdf([certificate(case)], author=case.body_name, number=case.file_number or case.id)
    return pdf_answer(content, f"limitation-certificate-{case_id}")


@api.get("/<case_id>/<form>.pdf")
@requires(READ)
def paper(case_id: str, form: str) -> Response:
    """One paper. A paper that the case does not have, or that is not for the caller, is not there."""
    call = current_call()
    case = Case.find(case_id, call.scope)
    if form not in readable(call, case, contents(case, kept(case_id))):
        raise NotFound(form)
    made = forms.make(case, Form(form))
    content = as_pdf([made], author=case.body_name, number=case.file_number or case.id)
    return pdf_answer(content, f"{form}-{case_id}")


@api.get("/<case_id>/court")
@requires(MEDIATE)
@api.response(200, PaperOut(many=True))
def list_court_papers(case_id: str) -> list[dict[str, str]]:
    """The papers for a court that can be printed now."""
    case = Case.find(case_id, current_call().scope)
    return [{"form": str(form), "title": made[0].title} for form, made in papers_for_court(case).items()]


@api.get("/<case_id>/court/<form>.pdf")
@requires(MEDIATE)
def court_paper(case_id: str, form: str) -> Response:
    """One of them, to be signed and sealed."""
    case = Case.find(case_id, current_call().scope)
    made = papers_for_court(case).get(CourtForm(form)) if form in list(CourtForm) else None
    if made is None:
        raise NotFound(form)
    content = as_pdf(made, author=case.body_name, number=case.file_number or case.id)
    return pdf_answer(content, f"{form}-{case_id}")

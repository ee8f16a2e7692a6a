# SPDX-License-Identifier: Apache-2.0
"""The JSON API of papers: which there are, which are missing, and each as PDF."""

from typing import Any

from flask import Response
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from services.mediation.cases.documents import Case
from services.mediation.cases.views import MEDIATE, READ
from services.mediation.papers import forms
from services.mediation.papers.rules import Form, forms_of
from shared.errors import NotFound
from shared.papers.printing import Folder, as_pdf, pdf_answer
from shared.web.calls import current_call, requires

api = Blueprint("papers", __name__, url_prefix="/papers", description="文书与卷宗")


class PaperOut(Schema):
    """A paper of the folder."""

    form = fields.String()
    title = fields.String()


class FolderOut(Schema):
    """What the folder has, and what it still needs (WN-06)."""

    present = fields.List(fields.Nested(PaperOut))
    missing = fields.List(fields.Nested(PaperOut))


def _named(found: list[Form]) -> list[dict[str, str]]:
    return [{"form": str(form), "title": forms.TITLES[form]} for form in found]


@api.get("/<case_id>")
@requires(READ)
@api.response(200, FolderOut)
def list_papers(case_id: str) -> dict[str, Any]:
    """The papers of a case, and those that are missing."""
    case = Case.find(case_id, current_call().scope)
    return {"present": _named(forms_of(forms.contents(case))), "missing": _named(forms.lacking(case))}


@api.get("/<case_id>/folder.pdf")
@requires(MEDIATE)
def folder(case_id: str) -> Response:
    """The whole folder: cover, contents, papers, back."""
    case = Case.find(case_id, current_call().scope)
    bound = Folder("人民调解卷宗", forms.cover(case), forms.back(case))
    content = as_pdf(
        forms.papers_of(case), author=case.body_name, number=case.file_number or case.id, folder=bound
    )
    return pdf_answer(content, f"folder-{case_id}")


@api.get("/<case_id>/<form>.pdf")
@requires(READ)
def paper(case_id: str, form: str) -> Response:
    """One paper. A paper that the case does not have is not there."""
    case = Case.find(case_id, current_call().scope)
    if form not in list(forms_of(forms.contents(case))):
        raise NotFound(form)
    made = forms.make(case, Form(form))
    content = as_pdf([made], author=case.body_name, number=case.file_number or case.id)
    return pdf_answer(content, f"{form}-{case_id}")

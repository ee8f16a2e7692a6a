# SPDX-License-Identifier: Apache-2.0
"""The folder of a case for people with a browser: what it has, what it lacks and where to mend it, reading aloud, signing."""

from enum import StrEnum

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.mediation.cases.acting import lacking as lacking_acts
from services.mediation.cases.acting import to_sign
from services.mediation.cases.agreeing import sign
from services.mediation.cases.documents import Case
from services.mediation.cases.rules import Act, Means
from services.mediation.cases.story import term_text
from services.mediation.cases.views import MEDIATE, READ
from services.mediation.cases.wording import ACTS_OF_SIGNING
from services.mediation.evidence import commands as evidence
from services.mediation.evidence.reading import kept
from services.mediation.evidence.rules import MOST_BYTES, Kind
from services.mediation.evidence.views import seen_by
from services.mediation.papers import removals
from services.mediation.papers.reading import contents
from services.mediation.papers.rules import Form, Lack, missing
from services.mediation.papers.views import readable
from services.mediation.papers.words import FILE_WORDS, PAPER_WORDS, SPOKEN
from shared.calendar import local_date
from shared.call import Call, new_id
from shared.errors import RuleBroken, StaleWrite, VersionMismatch
from shared.web.calls import current_call, requires
from shared.web.furniture import mark
from shared.web.problems import sentence
from shared.web.uploads import takes_file
from shared.web.words import N_, _

pages = Blueprint("folder_pages", __name__, url_prefix="/mediation/folder", template_folder="templates")
removals.declare(pages)
_ONLY_FILES = set(FILE_WORDS) - set(PAPER_WORDS)
_MENDED_BY = {  # the act of the case that makes the paper
    Form.RIGHTS_NOTICE: "rights-notices",
    Form.RECORD: "sessions",
    Form.AGREEMENT: "agreement",
    Form.ORAL_AGREEMENT: "agreement",
    Form.REMEDIES_NOTICE: "remedies-notices",
}


@pages.get("/<case_id>/")
@requires(READ)
def folder_page(case_id: str) -> str:
    """The checklist: what is there, each as PDF; what is missing, each with the page that mends it (WN-06)."""
    call = current_call()
    case = Case.find(case_id, call.scope)
    has, sees = contents(case, kept(case_id)), seen_by(call, case)
    papers = [
        (_(PAPER_WORDS[form]), f"/api/mediation/v1/papers/{case_id}/{form}.pdf")
        for form in readable(call, case, has)
    ]
    lacks = missing(has)
    return render_template(
        "mediation/folder.html",
        case=case,
        back=url_for("case_pages.detail_page", case_id=case_id),
        papers=papers,
        files=[
            (_(FILE_WORDS[one.kind]), one.ref, f"/api/mediation/v1/files/{one.id}", one.id)
            for one in kept(case_id)
            if sees(one.kind, one.ref)
        ],
        lacks=[(_title(lack), lack.ref, _mend(case, lack)) for lack in lacks],
        may_mend=call.actor.has(*MEDIATE),
        absent=[(_(FILE_WORDS[one.paper]), one.ref, one.reason) for one in case.absent]
        if call.actor.has(*MEDIATE)
        else [],
    )


def _title(lack: Lack) -> str:
    return _(FILE_WORDS[lack.form] if lack.form in _ONLY_FILES else PAPER_WORDS[lack.form])


def _mend(case: Case, lack: Lack) -> str:
    if lack.form in _ONLY_FILES:
        return url_for(".upload_page", case_id=case.id, kind=lack.form, ref=lack.ref)
    act = _MENDED_BY[Form(lack.form)]
    if act == "agreement" and case.agreement:
        return url_for(".sign_page", case_id=case.id)
    return url_for(f"case_pages.open_{act.replace('-', '_')}", case_id=case.id)


@pages.get("/<case_id>/upload")
@requires(MEDIATE)
def upload_page(case_id: str) -> str:
    """The form for a photo or scan."""
    return _upload(Case.find(case_id, current_call().scope))


def _upload(case: Case, error: str = "") -> str:
    return render_template(
        "mediation/upload.html",
        case=case,
        back=url_for(".folder_page", case_id=case.id),
        kinds=[(str(kind), FILE_WORDS[str(kind)]) for kind in Kind],
        parties=[("", N_("各方")), *((party.ref, f"{party.ref} {party.name}") for party in case.parties)],
        kept=request.values,
        key=request.form.get("_key") or new_id(),
        error=error,
    )


@pages.post("/<case_id>/upload")
@requires(MEDIATE)
@takes_file("multipart/form-data", limit=MOST_BYTES + 100_000)
def upload(case_id: str) -> ResponseReturnValue:
    """Keep a photo or scan of the case."""
    call = current_call()
    try:
        kind = Kind(_one_of(Kind, "kind", "file_kind_missing"))
        name, content = _sent()
        ref = request.form.get("ref", "")
        evidence.keep(call, case_id, kind=kind, name=name, content=content, ref=ref)
    except RuleBroken as error:
        return _upload(Case.find(case_id, call.scope), sentence(error.code, **error.details)), 422
    flash(N_("材料已保存"), "done")
    return redirect(url_for(".folder_page", case_id=case_id), 303)


def _one_of(kinds: type[StrEnum], name: str, code: str) -> str:
    """What was chosen. Raises RuleBroken with this code for anything else."""
    said = request.form.get(name, "")
    if said not in set(kinds):
        raise RuleBroken(code)
    return said


def _sent() -> tuple[str, bytes]:
    """Name and content of the file that came along; empty without one."""
    sent = request.files.get("paper")
    return ((sent.filename or "")[:100], sent.read()) if sent else ("", b"")


@pages.get("/<case_id>/aloud")
@requires(READ)
def aloud_page(case_id: str) -> str:
    """The agreement in large type, a sentence for each duty, to be read to those who can't read it (PM-15)."""
    call = current_call()
    case = Case.find(case_id, call.scope)
    names = {party.ref: party.name for party in case.parties}
    terms = case.agreement.terms if case.agreement else []
    waits = call.actor.has(*MEDIATE) and bool(lacking_acts(case))
    return render_template(
        "mediation/aloud.html",
        case=case,
        back=url_for("case_pages.detail_page", case_id=case_id),
        names=mark("、").join(names.values()),
        terms=[term_text(term, names) for term in terms],
        words=SPOKEN,
        to_be_signed=bool(lacking_acts(case)) or not case.agreement,
        sign=url_for(".sign_page", case_id=case_id) if waits else None,
    )


@pages.get("/<case_id>/sign")
@requires(MEDIATE)
def sign_page(case_id: str) -> str:
    """Each act of signing that is missing: on the screen, or by a photo of the paper."""
    return _sign(Case.find(case_id, current_call().scope))


def _sign(case: Case, error: str = "") -> str:
    names = {party.ref: party.name for party in case.parties}
    acts = []
    for lack in to_sign(case):
        kind, _sep, signer = lack.partition(":")
        ref = signer.partition("/")[0]
        acts.append({"kind": kind, "ref": ref, "title": f"{_(ACTS_OF_SIGNING[kind])} {names.get(ref, '')}"})
    return render_template(
        "mediation/sign.html",
        case=case,
        back=url_for("case_pages.detail_page", case_id=case.id),
        acts=acts,
        oral=bool(case.agreement and case.agreement.form == "oral"),
        key=new_id(),
        error=error,
        aloud=url_for(".aloud_page", case_id=case.id),
    )


@pages.post("/<case_id>/sign")
@requires(MEDIATE, match=True)
@takes_file("multipart/form-data", limit=MOST_BYTES + 100_000)
def do_sign(case_id: str) -> ResponseReturnValue:
    """Keep the drawn signature or the photo of the paper, and record the act of signing with it (PML art 29, PM-18)."""
    call = current_call()
    try:
        kind = Act(_one_of(Act, "kind", "signing_unclear"))
        means = Means(_one_of(Means, "means", "signing_unclear"))
        scan = _keep_signature(call, case_id, means)
        sign(
            call,
            case_id,
            kind=kind,
            ref=request.form.get("ref", ""),
            means=means,
            on=local_date(call.at),
            scan=scan,
        )
    except RuleBroken as error:
        return _sign(Case.find(case_id, call.scope), sentence(error.code, **error.details)), 422
    except (StaleWrite, VersionMismatch):
        return _sign(Case.find(case_id, call.scope), sentence("stale_write")), 409
    flash(N_("签署已登记"), "done")
    case = Case.find(case_id, call.scope)
    done = "case_pages.detail_page" if not to_sign(case) else ".sign_page"
    return redirect(url_for(done, case_id=case_id), 303)


def _keep_signature(call: Call, case_id: str, means: Means) -> str | None:
    """The id of the drawing or photo; None for paper without a photo. Raises RuleBroken `signature_empty`."""
    name, content = _sent()
    if content:
        ref = request.form.get("ref", "")
        return evidence.keep(call, case_id, kind=Kind.SIGNED, name=name, content=content, ref=ref).id
    if means == Means.ESIGN:
        raise RuleBroken("signature_empty")
    return None

# SPDX-License-Identifier: Apache-2.0
"""The JSON API of files: the body of an upload is the file itself."""

from collections.abc import Callable
from typing import Any

from flask import Response, request
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from services.mediation.cases.documents import Case
from services.mediation.cases.views import MEDIATE, READ, mediates
from services.mediation.evidence import commands
from services.mediation.evidence.documents import CaseFile
from services.mediation.evidence.rules import MOST_BYTES, Kind, MediaType, may_see
from shared.call import Call
from shared.errors import NotFound
from shared.web.answers import shows
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent
from shared.web.uploads import takes_file

api = Blueprint("evidence", __name__, url_prefix="/files", description="材料")
_SUFFIX = {MediaType.JPEG: "jpg", MediaType.PNG: "png", MediaType.PDF: "pdf"}


class FileQuery(Schema):
    """Of which case."""

    case_id = fields.String(required=True, validate=validate.Length(min=1, max=100))


class FileIn(FileQuery):
    """What the body is, told in the query: of which case, what for, of which party, and its name."""

    kind = fields.Enum(Kind, by_value=True, required=True)
    ref = fields.String(load_default="", validate=validate.Regexp(r"^([A-Z]\d{0,3})?$"))
    name = fields.String(load_default="", validate=validate.Length(max=100))


class FileRemovalIn(Schema):
    """Why the file is taken out of sight."""

    reason = fields.String(required=True, validate=validate.Length(min=1, max=500))


@shows(CaseFile, "id version case_id kind ref name media_type size digest removed_for")
class FileOut(Schema):
    """A file without its content; `digest` is the SHA-256 of what is kept."""


class FileRow(FileOut):
    """A file in a list."""

    id = fields.String(attribute="_id")


def seen_by(call: Call, case: Case) -> Callable[[str, str], bool]:
    """Which files of the case the caller sees, by what they are for and whose they are (PV-09)."""
    own = [party.ref for party in case.parties if party.account == call.actor.id]
    everything = mediates(call, case)
    return lambda kind, ref: everything or may_see(kind, ref, own)


@api.post("/")
@requires(MEDIATE)
@idempotent
@api.arguments(FileIn, location="query")
@api.response(201, FileOut)
@takes_file(*MediaType, "application/octet-stream", limit=MOST_BYTES)
def upload(query: dict[str, Any]) -> CaseFile:
    """Keep a file (JPEG, PNG or PDF, told by its bytes); what a camera wrote into a photo is taken out."""
    case_id = query.pop("case_id")
    return shown(commands.keep(current_call(), case_id, **query, content=request.get_data()))


@api.get("/")
@requires(READ)
@api.arguments(FileQuery, location="query")
@api.response(200, FileRow(many=True))
def list_files(query: dict[str, Any]) -> list[dict[str, object]]:
    """The files of a case; a party's list has its own and those that all sides know."""
    call = current_call()
    sees = seen_by(call, Case.find(query["case_id"], call.scope))
    found = commands.files_of(call.scope, query["case_id"])
    return [one for one in found if sees(str(one["kind"]), str(one.get("ref", "")))]


@api.get("/<file_id>")
@requires(READ)
def download(file_id: str) -> Response:
    """A file, always to be saved, never shown in the page."""
    call = current_call()
    file, content = commands.read(call.scope, file_id)
    if not seen_by(call, Case.find(file.case_id, call.scope))(file.kind, file.ref):
        raise NotFound(file_id)
    name = f"{file.id}.{_SUFFIX[MediaType(file.media_type)]}"
    response = Response(content, content_type=file.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@api.post("/<file_id>/removal")
@requires(MEDIATE, match=True)
@idempotent
@api.arguments(FileRemovalIn)
@api.response(200, FileOut)
def remove(data: dict[str, Any], file_id: str) -> CaseFile:
    """Take a file out of sight, with the reason."""
    return shown(commands.remove(current_call(), file_id, **data))

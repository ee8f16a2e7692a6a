# SPDX-License-Identifier: Apache-2.0
"""Keeping a file of a case, reading it, and taking it out of sight with a reason."""

import base64
import hashlib

from services.mediation.cases.documents import Case
from services.mediation.evidence.documents import CaseFile
from services.mediation.evidence.reading import FIELD
from services.mediation.evidence.rules import Kind, clean
from shared.access import EVERYTHING, Scope
from shared.call import Call, command
from shared.errors import NotFound
from shared.mongo import collection
from shared.settings import vault

_LISTED = {
    "kind": 1,
    "ref": 1,
    "name": 1,
    "media_type": 1,
    "size": 1,
    "digest": 1,
    "created_at": 1,
    "removed_for": 1,
}


@command
def keep(call: Call, case_id: str, *, kind: Kind, name: str, content: bytes, ref: str = "") -> CaseFile:
    """Keep a file, sealed (WN-06, WN-12). Raises NotFound for a case out of reach, RuleBroken as `clean` does, and
    `no_such_party`."""
    case = Case.find(case_id, call.scope)
    if ref:
        case.party(ref)
    kept, media_type = clean(content)
    file = CaseFile(
        id=call.new_id(),
        case_id=case_id,
        kind=str(kind),
        ref=ref,
        name=name,
        media_type=str(media_type),
        size=len(kept),
        digest=hashlib.sha256(kept).hexdigest(),
        sealed=vault().seal(base64.b64encode(kept).decode(), FIELD),
    )
    onward = Call(call.actor, call.at, EVERYTHING, call.message, None, call.origin, call.trace)
    return file.begin(onward).create()


def files_of(scope: Scope, case_id: str) -> list[dict[str, object]]:
    """The files of a case, without their content. Raises NotFound for a case out of reach."""
    Case.find(case_id, scope)
    return list(collection(CaseFile).find({"case_id": case_id}, _LISTED).sort("_id"))


def read(scope: Scope, file_id: str) -> tuple[CaseFile, bytes]:
    """A file and its content. Raises NotFound for a file that was removed, or of a case out of reach."""
    file = CaseFile.find(file_id, EVERYTHING)
    Case.find(file.case_id, scope)
    if file.removed_for:
        raise NotFound(file_id)
    return file, base64.b64decode(vault().open(file.sealed, FIELD))


@command
def remove(call: Call, file_id: str, *, reason: str) -> CaseFile:
    """Take a file out of sight, with the reason; it stays in the store, since a record is never lost."""
    Case.find(CaseFile.find(file_id, EVERYTHING).case_id, call.scope)
    onward = Call(call.actor, call.at, EVERYTHING, call.message, call.expected, call.origin, call.trace)
    file = CaseFile.load(file_id, onward)
    file.removed_for = reason
    return file.store()

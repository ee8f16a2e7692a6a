# SPDX-License-Identifier: Apache-2.0
"""Which files a case has, as far as rules ask for them."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass

from services.mediation.evidence.documents import CaseFile
from shared.errors import RuleBroken
from shared.mongo import collection
from shared.settings import vault

FIELD = "case_files.content"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is there: its id, what it is for, and of which party (empty: of all)."""

    id: str
    kind: str
    ref: str


def kept(case_id: str) -> list[Kept]:
    """The files of a case that were not taken out of sight, oldest first."""
    wanted = {"case_id": case_id, "removed_for": None}
    rows = collection(CaseFile).find(wanted, {"kind": 1, "ref": 1}).sort("created_at")
    return [Kept(row["_id"], row["kind"], row.get("ref", "")) for row in rows]


def must_be_kept(case_id: str, file_id: str | None, kind: str = "") -> None:
    """The named file is one of this case's, and of this kind where one is asked for. None names no file.

    Raises RuleBroken `no_such_file`.
    """
    if file_id and not any(one.id == file_id and (not kind or one.kind == kind) for one in kept(case_id)):
        raise RuleBroken("no_such_file")


def contents(case_id: str) -> Iterator[tuple[CaseFile, bytes]]:
    """The files that are there with what is in them, one at a time, oldest first."""
    for one in kept(case_id):
        file = CaseFile.objects.get(id=one.id)
        yield file, base64.b64decode(vault().open(file.sealed, FIELD))

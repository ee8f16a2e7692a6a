# SPDX-License-Identifier: Apache-2.0
"""A workbook sent by a browser, kept for a day: tried first, then imported part by part, each part once."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from services.mediation.ledgers import commands
from services.mediation.ledgers.commands import Outcome
from services.mediation.ledgers.documents import LedgerUpload
from services.mediation.ledgers.workbook import Sheet, open_workbook
from shared.call import Call, command
from shared.errors import NotFound, RuleBroken
from shared.regions import regions
from shared.settings import vault

_SEALED = "ledgers.upload"
_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tried:
    """An upload with what would come of it, and its sheets."""

    upload: LedgerUpload
    outcome: Outcome

    @property
    def total(self) -> int:
        """How many rows there are to store."""
        return len(self.outcome.kept)


@command
def keep(call: Call, name: str, content: bytes) -> LedgerUpload:
    """Keep a workbook that can be read, sealed, for a day. Raises RuleBroken `file_empty`, and what `decide` raises."""
    if not content:
        raise RuleBroken("file_empty")
    commands.decide(call, content)
    upload = LedgerUpload(
        id=call.new_id("ledger-upload"),
        name=name[-80:] or "台账.xlsx",
        by=call.actor.id,
        people=[call.actor.id],
        within=_within(sorted(call.scope.places)),
        content=vault().seal(base64.b64encode(content).decode(), _SEALED),
        expires_at=call.at + _KEPT,
        swept_at=datetime.now(UTC) + _KEPT,
    )
    return upload.begin(call).create()


def _within(places: Sequence[str]) -> list[str]:
    return regions().path(places[0]) if places and places[0].isdecimal() else []


def find(call: Call, upload_id: str) -> LedgerUpload:
    """An upload of the caller's own. Raises NotFound, also when its day is over."""
    upload = LedgerUpload.find(upload_id, call.scope)
    if upload.by != call.actor.id or upload.expires_at <= call.at:
        raise NotFound(upload_id)
    return upload


def opened(upload: LedgerUpload) -> bytes:
    """The workbook as it was sent."""
    return base64.b64decode(vault().open(upload.content, _SEALED))


def sheets(upload: LedgerUpload) -> list[Sheet]:
    """Its sheets."""
    return open_workbook(opened(upload))


def tried(call: Call, upload_id: str) -> Tried:
    """What would come of it now; once the import began, only what every row is. Raises NotFound."""
    upload = find(call, upload_id)
    outcome = _decided(call, upload)
    return Tried(upload, outcome if upload.done else commands.store(call, outcome, dry=True))


def _decided(call: Call, upload: LedgerUpload) -> Outcome:
    """Decided as on the day on which it was sent, so that a part is the same part on the next day."""
    return commands.decide(replace(call, at=upload.created_at), opened(upload))


@command
def import_part(call: Call, upload_id: str, start: int) -> LedgerUpload:
    """Store the next rows, from `start` on; a part that was stored already changes nothing. Raises NotFound."""
    find(call, upload_id)
    upload = LedgerUpload.load(upload_id, call)
    if upload.done != start or upload.finished:
        return upload
    outcome = _decided(call, upload)
    upload.done = commands.store_part(call, outcome, start)
    upload.finished = upload.done >= len(outcome.kept)
    for name in ("new", "corrected", "known", "of_cases"):
        setattr(upload, name, getattr(upload, name) + getattr(outcome, name))
    return upload.store()

# SPDX-License-Identifier: Apache-2.0
"""Beginning an intake, going on with it, handing it in, or dropping it."""

import dataclasses
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import orjson

from services.mediation.cases import intake
from services.mediation.cases.documents import Case
from services.mediation.drafts.documents import Draft
from services.mediation.limits import limits
from shared.access import EVERYTHING
from shared.calendar import local_date
from shared.call import Call, command
from shared.errors import RuleBroken
from shared.settings import vault

_FIELD = "drafts.sealed"


def _seal(form: Mapping[str, Any]) -> str:
    return vault().seal(orjson.dumps(form).decode(), _FIELD)


def form_of(draft: Draft) -> dict[str, Any]:
    """What was typed so far; nothing once it was handed in or dropped."""
    form: dict[str, Any] = orjson.loads(vault().open(draft.sealed, _FIELD)) if draft.sealed else {}
    return form


@command
def begin_draft(call: Call, *, form: Mapping[str, Any]) -> Draft:
    """Keep what was typed so far, complete or not; only the writer reads it."""
    draft = Draft(
        id=call.new_id(),
        people=[call.actor.id],
        sealed=_seal(form),
        kept_until=local_date(call.at) + timedelta(days=limits().draft_days),
    ).begin(call)
    draft.due_at = call.at + timedelta(days=limits().draft_days)
    return draft.create()


def _open(draft: Draft) -> Draft:
    if draft.state != "drafted":
        raise RuleBroken("draft_done")
    return draft


def form_to_hand_in(call: Call, draft_id: str) -> dict[str, Any]:
    """What was typed, of a draft that is still open. Raises RuleBroken `draft_done`."""
    return form_of(_open(Draft.find(draft_id, call.scope)))


@command
def continue_draft(call: Call, draft_id: str, *, form: Mapping[str, Any]) -> Draft:
    """Keep what is typed now in place of what was typed before. Raises RuleBroken `draft_done`."""
    draft = _open(Draft.load(draft_id, call))
    draft.sealed = _seal(form)
    return draft.store()


@command
def _end(call: Call, draft_id: str, state: str) -> Draft:
    draft = _open(Draft.load(draft_id, call))
    draft.state, draft.sealed, draft.due_at = state, "", None
    return draft.store()


def drop_draft(call: Call, draft_id: str) -> Draft:
    """Drop a draft; its words go. Raises RuleBroken `draft_done`."""
    return _end(call, draft_id, "dropped")


def apply(call: Call, draft_id: str, **facts: Any) -> Case:
    """Hand the draft in: the case takes the draft's id, so it is made once; this moment counts for limitation (PM-25).

    The case is made first; when the second step is cut off, handing in again finds it. Raises RuleBroken `draft_done`,
    and what `intake.apply` raises: then the draft stays as it was.
    """
    _open(Draft.find(draft_id, call.scope))
    case = intake.apply(dataclasses.replace(call, expected=None), case_id=draft_id, **facts)
    _end(dataclasses.replace(call, scope=EVERYTHING), draft_id, "applied")
    return case

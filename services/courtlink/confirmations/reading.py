# SPDX-License-Identifier: Apache-2.0
"""What is read of confirmations: the present state with what time has made of it, lists, and what is due."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from services.courtlink.confirmations import rules
from services.courtlink.confirmations.documents import Confirmation
from services.courtlink.confirmations.rules import State
from shared.access import Scope
from shared.call import Call
from shared.mongo import collection
from shared.web.paging import page

_ROW = dict.fromkeys(("file_number", "body_name", "court_code", "effective_on", "last_day", "state"), 1)


def facts(confirmation: Confirmation, today: date) -> dict[str, Any]:
    """The fields of a confirmation, with the state that people see: an offer nobody took up in time has expired."""
    found = {name: getattr(confirmation, name) for name in confirmation._fields}
    state = rules.shown(State(confirmation.state), last_day=confirmation.last_day, today=today)
    return found | {"state": str(state), "enforce_until": confirmation.enforce_until}


def rows(call: Call, query: dict[str, Any], today: date) -> list[dict[str, Any]]:
    """Raw rows within the call's scope, the latest effective agreement first."""
    narrow = _in_state(query["state"], today) if "state" in query else {}
    scoped = {"$and": [call.scope.query(), narrow]}
    found = page(
        collection(Confirmation),
        scoped,
        limit=query["limit"],
        cursor=query["cursor"],
        projection=_ROW,
        newest="effective_on",
    )
    for row in found:
        last_day = row["last_day"].date() if row.get("last_day") else None
        row["state"] = str(rules.shown(State(row["state"]), last_day=last_day, today=today))
    return found


def _in_state(state: str, today: date) -> dict[str, Any]:
    start = datetime.combine(today, time(), UTC)  # days are stored so
    late = {"last_day": {"$lt": start}}
    if state == State.EXPIRED:
        return {"state": str(State.OFFERED), **late}
    return {"state": state, "$nor": [late]} if state == State.OFFERED else {"state": state}


def due(scope: Scope, today: date, *, days: int = 7, limit: int = 200) -> list[dict[str, Any]]:
    """Confirmations with a limit of the court that is late or ends within `days`: the late ones first."""
    until = datetime.combine(today + timedelta(days=days), time(), UTC)
    wanted = {
        "$and": [scope.query(), {"limits": {"$elemMatch": {"met_at": None, "end": {"$lte": until}}}}],
    }
    found = []
    for row in collection(Confirmation).find(wanted, _ROW | {"limits": 1}).limit(limit):
        for one in row.pop("limits"):
            if one.get("met_at") is None and one.get("end") and one["end"] <= until:
                end = one["end"].date()
                found.append(row | {"rule": one["rule"], "end": end, "late": end < today})
    return sorted(found, key=lambda row: (row["end"], row["_id"]))

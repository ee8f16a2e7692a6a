# SPDX-License-Identifier: Apache-2.0
"""What a court reads of its referrals beyond one document."""

from typing import Any

from services.courtlink.referrals.documents import Referral
from services.courtlink.referrals.rules import Regime, State
from shared.access import EVERYTHING, Scope
from shared.errors import NotFound
from shared.mongo import collection


def page(
    scope: Scope,
    *,
    limit: int,
    after: str | None = None,
    state: str | None = None,
    number: str | None = None,
    body_id: str | None = None,
) -> list[dict[str, Any]]:
    """Raw rows in the order of their ids, newest first, up to `limit`; `after` is the id of the last row seen."""
    wanted = {"state": state, "number": number, "body_id": body_id}
    query: dict[str, Any] = {
        **scope.query(),
        **{name: value for name, value in wanted.items() if value is not None},
    }
    if after is not None:
        query["_id"] = {"$lt": after}
    hidden = dict.fromkeys(("parties", "claims", "outcome", "outbox", "history", "inbox"), 0)
    return list(collection(Referral).find(query, hidden).sort("_id", -1).limit(limit))


def silences(body_id: str) -> int:
    """How often a body let three working days pass (CT-06)."""
    return collection(Referral).count_documents({"body_id": body_id, "state": State.LAPSED})


def shown(referral: Referral) -> dict[str, Any]:
    """A referral with what is computed: its successor, the silences of its body, and whose days an extension takes."""
    try:
        successor = Referral.find(referral.successor_id, EVERYTHING).id
    except NotFound:
        successor = None
    return {
        **{name: getattr(referral, name) for name in referral._fields},
        "successor_id": successor,
        "body_lapses": silences(referral.body_id),
        "extension_is_trial_time": False
        if referral.extension and referral.regime == Regime.ENTRUSTED
        else None,
    }

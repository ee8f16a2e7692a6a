# SPDX-License-Identifier: Apache-2.0
"""Who the members of boards are: name, post and township, looked up for a page of rows at once."""

from collections.abc import Collection
from typing import Any

from services.scoring.board.documents import Standing
from services.scoring.mediators.documents import MediatorCard
from shared.mongo import collection

WHO = ("name", "post", "township")


def cards_of(members: Collection[str], *more: str) -> dict[str, dict[str, Any]]:
    """Name, post, township, and `more` fields of these members, by member; who is not known is left out."""
    query, fields = {"_id": {"$in": sorted(members)}}, dict.fromkeys((*WHO, *more), 1)
    found = [row for kind in (MediatorCard, Standing) for row in collection(kind).find(query, fields)]
    return {row.pop("_id"): row for row in found}

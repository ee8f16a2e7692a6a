# SPDX-License-Identifier: Apache-2.0
"""Projections: lists that join kinds or services, written by re-reading the aggregate that changed.

    projections = Projections()

    @projections.of(StarTask)
    def show_standing(task: StarTask) -> None: ...

Every store of a followed kind marks the document as not yet shown, in the same write. The projector shows it and
takes the mark away if no newer version came between. A projection reads only the present state, so the order of
changes does not matter and everything can be rebuilt. A followed kind says `meta = {"shown": True}`.
"""

from collections.abc import Callable, Iterable
from typing import Any

from shared.access import EVERYTHING
from shared.aggregate import UNSHOWN, Aggregate
from shared.errors import NotFound
from shared.mongo import collection

Projection = Callable[[Any], None]


class Projections:
    """A table from aggregate to the functions that show it."""

    def __init__(self, parts: Iterable["Projections"] = ()) -> None:
        self._table: dict[type[Aggregate], list[Projection]] = {}
        for part in parts:
            for kind, shows in part._table.items():
                self._table.setdefault(kind, []).extend(shows)

    def of(self, kind: type[Aggregate]) -> Callable[[Projection], Projection]:
        """Declare a projection of one kind of document."""
        if not kind._meta.get("shown"):
            raise TypeError(f"{kind.__name__} does not say that it is shown")

        def declare(show: Projection) -> Projection:
            self._table.setdefault(kind, []).append(show)
            return show

        return declare

    def show(self, *, limit: int = 500) -> int:
        """Bring the read models up to date; returns how many documents were shown."""
        shown = 0
        for kind, shows in self._table.items():
            rows = collection(kind).find(UNSHOWN, {"version": 1}).limit(limit)
            for row in list(rows):
                try:
                    document = kind.find(row["_id"], EVERYTHING)
                except NotFound:
                    continue
                for show in shows:
                    show(document)
                collection(kind).update_one(
                    {"_id": document.id, "version": document.version}, {"$unset": {"unshown": ""}}
                )
                shown += 1
        return shown

    def rebuild(self) -> int:
        """Show every document again; returns how many. Safe while the service runs."""
        for kind in self._table:
            collection(kind).update_many({}, {"$set": {"unshown": True}})
        total = 0
        while done := self.show():
            total += done
        return total

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

import structlog

from shared.access import EVERYTHING
from shared.aggregate import UNSHOWN, Aggregate
from shared.errors import NotFound
from shared.mongo import collection, is_away

Projection = Callable[[Any], None]
log = structlog.get_logger()


class Projections:
    """A table from aggregate to the functions that show it."""

    def __init__(self, parts: Iterable["Projections"] = ()) -> None:
        self._table: dict[type[Aggregate], list[Projection]] = {}
        self._clears: list[Callable[[], None]] = []
        for part in parts:
            self._clears += part._clears
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

    def before_rebuild(self, clear: Callable[[], None]) -> None:
        """Declare what empties a read model that is built up by steps, so that a rebuild begins with nothing."""
        self._clears.append(clear)

    def show(self, *, limit: int = 500) -> int:
        """Bring the read models up to date; returns how many documents were shown, at most `limit` a kind.

        One that fails is logged and tried again later; it holds up no other. Raises only when the database is away.
        """
        return sum(self._show(kind, limit) for kind in self._table)

    def _show(self, kind: type[Aggregate], limit: int) -> int:
        shown = 0
        for row in collection(kind).find(UNSHOWN, {"_id": 1}):
            try:
                self._show_one(kind, row["_id"])
                shown += 1
            except Exception as error:
                if is_away(error):
                    raise
                log.exception("projection_failed", kind=kind.__name__, id=row["_id"])
            if shown == limit:
                break
        return shown

    def _show_one(self, kind: type[Aggregate], key: str) -> None:
        try:
            document = kind.find(key, EVERYTHING)
        except NotFound:  # deleted meanwhile: nothing to show
            return
        for show in self._table[kind]:
            show(document)
        collection(kind).update_one(
            {"_id": document.id, "version": document.version}, {"$unset": {"unshown": ""}}
        )

    def rebuild(self) -> int:
        """Show every document again; returns how many. Safe while the service runs; lists may be short until it ends."""
        for clear in self._clears:
            clear()
        for kind in self._table:
            collection(kind).update_many({}, {"$set": {"unshown": True}})
        total = 0
        while done := self.show():
            total += done
        return total

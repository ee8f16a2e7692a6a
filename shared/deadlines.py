# SPDX-License-Identifier: Apache-2.0
"""Deadlines: decisions that time itself asks for, found by the index on `due_at` and made by ordinary commands.

    deadlines = Deadlines()

    @deadlines.of(Case)
    def let_time_decide(call: Call, case_id: str) -> None: ...

The command loads the document, does what fell due at `call.at`, sets the next `due_at`, and stores once. Two workers
that tick at once race for that store; one wins, the other finds nothing due. Nothing is kept in memory.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

import structlog
from prometheus_client import Counter

from shared.access import Actor
from shared.aggregate import CLOCK, Aggregate
from shared.call import Call
from shared.errors import AlreadyAbsorbed
from shared.mongo import collection, is_away

FAILED = Counter("heshilao_deadlines_failed_total", "Deadlines whose decision failed", ["service", "kind"])
Decision = Callable[[Call, str], object]
log = structlog.get_logger()


class Deadlines:
    """A table from aggregate to the command that decides what fell due."""

    def __init__(self, parts: Iterable["Deadlines"] = ()) -> None:
        self._table: dict[type[Aggregate], Decision] = {}
        for part in parts:
            self._table |= part._table

    def of(self, kind: type[Aggregate]) -> Callable[[Decision], Decision]:
        """Declare the command for one kind of document."""

        def declare(decision: Decision) -> Decision:
            self._table[kind] = decision
            return decision

        return declare

    def tick(self, service: str, now: datetime, *, limit: int = 200) -> int:
        """Decide what fell due up to `now`, oldest first; returns how many documents were decided, at most `limit` a kind.

        One that fails, for whatever reason, is logged and tried again at the next tick; it holds up no other. Raises
        only when the database is away.
        """
        return sum(self._decide(kind, service, now, limit) for kind in self._table)

    def _decide(self, kind: type[Aggregate], service: str, now: datetime, limit: int) -> int:
        done = 0
        for row in collection(kind).find({"due_at": {"$lte": now}}, {"due_at": 1}).sort("due_at"):
            call = Call(actor=Actor(id=f"system:{service}"), at=now, origin=CLOCK)
            try:
                self._table[kind](call, row["_id"])
                done += 1
            except AlreadyAbsorbed:
                continue
            except Exception as error:
                if is_away(error):
                    raise
                FAILED.labels(service, kind.__name__).inc()
                log.exception("deadline_failed", kind=kind.__name__, id=row["_id"])
            if done == limit:
                break
        return done

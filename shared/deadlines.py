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

from shared.access import Actor
from shared.aggregate import CLOCK, Aggregate
from shared.call import Call
from shared.errors import AlreadyAbsorbed, HeshilaoError
from shared.mongo import collection

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
        """Decide what fell due up to `now`, oldest first; returns how many documents were decided.

        One that fails is logged and tried again at the next tick; it does not hold up the others.
        """
        done = 0
        for kind, decision in self._table.items():
            due = collection(kind).find({"due_at": {"$lte": now}}, {"due_at": 1}).sort("due_at").limit(limit)
            for row in list(due):
                call = Call(actor=Actor(id=f"system:{service}"), at=now, origin=CLOCK)
                try:
                    decision(call, row["_id"])
                    done += 1
                except AlreadyAbsorbed:
                    continue
                except HeshilaoError as error:
                    log.warning("deadline_failed", kind=kind.__name__, id=row["_id"], error=repr(error))
        return done

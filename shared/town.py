# SPDX-License-Identifier: Apache-2.0
"""Town: the services in one process over a real MongoDB, the broker replaced by a loop that delivers every event.

For tests of whole stories that need no broker. `deliver` hands every owed event to every service that reacts to it,
as often as asked and in either order, until nobody owes anything.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from shared.aggregate import OWING
from shared.events import encode, unwrap
from shared.mongo import collection
from shared.service import Service


class Town:
    """The given services; connections must be open and indexes made."""

    def __init__(self, services: Sequence[Service]) -> None:
        self._services = services
        self.delivered: list[dict[str, Any]] = []

    def deliver(self, *, times: int = 1, backwards: bool = False) -> int:
        """Deliver until nothing is owed; each event `times` times. Returns how many events there were."""
        count = 0
        while owed := self._collect():
            for event in reversed(owed) if backwards else owed:
                for _ in range(times):
                    self.hand_over(event)
            count += len(owed)
        for service in self._services:
            while service.projections.show():
                pass
        return count

    def hand_over(self, event: dict[str, Any]) -> None:
        """Deliver one event once to every service that reacts to its type."""
        envelope = unwrap(encode(event))
        for service in self._services:
            if envelope.type in service.reactions.types:
                service.reactions.handle(service.name, envelope)

    def again(self, *, times: int = 3) -> None:
        """Deliver everything that was ever delivered again, `times` times."""
        for event in list(self.delivered):
            for _ in range(times):
                self.hand_over(event)

    def tick(self, now: datetime) -> None:
        """Let time decide in every service, deliver what follows, and go on until nothing is due."""
        while sum(
            service.deadlines.tick(service.name, now) + service.rounds.go(service.name, now)
            for service in self._services
        ):
            self.deliver()

    def _collect(self) -> list[dict[str, Any]]:
        owed: list[dict[str, Any]] = []
        for service in self._services:
            for kind in service.aggregates:
                for row in collection(kind).find(OWING, {"outbox": 1}).sort("changed_at"):
                    owed += row["outbox"]
                    collection(kind).update_one(
                        {"_id": row["_id"]}, {"$pull": {"outbox": {"id": {"$exists": True}}}}
                    )
        self.delivered += owed
        return owed

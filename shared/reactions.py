# SPDX-License-Identifier: Apache-2.0
"""Reactions: which commands a service runs when an event of another service arrives.

    reactions = Reactions()

    @reactions.on(CaseReopened)
    def take_stars_back(call: Call, event: CaseReopened) -> None:
        commands.reverse_awards(call, event.case_id, on=event.on)

The call carries the event's id as its message, so each document absorbs it once; reactions hold no dedupe code.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from shared import clock
from shared.access import Actor
from shared.call import Call
from shared.errors import UnknownEvent
from shared.events import Envelope, Event

E = TypeVar("E", bound=Event)
Reaction = Callable[[Call, Any], object]


class Reactions:
    """A table from event type to the functions that react to it, in the order of their declaration."""

    def __init__(self, parts: Iterable["Reactions"] = ()) -> None:
        self._table: dict[str, list[Reaction]] = {}
        for part in parts:
            for event_type, reactions in part._table.items():
                self._table.setdefault(event_type, []).extend(reactions)

    def on(self, event: type[E]) -> Callable[[Callable[[Call, E], object]], Callable[[Call, E], object]]:
        """Declare a reaction to a contract."""

        def declare(reaction: Callable[[Call, E], object]) -> Callable[[Call, E], object]:
            self._table.setdefault(event.TYPE, []).append(reaction)
            return reaction

        return declare

    @property
    def types(self) -> list[str]:
        """The event types that are reacted to: the bindings of the service's queue."""
        return sorted(self._table)

    def handle(self, service: str, envelope: Envelope) -> None:
        """Run every reaction to an event. Raises UnknownEvent when there is none."""
        try:
            reactions = self._table[envelope.type]
        except KeyError:
            raise UnknownEvent(envelope.type) from None
        call = Call(
            actor=Actor(id=f"system:{service}"),
            at=clock.now(),
            message=envelope.id,
            origin=envelope.source,
            trace=envelope.trace,
        )
        for reaction in reactions:
            reaction(call, envelope.data)

# SPDX-License-Identifier: Apache-2.0
"""An operator orders; the worker of the service carries it out and notes how many messages it moved."""

from collections.abc import Sequence

from shared.call import Call, command
from shared.operations import rules
from shared.operations.documents import Order


@command
def order(
    call: Call,
    service: str,
    *,
    what: rules.What,
    reason: str,
    ids: Sequence[str] = (),
    types: Sequence[str] = (),
    hour: str = "",
) -> Order:
    """Tell a service what to do with messages. Raises RuleBroken: order_names_nothing."""
    rules.must_name_messages(what, ids, types, hour)
    return (
        Order(
            id=call.new_id(),
            service=service,
            what=what,
            ids=list(ids),
            types=list(types),
            hour=hour or None,
            reason=reason,
            by=call.actor.id,
        )
        .begin(call)
        .create()
    )


@command
def note_done(call: Call, order_id: str, *, moved: int) -> Order:
    """The worker did it."""
    found = Order.load(order_id, call)
    found.stage, found.moved, found.done_at = rules.Stage.DONE, moved, call.at
    return found.store()

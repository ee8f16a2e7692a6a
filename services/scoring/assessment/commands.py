# SPDX-License-Identifier: Apache-2.0
"""Keeping what mediation tells of a grid item."""

from services.scoring.assessment.documents import AssessedItem
from shared.call import Call, command
from shared.contracts.mediation import GridItemChanged
from shared.errors import AlreadyAbsorbed, NotFound, StaleWrite
from shared.redaction import redacted
from shared.regions import regions


@command
def note_item(call: Call, event: GridItemChanged) -> AssessedItem:
    """Take over how the item stands, unless a later change was heard of before (GR-07, GR-08)."""
    try:
        item = AssessedItem.load(event.item_id, call)
    except NotFound:
        item = AssessedItem(id=event.item_id, revision=0).begin(call)
    if event.revision > item.revision:
        item.revision, item.place = event.revision, event.place
        item.within = regions().path(regions().present(event.place).code)
        item.department, item.kind = redacted(event.department), event.kind
        item.due_on, item.closed_on = event.due_on, event.closed_on
        item.in_time, item.left_out = bool(event.closed_in_time), event.left_out_for is not None
        item.answer, item.answered_on = event.answer, event.answered_on
    if item.version:
        return item.store()
    try:
        return item.create()
    except AlreadyAbsorbed as again:
        if call.message in again.document.inbox:
            raise
        raise StaleWrite(event.item_id) from again  # another change came first: hear this one again

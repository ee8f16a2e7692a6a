# SPDX-License-Identifier: Apache-2.0
"""What is logged in a case, perhaps on a device without network: it arrives once, with the device's time beside the server's."""

from collections.abc import Iterable
from uuid import UUID

from mongoengine import DateTimeField, EmbeddedDocument, StringField

from shared.call import Call
from shared.errors import RuleBroken


class Logged(EmbeddedDocument):
    """An entry: `device_at` is what the clock of the device showed, `recorded_at` the server's time, which counts."""

    meta = {"abstract": True}
    id = StringField()
    device_at = DateTimeField()
    recorded_at = DateTimeField()
    recorded_by = StringField()


def entry_id(
    call: Call, kind: str, made_id: UUID | None, there: Iterable[Logged], *, twice: str = "entry_twice"
) -> str:
    """The id of a new entry: the device's where it gave one. Raises RuleBroken with the code `twice` when it is there."""
    made = str(made_id) if made_id else call.new_id(kind)
    if any(one.id == made for one in there):
        raise RuleBroken(twice)
    return made

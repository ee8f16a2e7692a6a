# SPDX-License-Identifier: Apache-2.0
"""A lease in MongoDB: one holder at a time does a job, and each new holder carries a higher fencing number.

A paused holder may believe for a moment that it still holds it; so a lease only saves double work, and what it guards
must stay right when two work at once.
"""

import os
import socket
from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo.collection import Collection
from pymongo.errors import DuplicateKeyError

from shared.call import new_id


class Lease:
    """The lease called `name`; held for `seconds` of true time after each successful `hold`."""

    def __init__(self, leases: Collection[dict[str, Any]], name: str, *, seconds: float = 15.0) -> None:
        self._leases, self._name, self._seconds = leases, name, seconds
        self._holder = f"{socket.gethostname()}:{os.getpid()}:{new_id()}"
        self.fence = 0

    def hold(self) -> bool:
        """Take or renew the lease; False while another holds it."""
        now = datetime.now(UTC)
        until = now + timedelta(seconds=self._seconds)
        renewed = self._leases.update_one(
            {"_id": self._name, "holder": self._holder, "fence": self.fence}, {"$set": {"until": until}}
        )
        if renewed.matched_count:
            return True
        taken = self._leases.find_one_and_update(
            {"_id": self._name, "until": {"$lt": now}},
            {"$set": {"holder": self._holder, "until": until}, "$inc": {"fence": 1}},
            return_document=True,
        )
        if taken is None:
            try:
                taken = {"_id": self._name, "holder": self._holder, "until": until, "fence": 1}
                self._leases.insert_one(taken)
            except DuplicateKeyError:
                return False
        self.fence = int(taken["fence"])
        return True

    def release(self) -> None:
        """Let another take it at once."""
        self._leases.update_one(
            {"_id": self._name, "holder": self._holder}, {"$set": {"until": datetime(1970, 1, 1, tzinfo=UTC)}}
        )

# SPDX-License-Identifier: Apache-2.0
"""The proof that no closed board was touched: its rows still make its digest (SB-24)."""

from services.scoring.snapshots.documents import Snapshot, SnapshotRow
from services.scoring.snapshots.rules import digest
from shared.mongo import collection


def snapshot_faults() -> list[str]:
    """The closed boards whose rows are not those that were taken."""
    faults = []
    for taken in collection(Snapshot).find({"taken_at": {"$exists": True}}, {"digest": 1}):
        rows = collection(SnapshotRow).find({"board": taken["_id"]}).sort("position")
        if digest(rows) != taken["digest"]:
            faults.append(f"the closed board {taken['_id']} is not as it was taken")
    return faults

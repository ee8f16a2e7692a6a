# SPDX-License-Identifier: Apache-2.0
"""What the tasks say of one cadre, read fresh for each decision: live picks, lapses, voided awards, hand-backs."""

from datetime import date

from services.scoring.cadres.rules import Record
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.ledger import Kind
from services.scoring.tasks.rules import Ending
from shared.calendar import local_date
from shared.mongo import collection

_FIELDS = {"grade": 1, "tenures": 1, "ledger.kind": 1, "ledger.rule": 1, "ledger.cadre_id": 1, "ledger.at": 1}


def record_of(cadre_id: str) -> Record:
    """The record of a cadre over all tasks ever held, in whatever township."""
    live = dict[str, int]()
    days: dict[str, list[date]] = {Ending.LAPSED: [], Ending.HANDED_BACK: []}
    voids: list[date] = []
    for row in collection(StarTask).find({"tenures.cadre_id": cadre_id}, _FIELDS):
        for tenure in row["tenures"]:
            if tenure["cadre_id"] != cadre_id:
                continue
            ending = tenure.get("ended")
            if ending is None:
                live[row["_id"]] = row["grade"]
            elif ending in days:
                days[ending].append(local_date(tenure["ended_at"]))
        voids += [
            local_date(entry["at"])
            for entry in row.get("ledger", [])
            if (entry["cadre_id"], entry["rule"], entry["kind"]) == (cadre_id, "SB-20", Kind.REVERSAL)
        ]
    return Record(live, days[Ending.LAPSED], voids, days[Ending.HANDED_BACK])

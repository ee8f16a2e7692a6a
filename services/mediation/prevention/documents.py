# SPDX-License-Identifier: Apache-2.0
"""A prevention count as stored."""

from mongoengine import DateField, IntField, ListField, StringField

from services.mediation.prevention.rules import Prevented, State
from shared.aggregate import Aggregate, indexes


class PreventionCount(Aggregate):
    """What was found or prevented in one case (预防统计), ST-04; the id is of the case and the kind, so it counts once.

    `persons` is counted from the parties of the case, never typed. `evidence` are ids of files of the case.
    """

    SOURCE = "/mediation"
    meta = {
        "collection": "prevention_counts",
        "db_alias": "mediation",
        "indexes": indexes(["within", "state", "on"], ["people", "-created_at", "-_id"]),
    }
    case_id = StringField(required=True)
    kind = StringField(required=True, choices=[str(kind) for kind in Prevented])
    persons = IntField(required=True)
    on = DateField(required=True)
    note = StringField(default="")
    evidence = ListField(StringField())
    claimed_by = StringField(required=True)
    state = StringField(required=True, choices=[str(s) for s in State], default=str(State.CLAIMED))
    judged_by = StringField()
    reason = StringField(default="")

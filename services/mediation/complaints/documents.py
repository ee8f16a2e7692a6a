# SPDX-License-Identifier: Apache-2.0
"""A complaint as stored."""

from mongoengine import DateField, StringField

from services.mediation.complaints.rules import Consequence, Misconduct, State
from shared.aggregate import Aggregate, indexes


class Complaint(Aggregate):
    """A complaint about a mediator (投诉). `people` is the complainant alone; the mediator never reads it.

    One that a court found true comes without words; `court_name` is the court, `account` empty when it is about the body.
    """

    SOURCE = "/mediation"
    meta = {
        "collection": "complaints",
        "db_alias": "mediation",
        "indexes": indexes(["within", "state", "-created_at", "-_id"], ["people", "-created_at", "-_id"]),
    }
    body_id = StringField(required=True)
    case_id = StringField()
    account = StringField(required=True)
    kind = StringField(required=True, choices=[str(kind) for kind in Misconduct])
    text = StringField(required=True)
    court_name = StringField()
    received_on = DateField(required=True)
    state = StringField(required=True, choices=[str(s) for s in State], default=str(State.RECEIVED))
    consequence = StringField(choices=[str(c) for c in Consequence])
    answer = StringField()
    decided_on = DateField()
    decided_by = StringField()

# SPDX-License-Identifier: Apache-2.0
"""A complaint about an invited body or mediator as stored."""

from mongoengine import DateField, StringField

from services.courtlink.complaints.rules import Blame, Consequence, State
from shared.aggregate import Aggregate, indexes


class RosterComplaint(Aggregate):
    """A complaint about who stands on the roster (投诉), CT-22. `mediator` is a name on it, none for the body as a whole.

    `people` is who brought it; the body and its mediators read nothing of it.
    """

    SOURCE = "/courtlink"
    meta = {
        "collection": "complaints",
        "db_alias": "courtlink",
        "indexes": indexes(
            {"fields": ["within", "state", "-created_at", "-_id"], "name": "listed_by_state"},
            {"fields": ["people", "-created_at", "-_id"], "name": "listed_to_people"},
        ),
    }
    entry_id = StringField(required=True)
    court_code = StringField(required=True)
    body_id = StringField(required=True)
    body_name = StringField(required=True)
    mediator = StringField()
    kind = StringField(required=True, choices=list(Blame))
    text = StringField(required=True)
    received_on = DateField(required=True)
    state = StringField(required=True, choices=list(State), default=State.RECEIVED)
    consequence = StringField(choices=list(Consequence))
    answer = StringField()
    decided_on = DateField()
    decided_by = StringField()

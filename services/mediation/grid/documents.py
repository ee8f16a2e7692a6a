# SPDX-License-Identifier: Apache-2.0
"""A grid item as stored."""

from datetime import date

from mongoengine import (
    BooleanField,
    DateField,
    DateTimeField,
    EmbeddedDocument,
    EmbeddedDocumentListField,
    StringField,
)

from services.mediation.grid.rules import Answer, Fact, Kind, LeftOut, State
from shared.aggregate import Aggregate, indexes
from shared.calendar import local_date


class Route(EmbeddedDocument):
    """Where the item was sent (分流); a whistle calls a department to come (吹哨报到)."""

    to = StringField(required=True)
    account = StringField()
    whistle = BooleanField(default=False)
    at = DateTimeField(required=True)
    returned_at = DateTimeField()
    returned_for = StringField()
    right_body = StringField()


class GridItem(Aggregate):
    """A grid item (网格事项). `people` are the reporter and the handler; `reporter` may be hidden from the handler (GR-13).

    `follows` is the item whose matter came back when it could not be opened again any more (GR-08)."""

    SOURCE = "/mediation"
    meta = {
        "collection": "grid_items",
        "db_alias": "mediation",
        "indexes": indexes(
            ["within", "-created_at", "-_id"],
            ["within", "state", "-created_at", "-_id"],
            ["people", "-created_at", "-_id"],
            ["within", "due_on"],
            ["within", "answered_on"],
            {"fields": ["source", "number"], "unique": True},
        ),
    }
    source = StringField(required=True)
    number = StringField(required=True)
    place = StringField(required=True)
    category = StringField(required=True)
    text = StringField(required=True)
    about = StringField(default="")
    reporter = StringField(required=True)
    hide_reporter = BooleanField(default=False)
    is_dispute = BooleanField(default=False)
    state = StringField(required=True, choices=[str(s) for s in State], default=str(State.REPORTED))
    reported_at = DateTimeField(required=True)
    accepted_at = DateTimeField()
    kind = StringField(choices=[str(k) for k in Kind])
    kind_reason = StringField(default="")
    kind_changed = BooleanField(default=False)
    due_on = DateField()
    was_late = BooleanField(default=False)
    routes = EmbeddedDocumentListField(Route)
    address_decided = BooleanField(default=False)
    reply = StringField()
    replied_at = DateTimeField()
    replied_in_time = BooleanField()
    closed_at = DateTimeField()
    closed_in_time = BooleanField()
    answer = StringField(choices=[str(a) for a in Answer])
    answered_by = StringField()
    answered_on = DateField()
    reopened_at = DateTimeField()
    reopened_for = StringField(default="")
    follows = StringField()
    left_out_for = StringField(choices=[str(reason) for reason in LeftOut])
    case_id = StringField()

    @property
    def returns(self) -> int:
        """How often it came back."""
        return sum(route.returned_at is not None for route in self.routes)

    @property
    def closed_on(self) -> date | None:
        """The local day on which it was closed."""
        return local_date(self.closed_at) if self.closed_at else None

    def fact(self) -> Fact:
        """What counts of it in the rates."""
        return Fact(
            due_on=self.due_on,
            closed_on=self.closed_on,
            in_time=bool(self.closed_in_time),
            left_out=self.state == State.LEFT_OUT,
            answer=self.answer,
            answered_on=self.answered_on,
        )

# SPDX-License-Identifier: Apache-2.0
"""What the parties asked of a court for their agreement, and what the court told of it."""

from mongoengine import (
    BooleanField,
    DateField,
    DateTimeField,
    EmbeddedDocument,
    IntField,
    ListField,
    StringField,
)


class ConfirmationAsk(EmbeddedDocument):
    """One party asks a court for confirmation (申请司法确认), by its own act, for the agreement with this number.

    `taken_back_at` when it thought better of it before the others had asked.
    """

    ref = StringField(required=True)
    agreement = IntField(required=True)
    court_code = StringField(required=True)
    at = DateTimeField(required=True)
    means = StringField(required=True)
    scan = StringField()
    by_agent = BooleanField(default=False)
    taken_back_at = DateTimeField()


class CourtMove(EmbeddedDocument):
    """What a court told of the confirmation (司法确认进展); `by` is the day the parties must keep."""

    agreement = IntField(required=True)
    step = IntField(required=True)
    state = StringField(required=True)
    on = DateField(required=True)
    court_code = StringField(required=True)
    court_name = StringField(required=True)
    by = DateField()
    missing = ListField(StringField())
    ground = StringField()
    ground_text = StringField(default="")
    number = StringField()
    last_day = DateField()

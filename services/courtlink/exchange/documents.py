# SPDX-License-Identifier: Apache-2.0
"""A court's system with its keys, and the messages that go both ways; what they say is sealed."""

from datetime import datetime

from mongoengine import (
    DateField,
    DateTimeField,
    EmbeddedDocument,
    EmbeddedDocumentListField,
    IntField,
    ListField,
    StringField,
)

from services.courtlink.exchange import rules
from shared.aggregate import Aggregate, indexes
from shared.settings import vault
from shared.signing import Algorithm


class Key(EmbeddedDocument):
    """A key that both sides know (密钥); `secret` is sealed."""

    id = StringField(required=True)
    algorithm = StringField(required=True, choices=list(Algorithm))
    secret = StringField(required=True)
    since = DateTimeField(required=True)
    until = DateTimeField()

    def opened(self) -> bytes:
        """The secret itself."""
        return bytes.fromhex(vault().open(self.secret, "partners.key"))

    def is_good(self, now: datetime) -> bool:
        """Whether messages are signed with it now."""
        return rules.key_is_good(self.since, self.until, now)


class Partner(Aggregate):
    """The system of a court (法院系统); its id is the court's code. `url` is where our messages go."""

    SOURCE = "/courtlink"
    meta = {
        "collection": "partners",
        "db_alias": "courtlink",
        "indexes": indexes(
            {
                "fields": ["keys.id"],
                "unique": True,
                "partialFilterExpression": {"keys.0": {"$exists": True}},
                "name": "key",
            }
        ),
    }

    name = StringField(required=True)
    line = StringField(required=True, choices=list(rules.Line))
    url = StringField()
    keys = EmbeddedDocumentListField(Key)

    def key(self, now: datetime) -> Key | None:
        """The newest good key: ours to sign with."""
        good = [key for key in self.keys if key.is_good(now)]
        return max(good, key=lambda key: key.since, default=None)


class Incoming(Aggregate):
    """A message of a court (法院来文); its id is `COURT:MESSAGE_ID`. `result` is the code of a refusal."""

    SOURCE = "/courtlink"
    meta = {
        "collection": "incoming",
        "db_alias": "courtlink",
        "shown": True,
        "indexes": indexes(
            {"fields": ["court_code", "-created_at"], "name": "by_court"},
            {"fields": ["state", "-created_at"], "name": "by_state"},
            {"fields": ["-created_at"], "name": "newest"},
        ),
    }

    court_code = StringField(required=True)
    message_id = StringField(required=True)
    kind = StringField(required=True, choices=list(rules.Request))
    in_reply_to = StringField()
    key_id = StringField(required=True)
    digest = StringField(required=True)
    data = StringField(required=True)
    state = StringField(required=True, choices=list(rules.Receipt), default=rules.Receipt.RECEIVED)
    attempts = IntField(required=True, default=0)
    result = StringField()
    subject = StringField()


class Outgoing(Aggregate):
    """A message to a court (发往法院); the same id is sent at each try. `label` is what people call its matter.

    `trouble` is the code of what went wrong at the last try, `result` what the court says it did with it.
    """

    SOURCE = "/courtlink"
    meta = {
        "collection": "outgoing",
        "db_alias": "courtlink",
        "indexes": indexes(
            {"fields": ["court_code", "-created_at"], "name": "by_court"},
            {"fields": ["state", "-created_at"], "name": "by_state"},
            {"fields": ["-created_at"], "name": "newest"},
        ),
    }

    court_code = StringField(required=True)
    kind = StringField(required=True, choices=list(rules.Notice))
    label = StringField()
    in_reply_to = StringField()
    body = StringField(required=True)
    state = StringField(required=True, choices=list(rules.Delivery), default=rules.Delivery.WAITING)
    attempts = IntField(required=True, default=0)
    trouble = StringField()
    reason = StringField()
    delivered_at = DateTimeField()
    result = StringField()

    def opened(self) -> bytes:
        """The bytes that are sent."""
        return vault().open(self.body, "outgoing.body").encode()


class DayReport(Aggregate):
    """What we and a court's system know of one day (每日核对); ids of messages only. Its id is `COURT:DAY`."""

    SOURCE = "/courtlink"
    meta = {
        "collection": "day_reports",
        "db_alias": "courtlink",
        "indexes": indexes({"fields": ["court_code", "-day"], "name": "by_court"}),
    }

    court_code = StringField(required=True)
    day = DateField(required=True)
    agreed = IntField(required=True)
    they_lack = ListField(StringField())
    we_lack = ListField(StringField())

# SPDX-License-Identifier: Apache-2.0
"""A mediation body as stored."""

from mongoengine import (
    BooleanField,
    EmbeddedDocument,
    EmbeddedDocumentListField,
    IntField,
    MapField,
    StringField,
)

from services.mediation.bodies.rules import BodyKind
from shared.aggregate import Aggregate, indexes


class Mediator(EmbeddedDocument):
    """An account that mediates for the body (调解员)."""

    account = StringField(required=True)
    name = StringField(required=True)


class Body(Aggregate):
    """A mediation body (调解组织). `series` counts the file numbers of each year (WN-08)."""

    SOURCE = "/mediation"
    meta = {
        "collection": "bodies",
        "db_alias": "mediation",
        "indexes": indexes("within", {"fields": ["place", "name"], "unique": True}),
    }
    kind = StringField(required=True, choices=[str(kind) for kind in BodyKind])
    name = StringField(required=True)
    place = StringField(required=True)
    court_code = StringField()
    active = BooleanField(default=True)
    mediators = EmbeddedDocumentListField(Mediator)
    series = MapField(IntField())

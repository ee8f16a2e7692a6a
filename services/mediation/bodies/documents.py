# SPDX-License-Identifier: Apache-2.0
"""A mediation body as stored."""

from collections.abc import Collection
from datetime import date

from mongoengine import (
    BooleanField,
    DateField,
    EmbeddedDocument,
    EmbeddedDocumentListField,
    IntField,
    ListField,
    MapField,
    StringField,
)

from services.mediation.bodies import rules
from services.mediation.bodies.rules import BodyKind, MediatorKind, Office, Standing, Trade
from shared.aggregate import Aggregate, indexes
from shared.errors import RuleBroken


class Member(EmbeddedDocument):
    """A seat of the committee (委员)."""

    name = StringField(required=True)
    sex = StringField(required=True, choices=["f", "m"])
    office = StringField(required=True, choices=[str(office) for office in Office])
    account = StringField()


class Training(EmbeddedDocument):
    """A training (培训), PML art 14."""

    on = DateField(required=True)
    topic = StringField(required=True)
    hours = IntField(required=True)


class Mediator(EmbeddedDocument):
    """An account that mediates for the body (调解员). `ties` are the blind values of people whose cases it must not take."""

    account = StringField(required=True)
    name = StringField(required=True)
    kind = StringField(choices=[str(kind) for kind in MediatorKind], default=str(MediatorKind.OTHER))
    appointed_on = DateField()
    grade = IntField(min_value=1, max_value=4)
    skills = ListField(StringField())
    languages = ListField(StringField())
    introduction = StringField(default="")
    trainings = EmbeddedDocumentListField(Training)
    ties = ListField(StringField())
    standing = StringField(choices=[str(s) for s in Standing], default=str(Standing.ACTIVE))


class Body(Aggregate):
    """A mediation body (调解组织). `series` counts the file numbers of each year (WN-08)."""

    SOURCE = "/mediation"
    meta = {
        "collection": "bodies",
        "db_alias": "mediation",
        "indexes": indexes(
            "within", {"fields": ["place", "name"], "unique": True}, "term_ends_on", ["within", "changed_at"]
        ),
    }
    kind = StringField(required=True, choices=[str(kind) for kind in BodyKind])
    name = StringField(required=True)
    place = StringField(required=True)
    stationed_at = StringField()
    court_code = StringField()
    active = BooleanField(default=True)
    members = EmbeddedDocumentListField(Member)
    trade = StringField(choices=[str(trade) for trade in Trade])
    file_by = DateField()
    filed_on = DateField()
    elected_on = DateField()
    term_ends_on = DateField()
    mediators = EmbeddedDocumentListField(Mediator)
    series = MapField(IntField())

    @property
    def is_free(self) -> bool:
        """People's mediation is free of any charge (PML art 4, PM-06); a commercial body may charge (SP-09)."""
        return self.kind != BodyKind.COMMERCIAL

    def mediator(self, account: str) -> Mediator:
        """The mediator with this account. Raises RuleBroken `not_a_mediator`."""
        for mediator in self.mediators:
            if mediator.account == account:
                return mediator
        raise RuleBroken("not_a_mediator")

    def may_assign(self, account: str, today: date, people: Collection[str]) -> None:
        """Whether the mediator may take a new case of these people (blind values).

        Raises RuleBroken: not_a_mediator, mediator_inactive, term_expired, conflict_of_interest (PM-02, PM-05, PM-10).
        """
        mediator = self.mediator(account)
        if mediator.standing != Standing.ACTIVE:
            raise RuleBroken("mediator_inactive", name=mediator.name)
        rules.may_take_new_cases(self.term_ends_on, today)
        if not set(mediator.ties).isdisjoint(people):
            raise RuleBroken("conflict_of_interest", name=mediator.name)

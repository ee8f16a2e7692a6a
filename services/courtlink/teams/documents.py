# SPDX-License-Identifier: Apache-2.0
"""A trial team as stored."""

from datetime import date

from mongoengine import DateField, EmbeddedDocument, EmbeddedDocumentListField, StringField

from services.courtlink.teams.rules import Absence, Partner, Seat
from shared.aggregate import Aggregate, indexes


class Member(EmbeddedDocument):
    """A judge or clerk of the team (团队成员)."""

    account = StringField(required=True)
    name = StringField(required=True)
    seat = StringField(required=True, choices=list(Seat))
    since = DateField(required=True)
    until = DateField()


class Pairing(EmbeddedDocument):
    """A body that is paired with the team in writing (嵌入式整合); access stays apart: it sees no court data."""

    id = StringField(required=True)
    body_id = StringField(required=True)
    body_name = StringField(required=True)
    kind = StringField(required=True, choices=list(Partner))
    paper = StringField(required=True)
    signed_on = DateField(required=True)
    since = DateField(required=True)
    until = DateField()


class Delegation(EmbeddedDocument):
    """Who stands in for an absent judge (代行), on these days."""

    id = StringField(required=True)
    absent = StringField(required=True)
    deputy = StringField(required=True)
    since = DateField(required=True)
    until = DateField(required=True)


class Team(Aggregate):
    """A trial team of a court (审判团队); `division` is its chamber or tribunal."""

    SOURCE = "/courtlink"
    meta = {
        "collection": "teams",
        "db_alias": "courtlink",
        "indexes": indexes(
            {"fields": ["court_code", "name"], "unique": True, "name": "one_name"},
            {"fields": ["within", "_id"], "name": "of_court"},
            {"fields": ["members.account"], "name": "of_member"},
            {"fields": ["delegations.deputy"], "name": "of_deputy"},
        ),
    }
    court_code = StringField(required=True)
    name = StringField(required=True)
    division = StringField()
    members = EmbeddedDocumentListField(Member)
    pairings = EmbeddedDocumentListField(Pairing)
    delegations = EmbeddedDocumentListField(Delegation)

    def present(self, today: date, seat: Seat | None = None) -> list[str]:
        """The accounts of who is in the team today."""
        return [
            one.account
            for one in self.members
            if one.since <= today and (one.until is None or today <= one.until) and seat in (None, one.seat)
        ]

    def paired(self, today: date) -> list[Pairing]:
        """The pairings that hold today."""
        return [one for one in self.pairings if one.since <= today and not (one.until and one.until < today)]

    def absences(self) -> list[Absence]:
        """Who stands in for whom, and when."""
        return [Absence(one.absent, one.deputy, one.since, one.until) for one in self.delegations]

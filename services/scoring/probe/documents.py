# SPDX-License-Identifier: Apache-2.0
"""The audit list of a county and quarter as it is kept."""

from mongoengine import (
    DateTimeField,
    DictField,
    EmbeddedDocument,
    EmbeddedDocumentListField,
    IntField,
    ListField,
    StringField,
)

from services.scoring.probe.rules import Sign
from shared.aggregate import Aggregate, indexes


class Finding(EmbeddedDocument):
    """One line of the list (核查线索): what was noticed, the figures behind it, and what whoever looked into it found.

    `mark` tells it apart within the list; `cadre` is empty where it is about a township.
    """

    mark = StringField(required=True)
    sign = StringField(required=True, choices=list(Sign))
    township = StringField(required=True)
    cadre = StringField(default="")
    figures = DictField()
    tasks = ListField(StringField())
    note = StringField(default="")
    checked_by = StringField()
    checked_at = DateTimeField()


class Probe(Aggregate):
    """The fairness probe of a county and quarter (公平性核查), SB-31, made by time when the quarter is over.

    Nothing follows from it by itself: it holds questions, and the answers of those who audit. Its id is `371324-2026-Q2`.
    """

    SOURCE = "/scoring"
    meta = {
        "collection": "probes",
        "db_alias": "scoring",
        "indexes": indexes({"fields": ["within", "-quarter"]}),
    }

    place = StringField(required=True)
    quarter = StringField(required=True)
    taken_at = DateTimeField()
    looked_at = IntField()
    findings = EmbeddedDocumentListField(Finding)

    @property
    def unchecked(self) -> list[Finding]:
        """The lines that nobody has looked into yet."""
        return [finding for finding in self.findings if finding.checked_at is None]

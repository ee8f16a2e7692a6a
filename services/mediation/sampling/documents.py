# SPDX-License-Identifier: Apache-2.0
"""A sample as stored."""

from enum import StrEnum

from mongoengine import (
    DateField,
    DateTimeField,
    EmbeddedDocument,
    EmbeddedDocumentListField,
    ListField,
    StringField,
)

from shared.aggregate import Aggregate, indexes


class Part(StrEnum):
    """What of a case was read."""

    CASE = "case"  # 案件内容
    FOLDER = "folder"  # 卷宗


class Reading(EmbeddedDocument):
    """That a drawn case was read (查阅记录): every time, what, and when."""

    case_id = StringField(required=True)
    what = StringField(required=True, choices=[str(part) for part in Part])
    at = DateTimeField(required=True)


class Sample(Aggregate):
    """Folders that chance drew for a supervisor (抽查), with the reason, and every reading of one."""

    SOURCE = "/mediation"
    meta = {
        "collection": "samples",
        "db_alias": "mediation",
        "indexes": indexes(["people", "-created_at", "-_id"], "readings.case_id"),
    }
    place = StringField(required=True)
    first = DateField(required=True)
    last = DateField(required=True)
    reason = StringField(required=True)
    case_ids = ListField(StringField())
    readings = EmbeddedDocumentListField(Reading)

    @property
    def opened(self) -> list[str]:
        """The cases that were read, each once."""
        return list(dict.fromkeys(reading.case_id for reading in self.readings))

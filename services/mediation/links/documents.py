# SPDX-License-Identifier: Apache-2.0
"""A link as stored: the hash of its token, never the token."""

from mongoengine import DateField, DateTimeField, IntField, StringField

from shared.aggregate import Aggregate, indexes


class PartyLink(Aggregate):
    """A link for one party (专属链接). The id is the SHA-256 of the token; `code` the blind value of the phone's last four."""

    SOURCE = "/mediation"
    meta = {"collection": "party_links", "db_alias": "mediation", "indexes": indexes("case_id")}
    case_id = StringField(required=True)
    ref = StringField(required=True)
    code = StringField(required=True)
    tries = IntField(default=0)
    expires_on = DateField(required=True)
    answered_at = DateTimeField()

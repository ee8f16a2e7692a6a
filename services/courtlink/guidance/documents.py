# SPDX-License-Identifier: Apache-2.0
"""A question to the judges as stored."""

from mongoengine import DateField, DateTimeField, StringField

from shared.aggregate import Aggregate, indexes


class GuidanceRequest(Aggregate):
    """A question of a mediator (业务指导请求): a topic and an article of the law; of the case only its kind and place."""

    SOURCE = "/courtlink"
    meta = {
        "collection": "guidance",
        "db_alias": "courtlink",
        "indexes": indexes({"fields": ["within", "answered_on", "-created_at", "-_id"], "name": "listed"}),
    }
    case_id = StringField(required=True)
    referral_id = StringField()
    court_code = StringField(required=True)
    body_name = StringField(required=True)
    place = StringField(required=True)
    category = StringField(required=True)
    topic = StringField(required=True)
    article = StringField(default="")
    asked_at = DateTimeField(required=True)
    answer = StringField()
    answered_on = DateField()
    answered_by = StringField()

# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of appeals and of a cadre's own history."""

from marshmallow import Schema, fields, validate

from services.scoring.appeals import rules

_MARK = validate.Length(min=1, max=200)


class AppealIn(Schema):
    """The entry that is disputed, by its mark, and why."""

    entry = fields.String(required=True, validate=_MARK)
    reason = fields.String(required=True, validate=validate.Length(min=1, max=2000))


class AnswerIn(Schema):
    """The answer to an appeal."""

    entry = fields.String(required=True, validate=_MARK)
    outcome = fields.Enum(rules.Outcome, by_value=True, required=True)
    reason = fields.String(required=True, validate=validate.Length(min=1, max=2000))


class HistoryQuery(Schema):
    """Whose history; without a cadre, one's own."""

    cadre_id = fields.String(load_default="", validate=validate.Length(max=100))


class HistoryEntry(Schema):
    """One entry with its reason in words: why a star was given or taken (SB-27)."""

    task_id = fields.String()
    code = fields.String()
    entry = fields.String()
    kind = fields.String()
    points = fields.Integer()
    stars = fields.Integer()
    rule = fields.String()
    rules_version = fields.String()
    why = fields.String()
    case_id = fields.String()
    evidence = fields.String()
    actor = fields.String()
    reason = fields.String()
    at = fields.AwareDateTime()
    appeal_until = fields.Date()
    appeal = fields.String()
    appeal_answer = fields.String()


class HistoryOut(Schema):
    """All entries of a cadre, newest first, and their sum."""

    cadre_id = fields.String()
    points = fields.Integer()
    stars = fields.Integer()
    silences = fields.Integer()
    under_review = fields.Boolean()
    items = fields.List(fields.Nested(HistoryEntry))

# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the task endpoints."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from services.scoring.tasks import callbacks, grading, rules
from shared.money import PATTERN
from shared.web.paging import PageIn

_TEXT = validate.Length(min=1, max=1000)
_PARTY = validate.Regexp(r"^[A-Z]{1,2}\d?$")


def _differing(names: list[str]) -> None:
    if len(set(names)) < len(names):
        raise ValidationError("name each cadre once")


def _count(least: int = 0) -> fields.Integer:
    return fields.Integer(strict=True, validate=validate.Range(least, 1_000_000))


class TaskQuery(PageIn):
    """Which tasks to list."""

    state = fields.Enum(rules.TaskState, by_value=True)
    grade = fields.Integer(validate=validate.Range(1, 5))
    alert_to = fields.Enum(rules.Desk, by_value=True)


class GradingIn(Schema):
    """Inputs of the grade; what is left out is taken from the failed mediation."""

    people = _count(1)
    age_months = fields.Integer(strict=True, allow_none=True, validate=validate.Range(0, 1200))
    amount = fields.String(allow_none=True, validate=validate.Regexp(PATTERN))
    failed_attempts = _count()
    risk = fields.Enum(grading.Risk, by_value=True)
    departments = _count()
    note = fields.String(load_default="", validate=validate.Length(max=1000))
    minutes = fields.String(load_default="", validate=validate.Length(max=200))

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The arguments of `commands.propose_grade`."""
        return {"note": data.pop("note"), "minutes": data.pop("minutes"), "given": data}


class ConfirmationIn(Schema):
    """Why the dispute is another than those that look like it, where some do (SB-12)."""

    distinct_because = fields.String(load_default="", validate=validate.Length(max=1000))


class BarIn(Schema):
    """Why the dispute may not go on the board, and the paper that shows it (SB-01)."""

    reason = fields.Enum(rules.Bar, by_value=True, required=True)
    evidence = fields.String(required=True, validate=_TEXT)


class MergeIn(Schema):
    """The task of the same dispute, and what shows that it is the same (SB-12)."""

    into = fields.String(required=True, validate=validate.Length(min=1, max=100))
    reason = fields.String(required=True, validate=_TEXT)


class PickIn(Schema):
    """The ties that the cadre declares; an empty list declares that there are none (SB-10)."""

    ties = fields.List(fields.Enum(rules.Tie, by_value=True), required=True)


class PlanIn(PickIn):
    """An offer in the contest for a hard task."""

    plan = fields.String(required=True, validate=validate.Length(min=1, max=4000))


class ChoiceIn(Schema):
    """Whom the panel chooses, or the secretary assigns."""

    cadre_ids = fields.List(
        fields.String(validate=validate.Length(min=1, max=100)),
        required=True,
        validate=[validate.Length(min=1, max=20), _differing],
    )
    reason = fields.String(required=True, validate=_TEXT)
    overruled = fields.String(load_default="", validate=validate.Length(max=1000))


class PlanObjectionIn(Schema):
    """A party's objection to a cadre of the contest, entered for the party."""

    party = fields.String(required=True, validate=_PARTY)
    cadre_id = fields.String(required=True, validate=validate.Length(min=1, max=100))
    reason = fields.String(load_default="", validate=validate.Length(max=500))


class ExtensionIn(Schema):
    """More days, and why."""

    days = fields.Integer(required=True, strict=True, validate=validate.Range(1, 365))
    reason = fields.String(required=True, validate=_TEXT)


class ExtensionAnswerIn(Schema):
    """The panel's answer to a request for more days."""

    granted = fields.Boolean(required=True, truthy={True}, falsy={False})
    reason = fields.String(required=True, validate=_TEXT)


class PauseIn(Schema):
    """Days on which the limit stands still, both included, and the paper that shows why."""

    reason = fields.Enum(rules.PauseReason, by_value=True, required=True)
    paper = fields.String(required=True, validate=_TEXT)
    begins = fields.Date(data_key="from", required=True)
    until = fields.Date(required=True)


class ResumptionIn(Schema):
    """The first day that counts again."""

    on = fields.Date(required=True)


class ReliefIn(Schema):
    """Why the task is taken from its holder without blame, and the paper that shows it."""

    reason = fields.Enum(rules.Relief, by_value=True, required=True)
    evidence = fields.String(required=True, validate=_TEXT)


class WaiverIn(Schema):
    """The cadre who may take a dispute of the own village, and the paper that says so."""

    cadre_id = fields.String(required=True, validate=validate.Length(min=1, max=100))
    paper = fields.String(required=True, validate=_TEXT)


class ChallengeIn(Schema):
    """A tie of the cadre, named by a party and entered for it."""

    party = fields.String(required=True, validate=_PARTY)
    tie = fields.Enum(rules.Tie, by_value=True, required=True)
    reason = fields.String(load_default="", validate=validate.Length(max=500))


class ChallengeAnswerIn(Schema):
    """The decision on a tie; `challenge` is its mark."""

    challenge = fields.String(required=True, attribute="mark", validate=validate.Length(min=1, max=200))
    upheld = fields.Boolean(required=True, truthy={True}, falsy={False})
    reason = fields.String(required=True, validate=_TEXT)


class VoidIn(Schema):
    """Why an award is void, and the paper that shows it."""

    ground = fields.Enum(rules.VoidGround, by_value=True, required=True)
    evidence = fields.String(required=True, validate=_TEXT)


class ContactIn(Schema):
    """First contact with a party."""

    party = fields.String(required=True, validate=_PARTY)
    channel = fields.Enum(rules.Channel, by_value=True, required=True)
    on = fields.Date(allow_none=True, load_default=None)


class HandBackIn(Schema):
    """Why the task is given back."""

    reason = fields.String(required=True, validate=_TEXT)


class LawfulEndIn(Schema):
    """Why the dispute ends without blame, and the paper that shows it."""

    reason = fields.Enum(rules.LawfulEnd, by_value=True, required=True)
    evidence = fields.String(required=True, validate=_TEXT)


class CallbackIn(Schema):
    """The result of one call, as codes; `recording_consent` where somebody answered."""

    party = fields.String(required=True, validate=_PARTY)
    result = fields.Enum(callbacks.Result, by_value=True, required=True)
    recording_consent = fields.Boolean(allow_none=True, load_default=None, truthy={True}, falsy={False})
    ground = fields.Enum(callbacks.Ground, by_value=True, allow_none=True, load_default=None)
    ties = fields.List(fields.Enum(rules.Tie, by_value=True), load_default=[])


class RulingIn(Schema):
    """The panel's decision on frozen points; `hold` is the mark of the hold."""

    hold = fields.String(required=True, attribute="mark", validate=validate.Length(min=1, max=200))
    sustained = fields.Boolean(required=True, truthy={True}, falsy={False})
    reason = fields.String(required=True, validate=_TEXT)

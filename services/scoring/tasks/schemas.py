# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the task endpoints."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from services.scoring.tasks import callbacks, grading, rules
from shared.money import PATTERN
from shared.web.paging import PageIn

_TEXT = validate.Length(min=1, max=1000)
_PARTY = validate.Regexp(r"^[A-Z]{1,2}\d?$")


def _count(least: int = 0) -> fields.Integer:
    return fields.Integer(strict=True, validate=validate.Range(least, 1_000_000))


class TaskQuery(PageIn):
    """Which tasks to list."""

    state = fields.Enum(rules.TaskState, by_value=True)
    grade = fields.Integer(validate=validate.Range(1, 5))


class GradingIn(Schema):
    """Inputs of the grade; what is left out is taken from the failed mediation."""

    people = _count(1)
    age_months = fields.Integer(strict=True, allow_none=True, validate=validate.Range(0, 1200))
    amount = fields.String(allow_none=True, validate=validate.Regexp(PATTERN))
    failed_attempts = _count()
    risk = fields.Enum(grading.Risk, by_value=True)
    departments = _count()
    note = fields.String(load_default="", validate=validate.Length(max=1000))

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The arguments of `commands.propose_grade`."""
        return {"note": data.pop("note"), "given": data}


class NothingIn(Schema):
    """An empty body."""


class PickIn(Schema):
    """The ties that the cadre declares; an empty list declares that there are none (SB-10)."""

    ties = fields.List(fields.Enum(rules.Tie, by_value=True), required=True)


class PlanIn(PickIn):
    """An offer in the contest for a hard task."""

    plan = fields.String(required=True, validate=validate.Length(min=1, max=4000))


class ChoiceIn(Schema):
    """Whom the panel chooses, or the secretary assigns."""

    cadre_id = fields.String(required=True, validate=validate.Length(min=1, max=100))
    reason = fields.String(required=True, validate=_TEXT)


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
    """The result of one call, as codes."""

    party = fields.String(required=True, validate=_PARTY)
    result = fields.Enum(callbacks.Result, by_value=True, required=True)
    recording_consent = fields.Boolean(required=True, truthy={True}, falsy={False})
    ground = fields.Enum(callbacks.Ground, by_value=True, allow_none=True, load_default=None)


class RulingIn(Schema):
    """The panel's decision on frozen points; `hold` is the mark of the hold."""

    hold = fields.String(required=True, attribute="mark", validate=validate.Length(min=1, max=200))
    sustained = fields.Boolean(required=True, truthy={True}, falsy={False})
    reason = fields.String(required=True, validate=_TEXT)


class FailedOut(Schema):
    """What the failed mediation told."""

    ended_on = fields.Date()
    failed_attempts = fields.Integer()
    people = fields.Integer()
    amount = fields.String()
    arose_on = fields.Date()
    risk = fields.String()
    departments = fields.Integer()


class GradingOut(Schema):
    """The panel's inputs and the grade."""

    people = fields.Integer()
    age_months = fields.Integer()
    amount = fields.String()
    failed_attempts = fields.Integer()
    risk = fields.String()
    departments = fields.Integer()
    points = fields.Integer()
    grade = fields.Integer()
    note = fields.String()
    proposed_by = fields.String()
    proposed_at = fields.AwareDateTime()
    confirmed_by = fields.String()
    confirmed_at = fields.AwareDateTime()


class ContactOut(Schema):
    """First contact with a party."""

    party = fields.String()
    channel = fields.String()
    on = fields.Date()
    at = fields.AwareDateTime()


class TenureOut(Schema):
    """One cadre's time with the task."""

    cadre_id = fields.String()
    name = fields.String()
    post = fields.String()
    how = fields.String()
    reason = fields.String()
    picked_at = fields.AwareDateTime()
    picked_on = fields.Date()
    due_on = fields.Date()
    warn_on = fields.Date()
    contact_by = fields.Date()
    contacts = fields.List(fields.Nested(ContactOut))
    ended = fields.String()
    ended_at = fields.AwareDateTime()


class HolderOut(TenureOut):
    """Who holds the task now; `contact_warning` when a party was not met within two working days (SB-08)."""

    contact_warning = fields.Boolean()


class PlanOut(Schema):
    """An offer in the contest."""

    cadre_id = fields.String()
    name = fields.String()
    post = fields.String()
    plan = fields.String()
    at = fields.AwareDateTime()


class SettlementOut(Schema):
    """The agreement that the stars are for."""

    case_id = fields.String()
    form = fields.String()
    effective_on = fields.Date()
    settled_on = fields.Date()
    party_count = fields.Integer()


class FileOut(Schema):
    """The closed case file."""

    closed_on = fields.Date()
    performed = fields.Boolean()


class CallbackOut(Schema):
    """The result of one call."""

    party = fields.String()
    result = fields.String()
    ground = fields.String()
    at = fields.AwareDateTime()


class HoldOut(Schema):
    """Frozen points and the day by which the panel answers."""

    rule = fields.String()
    mark = fields.String()
    since = fields.AwareDateTime()
    answer_by = fields.Date()


class StarsOut(Schema):
    """Points and stars."""

    points = fields.Integer()
    stars = fields.Integer()


class EntryOut(StarsOut):
    """One line of the ledger."""

    kind = fields.String()
    cadre_id = fields.String()
    rule = fields.String()
    rules_version = fields.String()
    case_id = fields.String()
    evidence = fields.String()
    actor = fields.String()
    reason = fields.String()
    at = fields.AwareDateTime()
    source = fields.String()


class TaskOut(Schema):
    """A star task as the caller may see it."""

    id = fields.String()
    case_id = fields.String()
    version = fields.Integer()
    state = fields.String()
    ended_for = fields.String()
    place = fields.String()
    township = fields.String()
    category = fields.String()
    rules_version = fields.String()
    failed = fields.Nested(FailedOut)
    grading = fields.Nested(GradingOut)
    grade = fields.Integer()
    posted_on = fields.Date()
    open_until = fields.Date()
    final_on = fields.Date()
    holder = fields.Nested(HolderOut)
    tenures = fields.List(fields.Nested(TenureOut))
    plans = fields.List(fields.Nested(PlanOut))
    settlement = fields.Nested(SettlementOut)
    file = fields.Nested(FileOut)
    callbacks = fields.List(fields.Nested(CallbackOut))
    callbacks_open = fields.Integer()
    holds = fields.List(fields.Nested(HoldOut))
    points = fields.Integer()
    stars = fields.Integer()
    provisional = fields.Nested(StarsOut)
    ledger = fields.List(fields.Nested(EntryOut))


class TaskRow(Schema):
    """A task in a list."""

    id = fields.String(attribute="_id")
    version = fields.Integer()
    state = fields.String()
    place = fields.String()
    township = fields.String()
    category = fields.String()
    grade = fields.Integer()
    posted_on = fields.Date()
    open_until = fields.Date()

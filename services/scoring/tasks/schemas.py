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
    """The result of one call, as codes."""

    party = fields.String(required=True, validate=_PARTY)
    result = fields.Enum(callbacks.Result, by_value=True, required=True)
    recording_consent = fields.Boolean(required=True, truthy={True}, falsy={False})
    ground = fields.Enum(callbacks.Ground, by_value=True, allow_none=True, load_default=None)
    ties = fields.List(fields.Enum(rules.Tie, by_value=True), load_default=[])


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
    minutes = fields.String()


class ExtensionOut(Schema):
    """More days that were asked for; `granted` is null until the panel answers."""

    days = fields.Integer()
    reason = fields.String()
    asked_at = fields.AwareDateTime()
    answer_by = fields.Date()
    granted = fields.Boolean()
    decision = fields.String()


class PauseOut(Schema):
    """Days that do not count, and why."""

    reason = fields.String()
    paper = fields.String()
    begins = fields.Date(data_key="from")
    until = fields.Date()


class LotOut(Schema):
    """A draw among equals that anybody can check."""

    candidates = fields.List(fields.String())
    seed = fields.String()


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
    grade = fields.Integer()
    lot = fields.Nested(LotOut)
    declared = fields.Boolean()
    raw_due_on = fields.Date()
    due_on = fields.Date()
    extension = fields.Nested(ExtensionOut)
    pauses = fields.List(fields.Nested(PauseOut))
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


class AlertOut(Schema):
    """Something that fell due, and whose desk it is on."""

    mark = fields.String()
    rule = fields.String()
    to = fields.String()
    at = fields.AwareDateTime()


class ChallengeOut(Schema):
    """A tie that somebody named, and what was decided."""

    mark = fields.String()
    cadre_id = fields.String()
    party = fields.String()
    tie = fields.String()
    reason = fields.String()
    at = fields.AwareDateTime()
    answer_by = fields.Date()
    upheld = fields.Boolean()
    decision = fields.String()


class RoundOut(Schema):
    """A call of a party."""

    party = fields.String()
    cadre_id = fields.String()
    name = fields.String()
    post = fields.String()
    chosen_at = fields.AwareDateTime()
    object_by = fields.Date()
    answer_by = fields.Date()
    end = fields.String()
    ground = fields.String()


class WishOut(Schema):
    """A call that came after a pick."""

    party = fields.String()
    name = fields.String()
    at = fields.AwareDateTime()


class ObjectionOut(Schema):
    """A party's objection to a cadre of the contest."""

    party = fields.String()
    cadre_id = fields.String()
    reason = fields.String()
    at = fields.AwareDateTime()


class AppealOut(Schema):
    """An appeal and its answer."""

    entry = fields.String()
    cadre_id = fields.String()
    reason = fields.String()
    at = fields.AwareDateTime()
    answer_by = fields.Date()
    outcome = fields.String()
    decision = fields.String()


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
    entered_for = fields.List(fields.String())
    merged_into = fields.String()
    twins = fields.List(fields.String())
    failed = fields.Nested(FailedOut)
    regrading = fields.Nested(GradingOut)
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
    objections = fields.List(fields.Nested(ObjectionOut))
    challenges = fields.List(fields.Nested(ChallengeOut))
    rounds = fields.List(fields.Nested(RoundOut))
    wishes = fields.List(fields.Nested(WishOut))
    appeals = fields.List(fields.Nested(AppealOut))
    alerts = fields.List(fields.Nested(AlertOut))
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

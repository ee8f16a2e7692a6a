# SPDX-License-Identifier: Apache-2.0
"""What comes out of the task endpoints."""

from marshmallow import Schema, fields


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

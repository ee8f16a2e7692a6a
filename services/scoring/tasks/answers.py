# SPDX-License-Identifier: Apache-2.0
"""What comes out of the task endpoints."""

from marshmallow import Schema, fields

from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.outcome import Appeal, Callback, Entry, File, Hold, Settlement
from services.scoring.tasks.parts import (
    Alert,
    Challenge,
    Contact,
    Extension,
    Failed,
    Grading,
    Lot,
    PartyObjection,
    Pause,
    Plan,
    Round,
    Tenure,
    Wish,
)
from shared.web.answers import shows


@shows(Failed, "ended_on failed_attempts people amount arose_on risk departments")
class FailedOut(Schema):
    """What the failed mediation told."""


@shows(
    Grading,
    "people age_months amount failed_attempts risk departments points grade note proposed_by proposed_at confirmed_by confirmed_at minutes",
)
class GradingOut(Schema):
    """The panel's inputs and the grade."""


@shows(Extension, "days reason asked_at answer_by granted decision")
class ExtensionOut(Schema):
    """More days that were asked for; `granted` is null until the panel answers."""


@shows(Pause, "reason paper until")
class PauseOut(Schema):
    """Days that do not count, and why."""

    begins = fields.Date(data_key="from")


@shows(Lot, "candidates seed")
class LotOut(Schema):
    """A draw among equals that anybody can check."""


@shows(Contact, "party channel on at")
class ContactOut(Schema):
    """First contact with a party."""


@shows(
    Tenure,
    "cadre_id name post how reason picked_at picked_on grade declared raw_due_on due_on warn_on contact_by ended ended_at",
)
class TenureOut(Schema):
    """One cadre's time with the task."""

    lot = fields.Nested(LotOut)
    extension = fields.Nested(ExtensionOut)
    pauses = fields.List(fields.Nested(PauseOut))
    contacts = fields.List(fields.Nested(ContactOut))


class HolderOut(TenureOut):
    """Who holds the task now; `contact_warning` when a party was not met within two working days (SB-08)."""

    contact_warning = fields.Boolean()


@shows(Plan, "cadre_id name post plan at")
class PlanOut(Schema):
    """An offer in the contest."""


@shows(Settlement, "case_id form effective_on settled_on party_count")
class SettlementOut(Schema):
    """The agreement that the stars are for."""


@shows(File, "closed_on performed")
class FileOut(Schema):
    """The closed case file."""


@shows(Callback, "party result ground at")
class CallbackOut(Schema):
    """The result of one call."""


@shows(Hold, "rule mark since answer_by")
class HoldOut(Schema):
    """Frozen points and the day by which the panel answers."""


@shows(Alert, "mark rule to at")
class AlertOut(Schema):
    """Something that fell due, and whose desk it is on."""


@shows(Challenge, "mark cadre_id party tie reason at answer_by upheld decision")
class ChallengeOut(Schema):
    """A tie that somebody named, and what was decided."""


@shows(Round, "party cadre_id name post chosen_at object_by answer_by end ground")
class RoundOut(Schema):
    """A call of a party."""


@shows(Wish, "party name at")
class WishOut(Schema):
    """A call that came after a pick."""


@shows(PartyObjection, "party cadre_id reason at")
class ObjectionOut(Schema):
    """A party's objection to a cadre of the contest."""


@shows(Appeal, "entry cadre_id reason at answer_by outcome decision")
class AppealOut(Schema):
    """An appeal and its answer."""


class StarsOut(Schema):
    """Points and stars."""

    points = fields.Integer()
    stars = fields.Integer()


@shows(Entry, "kind cadre_id rule rules_version case_id evidence actor reason at source")
class EntryOut(StarsOut):
    """One line of the ledger."""


@shows(
    StarTask,
    "id version state ended_for place township category rules_version entered_for merged_into grade posted_on open_until final_on",
)
class TaskOut(Schema):
    """A star task as the caller may see it."""

    case_id = fields.String()
    twins = fields.List(fields.String())
    failed = fields.Nested(FailedOut)
    regrading = fields.Nested(GradingOut)
    grading = fields.Nested(GradingOut)
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
    by_the_week = fields.Integer()
    ledger = fields.List(fields.Nested(EntryOut))


@shows(StarTask, "version state place township category grade posted_on open_until")
class TaskRow(Schema):
    """A task in a list."""

    id = fields.String(attribute="_id")

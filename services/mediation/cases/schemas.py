# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the endpoints of cases."""

from decimal import Decimal
from typing import Any

from marshmallow import Schema, fields, post_load, validate

from services.mediation.cases.categories import CATEGORIES, GRID_CATEGORIES
from services.mediation.cases.meetings import Came, Mode, Result
from services.mediation.cases.paperwork import Wanted
from services.mediation.cases.parties import Capacity, Consent, PartyKind, Standing
from services.mediation.cases.referral_rules import FailureReason
from services.mediation.cases.rules import Act, Form, Means, Performance
from services.mediation.cases.suitability import Channel, Concern, GoTo, Ground, Way
from services.mediation.cases.terms import TermKind
from shared.money import PATTERN
from shared.web.paging import PageIn

_WORD = validate.Length(min=1, max=100)
_REF = validate.Regexp(r"^[A-Z]\d{0,3}$")
_TEXT = validate.Length(max=20_000)
_RISKS = validate.OneOf(["none", "yellow", "orange", "red"])
_PHONE = validate.Regexp(r"^\+?[\d -]{5,20}$")


def money(**kwargs: Any) -> fields.String:
    """Yuan as text with at most two decimals."""
    return fields.String(validate=validate.Regexp(PATTERN), allow_none=True, load_default=None, **kwargs)


def day() -> fields.Date:
    """A paper's date, null where it is not known."""
    return fields.Date(allow_none=True, load_default=None)


class RepresentativeIn(Schema):
    """Who acts for a party: a legal representative, or an agent with a proxy."""

    name = fields.String(required=True, validate=_WORD)
    standing = fields.Enum(Standing, by_value=True, required=True)
    relation = fields.String(load_default="", validate=validate.Length(max=50))
    has_proxy = fields.Boolean(load_default=False)
    phone = fields.String(allow_none=True, load_default=None, validate=_PHONE)

    @post_load
    def plain(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """As the document stores it."""
        return data | {"standing": str(data["standing"])}


class PartyIn(Schema):
    """A party of the dispute; `identity` is an identity number or a credit code, and is sealed."""

    ref = fields.String(required=True, validate=_REF)
    name = fields.String(required=True, validate=_WORD)
    role = fields.String(load_default="", validate=validate.Length(max=100))
    kind = fields.String(required=True, validate=validate.OneOf([str(kind) for kind in PartyKind]))
    capacity = fields.String(
        load_default=str(Capacity.FULL), validate=validate.OneOf([str(capacity) for capacity in Capacity])
    )
    representative = fields.Nested(RepresentativeIn, allow_none=True, load_default=None)
    identity = fields.String(allow_none=True, load_default=None, validate=validate.Length(min=15, max=22))
    count = fields.Integer(strict=True, load_default=1, validate=validate.Range(1, 100_000))
    account = fields.String(allow_none=True, load_default=None, validate=_WORD)
    phone = fields.String(allow_none=True, load_default=None, validate=_PHONE)


class CaseIn(Schema):
    """An application (WN-09); the short form needs only body, category, channel and parties."""

    body_id = fields.String(required=True, validate=_WORD)
    category = fields.String(required=True, validate=validate.OneOf(CATEGORIES))
    grid_category = fields.String(
        allow_none=True, load_default=None, validate=validate.OneOf(GRID_CATEGORIES)
    )
    channel = fields.Enum(Channel, by_value=True, required=True)
    way = fields.Enum(Way, by_value=True, allow_none=True, load_default=None)
    short_form = fields.Boolean(load_default=False)
    concerns = fields.List(
        fields.Enum(Concern, by_value=True), load_default=list, validate=validate.Length(max=20)
    )
    parties = fields.List(fields.Nested(PartyIn), required=True, validate=validate.Length(min=2, max=500))
    facts = fields.String(load_default="", validate=_TEXT)
    subject = fields.String(
        load_default="",
        validate=validate.Length(max=100),
        metadata={"description": "the thing that is quarrelled over (标的物), such as a plot"},
    )
    applied_on = day()
    arose_on = day()
    claim = money()
    risk = fields.String(load_default="none", validate=_RISKS)
    departments = fields.Integer(strict=True, load_default=1, validate=validate.Range(1, 50))
    barred_for = fields.String(allow_none=True, load_default=None, validate=_WORD)
    earlier_failures = fields.Integer(strict=True, load_default=0, validate=validate.Range(0, 1000))

    @post_load
    def plain(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """As the document stores it."""
        if data["claim"] is not None:
            data["claim"] = Decimal(data["claim"])
        data["way"] = str(data["way"]) if data["way"] else None
        return data | {"concerns": sorted({str(concern) for concern in data["concerns"]})}


class AcceptIn(Schema):
    """The day of acceptance; today when nothing is said. The kind on the second list, where intake left it open."""

    accepted_on = day()
    grid_category = fields.String(
        allow_none=True, load_default=None, validate=validate.OneOf(GRID_CATEGORIES)
    )


class ReasonIn(Schema):
    """Why, in words that the person concerned may read."""

    reason = fields.String(required=True, validate=validate.Length(min=1, max=1000))


class RefusalIn(ReasonIn):
    """Why the dispute is not accepted, and where to go instead."""

    ground = fields.Enum(Ground, by_value=True, required=True)
    go_to = fields.Enum(GoTo, by_value=True, required=True)


class ConcernsIn(Schema):
    """What has come to light."""

    concerns = fields.List(
        fields.Enum(Concern, by_value=True), required=True, validate=validate.Length(max=20)
    )
    risk = fields.String(allow_none=True, load_default=None, validate=_RISKS)


class ReportIn(Schema):
    """A report to police or the competent office."""

    to = fields.Enum(GoTo, by_value=True, required=True)
    note = fields.String(load_default="", validate=validate.Length(max=1000))


class ConsentIn(Schema):
    """A party's answer."""

    ref = fields.String(required=True, validate=_REF)
    answer = fields.Enum(Consent, by_value=True, required=True)
    channel = fields.String(load_default="", validate=validate.Length(max=50))
    on = day()
    reason = fields.String(load_default="", validate=validate.Length(max=500))


class NoticeIn(Schema):
    """A party got its notice."""

    ref = fields.String(required=True, validate=_REF)
    on = day()


class RemediesIn(NoticeIn):
    """A party was told of its other routes, or one tried to tell it."""

    delivered = fields.Boolean(required=True)


class AssignIn(Schema):
    """A mediator of the body."""

    account = fields.String(required=True, validate=_WORD)


class ObjectionIn(AssignIn):
    """A mediator leaves the case: a party objects, or the body changes it."""

    reason = fields.String(required=True, validate=validate.Length(min=1, max=500))
    ref = fields.String(load_default="", validate=validate.Regexp(r"^([A-Z]\d{0,3})?$"))


class HelperIn(Schema):
    """Somebody to invite as helper."""

    name = fields.String(required=True, validate=_WORD)
    kind = fields.String(load_default="", validate=validate.Length(max=50))


class HelperConsentIn(Schema):
    """A party agrees to a helper."""

    helper = fields.String(required=True, validate=_WORD)
    ref = fields.String(required=True, validate=_REF)


class AttendanceIn(Schema):
    """Who came: a party's letter, a helper's id, or a mediator's account."""

    who = fields.String(required=True, validate=_WORD)
    came_as = fields.Enum(Came, by_value=True, required=True)

    @post_load
    def plain(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """As the document stores it."""
        return data | {"came_as": str(data["came_as"])}


class OfferIn(Schema):
    """What one side offered, for the record."""

    by = fields.String(required=True, validate=_REF)
    what = fields.String(required=True, validate=validate.Length(min=1, max=2000))
    amount = money()


class SessionIn(Schema):
    """A session; the words of a private talk do not belong here.

    `id` may be given by the device that logged it without network; `device_at` is what its clock showed.
    """

    id = fields.UUID(load_default=None, attribute="made_id")
    place = fields.String(load_default="", validate=validate.Length(max=200))
    began_at = fields.AwareDateTime(allow_none=True, load_default=None)
    ended_at = fields.AwareDateTime(allow_none=True, load_default=None)
    device_at = fields.AwareDateTime(allow_none=True, load_default=None)
    came = fields.List(fields.Nested(AttendanceIn), load_default=list, validate=validate.Length(max=100))
    offers = fields.List(fields.Nested(OfferIn), load_default=list, validate=validate.Length(max=100))
    facts_agreed = fields.List(
        fields.String(validate=_TEXT), load_default=list, validate=validate.Length(max=50)
    )
    next_on = day()
    safety_checked = fields.Boolean(load_default=False)
    separate_times = fields.Boolean(load_default=False)
    recording_alone = fields.Boolean(load_default=False)

    mode = fields.Enum(Mode, by_value=True, required=True)
    result = fields.Enum(Result, by_value=True, required=True)
    held_on = day()
    count = fields.Integer(strict=True, load_default=1, validate=validate.Range(1, 1000))
    minutes = fields.Integer(
        strict=True, allow_none=True, load_default=None, validate=validate.Range(1, 10_000)
    )
    record = fields.String(load_default="", validate=_TEXT)


class CorrectionIn(Schema):
    """What the record should say; the first entry stays."""

    session = fields.String(required=True, validate=_WORD)
    record = fields.String(required=True, validate=validate.Length(min=1, max=20_000))


class InvestigationIn(Schema):
    """What somebody said about the dispute. `id` and `device_at` come from a device that was without network."""

    id = fields.UUID(load_default=None, attribute="made_id")
    asked = fields.String(required=True, validate=_WORD, metadata={"description": "who was asked"})
    relation = fields.String(load_default="", validate=validate.Length(max=100))
    on = day()
    place = fields.String(load_default="", validate=validate.Length(max=200))
    record = fields.String(required=True, validate=validate.Length(min=1, max=20_000))
    device_at = fields.AwareDateTime(allow_none=True, load_default=None)


class AbsenceIn(ReasonIn):
    """Why a paper is not to be had; without `ref` of no party."""

    paper = fields.Enum(Wanted, by_value=True, required=True)
    ref = fields.String(load_default="", validate=validate.Regexp(r"^([A-Z]\d{0,3})?$"))


class AppointmentIn(Schema):
    """When and where to meet."""

    at = fields.AwareDateTime(required=True)
    mode = fields.Enum(Mode, by_value=True, required=True)
    minutes = fields.Integer(strict=True, load_default=60, validate=validate.Range(5, 600))
    place = fields.String(load_default="", validate=validate.Length(max=200))


class CancelIn(Schema):
    """An appointment to call off."""

    appointment = fields.String(required=True, validate=_WORD)


class UnavailableIn(Schema):
    """Days on which a party can't come."""

    ref = fields.String(required=True, validate=_REF)
    since = fields.Date(required=True)
    until = fields.Date(required=True)


class SuspendIn(ReasonIn):
    """Why the mediation stands still; `excluded` stops the limit too, as an appraisal does."""

    excluded = fields.Boolean(load_default=False)


class ExtensionIn(Schema):
    """More days, to which every party agreed."""

    days = fields.Integer(strict=True, required=True, validate=validate.Range(1, 90))
    agreed = fields.List(fields.String(validate=_REF), required=True, validate=validate.Length(max=500))


class InstalmentIn(Schema):
    """One part of a payment; `due` as it was said, resolved to a date where it can be."""

    amount = money()
    due = fields.String(allow_none=True, load_default=None, validate=_WORD)
    due_on = day()


class TermIn(Schema):
    """One duty."""

    kind = fields.Enum(TermKind, by_value=True, required=True)
    who = fields.String(required=True, validate=_WORD)
    to = fields.String(allow_none=True, load_default=None, validate=_WORD)
    what = fields.String(required=True, validate=validate.Length(min=1, max=2000))
    amount = money()
    due = fields.String(allow_none=True, load_default=None, validate=_WORD)
    due_on = day()
    approx = fields.Boolean(load_default=False)
    at_least = fields.Boolean(load_default=False)
    at_most = fields.Boolean(load_default=False)
    joint = fields.Boolean(load_default=False)
    each = fields.Boolean(load_default=False)
    conditional = fields.Boolean(load_default=False)
    conditional_on = fields.String(allow_none=True, load_default=None, validate=validate.Length(max=500))
    instalments = fields.Integer(
        strict=True,
        allow_none=True,
        load_default=None,
        validate=validate.Range(-1, 1000),
        metadata={"description": "-1 when the number is not known"},
    )
    instalment_amount = money()
    frequency = fields.String(allow_none=True, load_default=None, validate=_WORD)
    plan = fields.List(fields.Nested(InstalmentIn), load_default=list, validate=validate.Length(max=200))
    third_person = fields.String(
        allow_none=True,
        load_default=None,
        validate=_WORD,
        metadata={"description": "who else owes it, when that is no party"},
    )
    share = fields.Float(allow_none=True, load_default=None, validate=validate.Range(0, 1))
    start = fields.String(allow_none=True, load_default=None, validate=_WORD)
    until = fields.String(allow_none=True, load_default=None, validate=_WORD)

    @post_load
    def plain(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """As the document stores it."""
        for holder in (data, *data["plan"]):
            for name in ("amount", "instalment_amount"):
                if holder.get(name) is not None:
                    holder[name] = Decimal(holder[name])
        return {name: value for name, value in data.items() if value is not None} | {
            "kind": str(data["kind"])
        }


class AgreementIn(Schema):
    """What the parties agreed."""

    form = fields.Enum(Form, by_value=True, required=True)
    agreed_on = day()
    partial = fields.Boolean(load_default=False)  # type: ignore[assignment]
    after_breach = fields.Boolean(
        load_default=False, metadata={"description": "it replaces an agreement that was broken before"}
    )
    blockers = fields.List(fields.String(validate=_WORD), load_default=list, validate=validate.Length(max=10))
    with_bodies = fields.List(
        fields.String(validate=_WORD),
        load_default=list,
        validate=validate.Length(max=10),
        metadata={"description": "ids of other bodies that took part (CF-03)"},
    )
    subject_place = fields.String(
        allow_none=True,
        load_default=None,
        validate=_WORD,
        metadata={"description": "division in which the thing lies that is agreed on (CF-02)"},
    )
    terms = fields.List(fields.Nested(TermIn), required=True, validate=validate.Length(max=200))


class ActIn(Schema):
    """One act of signing; `ref` for a party's."""

    kind = fields.Enum(Act, by_value=True, required=True)
    ref = fields.String(load_default="", validate=validate.Regexp(r"^([A-Z]\d{0,3})?$"))
    on = day()
    means = fields.Enum(Means, by_value=True, allow_none=True, load_default=None)
    scan = fields.String(allow_none=True, load_default=None, validate=_WORD)


class PerformanceIn(Schema):
    """How far the duties are done."""

    performance = fields.Enum(Performance, by_value=True, required=True)
    on = day()


class PerformedIn(Schema):
    """A duty, or a part of it, was performed; `key` stands in the schedule, `proof` is a file of the case."""

    key = fields.String(required=True, validate=validate.Regexp(r"^\d{1,3}(\.\d{1,3})?$"))
    on = day()
    amount = money()
    proof = fields.String(allow_none=True, load_default=None, validate=_WORD)

    @post_load
    def plain(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The amount as a number."""
        return data | {"amount": Decimal(data["amount"]) if data["amount"] is not None else None}


class FollowUpIn(Schema):
    """A visit or call."""

    ref = fields.String(required=True, validate=_REF)
    on = day()
    performance = fields.Enum(Performance, by_value=True, allow_none=True, load_default=None)
    record = fields.String(load_default="", validate=_TEXT)
    satisfied = fields.Boolean(allow_none=True, load_default=None)
    suit = fields.String(load_default="", validate=validate.Length(max=500))
    risk_left = fields.String(load_default="", validate=validate.Length(max=500))
    steps = fields.String(load_default="", validate=validate.Length(max=1000))


class TerminateIn(Schema):
    """The end of a mediation that failed; words for a court stand in the failure paper."""

    reason = fields.Enum(FailureReason, by_value=True, required=True)
    ended_on = day()

    @post_load
    def plain(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The reason as text."""
        return data | {"reason": str(data["reason"])}


class CloseIn(Schema):
    """The day of closing; today when nothing is said."""

    closed_on = day()


class ReopenIn(Schema):
    """The quarrel came back."""

    on = day()
    same_facts = fields.Boolean(load_default=True)
    breach_by_party = fields.Boolean(load_default=False)


class CaseQuery(PageIn):
    """Which cases to list."""

    state = fields.String(validate=_WORD)
    place = fields.String(validate=validate.Length(min=2, max=12))

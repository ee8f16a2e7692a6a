# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the endpoints of cases."""

from decimal import Decimal
from typing import Any

from marshmallow import Schema, fields, post_load, validate

from services.mediation.cases.categories import CATEGORIES, GRID_CATEGORIES
from services.mediation.cases.logged_schemas import LoggedIn
from services.mediation.cases.meetings import Came, Mode, Result
from services.mediation.cases.paperwork import Wanted
from services.mediation.cases.parties import Capacity, Consent, PartyKind, Standing
from services.mediation.cases.referral_rules import FailureReason
from services.mediation.cases.suitability import Channel, Concern, GoTo, Ground, Way
from shared.money import PATTERN
from shared.web.paging import PageIn

WORD = validate.Length(min=1, max=100)
REF = validate.Regexp(r"^[A-Z]\d{0,3}$")
TEXT = validate.Length(max=20_000)
_RISKS = validate.OneOf(["none", "yellow", "orange", "red"])
PHONE = validate.Regexp(r"^\+?(?:[ -]?\d){7,20}[ -]?$", error="At least seven digits.")


def money(**kwargs: Any) -> fields.String:
    """Yuan as text with at most two decimals."""
    return fields.String(validate=validate.Regexp(PATTERN), allow_none=True, load_default=None, **kwargs)


def day() -> fields.Date:
    """A paper's date, null where it is not known."""
    return fields.Date(allow_none=True, load_default=None)


class RepresentativeIn(Schema):
    """Who acts for a party: a legal representative, or an agent with a proxy."""

    name = fields.String(required=True, validate=WORD)
    standing = fields.Enum(Standing, by_value=True, required=True)
    relation = fields.String(load_default="", validate=validate.Length(max=50))
    has_proxy = fields.Boolean(load_default=False)
    phone = fields.String(allow_none=True, load_default=None, validate=PHONE)

    @post_load
    def plain(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """As the document stores it."""
        return data | {"standing": str(data["standing"])}


class PartyIn(Schema):
    """A party of the dispute; `identity` is an identity number or a credit code, and is sealed."""

    ref = fields.String(required=True, validate=REF)
    name = fields.String(required=True, validate=WORD)
    role = fields.String(load_default="", validate=validate.Length(max=100))
    kind = fields.String(required=True, validate=validate.OneOf([str(kind) for kind in PartyKind]))
    capacity = fields.String(
        load_default=str(Capacity.FULL), validate=validate.OneOf([str(capacity) for capacity in Capacity])
    )
    representative = fields.Nested(RepresentativeIn, allow_none=True, load_default=None)
    identity = fields.String(allow_none=True, load_default=None, validate=validate.Length(min=15, max=22))
    place = fields.String(
        allow_none=True,
        load_default=None,
        validate=validate.Length(min=2, max=12),
        metadata={"description": "the division of its home or seat (住所地), such as a village's code"},
    )
    count = fields.Integer(strict=True, load_default=1, validate=validate.Range(1, 100_000))
    account = fields.String(allow_none=True, load_default=None, validate=WORD)
    phone = fields.String(allow_none=True, load_default=None, validate=PHONE)


class PartyDetailsIn(Schema):
    """What is completed or corrected of a party; what is left out stays as it is."""

    ref = fields.String(required=True, validate=REF)
    name = fields.String(allow_none=True, load_default=None, validate=WORD)
    phone = fields.String(allow_none=True, load_default=None, validate=PHONE)
    identity = fields.String(allow_none=True, load_default=None, validate=validate.Length(min=15, max=22))
    reason = fields.String(load_default="", validate=validate.Length(max=500))


class CaseIn(Schema):
    """An application (WN-09); the short form needs only body, category, channel and parties."""

    body_id = fields.String(required=True, validate=WORD)
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
    facts = fields.String(load_default="", validate=TEXT)
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
    barred_for = fields.String(allow_none=True, load_default=None, validate=WORD)
    earlier_failures = fields.Integer(strict=True, load_default=0, validate=validate.Range(0, 1000))

    @post_load
    def plain(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """As the document stores it."""
        if data["claim"] is not None:
            data["claim"] = Decimal(data["claim"])
        data["way"] = str(data["way"]) if data["way"] else None
        return data | {"concerns": sorted({str(concern) for concern in data["concerns"]})}


class AcceptIn(Schema):
    """The day of acceptance; today when nothing is said. The kind on the second list, where intake left it open;
    the kind itself, where it was named wrongly."""

    accepted_on = day()
    grid_category = fields.String(
        allow_none=True, load_default=None, validate=validate.OneOf(GRID_CATEGORIES)
    )
    category = fields.String(
        allow_none=True,
        load_default=None,
        validate=validate.OneOf(CATEGORIES),
        metadata={"description": "the kind as the mediator sees it, where the application named another"},
    )


class ReasonIn(Schema):
    """Why, in words that the person concerned may read."""

    reason = fields.String(required=True, validate=validate.Length(min=1, max=1000))


class PutForwardIn(ReasonIn):
    """Why the dispute should go on the star board before it fails."""


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


class ConsentIn(LoggedIn):
    """A party's answer."""

    ref = fields.String(required=True, validate=REF)
    answer = fields.Enum(Consent, by_value=True, required=True)
    channel = fields.String(load_default="", validate=validate.Length(max=50))
    on = day()
    reason = fields.String(load_default="", validate=validate.Length(max=500))


class NoticeIn(LoggedIn):
    """A party got its notice."""

    ref = fields.String(required=True, validate=REF)
    on = day()


class RemediesIn(NoticeIn):
    """A party was told of its other routes, or one tried to tell it."""

    delivered = fields.Boolean(required=True)


class AssignIn(Schema):
    """A mediator of the body."""

    account = fields.String(required=True, validate=WORD)


class ObjectionIn(AssignIn):
    """A mediator leaves the case: a party objects, or the body changes it."""

    reason = fields.String(required=True, validate=validate.Length(min=1, max=500))
    ref = fields.String(load_default="", validate=validate.Regexp(r"^([A-Z]\d{0,3})?$"))


class HelperIn(Schema):
    """Somebody to invite as helper."""

    name = fields.String(required=True, validate=WORD)
    kind = fields.String(load_default="", validate=validate.Length(max=50))


class HelperConsentIn(Schema):
    """A party agrees to a helper."""

    helper = fields.String(required=True, validate=WORD)
    ref = fields.String(required=True, validate=REF)


class AttendanceIn(Schema):
    """Who came: a party's letter, a helper's id, or a mediator's account."""

    who = fields.String(required=True, validate=WORD)
    came_as = fields.Enum(Came, by_value=True, required=True)

    @post_load
    def plain(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """As the document stores it."""
        return data | {"came_as": str(data["came_as"])}


class OfferIn(Schema):
    """What one side offered, for the record."""

    by = fields.String(required=True, validate=REF)
    what = fields.String(required=True, validate=validate.Length(min=1, max=2000))
    amount = money()


class SessionIn(LoggedIn):
    """A session; the words of a private talk do not belong here."""

    place = fields.String(load_default="", validate=validate.Length(max=200))
    began_at = fields.AwareDateTime(allow_none=True, load_default=None)
    ended_at = fields.AwareDateTime(allow_none=True, load_default=None)
    came = fields.List(fields.Nested(AttendanceIn), load_default=list, validate=validate.Length(max=100))
    offers = fields.List(fields.Nested(OfferIn), load_default=list, validate=validate.Length(max=100))
    facts_agreed = fields.List(
        fields.String(validate=TEXT), load_default=list, validate=validate.Length(max=50)
    )
    next_on = day()
    safety_checked = fields.Boolean(load_default=False)
    separate_times = fields.Boolean(load_default=False)
    recording_alone = fields.Boolean(load_default=False)
    open = fields.Boolean(load_default=False, attribute="is_open")
    open_agreed = fields.List(
        fields.String(validate=REF),
        load_default=list,
        validate=validate.Length(max=500),
        metadata={"description": "the parties who agreed that others may listen"},
    )

    mode = fields.Enum(Mode, by_value=True, required=True)
    result = fields.Enum(Result, by_value=True, required=True)
    held_on = day()
    count = fields.Integer(strict=True, load_default=1, validate=validate.Range(1, 1000))
    minutes = fields.Integer(
        strict=True, allow_none=True, load_default=None, validate=validate.Range(1, 10_000)
    )
    record = fields.String(load_default="", validate=TEXT)


class CorrectionIn(Schema):
    """What the record should say; the first entry stays."""

    session = fields.String(required=True, validate=WORD)
    record = fields.String(required=True, validate=validate.Length(min=1, max=20_000))


class PartnerIn(ReasonIn):
    """Another committee that shall mediate with ours, and why."""

    body_id = fields.String(required=True, validate=WORD)


class LeadIn(PartnerIn):
    """The partner that shall lead, why, and the parties who agreed."""

    agreed = fields.List(fields.String(validate=REF), required=True, validate=validate.Length(max=500))


class LeadAnswerIn(Schema):
    """Whether the partner takes the lead."""

    taken = fields.Boolean(required=True)


class ChoiceIn(AssignIn):
    """The mediator whom a party chose."""

    ref = fields.String(required=True, validate=REF)


class PetitionExtensionIn(Schema):
    """More days for a petition: who approved it, and that the petitioner was told."""

    days = fields.Integer(strict=True, required=True, validate=validate.Range(1, 30))
    approved_by = fields.String(required=True, validate=WORD)
    noticed = fields.Boolean(required=True)


class InvestigationIn(LoggedIn):
    """What somebody said about the dispute."""

    asked = fields.String(required=True, validate=WORD, metadata={"description": "who was asked"})
    relation = fields.String(load_default="", validate=validate.Length(max=100))
    on = day()
    place = fields.String(load_default="", validate=validate.Length(max=200))
    record = fields.String(required=True, validate=validate.Length(min=1, max=20_000))


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

    appointment = fields.String(required=True, validate=WORD)


class UnavailableIn(Schema):
    """Days on which a party can't come."""

    ref = fields.String(required=True, validate=REF)
    since = fields.Date(required=True)
    until = fields.Date(required=True)


class SuspendIn(ReasonIn):
    """Why the mediation stands still; `excluded` stops the limit too, as an appraisal does."""

    excluded = fields.Boolean(load_default=False)


class ExtensionIn(Schema):
    """More days, to which every party agreed."""

    days = fields.Integer(strict=True, required=True, validate=validate.Range(1, 90))
    agreed = fields.List(fields.String(validate=REF), required=True, validate=validate.Length(max=500))


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

    state = fields.String(validate=WORD)
    q = fields.String(
        validate=validate.Length(2, 50),
        metadata={
            "description": "two or more characters of a party's name, a place's name, or a file number"
        },
    )
    place = fields.String(validate=validate.Length(min=2, max=12))

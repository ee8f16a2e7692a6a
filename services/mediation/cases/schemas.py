# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the endpoints of cases."""

from decimal import Decimal
from typing import Any

from marshmallow import Schema, fields, post_load, validate

from services.mediation.cases.referral_rules import FailureReason
from services.mediation.cases.rules import Act, Consent, Form, Mode, Performance, Result
from services.mediation.cases.terms import TermKind
from shared.money import PATTERN
from shared.web.paging import PageIn

_WORD = validate.Length(min=1, max=100)
_REF = validate.Regexp(r"^[A-Z]\d{0,3}$")
_TEXT = validate.Length(max=20_000)
CATEGORIES = (
    *(
        "婚姻家庭纠纷",
        "邻里纠纷",
        "房屋宅基地纠纷",
        "合同纠纷",
        "生产经营纠纷",
        "损害赔偿纠纷",
        "山林土地纠纷",
    ),
    *("征地拆迁纠纷", "环境污染纠纷", "拖欠农民工工资纠纷", "旅游纠纷", "电子商务纠纷", "医疗纠纷"),
    *("道路交通事故纠纷", "物业纠纷", "劳动争议纠纷", "村务管理纠纷", "消费纠纷", "其他纠纷"),
)


def money(**kwargs: Any) -> fields.String:
    """Yuan as text with at most two decimals."""
    return fields.String(validate=validate.Regexp(PATTERN), allow_none=True, load_default=None, **kwargs)


def day() -> fields.Date:
    """A paper's date, null where it is not known."""
    return fields.Date(allow_none=True, load_default=None)


class PartyIn(Schema):
    """A party of the dispute."""

    ref = fields.String(required=True, validate=_REF)
    name = fields.String(required=True, validate=_WORD)
    role = fields.String(load_default="", validate=validate.Length(max=100))
    kind = fields.String(required=True, validate=validate.OneOf(["person", "org"]))
    count = fields.Integer(strict=True, load_default=1, validate=validate.Range(1, 100_000))
    account = fields.String(allow_none=True, load_default=None, validate=_WORD)
    phone = fields.String(allow_none=True, load_default=None, validate=validate.Regexp(r"^\+?[\d -]{5,20}$"))


class CaseIn(Schema):
    """An application (WN-09)."""

    body_id = fields.String(required=True, validate=_WORD)
    category = fields.String(required=True, validate=validate.OneOf(CATEGORIES))
    channel = fields.String(required=True, validate=_WORD)
    parties = fields.List(fields.Nested(PartyIn), required=True, validate=validate.Length(min=2, max=500))
    facts = fields.String(load_default="", validate=_TEXT)
    applied_on = day()
    arose_on = day()
    claim = money()
    risk = fields.String(load_default="none", validate=validate.OneOf(["none", "yellow", "orange", "red"]))
    departments = fields.Integer(strict=True, load_default=1, validate=validate.Range(1, 50))
    barred_for = fields.String(allow_none=True, load_default=None, validate=_WORD)
    earlier_failures = fields.Integer(strict=True, load_default=0, validate=validate.Range(0, 1000))

    @post_load
    def numbers(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The claim as a number."""
        if data["claim"] is not None:
            data["claim"] = Decimal(data["claim"])
        return data


class AcceptIn(Schema):
    """The day of acceptance; today when nothing is said."""

    accepted_on = day()


class ReasonIn(Schema):
    """Why, in words that the person concerned may read."""

    reason = fields.String(required=True, validate=validate.Length(min=1, max=1000))


class ConsentIn(Schema):
    """A party's answer."""

    ref = fields.String(required=True, validate=_REF)
    answer = fields.Enum(Consent, by_value=True, required=True)
    channel = fields.String(load_default="", validate=validate.Length(max=50))
    on = day()


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


class SessionIn(Schema):
    """A session; the words of a private talk do not belong here."""

    mode = fields.Enum(Mode, by_value=True, required=True)
    result = fields.Enum(Result, by_value=True, required=True)
    held_on = day()
    count = fields.Integer(strict=True, load_default=1, validate=validate.Range(1, 1000))
    minutes = fields.Integer(
        strict=True, allow_none=True, load_default=None, validate=validate.Range(1, 10_000)
    )
    record = fields.String(load_default="", validate=_TEXT)


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
    share = fields.Float(allow_none=True, load_default=None, validate=validate.Range(0, 1))
    start = fields.String(allow_none=True, load_default=None, validate=_WORD)
    until = fields.String(allow_none=True, load_default=None, validate=_WORD)

    @post_load
    def plain(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """As the document stores it."""
        for name in ("amount", "instalment_amount"):
            if data[name] is not None:
                data[name] = Decimal(data[name])
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
    terms = fields.List(fields.Nested(TermIn), required=True, validate=validate.Length(max=200))


class ActIn(Schema):
    """One act of signing; `ref` for a party's."""

    kind = fields.Enum(Act, by_value=True, required=True)
    ref = fields.String(load_default="", validate=validate.Regexp(r"^([A-Z]\d{0,3})?$"))
    on = day()


class PerformanceIn(Schema):
    """How far the duties are done."""

    performance = fields.Enum(Performance, by_value=True, required=True)
    on = day()


class FollowUpIn(Schema):
    """A visit or call."""

    ref = fields.String(required=True, validate=_REF)
    on = day()
    performance = fields.Enum(Performance, by_value=True, allow_none=True, load_default=None)
    record = fields.String(load_default="", validate=_TEXT)


class TerminateIn(Schema):
    """The end of a mediation that failed; `reason_text` may be read by a court."""

    reason = fields.Enum(FailureReason, by_value=True, required=True)
    reason_text = fields.String(load_default="", validate=validate.Length(max=300))
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


class ExtendIn(Schema):
    """All parties agreed to the longer limit."""

    agreed_on = day()


class FactIn(Schema):
    """A fact that may be signed as undisputed."""

    text = fields.String(required=True, validate=validate.Length(min=1, max=2000))


class FactSignIn(Schema):
    """A party signs a fact."""

    fact = fields.String(required=True, validate=_WORD)
    ref = fields.String(required=True, validate=_REF)


class CaseQuery(PageIn):
    """Which cases to list."""

    state = fields.String(validate=_WORD)
    place = fields.String(validate=validate.Length(min=2, max=12))


class PartyOut(Schema):
    """A party; phones stay sealed."""

    ref = fields.String()
    name = fields.String()
    role = fields.String()
    kind = fields.String()
    count = fields.Integer()
    consent = fields.String()
    rights_noticed = fields.Boolean()
    remedies = fields.String(allow_none=True)


class SessionOut(Schema):
    """A session."""

    id = fields.String()
    held_on = fields.Date(allow_none=True)
    mode = fields.String()
    result = fields.String()
    count = fields.Integer()
    before_us = fields.Boolean()
    recorded_at = fields.AwareDateTime()


class TermOut(Schema):
    """One duty."""

    kind = fields.String()
    who = fields.String()
    to = fields.String(allow_none=True)
    what = fields.String()
    amount = fields.String(allow_none=True)
    due = fields.String(allow_none=True)
    due_on = fields.Date(allow_none=True)


class ActOut(Schema):
    """One act of signing."""

    kind = fields.String()
    ref = fields.String()
    on = fields.Date(allow_none=True)


class AgreementOut(Schema):
    """An agreement."""

    form = fields.String()
    agreed_on = fields.Date(allow_none=True)
    effective = fields.Boolean()
    effective_on = fields.Date(allow_none=True)
    partial = fields.Boolean()  # type: ignore[assignment]
    digest = fields.String(allow_none=True)
    terms = fields.List(fields.Nested(TermOut))
    acts = fields.List(fields.Nested(ActOut))


class FactOut(Schema):
    """An undisputed fact and who signed it."""

    id = fields.String()
    text = fields.String()
    signed = fields.List(fields.String())


class ReferralOut(Schema):
    """What the court sent, and the clocks."""

    number = fields.String()
    court_code = fields.String()
    accept_by = fields.Date()
    limit_ends_on = fields.Date(allow_none=True)
    extended = fields.Boolean()


class CaseOut(Schema):
    """A case as its mediators and parties see it."""

    id = fields.String()
    version = fields.Integer()
    state = fields.String()
    place = fields.String()
    body_id = fields.String()
    body_name = fields.String()
    file_number = fields.String(allow_none=True)
    category = fields.String()
    channel = fields.String()
    facts = fields.String()
    applied_on = fields.Date(allow_none=True)
    applied_at = fields.AwareDateTime()
    accepted_on = fields.Date(allow_none=True)
    limit_ends_on = fields.Date(allow_none=True)
    parties = fields.List(fields.Nested(PartyOut))
    mediators = fields.List(fields.String())
    sessions = fields.List(fields.Nested(SessionOut))
    agreement = fields.Nested(AgreementOut, allow_none=True)
    performance = fields.String()
    undisputed = fields.List(fields.Nested(FactOut))
    referral = fields.Nested(ReferralOut, allow_none=True)
    task_id = fields.String(allow_none=True)
    lead_cadre = fields.String(allow_none=True)
    predecessor_id = fields.String(allow_none=True)
    successor_id = fields.String(allow_none=True)
    confirmation_result = fields.String(allow_none=True)
    closed_on = fields.Date(allow_none=True)


class CaseRow(Schema):
    """A case in a list: no party, no text."""

    id = fields.String(attribute="_id")
    state = fields.String()
    file_number = fields.String()
    category = fields.String()
    channel = fields.String()
    body_name = fields.String()
    place = fields.String()
    task_id = fields.String()
    predecessor_id = fields.String()
    version = fields.Integer()


class SummaryOut(Schema):
    """The computed figures of a case."""

    case_id = fields.String()
    state = fields.String()
    file_number = fields.String(allow_none=True)
    payable_total = fields.String(allow_none=True)
    payable_total_exact = fields.Boolean(allow_none=True)
    recurring_duties = fields.Integer()
    instalments = fields.Integer()
    conditional_terms = fields.Integer()
    nonmonetary_terms = fields.Integer()
    terms = fields.Integer()
    recorded_sessions = fields.Integer()
    recorded_failed_sessions = fields.Integer()
    confirmable = fields.Boolean()
    blockers = fields.List(fields.String())
    effective_on = fields.Date(allow_none=True)
    days_intake_to_agreement = fields.Integer(allow_none=True)
    confirmation_deadline = fields.Date(allow_none=True)
    final_state = fields.String()

# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the confirmation endpoints."""

from typing import Any

from marshmallow import Schema, fields, post_load, validate

from services.courtlink.confirmations import review, rules
from services.courtlink.confirmations.documents import (
    Acceptance,
    Applicant,
    Application,
    Confirmation,
    Decision,
    Examination,
    Objection,
    Served,
    Supplement,
)
from services.courtlink.limits import Limit
from services.courtlink.terms import TermOut
from shared.contracts.mediation import SEALED_ADDRESS, SEALED_PHONE
from shared.settings import vault
from shared.web.answers import shows

_WORD = validate.Length(min=1, max=100)
_REF = validate.Regexp(r"^[A-Z]\d{0,3}$")
_PAPER = validate.Regexp(r"^(agreement|body_proof|property|(identity|address):[A-Z]\d{0,3})$")
_RESULTS = (
    rules.Step.CONFIRM,
    rules.Step.REJECT,
    rules.Step.WITHDRAW,
    rules.Step.TREAT_AS_WITHDRAWN,
)
_GROUNDS = {str(one): one for kind in (rules.Rejection, review.Lapse) for one in kind}


def _refs(**more: Any) -> "fields.List[str]":
    return fields.List(fields.String(validate=_REF), validate=validate.Length(max=500), **more)


def _papers(**more: Any) -> "fields.List[str]":
    return fields.List(fields.String(validate=_PAPER), **more)


def _words() -> fields.String:
    return fields.String(
        load_default="",
        validate=validate.Length(max=500),
        metadata={"description": "for the mediation committee (CF-13)"},
    )


class ApplicantIn(Schema):
    """A party that applies, as the paper names it."""

    ref = fields.String(required=True, validate=_REF)
    name = fields.String(required=True, validate=_WORD)
    kind = fields.String(load_default="person", validate=validate.OneOf(["person", "org"]))
    agent_name = fields.String(allow_none=True, validate=_WORD)
    phone = fields.String(allow_none=True, validate=validate.Regexp(r"^\+?[\d -]{5,20}$"))
    address = fields.String(allow_none=True, validate=validate.Length(max=300))


class ApplicationIn(Schema):
    """A joint application on paper, entered by the court; online the parties ask in mediation, each by its own act."""

    applicants = _refs(required=True)
    channel = fields.Enum(
        rules.Channel,
        by_value=True,
        required=True,
        validate=validate.OneOf([rules.Channel.COUNTER, rules.Channel.POST]),
    )
    received_on = fields.Date(allow_none=True)
    received_at = fields.Time(allow_none=True, metadata={"description": "local time, such as 17:40"})
    posted_on = fields.Date(allow_none=True)
    court_code = fields.String(allow_none=True, validate=_WORD)
    papers = _papers(load_default=list)
    people = fields.List(fields.Nested(ApplicantIn), load_default=list, validate=validate.Length(max=500))

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The arguments of `commands.apply`."""
        paper = {name: data.pop(name, None) for name in ("received_on", "received_at", "posted_on")}
        return {**data, "receipt": rules.Receipt(**paper)}


class AcceptanceIn(Schema):
    """Whether the court takes the application."""

    taken = fields.Boolean(required=True, truthy={True}, falsy={False})
    on = fields.Date(allow_none=True)
    ground = fields.Enum(rules.NotTaken, by_value=True, allow_none=True)
    words = _words()


class SupplementIn(Schema):
    """Which papers the parties must complete, and the last day for it."""

    papers = _papers(required=True, validate=validate.Length(min=1, max=100))
    by = fields.Date(required=True)


class DayIn(Schema):
    """The day of the paper; today when nothing is said."""

    on = fields.Date(allow_none=True)


class ExaminationIn(DayIn):
    """Who came, whether the body was asked, and what was found in order."""

    present = _refs(required=True)
    in_order = fields.List(fields.Enum(review.Check, by_value=True), required=True)
    asked_body = fields.Boolean(load_default=False, truthy={True}, falsy={False})
    papers_complete = fields.Boolean(
        load_default=False,
        truthy={True},
        falsy={False},
        metadata={
            "description": "every paper of CF-05 has been seen; needed to confirm where some are not recorded"
        },
    )


class ExtensionIn(Schema):
    """More time to decide, allowed by the president."""

    until = fields.Date(required=True)
    reason = fields.String(required=True, validate=validate.Length(min=1, max=500))


class DecisionIn(DayIn):
    """How the court ends an application; `ground` by CF-08 when rejected, by CF-09 when it counts as withdrawn."""

    result = fields.Enum(
        rules.Step,
        by_value=True,
        required=True,
        validate=validate.OneOf(_RESULTS),
    )
    ground = fields.String(allow_none=True, validate=validate.OneOf(list(_GROUNDS)))
    number = fields.String(
        allow_none=True,
        validate=_WORD,
        metadata={"description": "of the ruling; needed to confirm and to reject"},
    )
    words = _words()

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The arguments of `examining.decide`."""
        return data | {"ground": _GROUNDS.get(data.get("ground") or "")}


class ServiceIn(DayIn):
    """A party received the ruling."""

    ref = fields.String(required=True, validate=_REF)


class EnforcementIn(DayIn):
    """Which party asks for enforcement."""

    ref = fields.String(required=True, validate=_REF)


class ObjectionIn(DayIn):
    """Somebody objects to the ruling; a third person says since when it knew."""

    who = fields.Enum(review.Objector, by_value=True, required=True)
    ref = fields.String(load_default="", validate=validate.Regexp(r"^([A-Z]\d{0,3})?$"))
    knew_on = fields.Date(allow_none=True)


class ObjectionDecisionIn(DayIn):
    """What the court did with an objection."""

    objection = fields.String(required=True, validate=_WORD)
    upheld = fields.Boolean(required=True, truthy={True}, falsy={False})


@shows(Acceptance, "taken on ground")
class AcceptanceOut(Schema):
    """Whether the court took the application."""


@shows(Decision, "result on ground number")
class DecisionOut(Schema):
    """How the court ended the application."""


@shows(Supplement, "papers asked_on by supplied_on")
class SupplementOut(Schema):
    """What the parties must complete."""


@shows(Examination, "on present asked_body papers_complete in_order")
class ExaminationOut(Schema):
    """Who came and what was in order."""


@shows(Applicant, "ref name kind agent_name")
class ApplicantOut(Schema):
    """A party that applies, for the court only; phone and address are opened for it."""

    phone = fields.Function(lambda one: vault().open(one.phone, SEALED_PHONE) if one.phone else None)
    address = fields.Function(lambda one: vault().open(one.address, SEALED_ADDRESS) if one.address else None)


@shows(
    Application,
    "channel received_on recorded_at court_code court_ground applicants papers take_by decide_by extended_for",
)
class ApplicationOut(Schema):
    """One joint application; parties stand as letters."""

    applied_on = fields.Date(metadata={"description": "the day that counts"})
    supplements = fields.List(fields.Nested(SupplementOut))
    acceptance = fields.Nested(AcceptanceOut, allow_none=True)
    examination = fields.Nested(ExaminationOut, allow_none=True)
    earlier_examinations = fields.List(fields.Nested(ExaminationOut))
    decision = fields.Nested(DecisionOut, allow_none=True)


class ApplicationFile(ApplicationOut):
    """One joint application as the court sees it."""

    people = fields.List(fields.Nested(ApplicantOut))


@shows(Confirmation, "file_number body_name court_code effective_on last_day state")
class ConfirmationRow(Schema):
    """A confirmation in a list."""

    id = fields.String(attribute="_id")


@shows(Limit, "rule start raw_end end warn_on met_at warned_at late_at")
class LimitOut(Schema):
    """A limit of the court with what explains it (D-11)."""


class DueRow(ConfirmationRow):
    """A limit that is late or near, with its confirmation."""

    rule = fields.String()
    end = fields.Date()
    late = fields.Boolean()


@shows(Served, "ref on")
class ServedOut(Schema):
    """The day a party received the ruling."""


@shows(Objection, "id who ref since on last_day upheld decided_on")
class ObjectionOut(Schema):
    """An objection to the ruling."""


@shows(
    Confirmation,
    "id version case_id predecessor_id file_number body_name place court_code court_name form effective_on party_count digest blockers",
)
class ConfirmationOut(Schema):
    """The confirmation of one agreement; parties stand as letters."""

    agreement = fields.Integer(metadata={"description": "the how manieth agreement of its case (PM-23)"})
    terms = fields.List(fields.Nested(TermOut))
    findings = fields.List(fields.String(), metadata={"description": "what to look at again (CF-07, CF-08)"})
    raw_last_day = fields.Date(metadata={"description": "day thirty, before any shift"})
    last_day = fields.Date(allow_none=True, metadata={"description": "day thirty, shifted off rest days"})
    state = fields.String(metadata={"description": "`expired` is computed when nobody asked in time"})
    enforce_until = fields.Date(allow_none=True)
    enforcement_on = fields.Date(allow_none=True)
    enforcement_by = fields.String(allow_none=True)
    applications = fields.List(fields.Nested(ApplicationOut))
    limits = fields.List(fields.Nested(LimitOut))
    served = fields.List(fields.Nested(ServedOut))
    objections = fields.List(fields.Nested(ObjectionOut))


class ConfirmationFile(ConfirmationOut):
    """The same for the court, with those who applied."""

    applications = fields.List(fields.Nested(ApplicationFile))

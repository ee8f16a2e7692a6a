# SPDX-License-Identifier: Apache-2.0
"""The form of a file of published cases: read, checked field by field, and turned into plain facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from marshmallow import EXCLUDE, INCLUDE, Schema, ValidationError, fields, post_load, pre_load, validate

from deploy.replay.papers import PaperDay

CHANNELS = frozenset(
    [
        "administrative",
        "commercial_body",
        "community",
        "complaint",
        "court_enforcement",
        "court_in_suit",
        "court_outreach",
        "court_pre_suit",
        "court_referral",
        "court_with_police",
        "industry",
        "one_stop_centre",
        "township",
        "township_then_court",
        "township_with_police",
        "village",
        "village_informal",
    ]
)
EVENTS = frozenset(
    [
        "accepted",
        "agreement",
        "answered",
        "applied",
        "appraisal",
        "assembly_vote",
        "assigned",
        "breached",
        "closed",
        "confirm_applied",
        "confirmed",
        "context",
        "counterclaim",
        "court_site_visit",
        "court_statement",
        "death",
        "dispute_arose",
        "due_missed",
        "enforcement_applied",
        "escalated",
        "expert_opinion",
        "filed",
        "follow_up",
        "hearing",
        "joint_site_visit",
        "judgment",
        "merged",
        "notice",
        "partial",
        "performed",
        "petition",
        "police_report",
        "preservation",
        "referred",
        "reopened",
        "reported",
        "session",
        "settlement_slip",
        "stayed",
        "sued",
        "terminated",
        "withdrawn",
    ]
)
TERM_KINDS = frozenset(
    ["acceleration", "act", "apology", "forbearance", "in_kind", "payment", "penalty", "waiver", "withdrawal"]
)
OUTCOMES = frozenset(
    [
        "agreed",
        "agreed_then_enforced",
        "agreement_breached",
        "breached_then_agreed",
        "partial",
        "performed_without_agreement",
        "terminated_then_reopened",
        "unresolved",
        "upheld_without_mediation",
    ]
)


class BadForm(Exception):
    """Raised when a file as a whole is not of the form; its text says what is wrong."""


@dataclass(frozen=True, kw_only=True)
class Party:
    """A party, by its letter."""

    ref: str
    role: str
    kind: str
    count: int = 1


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One line of the timeline. `count` is None where the account gives no number, also for "multiple"."""

    event: str
    at: PaperDay | None = None
    note: str | None = None
    result: str | None = None
    count: int | None = None
    minutes: int | None = None
    to: str | None = None
    rel: str | None = None

    @property
    def day(self) -> date | None:
        return self.at.day if self.at else None


@dataclass(frozen=True, kw_only=True)
class Amount:
    """A sum that the account names."""

    what: str
    value: float
    currency: str


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """What was agreed; `terms` are the fields as the file gives them."""

    form: str
    signed: PaperDay | None = None
    count: int = 1
    terms: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, kw_only=True)
class Performance:
    status: str
    at: PaperDay | None = None


@dataclass(frozen=True, kw_only=True)
class Confirmation:
    """Judicial confirmation: whether it was applied for, when, and what the court did."""

    applied: bool | None = None
    at: PaperDay | None = None
    decided_at: PaperDay | None = None
    result: str | None = None


@dataclass(frozen=True, kw_only=True)
class Litigation:
    before: str = "none"
    after: str = "none"


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the replay puts the case: places of Linyi."""

    township_code: str
    village_code: str | None
    court_code: str


@dataclass(frozen=True, kw_only=True)
class Sessions:
    """What the account says of all sessions together; `village_failed` when attempts in the village went before."""

    modes: Sequence[str] = ()
    suspended: int = 0
    village_failed: Any = None


@dataclass(frozen=True, kw_only=True)
class PublishedCase:
    """One published dispute as facts; `expect` is what the software must make of it."""

    id: str
    category: str
    channel: str
    facts: str
    outcome: str
    parties: Sequence[Party]
    timeline: Sequence[Moment]
    agreement: Agreement
    replay_place: Place
    expect: Mapping[str, Any]
    amounts: Sequence[Amount] = ()
    sessions: Sessions = field(default_factory=Sessions)
    performance: Performance = field(default_factory=lambda: Performance(status="unknown"))
    confirmation: Confirmation = field(default_factory=Confirmation)
    litigation: Litigation = field(default_factory=Litigation)


class _Day(fields.Field[PaperDay]):
    """YYYY, YYYY-MM, YYYY-MM-DD, or null; YAML may have read a bare one as a number or a date."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> PaperDay:
        try:
            return PaperDay.read(str(value))
        except ValueError as error:
            raise ValidationError(str(error)) from error


class _Facts(Schema):
    """A mapping of facts; what the replay has no use for is left where it is."""

    class Meta:
        unknown = EXCLUDE

    MAKES: type[Any] = dict

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Any:
        return self.MAKES(**{key: value for key, value in data.items() if value is not None})


def _day() -> _Day:
    return _Day(allow_none=True, load_default=None)


def _text(**more: Any) -> fields.String:
    return fields.String(allow_none=True, load_default=None, **more)


class _Party(_Facts):
    MAKES = Party
    ref = fields.String(required=True, validate=validate.Regexp(r"^[A-Z]\d?$"))
    role = fields.String(load_default="")
    kind = fields.String(required=True, validate=validate.OneOf(["person", "org"]))
    count = fields.Integer(strict=True, load_default=1, validate=validate.Range(1))


class _Moment(_Facts):
    MAKES = Moment
    event = fields.String(required=True, validate=validate.OneOf(sorted(EVENTS)))
    at = _day()
    note = _text()
    result = _text()
    count = fields.Integer(strict=True, allow_none=True, load_default=None, validate=validate.Range(1))
    minutes = fields.Integer(strict=True, allow_none=True, load_default=None, validate=validate.Range(1))
    to = _text()
    rel = _text()

    @pre_load
    def unnumbered(self, data: Any, **_: Any) -> Any:
        """Several times (`multiple`, `many`), but nobody says how often."""
        return (
            {**data, "count": None} if isinstance(data, dict) and isinstance(data.get("count"), str) else data
        )


class _Amount(_Facts):
    MAKES = Amount
    what = fields.String(required=True)
    value = fields.Float(required=True)
    currency = fields.String(required=True)


class _Term(Schema):
    class Meta:
        unknown = INCLUDE

    kind = fields.String(required=True, validate=validate.OneOf(sorted(TERM_KINDS)))
    who = fields.String(required=True)
    to = fields.String(allow_none=True)
    what = fields.String(required=True)
    amount = fields.Decimal(allow_none=True, places=2)


class _Agreement(_Facts):
    MAKES = Agreement
    form = fields.String(required=True)
    signed = _day()
    count = fields.Integer(strict=True, load_default=1, validate=validate.Range(1, 20))
    terms = fields.List(fields.Nested(_Term), allow_none=True, load_default=())


class _Performance(_Facts):
    MAKES = Performance
    status = fields.String(required=True)
    at = _day()


class _Confirmation(_Facts):
    MAKES = Confirmation
    applied = fields.Boolean(allow_none=True, load_default=None)
    at = _day()
    decided_at = _day()
    result = _text()


class _Litigation(_Facts):
    MAKES = Litigation
    before = fields.String(load_default="none")
    after = fields.String(load_default="none")


class _Place(_Facts):
    MAKES = Place
    township_code = fields.String(required=True, validate=validate.Regexp(r"^\d{9}$"))
    village_code = fields.String(allow_none=True, load_default=None, validate=validate.Regexp(r"^\d{12}$"))
    court_code = fields.String(required=True)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Place:
        return Place(**data)


class _Sessions(_Facts):
    MAKES = Sessions
    modes = fields.List(fields.String(), load_default=())
    suspended = fields.Integer(strict=True, load_default=0)
    village_failed = fields.Raw(allow_none=True)


class _Case(_Facts):
    MAKES = PublishedCase
    id = fields.String(required=True, validate=validate.Length(min=1, max=40))
    category = fields.String(required=True)
    channel = fields.String(required=True, validate=validate.OneOf(sorted(CHANNELS)))
    facts = fields.String(load_default="")
    outcome = fields.String(required=True, validate=validate.OneOf(sorted(OUTCOMES)))
    parties = fields.List(fields.Nested(_Party), required=True, validate=validate.Length(min=1))
    timeline = fields.List(fields.Nested(_Moment), required=True)
    agreement = fields.Nested(_Agreement, load_default=lambda: Agreement(form="none"))
    replay_place = fields.Nested(_Place, required=True)
    expect = fields.Dict(keys=fields.String(), required=True)
    amounts = fields.List(fields.Nested(_Amount), allow_none=True, load_default=())
    sessions = fields.Nested(_Sessions, allow_none=True)
    performance = fields.Nested(_Performance, allow_none=True)
    confirmation = fields.Nested(_Confirmation, allow_none=True)
    litigation = fields.Nested(_Litigation, allow_none=True)


@dataclass(frozen=True, slots=True)
class Reading:
    """The good cases of a file, and one fault for each field that is wrong: (case, field, what is wrong)."""

    cases: list[PublishedCase]
    faults: list[tuple[str, str, str]]


def read_cases(file: Path) -> Reading:
    """Read a file of cases. A wrong case is left out and named in the faults. Raises BadForm, OSError."""
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadForm(f"{file.name}: not YAML in UTF-8: {' '.join(str(error).split())}") from error
    if not isinstance(content, dict) or not isinstance(content.get("cases"), list) or not content["cases"]:
        raise BadForm(f"{file.name}: `cases` must be a list of at least one case")
    reading, schema = Reading([], []), _Case()
    for number, row in enumerate(content["cases"], 1):
        who = str(row["id"]) if isinstance(row, dict) and row.get("id") else f"number {number}"
        try:
            case: PublishedCase = schema.load(row)
        except ValidationError as error:
            reading.faults.extend((who, place, text) for place, text in _flat(error.messages))
            continue
        refs = [party.ref for party in case.parties]
        if len(set(refs)) < len(refs):
            reading.faults.append((who, "parties", "a letter stands twice"))
        elif any(case.id == other.id for other in reading.cases):
            reading.faults.append((who, "id", "it stands twice"))
        else:
            reading.cases.append(case)
    return reading


def _flat(messages: Any, place: str = "") -> list[tuple[str, str]]:
    """`timeline.3.event` and what is wrong with it, for every fault."""
    if isinstance(messages, dict):
        return [
            found
            for key, inner in messages.items()
            for found in _flat(inner, place if key == "_schema" else f"{place}.{key}".strip("."))
        ]
    return [(place or "case", str(text)) for text in messages]

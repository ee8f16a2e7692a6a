# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the endpoints of bodies."""

from marshmallow import Schema, fields, validate

from services.mediation.bodies.documents import Body, Mediator, Member
from services.mediation.bodies.rules import BodyKind, MediatorKind, Office, Standing, Trade
from shared.web.answers import shows
from shared.web.paging import PageIn

_NAME = validate.Length(min=1, max=100)


class BodyIn(Schema):
    """A body to enter."""

    kind = fields.Enum(BodyKind, by_value=True, required=True)
    name = fields.String(required=True, validate=_NAME)
    place = fields.String(required=True, validate=validate.Length(min=2, max=12))
    stationed_at = fields.String(
        allow_none=True,
        load_default=None,
        validate=_NAME,
        metadata={"description": "where a room is stationed"},
    )
    trade = fields.Enum(Trade, by_value=True, allow_none=True, load_default=None)


class FilingIn(Schema):
    """The day on which the body was filed with the county's justice bureau."""

    on = fields.Date(required=True)


class ChangesQuery(Schema):
    """Since which day."""

    since = fields.Date(required=True)


class MemberIn(Schema):
    """A seat of the committee."""

    name = fields.String(required=True, validate=_NAME)
    sex = fields.String(required=True, validate=validate.OneOf(["f", "m"]))
    office = fields.String(required=True, validate=validate.OneOf([str(office) for office in Office]))
    account = fields.String(allow_none=True, load_default=None, validate=_NAME)


class ElectionIn(Schema):
    """Who was elected, and when."""

    members = fields.List(fields.Nested(MemberIn), required=True, validate=validate.Length(max=50))
    elected_on = fields.Date(required=True)


class MediatorIn(Schema):
    """An account to appoint, with its public profile; the day of birth is asked and not kept."""

    account = fields.String(required=True, validate=_NAME)
    name = fields.String(required=True, validate=_NAME)
    kind = fields.Enum(MediatorKind, by_value=True, load_default=MediatorKind.OTHER)
    born_on = fields.Date(allow_none=True, load_default=None)
    grade = fields.Integer(strict=True, allow_none=True, load_default=None, validate=validate.Range(1, 4))
    skills = fields.List(fields.String(validate=_NAME), load_default=list, validate=validate.Length(max=20))
    languages = fields.List(
        fields.String(validate=_NAME), load_default=list, validate=validate.Length(max=10)
    )
    introduction = fields.String(load_default="", validate=validate.Length(max=500))


class TrainingIn(Schema):
    """A training of a mediator."""

    account = fields.String(required=True, validate=_NAME)
    on = fields.Date(required=True)
    topic = fields.String(required=True, validate=_NAME)
    hours = fields.Integer(strict=True, required=True, validate=validate.Range(1, 500))


class TieIn(Schema):
    """Somebody whose disputes a mediator must not take; only a blind value is kept."""

    account = fields.String(required=True, validate=_NAME)
    identity = fields.String(allow_none=True, load_default=None, validate=validate.Length(min=15, max=22))
    phone = fields.String(allow_none=True, load_default=None, validate=validate.Regexp(r"^\+?[\d -]{5,20}$"))


class StandingIn(Schema):
    """Whether a mediator may take cases."""

    account = fields.String(required=True, validate=_NAME)
    standing = fields.Enum(Standing, by_value=True, required=True)
    reason = fields.String(required=True, validate=validate.Length(min=1, max=500))


class BodyQuery(PageIn):
    """Which bodies to list."""

    place = fields.String(validate=validate.Length(min=2, max=12))


@shows(Member, "name office")
class MemberOut(Schema):
    """A member: duty data, public by name."""


@shows(Mediator, "account name kind appointed_on grade skills languages introduction standing")
class MediatorOut(Schema):
    """A mediator's public profile: no number, no tie, no address."""


@shows(Body, "id version kind name place court_code trade file_by filed_on active elected_on term_ends_on")
class BodyOut(Schema):
    """A body; mediators are duty data and public by name."""

    is_free = fields.Boolean()
    members = fields.List(fields.Nested(MemberOut))
    mediators = fields.List(fields.Nested(MediatorOut))


@shows(Body, "kind name place active elected_on term_ends_on changed_at")
class BodyChangeOut(Schema):
    """A body that was set up or changed, for the county and the court (PM-03)."""

    id = fields.String(attribute="_id")
    members = fields.List(fields.Nested(MemberOut))


@shows(Body, "kind name place court_code")
class BodyRow(Schema):
    """A body in a list."""

    id = fields.String(attribute="_id")

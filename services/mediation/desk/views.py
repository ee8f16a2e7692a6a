# SPDX-License-Identifier: Apache-2.0
"""The JSON API of the desk."""

from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema, fields

from services.mediation.bodies import reading as body_reading
from services.mediation.cases import reading
from services.mediation.cases import views as cases
from services.mediation.desk.reading import due as due_lines
from shared.access import Policy, Reach, Role
from shared.calendar import local_date
from shared.web.calls import current_call, requires

api = Blueprint("desk", __name__, url_prefix="/desk", description="待办、沉默、热点")
WATCH: Policy = {Role.DIRECTOR: Reach.PLACE} | cases.WATCH
DUE: Policy = WATCH | cases.MEDIATE
BODIES: Policy = {role: reach for role, reach in WATCH.items() if role is not Role.SECRETARY}


class DueLineOut(Schema):
    """A limit that is late or near, in its case."""

    case_id = fields.String(attribute="_id")
    file_number = fields.String(allow_none=True)
    category = fields.String()
    place = fields.String()
    state = fields.String()
    rule = fields.String()
    about = fields.String()
    end = fields.Date()


class DueOut(Schema):
    """What is late, due today, and due within a week."""

    late = fields.List(fields.Nested(DueLineOut))
    today = fields.List(fields.Nested(DueLineOut))
    soon = fields.List(fields.Nested(DueLineOut))


class SilenceOut(Schema):
    """How many open cases heard nothing for so many days."""

    from_days = fields.Integer()
    to_days = fields.Integer(allow_none=True)
    cases = fields.Integer()


class HotSpotOut(Schema):
    """A place with several disputes of one kind within the time that is looked at."""

    place = fields.String()
    category = fields.String()
    cases = fields.Integer()
    risk = fields.String()


class HotPeopleOut(Schema):
    """Cases that the same people brought."""

    cases = fields.List(fields.String())


class HotSubjectOut(Schema):
    """Cases about one thing in one place."""

    place = fields.String()
    cases = fields.List(fields.String())


class BodyDueOut(Schema):
    """What is due of a body: its term (PM-02), or its filing (SP-01)."""

    body_id = fields.String()
    name = fields.String()
    place = fields.String()
    rule = fields.String()
    end = fields.Date()
    late = fields.Boolean()


class LoadOut(Schema):
    """A mediator and what it carries: `open` cases, of them `late` past a limit."""

    body_id = fields.String()
    account = fields.String()
    name = fields.String()
    kind = fields.String()
    standing = fields.String()
    skills = fields.List(fields.String())
    languages = fields.List(fields.String())
    training_hours = fields.Integer()
    open = fields.Integer()
    late = fields.Integer()


@api.get("/bodies")
@requires(BODIES)
@api.response(200, BodyDueOut(many=True))
def bodies() -> list[dict[str, Any]]:
    """Committees whose term ends within ninety days or is over, and filings that are due."""
    call = current_call()
    return body_reading.due(call.scope, local_date(call.at))


@api.get("/load")
@requires(BODIES)
@api.response(200, LoadOut(many=True))
def load() -> list[dict[str, Any]]:
    """The mediators of the caller's bodies and how much each carries."""
    call = current_call()
    return reading.load(call.scope, local_date(call.at))


@api.get("/hot-subjects")
@requires(WATCH)
@api.response(200, HotSubjectOut(many=True))
def hot_subjects() -> list[dict[str, Any]]:
    """Things that are quarrelled over again and again."""
    call = current_call()
    return reading.hot_subjects(call.scope, call.at)


@api.get("/due")
@requires(DUE)
@api.response(200, DueOut)
def due() -> dict[str, Any]:
    """The limits that need somebody now."""
    call = current_call()
    return due_lines(call.scope, local_date(call.at))


@api.get("/silence")
@requires(WATCH)
@api.response(200, SilenceOut(many=True))
def silence() -> list[dict[str, Any]]:
    """Open cases by how long nobody did anything in them."""
    call = current_call()
    return reading.silence(call.scope, call.at)


@api.get("/hot-spots")
@requires(WATCH)
@api.response(200, HotSpotOut(many=True))
def hot_spots() -> list[dict[str, Any]]:
    """Places where disputes of one kind pile up."""
    call = current_call()
    return reading.hot_spots(call.scope, call.at)


@api.get("/hot-people")
@requires(WATCH)
@api.response(200, HotPeopleOut(many=True))
def hot_people() -> list[dict[str, Any]]:
    """Cases of people who come again and again."""
    call = current_call()
    return reading.hot_people(call.scope, call.at)

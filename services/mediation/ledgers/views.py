# SPDX-License-Identifier: Apache-2.0
"""The JSON API of ledgers: try one, import one."""

from typing import Any

from flask import request
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from services.mediation.ledgers import commands
from services.mediation.ledgers.codes import SENTENCES, Fault
from services.mediation.ledgers.commands import Outcome
from services.mediation.ledgers.reader import Decision
from shared.access import Policy, Reach, Role
from shared.web.calls import current_call, requires
from shared.web.idempotency import idempotent
from shared.web.problems import language
from shared.web.uploads import XLSX, takes_file

api = Blueprint("ledgers", __name__, url_prefix="/ledgers", description="台账")
IMPORT: Policy = {
    Role.DIRECTOR: Reach.PLACE,
    Role.SECRETARY: Reach.PLACE,
    Role.COUNTY_SUPERVISOR: Reach.PLACE,
    Role.CITY_SUPERVISOR: Reach.PLACE,
}
LIMIT = 2_000_000


class RefusedOut(Schema):
    """A row that was refused: where, which rule, and what to do."""

    sheet = fields.String()
    row = fields.Integer()
    cell = fields.String(allow_none=True)
    code = fields.String()
    reason = fields.String()


class OutcomeOut(Schema):
    """What came of a ledger, or what would come of it in a trial. `of_cases` of the new rows have the number of a case."""

    accepted = fields.Integer()
    rejected = fields.Integer()
    skipped = fields.Integer()
    new = fields.Integer()
    corrected = fields.Integer()
    known = fields.Integer()
    of_cases = fields.Integer()
    refused = fields.List(fields.Nested(RefusedOut))


def refused_line(one: Decision, tongue: str) -> dict[str, Any]:
    """A refused row with the sentence that its office reads."""
    fault = Fault(one.codes[0])
    reason = SENTENCES[fault][1 if tongue == "en" else 0]
    return {"sheet": one.sheet, "row": one.row, "cell": one.cell, "code": str(fault), "reason": reason}


def _answer(outcome: Outcome) -> dict[str, Any]:
    return {
        "accepted": outcome.count("accept"),
        "rejected": outcome.count("reject"),
        "skipped": outcome.count("skip"),
        "new": outcome.new,
        "corrected": outcome.corrected,
        "known": outcome.known,
        "of_cases": outcome.of_cases,
        "refused": [refused_line(one, language()) for one in outcome.refused],
    }


@api.post("/trials")
@requires(IMPORT)
@idempotent
@api.response(200, OutcomeOut)
@takes_file(XLSX, limit=LIMIT)
def try_ledger() -> dict[str, Any]:
    """A dry run of a workbook (the body is the file): what would be accepted and refused; nothing is stored."""
    call = current_call()
    return _answer(commands.store(call, commands.decide(call, request.get_data()), dry=True))


@api.post("/")
@requires(IMPORT)
@idempotent
@api.response(200, OutcomeOut)
@takes_file(XLSX, limit=LIMIT)
def import_ledger() -> dict[str, Any]:
    """Import a workbook (the body is the file); the same workbook again changes nothing, a corrected row its entry."""
    call = current_call()
    outcome = commands.decide(call, request.get_data())
    return _answer(commands.store(call, outcome, most=commands.MOST_ONLINE))

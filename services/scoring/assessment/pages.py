# SPDX-License-Identifier: Apache-2.0
"""The assessment of departments as a page, month by month."""

from flask import Blueprint, render_template, request

from services.scoring.assessment.views import READERS, assessed
from services.scoring.board.periods import PeriodKind, period_of, read_period
from shared import clock
from shared.calendar import local_date
from shared.errors import RuleBroken
from shared.web.calls import current_call, requires

blueprint = Blueprint(
    "scoring_assessment", __name__, url_prefix="/scoring/assessment", template_folder="templates"
)


@blueprint.get("")
@requires(READERS)
def show_assessment() -> str:
    """The three rates of a month, by department and by place (GR-07); without a place, that of the reader."""
    today = local_date(clock.now())
    month = read_period(request.args.get("month") or period_of(PeriodKind.MONTH, today).key, today)
    if month.first is None or month.last is None:
        raise RuleBroken("unknown_period", period=month.key)
    if month.first > today:
        raise RuleBroken("not_due_yet", period=month.key)
    own = min(current_call().scope.places, key=len)
    place, found = assessed(request.args.get("place", own), month.first, month.last)
    return render_template(
        "scoring/assessment.html",
        place=place,
        month=month.key,
        first=month.first,
        last=month.last,
        found=found,
        departments=[(line.name, line.counts) for line in found.departments],
        places=[(line.name, line.counts) for line in found.places],
    )

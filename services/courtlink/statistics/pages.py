# SPDX-License-Identifier: Apache-2.0
"""Statistics of courts for people with a browser: one period, all ways of grouping, .xlsx to keep."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from flask import Blueprint, render_template, request

from services.courtlink.statistics import reading
from services.courtlink.statistics.rules import NOBODY, Confirmed, Line
from services.courtlink.statistics.views import WATCH
from services.courtlink.statistics.wording import (
    CONFIRMATIONS_COUNT,
    COUNTED,
    OTHER_PAGE,
    REFERRALS_COUNT,
    STANDS,
)
from shared.calendar import local_date
from shared.web.calls import current_call, requires
from shared.web.periods import days_of, period_name, period_of, periods
from shared.web.words import _

L = TypeVar("L", Line, Confirmed)
pages = Blueprint(
    "court_statistics_pages", __name__, url_prefix="/courtlink/statistics", template_folder="templates"
)


@pages.get("/")
@requires(WATCH)
def show_statistics() -> str:
    """Referrals by the date of their paper and confirmations by that of effect; the present month without a choice."""
    call = current_call()
    today = local_date(call.at)
    period = period_of(request.args.get("period", ""), today)
    first, last = days_of(period)
    table = reading.table(call.scope, first, last)
    names = reading.names_of(table)
    total, confirmed = table.total, table.confirmations
    counts = (
        (_("调解不成的原因"), "reasons", total.reasons),
        (_("法院怎样处理"), "dispositions", total.dispositions),
        (_("不予受理司法确认的理由"), "not_taken", confirmed.not_taken),
        (_("驳回司法确认的理由"), "rejected", confirmed.rejected),
    )
    return render_template(
        "courtlink/statistics.html",
        period=period,
        period_name=period_name(period),
        periods=periods(today),
        total=total,
        stands=[(_(text), total.stands[stand]) for stand, text in STANDS.items() if total.stands[stand]],
        rates=[
            (_("接受率"), total.acceptance),
            (_("调解成功率"), total.success),
            (_("履行率"), total.performance),
            (_("司法确认率"), confirmed.confirmed),
        ],
        groups=[
            (_("按法院"), _("法院"), _lines(table.by_court, names)),
            (_("按团队"), _("团队"), _lines(table.by_team, names)),
            (_("按调解组织"), _("调解组织"), _lines(table.by_body)),
            (_("按调解员"), _("调解员"), _lines(table.by_mediator)),
            (
                _("按月"),
                _("月份"),
                [(period_name(month), line) for month, line in sorted(table.by_month.items())],
            ),
        ],
        confirmed=confirmed,
        notes=[_(REFERRALS_COUNT), _(OTHER_PAGE)],
        confirmations_count=_(CONFIRMATIONS_COUNT),
        confirmations=[
            (_("司法确认按法院"), _("法院"), _lines(table.confirmations_by_court, names)),
            (_("司法确认按调解组织"), _("调解组织"), _lines(table.confirmations_by_body)),
        ],
        counts=[
            (title, [(_(COUNTED[kind].get(code, code)), count) for code, count in codes.most_common()])
            for title, kind, codes in counts
            if codes
        ],
        workbook=f"/api/courtlink/v1/statistics/workbook?first={first}&last={last}",
    )


def _lines(lines: Mapping[str, L], names: Mapping[str, str] = MappingProxyType({})) -> list[tuple[str, L]]:
    called = {NOBODY: _("还没有定"), **names}
    return [(called.get(key, key), line) for key, line in sorted(lines.items())]

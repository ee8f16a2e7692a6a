# SPDX-License-Identifier: Apache-2.0
"""Statistics for people with a browser: one place, one month; bars on every screen, charts on a wide one, .xlsx to keep."""

from typing import Any

from flask import Blueprint, render_template, request

from services.mediation.statistics import reading
from services.mediation.statistics.rules import FROM_LEDGERS, Table, tabulate
from services.mediation.statistics.views import WATCH
from services.mediation.statistics.wording import PREVENTION, SOURCES
from shared.calendar import local_date
from shared.errors import NotFound
from shared.rates import Rate
from shared.regions import Region, regions
from shared.web.calls import current_call, requires
from shared.web.periods import days_of, period_name, period_of, periods
from shared.web.words import _

pages = Blueprint(
    "statistics_pages", __name__, url_prefix="/mediation/statistics", template_folder="templates"
)


@pages.get("/")
@requires(WATCH)
def show_statistics() -> str:
    """The counts of a place and month, or year; without a choice those of the reader's place and the present month."""
    call = current_call()
    today = local_date(call.at)
    own = sorted(place for place in call.scope.places if place.isdecimal())
    if not own:
        raise NotFound("")
    place = regions().get(request.args.get("place") or own[0])
    period = period_of(request.args.get("period", ""), today)
    first, last = days_of(period)
    table = tabulate(reading.counted(call.scope, place.code, first, last))
    more = reading.overview(call.scope, place.code, first, last)
    query = f"?place={place.code}&first={first}&last={last}"
    return render_template(
        "mediation/statistics.html",
        place=place,
        period=period,
        asked={"place": place.code, "period": period},
        places=_places(own),
        periods=periods(today, reading.first_year(call.scope)),
        name_of=period_name,
        total=table.total,
        ledgers=table.from_ledgers,
        more=more,
        rates=_rates(table),
        kinds=[
            (_(name), line)
            for name, line in sorted(table.by_category.items(), key=lambda one: (-one[1].taken, one[0]))
        ],
        taken=[
            (_(name), line.taken)
            for name, line in sorted(table.by_category.items(), key=lambda one: -one[1].taken)
        ],
        sources=[(_(SOURCES[name]), count) for name, count in table.by_source.most_common()],
        prevention=[(_(PREVENTION[kind]), more.prevention[kind]) for kind in PREVENTION],
        chart=_chart(table),
        files=[(text, f"/api/mediation/v1/statistics/{path}{query}") for text, path in _files()],
        from_ledgers=_(SOURCES[FROM_LEDGERS]),
    )


def _files() -> list[tuple[str, str]]:
    return [
        (_("统计表"), "workbook"),
        (_("月度统计表（乡镇 × 类别）"), "crosstab"),
        (_("案件登记簿"), "register"),
    ]


def _rates(table: Table) -> list[tuple[str, Rate]]:
    total = table.total
    return [
        (_("调解成功率"), total.success),
        (_("口头协议占比"), total.oral_share),
        (_("履行率"), total.performance),
        (_("司法确认率"), total.confirmation),
        (_("180 日内反复率"), total.again),
    ]


def _places(own: list[str]) -> list[tuple[str, str]]:
    """The reader's places and the divisions right below them."""
    found: list[Region] = []
    for code in own:
        found += [regions().get(code), *regions().children(code)]
    return [(one.code, one.name) for one in found]


def _chart(table: Table) -> dict[str, Any]:
    """Kinds of disputes by their end, as an option of ECharts."""
    kinds = sorted(table.by_category.items(), key=lambda one: one[1].taken)
    parts = [
        (_("达成协议"), "agreed", "#0f6b3a"),
        (_("未达成"), "failed", "#a4121a"),
        (_("在办"), "open", "#0b57a4"),
    ]
    return {
        "grid": {"left": 8, "right": 24, "top": 40, "bottom": 8, "containLabel": True},
        "legend": {"top": 0},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "value", "minInterval": 1},
        "yAxis": {"type": "category", "data": [_(name) for name, _line in kinds]},
        "series": [
            {
                "name": text,
                "type": "bar",
                "stack": "all",
                "color": colour,
                "data": [getattr(line, name) for _kind, line in kinds],
            }
            for text, name, colour in parts
        ],
    }

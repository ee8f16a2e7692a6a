# SPDX-License-Identifier: Apache-2.0
"""The boards as pages: the wall of a town hall and the public board for everybody, the standings for those who work with them."""

import re
from datetime import date
from typing import Any

from flask import Blueprint, render_template, request, url_for

from services.scoring.board import reading
from services.scoring.board.documents import BoardRow
from services.scoring.board.keys import CADRES
from services.scoring.board.periods import Period, PeriodKind, period_of, read_period
from services.scoring.board.places import Asked, asked_place
from services.scoring.board.rules import SMALL_CELL, honoured
from services.scoring.board.schemas import CITY
from services.scoring.board.views import READERS, moved, within_reach
from services.scoring.board.wall import Wall, read_wall
from services.scoring.snapshots.reading import as_of, closed_periods, read_board, read_member
from services.scoring.star_rules import BOOK
from services.scoring.tasks.rules import LIVE, ON_BOARD, TaskState
from services.scoring.tasks.wording import KINDS, STATES
from shared import clock
from shared.access import Role
from shared.calendar import local_date
from shared.identity.sessions import current_actor
from shared.mongo import collection
from shared.regions import Region, regions
from shared.ui.doors import doors_of
from shared.web.calls import current_call, public, requires
from shared.web.paging import page
from shared.web.problems import language
from shared.web.words import N_, _

blueprint = Blueprint("scoring_board", __name__, url_prefix="/scoring", template_folder="templates")
_KINDS = {
    PeriodKind.WEEK: N_("本周"),
    PeriodKind.MONTH: N_("本月"),
    PeriodKind.QUARTER: N_("本季"),
    PeriodKind.YEAR: N_("今年"),
    PeriodKind.ALL: N_("总榜"),
}
TOP = 20
_TINTS = {
    TaskState.FINAL: "green",
    TaskState.LAPSED: "red",
    TaskState.REVERSED: "red",
    TaskState.VOID: "red",
    TaskState.POSTED: "yellow",
    TaskState.HANDED_BACK: "yellow",
    TaskState.PICKED: "blue",
    TaskState.WORKING: "blue",
    TaskState.PROVISIONAL: "blue",
}


@blueprint.app_template_filter("short")
def short(name: str) -> str:
    """A place as tiles have room for: 兰山 for 兰山街道, 费县 as it is, 高新区 for 临沂高新技术产业开发区."""
    for long, brief in (("高新技术产业开发区", "高新区"), ("经济技术开发区", "经开区")):
        if name.endswith(long):
            return brief
    return re.sub("(?<=..)(街道|镇|乡|县|区)$", "", name)


@blueprint.app_template_filter("period")
def period_name(key: str) -> str:
    """A board's period as people say it: 2026年第19周, 2026年5月, 2026年第2季度, 2026年, 总榜."""
    year, _dash, part = key.partition("-")
    if part.startswith("W"):
        return _("%(year)s年第%(week)s周", year=year, week=int(part[1:]))
    if part.startswith("Q"):
        return _("%(year)s年第%(quarter)s季度", year=year, quarter=part[1:])
    if part:
        month = f"{date(int(year), int(part), 1):%b}" if language() == "en" else int(part)
        return _("%(year)s年%(month)s月", year=year, month=month)
    return _("%(year)s年", year=year) if year.isdecimal() else _(_KINDS[PeriodKind.ALL])


def _asked() -> tuple[Asked, date]:
    return asked_place(request.args.get("place", CITY)), local_date(clock.now())


def _period(today: date, default: PeriodKind) -> Period:
    return read_period(request.args.get("period", default), today)


def tabs_of_periods(view: str, place: str, shown: Period, today: date) -> list[tuple[str, str, bool]]:
    """The periods that run, and a closed one that is shown: text, address, whether it is this page."""
    running = [(_(text), kind.value, period_of(kind, today)) for kind, text in _KINDS.items()]
    tabs = [(text, url_for(view, place=place, period=key), period == shown) for text, key, period in running]
    if not any(here for _text, _address, here in tabs):
        tabs.append((period_name(shown.key), url_for(view, place=place, period=shown.key), True))
    return tabs


@blueprint.get("/wall")
@public
def show_wall() -> str:
    """The wall of a place: no login, no link, no scrolling; the time of the data is shown (SB-26)."""
    asked, today = _asked()
    wall = read_wall(asked.region, today)
    return render_template(
        "scoring/wall.html",
        wall=wall,
        full_name=regions().full_name(asked.region.code).removeprefix("山东省"),
        place=regions().present,
        heat=_heat(wall),
        few=SMALL_CELL,
        chart=_chart(wall),
    )


def _heat(wall: Wall) -> Any:
    """How strongly a tile is coloured, from 0 to 4, against the tile with the most stars."""
    most = max((tile.stars for group in wall.groups for tile in group.tiles), default=0)
    return lambda stars: 0 if stars <= 0 else 1 + 3 * stars // max(most, 1)


def _chart(wall: Wall) -> dict[str, Any]:
    """The option of the chart of months."""
    text = {"color": "#c9d6ea", "fontSize": 20}
    months = [f"{int(key[5:])}" for key, _stars in wall.months]
    return {
        "grid": {"left": 56, "right": 12, "top": 36, "bottom": 40},
        "textStyle": {"fontFamily": "Noto Sans CJK SC, Microsoft YaHei, sans-serif"},
        "xAxis": {"type": "category", "data": months, "axisLabel": text, "axisTick": {"show": False}},
        "yAxis": {
            "type": "value",
            "minInterval": 1,
            "splitNumber": 3,
            "axisLabel": text,
            "splitLine": {"lineStyle": {"color": "#24405f"}},
        },
        "series": [
            {
                "type": "bar",
                "name": _("星"),
                "data": [stars for _key, stars in wall.months],
                "barMaxWidth": 36,
                "itemStyle": {"color": "#ffd166", "borderRadius": 4},
                "label": {"show": True, "position": "top", "color": "#ffe7ad", "fontSize": 20},
            }
        ],
    }


def around(place: Region) -> list[Region]:
    """Places to choose from: the city, its counties, and the townships of the county that is shown."""
    county = regions().level(place.code, "county")
    city = regions().level(place.code, "city") or place
    found = [city]
    for each in regions().children(city.code):
        found.append(each)
        if county is not None and each.code == county.code:
            found += regions().children(county.code)
    return found


def _standing(row: dict[str, Any]) -> tuple[bool, bool, str]:
    """Within a page: what waits for a cadre first, then what is held, then the rest; each the newest first."""
    return row["state"] in ON_BOARD, row["state"] in LIVE, row["posted_on"]


@blueprint.get("/board")
@public
def show_board() -> str:
    """The public board of a place: the ranking, tasks by code, totals by township (SB-26)."""
    asked, today = _asked()
    actor = current_actor()
    place, period = asked.region, _period(today, PeriodKind.YEAR)
    rows = page(
        collection(BoardRow),
        {"within": place.code, "hidden": False},
        limit=50,
        cursor=request.args.get("cursor", ""),
        projection=dict.fromkeys(reading.PUBLIC, 1),
        newest="posted_on",
    )
    board = read_board(CADRES, place.code, period)
    return render_template(
        "scoring/board.html",
        place=place,
        moved=moved(asked),
        around=around(place),
        periods=tabs_of_periods(".show_board", place.code, period, today),
        board=board,
        ranking=honoured(board.rows, TOP),
        today=today,
        rows=sorted(rows, key=_standing, reverse=True),
        totals=reading.totals(place.code),
        as_of=as_of(place.code),
        states=STATES,
        tints=_TINTS,
        live=LIVE,
        kinds=KINDS,
        region=regions().present,
        sees_all=actor is not None and actor.has(*READERS),
        works_here=any(door.path == "/scoring/tasks" for door in doors_of(actor)),
    )


@blueprint.get("/standings")
@requires(READERS)
def show_standings() -> str:
    """The whole board with rates and their denominators, one's own rank, and closed boards with later corrections (SB-24)."""
    asked, today = _asked()
    place, period = within_reach(asked.region.code), _period(today, PeriodKind.YEAR)
    actor = current_call().actor
    return render_template(
        "scoring/standings.html",
        place=regions().get(place),
        periods=tabs_of_periods(".show_standings", place, period, today),
        board=read_board(CADRES, place, period),
        mine=read_member(CADRES, place, period, actor.id) if actor.has(Role.CADRE) else None,
        closed=closed_periods(CADRES, place),
        appeal_days=BOOK.on(today).appeal_working_days if actor.has(Role.CADRE) else 0,
        kinds=KINDS,
        region=regions().present,
        back=url_for(".show_board", place=place),
    )

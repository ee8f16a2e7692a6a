# SPDX-License-Identifier: Apache-2.0
"""The public board as CSV, .xlsx and RSS, and the standings as .xlsx: the same fields as on the page, and no other, in the reader's language."""

from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree as ET

from flask import Response, request

from services.scoring.board.periods import Period, PeriodKind
from services.scoring.tasks.wording import STATES
from shared.calendar import SHANGHAI
from shared.regions import regions
from shared.web.furniture import mark
from shared.web.sheets import Table, as_csv, as_xlsx
from shared.web.words import N_, _

_ROWS = (
    N_("编号"),
    N_("乡镇"),
    N_("类别"),
    N_("星级"),
    N_("状态"),
    N_("包保干部"),
    N_("职务"),
    N_("上榜"),
    N_("摘星"),
    N_("到期"),
    N_("延期"),
    N_("化解"),
    N_("计星"),
)
_TOTALS = (
    N_("乡镇"),
    N_("上榜"),
    N_("榜上待办与在办"),
    N_("已计星"),
    N_("其余（待核验或者没有计星就结束）"),
    N_("不公开明细（约）"),
)
_RANKS = (N_("名次"), N_("姓名"), N_("职务"), N_("乡镇"), N_("积分"), N_("星数"), N_("备注"))
_MORE = (N_("化解件数"), N_("满意"), N_("有效回访"), N_("满意率"), N_("逾期"), N_("用时（天）"))
_FEW = N_("少于5")


def _said(texts: Iterable[str]) -> list[str]:
    return [_(text) for text in texts]


def _name(code: str) -> str:
    return regions().present(code).name if code else ""


def _rows(board: dict[str, Any]) -> Table:
    return _said(_ROWS), (
        [
            *(row["code"], _name(row["township"]), _(row["category"]), row["grade"], _(STATES[row["state"]])),
            *(row["cadre_name"], row["cadre_post"]),
            *(row[name] for name in ("posted_on", "picked_on", "due_on")),
            _("是") if row["extended"] else "",
            *(row[name] for name in ("settled_on", "final_on")),
        ]
        for row in board["items"]
    )


def _totals(board: dict[str, Any]) -> Table:
    return _said(_TOTALS), (
        [
            _name(row["township"]),
            row["posted"],
            row["live"],
            row["final"],
            row["posted"] - row["live"] - row["final"],
            _(_FEW) if row["hidden"] is None else row["hidden"],
        ]
        for row in board["totals"]
    )


def _rank(row: dict[str, Any]) -> list[Any]:
    remark = _("申诉复核中，名次暂不变动") if row["under_review"] else ""
    office = [row["rank"] if row["points"] > 0 else "", row["name"], row["post"], _name(row["township"])]
    return [*office, row["points"], row["stars"], remark]


def _percent(row: dict[str, Any]) -> str:
    return _("不足3件") if row["satisfaction"] is None else f"{row['satisfaction'] / 10:.1f}%"


def _about(data: dict[str, Any]) -> Table:
    """Which place, and the time of the data."""
    as_of = data["as_of"]
    shown = f"{as_of.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if as_of else "—"
    moved = [[_("说明"), data["moved"]]] if data["moved"] else []
    return (_("摘星榜"), data["place"].name), [[_("数据时间"), shown], *moved]


def board_csv(board: dict[str, Any]) -> Response:
    """The tasks of the public board."""
    return as_csv(_rows(board), f"board-{board['place'].code}")


def _board_name(period: Period) -> str:
    if period.kind is PeriodKind.YEAR:
        return _("%(year)s年榜", year=period.key)
    return _("总榜") if period.kind is PeriodKind.ALL else _("榜单 %(period)s", period=period.key)


def board_xlsx(board: dict[str, Any], ranking: dict[str, Any]) -> Response:
    """Tasks, totals and the ranking of a period."""
    sheets = {
        _("说明"): _about(board),
        _("任务"): _rows(board),
        _("合计"): _totals(board),
        _board_name(ranking["period"]): (_said(_RANKS), map(_rank, ranking["rows"])),
    }
    return as_xlsx(sheets, f"board-{board['place'].code}")


def standings_xlsx(ranking: dict[str, Any]) -> Response:
    """One board of cadres with its rates and their denominators."""
    rows = (
        [
            *_rank(row),
            *(max(row[name], 0) for name in ("finals", "satisfied", "asked")),
            _percent(row),
            *(max(row[name], 0) for name in ("lapses", "days")),
        ]
        for row in ranking["rows"]
    )
    sheets = {_("榜单"): (_said((*_RANKS, *_MORE)), rows), _("说明"): _about(ranking)}
    return as_xlsx(sheets, f"standings-{ranking['place'].code}-{ranking['period'].key}")


def board_rss(board: dict[str, Any]) -> Response:
    """The newest tasks of the public board as RSS 2.0."""
    place = board["place"]
    feed = ET.Element("rss", version="2.0")
    channel = ET.SubElement(feed, "channel")
    address = f"{request.host_url}scoring/board?place={place.code}"
    for tag, text in (
        ("title", f"{_('摘星榜')} · {place.name}"),
        ("link", address),
        ("description", _("最近上榜的疑难纠纷：待摘、在办和已经了结的")),
    ):
        ET.SubElement(channel, tag).text = text
    for row in board["items"]:
        item = ET.SubElement(channel, "item")
        holder = f"{mark('，')}{row['cadre_name']} {row['cadre_post']}" if row["cadre_name"] else ""
        stars = _("%(n)s 星", n=row["grade"])
        title = f"{_name(row['township'])} {_(row['category'])} {stars} {_(STATES[row['state']])}{holder}"
        ET.SubElement(item, "title").text = title
        ET.SubElement(item, "guid", isPermaLink="false").text = f"{row['code']}/{row['state']}"
    body = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return Response(body, content_type="application/rss+xml; charset=utf-8")

# SPDX-License-Identifier: Apache-2.0
"""The public board as CSV, .xlsx and RSS, and the standings as .xlsx: the same fields as on the page, and no other."""

from typing import Any
from xml.etree import ElementTree as ET

from flask import Response, request

from services.scoring.tasks.wording import STATES
from shared.calendar import SHANGHAI
from shared.regions import regions
from shared.web.sheets import Table, as_csv, as_xlsx

_ROWS = (
    "编号",
    "乡镇",
    "类别",
    "星级",
    "状态",
    "包保干部",
    "职务",
    "上榜",
    "摘星",
    "到期",
    "延期",
    "化解",
    "计星",
)
_TOTALS = ("乡镇", "上榜", "榜上待办与在办", "已计星", "其余（待核验或者没有计星就结束）", "不公开明细（约）")
_RANKS = ("名次", "姓名", "职务", "乡镇", "积分", "星数", "备注")
_MORE = ("化解件数", "满意", "有效回访", "满意率", "逾期", "用时（天）")
_FEW = "少于5"


def _name(code: str) -> str:
    return regions().present(code).name if code else ""


def _rows(board: dict[str, Any]) -> Table:
    return _ROWS, (
        [
            *(row["code"], _name(row["township"]), row["category"], row["grade"], str(STATES[row["state"]])),
            *(row["cadre_name"], row["cadre_post"]),
            *(row[name] for name in ("posted_on", "picked_on", "due_on")),
            "是" if row["extended"] else "",
            *(row[name] for name in ("settled_on", "final_on")),
        ]
        for row in board["items"]
    )


def _totals(board: dict[str, Any]) -> Table:
    return _TOTALS, (
        [
            _name(row["township"]),
            row["posted"],
            row["live"],
            row["final"],
            row["posted"] - row["live"] - row["final"],
            _FEW if row["hidden"] is None else row["hidden"],
        ]
        for row in board["totals"]
    )


def _rank(row: dict[str, Any]) -> list[Any]:
    remark = "申诉复核中，名次暂不变动" if row["under_review"] else ""
    office = [row["rank"], row["name"], row["post"], _name(row["township"])]
    return [*office, row["points"], row["stars"], remark]


def _percent(row: dict[str, Any]) -> str:
    return "不足3件" if row["satisfaction"] is None else f"{row['satisfaction'] / 10:.1f}%"


def _about(data: dict[str, Any]) -> Table:
    """Which place, and the time of the data."""
    as_of = data["as_of"]
    shown = f"{as_of.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if as_of else "—"
    moved = [["说明", data["moved"]]] if data["moved"] else []
    return ("摘星榜", data["place"].name), [["数据时间", shown], *moved]


def board_csv(board: dict[str, Any]) -> Response:
    """The tasks of the public board."""
    return as_csv(_rows(board), f"board-{board['place'].code}")


def board_xlsx(board: dict[str, Any], ranking: dict[str, Any]) -> Response:
    """Tasks, totals and the ranking of the year."""
    sheets = {
        "说明": _about(board),
        "任务": _rows(board),
        "合计": _totals(board),
        f"{ranking['period'].key}年榜": (_RANKS, map(_rank, ranking["rows"])),
    }
    return as_xlsx(sheets, f"board-{board['place'].code}")


def standings_xlsx(ranking: dict[str, Any]) -> Response:
    """One board of cadres with its rates and their denominators."""
    rows = (
        [
            *_rank(row),
            *(row[name] for name in ("finals", "satisfied", "asked")),
            _percent(row),
            row["lapses"],
            row["days"],
        ]
        for row in ranking["rows"]
    )
    sheets = {"榜单": ((*_RANKS, *_MORE), rows), "说明": _about(ranking)}
    return as_xlsx(sheets, f"standings-{ranking['place'].code}-{ranking['period'].key}")


def board_rss(board: dict[str, Any]) -> Response:
    """The newest tasks of the public board as RSS 2.0."""
    place = board["place"]
    feed = ET.Element("rss", version="2.0")
    channel = ET.SubElement(feed, "channel")
    address = f"{request.host_url}scoring/board?place={place.code}"
    for tag, text in (
        ("title", f"摘星榜 · {place.name}"),
        ("link", address),
        ("description", "上榜待摘与在办的疑难纠纷"),
    ):
        ET.SubElement(channel, tag).text = text
    for row in board["items"]:
        item = ET.SubElement(channel, "item")
        holder = f"，{row['cadre_name']} {row['cadre_post']}" if row["cadre_name"] else ""
        title = f"{_name(row['township'])} {row['category']} {row['grade']}星 {STATES[row['state']]}{holder}"
        ET.SubElement(item, "title").text = title
        ET.SubElement(item, "guid", isPermaLink="false").text = f"{row['code']}/{row['state']}"
    body = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return Response(body, content_type="application/rss+xml; charset=utf-8")

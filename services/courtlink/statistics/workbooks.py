# SPDX-License-Identifier: Apache-2.0
"""The statistics as .xlsx: one sheet for each way of grouping; every sheet that adds up ends with its sum."""

from collections.abc import Mapping
from typing import Any

from services.courtlink.statistics.rules import Confirmed, Line, Table
from services.courtlink.statistics.wording import COUNTED, STANDS
from shared.web.sheets import Table as Sheet

_COUNTS = (
    "委派委托", "已接受", *STANDS.values(), "接受率", "调解成功率", "履行率", "平均用时（日）", "用时合计（日）", "办结",
)  # fmt: skip
_CONFIRMED = ("可申请", "已申请", "已受理", "不予受理", "确认有效", "驳回", "撤回", "确认率")


def _line(name: str, line: Line) -> list[Any]:
    return [
        *(name, line.referred, line.accepted),
        *(line.stands[stand] for stand in STANDS),
        *(line.acceptance.text, line.success.text, line.performance.text),
        *(line.days_each, line.days, line.ended),
    ]


def _confirmed(name: str, line: Confirmed) -> list[Any]:
    return [
        *(name, line.offered, line.applied, line.states["taken"], line.states["not_taken"]),
        *(line.states["confirmed"], line.states["rejected"]),
        *(line.states["withdrawn"] + line.states["treated_withdrawn"], line.confirmed.text),
    ]


def _counted(title: str, counts: Mapping[str, int], words: Mapping[str, str]) -> Sheet:
    rows = [(words.get(code, code), count) for code, count in sorted(counts.items())]
    return (title, "件数"), [*rows, ("合计", sum(counts.values()))]


def statistics(table: Table, names: Mapping[str, str]) -> dict[str, Sheet]:
    """The sheets of a period by title: heads and rows; `names` of courts and teams."""
    groups = (
        ("按法院", table.by_court, True),
        ("按团队", table.by_team, True),
        ("按调解组织", table.by_body, True),
        ("按调解员", table.by_mediator, False),
        ("按月", table.by_month, True),
    )
    sheets: dict[str, Sheet] = {}
    for title, lines, adds_up in groups:
        rows = [_line(names.get(name, name), line) for name, line in sorted(lines.items())]
        sheets[title] = (title, *_COUNTS), [*rows, _line("合计", table.total)] if adds_up else rows
    for title, counted in (
        ("司法确认按法院", table.confirmations_by_court),
        ("司法确认按组织", table.confirmations_by_body),
    ):
        done = [_confirmed(names.get(name, name), one) for name, one in sorted(counted.items())]
        sheets[title] = (title, *_CONFIRMED), [*done, _confirmed("合计", table.confirmations)]
    for title, counts, kind in (
        ("调解不成原因", table.total.reasons, "reasons"),
        ("法院处理", table.total.dispositions, "dispositions"),
        ("不予受理理由", table.confirmations.not_taken, "not_taken"),
        ("驳回理由", table.confirmations.rejected, "rejected"),
    ):
        sheets[title] = _counted(title, counts, COUNTED[kind])
    return sheets

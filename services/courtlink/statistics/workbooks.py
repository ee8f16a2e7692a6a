# SPDX-License-Identifier: Apache-2.0
"""The statistics as .xlsx: one sheet for each way of grouping; every sheet that adds up ends with its sum; in the reader's language."""

from collections.abc import Mapping
from typing import Any

from services.courtlink.statistics.rules import NOBODY, Confirmed, Line, Table
from services.courtlink.statistics.wording import COUNTED, NOTES, STANDS
from shared.web.sheets import Table as Sheet
from shared.web.sheets import rate
from shared.web.words import N_, _

_COUNTS = (
    N_("委派委托"),
    N_("已接受"),
    *STANDS.values(),
    N_("接受率"),
    N_("调解成功率"),
    N_("履行率"),
    N_("平均用时（日）"),
    N_("用时合计（日）"),
    N_("办结"),
)
_CONFIRMED = (
    N_("可申请"),
    N_("已申请"),
    N_("已受理"),
    N_("不予受理"),
    N_("确认有效"),
    N_("驳回"),
    N_("撤回"),
    N_("司法确认率"),
)


def _line(name: str, line: Line) -> list[Any]:
    return [
        *(name, line.referred, line.accepted),
        *(line.stands[stand] for stand in STANDS),
        *(rate(line.acceptance), rate(line.success), rate(line.performance)),
        *(line.days_each, line.days, line.ended),
    ]


def _confirmed(name: str, line: Confirmed) -> list[Any]:
    return [
        *(name, line.offered, line.applied, line.taken, line.states["not_taken"]),
        *(line.states["confirmed"], line.states["rejected"]),
        *(line.states["withdrawn"] + line.states["treated_withdrawn"], rate(line.confirmed)),
    ]


def _counted(title: str, counts: Mapping[str, int], words: Mapping[str, str]) -> Sheet:
    rows = [(_(words.get(code, code)), count) for code, count in sorted(counts.items())]
    return (title, _("件数")), [*rows, (_("合计"), sum(counts.values()))]


def statistics(table: Table, names: Mapping[str, str]) -> dict[str, Sheet]:
    """The sheets of a period by title: heads and rows; `names` of courts and teams."""
    total = _("合计")
    called = {NOBODY: _("还没有定"), **names}
    counts = [_(text) for text in _COUNTS]
    confirmed = [_(text) for text in _CONFIRMED]
    groups = (
        (_("按法院"), table.by_court, True),
        (_("按团队"), table.by_team, True),
        (_("按调解组织"), table.by_body, True),
        (_("按调解员"), table.by_mediator, False),
        (_("按月"), table.by_month, True),
    )
    sheets: dict[str, Sheet] = {}
    for title, lines, adds_up in groups:
        rows = [_line(called.get(name, name), line) for name, line in sorted(lines.items())]
        sheets[title] = (title, *counts), [*rows, _line(total, table.total)] if adds_up else rows
    for title, asked in (
        (_("司法确认按法院"), table.confirmations_by_court),
        (_("司法确认按调解组织"), table.confirmations_by_body),
    ):
        done = [_confirmed(called.get(name, name), one) for name, one in sorted(asked.items())]
        sheets[title] = (title, *confirmed), [*done, _confirmed(total, table.confirmations)]
    for title, codes, kind in (
        (_("调解不成原因"), table.total.reasons, "reasons"),
        (_("法院处理"), table.total.dispositions, "dispositions"),
        (_("不予受理理由"), table.confirmations.not_taken, "not_taken"),
        (_("驳回理由"), table.confirmations.rejected, "rejected"),
    ):
        sheets[title] = _counted(title, codes, COUNTED[kind])
    sheets[_("说明")] = (_("说明"),), [(_(text),) for text in NOTES]
    return sheets

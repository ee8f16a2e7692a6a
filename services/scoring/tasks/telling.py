# SPDX-License-Identifier: Apache-2.0
"""What the page of a task tells in words: what comes next and who does it, why each line of the ledger stands there."""

from collections.abc import Iterator
from typing import Any

from services.scoring.appeals.reading import why
from services.scoring.board.rules import public_code
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.rules import ON_BOARD, Ending, TaskState
from services.scoring.tasks.wording import OPTIONS, letters
from shared.mongo import collection
from shared.web.furniture import day, mark
from shared.web.words import N_, _

_CONTEST = N_("这是打擂的任务：干部提交方案，期满由评议组选定；没有人报名的，由党委书记指派。")
_NEXT = {
    TaskState.PROPOSED: N_("等定级：司法所和信访办各一人，一人提出，另一人复核，复核后上榜。"),
    TaskState.GRADED: N_("等另一个单位的人复核定级，复核后上榜。"),
    **dict.fromkeys(ON_BOARD, N_("等干部来摘：第一个按“摘星”的得到任务；期满没有人摘的，由党委书记指派。")),
    TaskState.CALLED: N_("当事人点了一位干部：先等对方有没有异议，再等这位干部答复。"),
    TaskState.WORKING: N_(
        "化解成了，由调解员在原来的纠纷里登记调解和协议；协议生效，这里自动转为待核验，不用另报结果。当事人不愿意调解或者已经起诉的，请评议组依法终结，不扣分。"
    ),
    TaskState.PROVISIONAL: N_("由县回访中心分别给每一方打电话。回访完、案卷齐、满三十天没有反复，自动计星。"),
}
ENDINGS = {
    Ending.SETTLED: N_("化解"),
    Ending.LAPSED: N_("逾期"),
    Ending.HANDED_BACK: N_("按时退回"),
    Ending.HANDED_BACK_LATE: N_("逾期退回"),
    Ending.RELEASED: N_("没有及时见面，收回"),
    Ending.RELIEVED: N_("收回，不扣分"),
    Ending.TIED: N_("有关联，换人"),
    Ending.CLOSED_LAWFULLY: N_("依法终结"),
}
_CODES = {
    **{value: text for table in OPTIONS.values() for value, text in table.items()},
    "no_ground": N_("不符合上榜条件"),
    "undeclared_tie": N_("没有申报关联"),
    "settled_before": N_("此前已经达成协议"),
    "other": N_("其他"),
}


def next_step(task: StarTask) -> str:
    """Who does what next; nothing where nobody has anything left to do."""
    tenure = task.current
    if tenure is not None and tenure.sides_met < task.sides:
        dates = {"warn": day(tenure.warn_on), "end": day(tenure.contact_by)}
        return _("%(warn)s 前要见到每一方当事人并登记；到 %(end)s 还没有都见到，任务自动收回。", **dates)
    if task.state in ON_BOARD and task.grade > task.figures.race_up_to_grade:
        return _(_CONTEST)
    text = _NEXT.get(TaskState(task.state))
    return _(text) if text else ""


def reason_text(reason: str) -> str:
    """A reason as it was written, or what its code means; several codes stand one after the other."""
    return mark("、").join(_(_CODES[part]) if part in _CODES else part for part in reason.split(","))


def lines_of(task: StarTask) -> Iterator[dict[str, Any]]:
    """The ledger, each line with the sentence that explains it."""
    for entry in task.ledger:
        mark = entry.source.removeprefix(f"{task.id}/")
        yield {"entry": entry, "mark": mark, "why": why(entry.kind, entry.rule, mark)}


def sides_of(task: StarTask) -> list[tuple[str, str]]:
    """The parties of the dispute to choose from, by the letters under which mediation keeps them."""
    return [(letter, letter) for letter in letters(task.sides)]


def labels_of(tasks: list[str]) -> list[tuple[str, str]]:
    """Tasks to choose from or to look at: each id with its public code, kind and day of failure."""
    fields = {"category": 1, "failed.ended_on": 1}
    rows = {row["_id"]: row for row in collection(StarTask).find({"_id": {"$in": tasks}}, fields)}
    return [
        (each, f"{public_code(each)} · {_(rows[each]['category'])} · {day(rows[each]['failed']['ended_on'])}")
        for each in tasks
        if each in rows
    ]

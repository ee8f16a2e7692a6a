# SPDX-License-Identifier: Apache-2.0
"""What the page of a task tells in words: what comes next and who does it, why each line of the ledger stands there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.scoring.appeals.reading import why
from services.scoring.board.rules import public_code
from services.scoring.cadres.rules import free_hand_backs
from services.scoring.tasks.commands import may_confirm
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.grading import Seat
from services.scoring.tasks.limits import longest_extension
from services.scoring.tasks.outcome import Hold
from services.scoring.tasks.parts import Grading
from services.scoring.tasks.record import kept_away, record_of
from services.scoring.tasks.rules import ON_BOARD, Ending, TaskState, Tie
from services.scoring.tasks.wording import OPTIONS, hold_text, letters
from shared.call import Call
from shared.mongo import collection
from shared.web.furniture import day, mark, yuan
from shared.web.words import N_, _

_CONTEST = N_("这是打擂的任务：干部提交方案，期满由评议组选定；没有人报名的，由党委书记指派。")
_NEXT = {
    TaskState.PROPOSED: N_(
        "等定级：司法所一方（调委会主任、县司法局）和信访办一方（信访办、党委书记）各出一人，一人提出，另一方的人复核，复核后上榜。"
    ),
    **dict.fromkeys(ON_BOARD, N_("等干部来摘：第一个按“摘星”的得到任务；期满没有人摘的，由党委书记指派。")),
    TaskState.CALLED: N_("当事人点了一位干部：先等对方有没有异议，再等这位干部答复。"),
    TaskState.PROVISIONAL: N_(
        "由县区回访中心分别给每一方打电话。回访完、案卷齐、满三十天没有反复，自动计星。"
    ),
}
_WORK = N_(
    "化解成了，由本乡镇（街道）人民调解委员会的调解员在重新调解的新案里登记调解和协议；协议生效，这里自动转为待核验，不用另报结果。"
)
_WORK_HERE = N_(
    "化解成了，由调解员在原来的纠纷里登记调解和协议，那件已经结案的在重新调解的新案里；协议生效，这里自动转为待核验，不用另报结果。"
)
_WORK_ENDS = N_(
    "当事人不愿意调解或者已经起诉的，不扣分：请评议组（调委会主任、信访办、党委书记或者县司法局）在这个任务的页面上按“依法终结”。"
)
_SEATS = {
    Seat.JUDICIAL: N_("司法所一方（调委会主任、县司法局）"),
    Seat.PETITION: N_("信访办一方（信访办、党委书记）"),
}
ENDINGS = {
    Ending.SETTLED: N_("化解"),
    Ending.LAPSED: N_("逾期"),
    Ending.HANDED_BACK: N_("按时退回"),
    Ending.HANDED_BACK_LATE: N_("逾期退回"),
    Ending.RELEASED: N_("没有及时见面，收回"),
    Ending.RELIEVED: N_("收回，不扣分"),
    Ending.TIED: N_("有关联，换人"),
    Ending.CLOSED_LAWFULLY: N_("依法终结，不扣分"),
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
    if task.state == TaskState.GRADED:
        return confirmer(task.grading)
    if task.state == TaskState.WORKING:
        return _(_WORK_HERE if task.failed.put_forward_by else _WORK) + _(_WORK_ENDS)
    calling = task.calling
    if calling is not None and calling.object_by is not None:
        dates = {"name": calling.name, "end": day(calling.object_by), "by": day(calling.answer_by)}
        return _(
            "当事人点了%(name)s：对方到 %(end)s 为止可以提异议，之后%(name)s才能接受，%(by)s 前答复。",
            **dates,
        )
    text = _NEXT.get(TaskState(task.state))
    return _(text) if text else ""


def confirmer(proposed: Grading) -> str:
    """Which office proposed a grade, and whose people may confirm it (SB-02)."""
    if proposed.proposed_seat is None:
        return _("等另一方的人复核定级。")
    first = Seat(proposed.proposed_seat)
    other = Seat.PETITION if first is Seat.JUDICIAL else Seat.JUDICIAL
    return _("%(first)s已经提出定级，等%(other)s的人复核。", first=_(_SEATS[first]), other=_(_SEATS[other]))


def about_act(name: str, task: StarTask, call: Call) -> str:
    """What a form says with the numbers of this task: how many days more, what handing back costs, that a plan is there."""
    tenure, figures = task.current, task.figures
    if name == "extension" and tenure is not None:
        return _(
            "只能延一次，要在到期以前申请，最多延 %(n)s 天。答复会在榜上公示。",
            n=longest_extension(tenure.grade, figures),
        )
    if name == "hand-back" and tenure is not None:
        return _(
            "摘下 %(hours)s 小时以内、每季度 %(n)s 次不扣分（本季度已经退过 %(used)s 次）；此外按逾期的一半扣分。退回以后，您不能再摘这个任务。",
            hours=figures.free_hand_back_hours,
            n=figures.free_hand_backs_a_quarter,
            used=free_hand_backs(record_of(tenure.cadre_id), call.at),
        )
    if name == "grading" and task.state == TaskState.GRADED and may_confirm(call, task):
        return _(
            "另一方已经提出：%(grade)s。同意的，请按“复核定级”；在这里提交会代替它，再由对方复核。",
            grade=graded(task.grading),
        )
    if name == "plans" and call.actor.id in task.offers:
        return _("您已经提交过方案，下面就是。改好再提交，新的代替旧的。")
    return ""


def reason_text(reason: str) -> str:
    """A reason as it was written, or what its code means; several codes stand one after the other."""
    return mark("、").join(_(_CODES[part]) if part in _CODES else part for part in reason.split(","))


def lines_of(task: StarTask) -> Iterator[dict[str, Any]]:
    """The ledger, each line with the sentence that explains it."""
    for entry in task.ledger:
        mark = entry.source.removeprefix(f"{task.id}/")
        yield {"entry": entry, "mark": mark, "why": why(entry.kind, entry.rule, mark)}


@dataclass(frozen=True, slots=True)
class Ask:
    """What waits for somebody's answer: the form that answers it, what is asked, and the last day, where there is one."""

    form: str
    text: str
    by: date | None = None


def asks_of(task: StarTask, today: date) -> Iterator[Ask]:
    """All that waits for an answer on this task."""
    waiting = task.grading if task.state == TaskState.GRADED else task.regrading
    if waiting is not None:
        yield Ask("confirmation", graded(waiting))
    tenure, calling = task.current, task.calling
    if tenure is not None and tenure.waits_until is not None:
        asked = tenure.extension
        text = _("%(days)s 天", days=asked.days) + mark("（%s）") % asked.reason
        yield Ask("extension-answer", text, asked.answer_by)
    for held in task.open_holds:
        yield Ask("rulings", _frozen(task, held), held.answer_by)
    for each in task.open_challenges:
        text = _("%(letter)s 方", letter=each.party) + " · " + _(OPTIONS[Tie][each.tie])
        yield Ask(
            "challenge-answers", text + (mark("：") + each.reason if each.reason else ""), each.answer_by
        )
    told = {line["mark"]: line for line in lines_of(task)}
    for appeal in task.open_appeals:
        line = told[appeal.entry]
        entry = line["entry"]
        points = _("%(points)s 分，%(stars)s 星", points=entry.points, stars=entry.stars)
        yield Ask(
            "appeal-answers",
            line["why"] + mark("（%s）") % points + mark("：") + appeal.reason,
            appeal.answer_by,
        )
    if calling is not None and task.state == TaskState.CALLED:
        open_to = calling.object_by if calling.object_by and today <= calling.object_by else None
        since = _("对方到 %(day)s 为止可以提异议，之后才能接受。", day=day(open_to)) if open_to else ""
        away = kept_away(calling.cadre_id, task.within, today, task.figures)
        yield Ask(
            "call-refusal" if open_to or away else "call-acceptance",
            _("当事人点将：%(name)s。", name=calling.name) + since,
            calling.answer_by,
        )
    if task.panel_assigns:
        yield Ask("choice", _("点将都有异议，请指派"))
    elif task.state in ON_BOARD and today > task.open_until:
        plans = len(task.offers)
        came = _("%(n)s 人提交了方案", n=plans) if plans else _("没有人摘")
        yield Ask("choice", _("竞摘到 %(day)s", day=day(task.open_until)) + mark("，") + came)


def _frozen(task: StarTask, held: Hold) -> str:
    text = _(hold_text(held.mark))
    if held.points or held.stars:
        return text + mark("：") + _("%(points)s 分，%(stars)s 星", points=held.points, stars=held.stars)
    return text + mark("：") + _("积分还没有计入，裁定以前不计")


def graded(one: Grading) -> str:
    """The figures of a grade, proposed or confirmed."""
    facts = {"people": one.people, "failed": one.failed_attempts, "departments": one.departments}
    parts = [
        _("%(points)s 分，%(grade)s 星", points=one.points, grade=one.grade),
        _(
            "：%(people)s 人，失败 %(failed)s 次，部门 %(departments)s 个，风险%(risk)s",
            **facts,
            risk=reason_text(one.risk),
        ),
        _("，持续 %(n)s 个月", n=one.age_months) if one.age_months is not None else "",
        _("，金额 %(yuan)s", yuan=yuan(one.amount)) if one.amount else "",
        _("。说明：%(note)s", note=one.note) if one.note else "",
    ]
    return "".join(parts)


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

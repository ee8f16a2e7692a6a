# SPDX-License-Identifier: Apache-2.0
"""What a person can do with a star task on its page: who, in which states, with which fields, by which command."""

from collections.abc import Callable
from typing import Any

from marshmallow import Schema

from services.scoring.appeals import commands as appealing
from services.scoring.appeals import schemas as appeal_schemas
from services.scoring.cadres.documents import Cadre
from services.scoring.calls import commands as calling
from services.scoring.calls import schemas as call_schemas
from services.scoring.calls.rules import objection_over
from services.scoring.tasks import commands, deciding, holding, picking, schemas, verifying
from services.scoring.tasks.callbacks import outcomes
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.parts import Plan
from services.scoring.tasks.record import twins_of
from services.scoring.tasks.rules import BEFORE_POSTING, LIVE, ON_BOARD, OPEN, TaskState, Tie
from services.scoring.tasks.telling import labels_of, lines_of, sides_of
from services.scoring.tasks.wording import KINDS, OPTIONS, WORDING, hold_text, letters
from shared.access import Policy, Reach, Role
from shared.calendar import local_date
from shared.call import Call
from shared.web.forms import Form
from shared.web.furniture import mark
from shared.web.inputs import Options
from shared.web.problems import sentence
from shared.web.words import N_, _

_PANEL: Policy = dict.fromkeys(
    (Role.DIRECTOR, Role.PETITION_OFFICE, Role.SECRETARY, Role.COUNTY_SUPERVISOR), Reach.PLACE
)
_OUTSIDE: Policy = dict.fromkeys((Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR), Reach.PLACE)
_CADRE: Policy = {Role.CADRE: Reach.PLACE}
_CENTRE: Policy = {Role.CALLBACK_CENTRE: Reach.PLACE}
_SETTLED = frozenset({TaskState.PROVISIONAL, TaskState.FINAL})


def _act(
    name: str,
    title: str,
    policy: Policy,
    states: frozenset[TaskState],
    schema: type[Schema],
    run: Callable[..., Any],
    **more: Any,
) -> Form:
    return Form(name, title, policy, schema, run, WORDING, states, **more)


def _chosen(call: Call, task: StarTask) -> dict[str, Options]:
    """Who handed in a plan, with what keeps them from the task now; when nobody did, everybody of the roster who serves there."""
    offers = [(plan.cadre_id, _bidder(call, task, plan)) for plan in task.offers.values()]
    return {"cadre_ids": offers or _roster(task)}


def _bidder(call: Call, task: StarTask, plan: Plan) -> str:
    refusal = picking.obstacle(call, task, plan.cadre_id)
    said = mark("：") + sentence(refusal.code, **refusal.details) if refusal else ""
    return str(plan.name + mark("（%s）") % plan.post + said)


def _roster(task: StarTask) -> list[tuple[str, str]]:
    found = Cadre.objects(postings__township__in=task.within, active=True).only("id", "name", "post")
    return [(cadre.id, cadre.name + mark("（%s）") % cadre.post) for cadre in found.order_by("name", "id")]


def _of_roster(_call: Call, task: StarTask) -> dict[str, Options]:
    """Whom the panel may still let take a dispute of the own village."""
    return {"cadre_id": [each for each in _roster(task) if not task.waived(each[0])]}


def _offered(_call: Call, task: StarTask) -> dict[str, Options]:
    offers = [(plan.cadre_id, plan.name + mark("（%s）") % plan.post) for plan in task.offers.values()]
    return {"cadre_id": offers} | _sides(_call, task)


def _held(_call: Call, task: StarTask) -> dict[str, Options]:
    return {"hold": [(held.mark, _(hold_text(held.mark))) for held in task.open_holds]}


def _challenged(_call: Call, task: StarTask) -> dict[str, Options]:
    return {
        "challenge": [
            (each.mark, f"{_('%(letter)s 方', letter=each.party)} · {_(OPTIONS[Tie][each.tie])}")
            for each in task.open_challenges
        ]
    }


def _twins(_call: Call, task: StarTask) -> dict[str, Options]:
    return {"into": labels_of(twins_of(task))}


def _appealed(_call: Call, task: StarTask) -> dict[str, Options]:
    told = {line["mark"]: f"{_(KINDS[line['entry'].kind])}：{line['why']}" for line in lines_of(task)}
    return {"entry": [(each.entry, told[each.entry]) for each in task.open_appeals]}


def _sides(_call: Call, task: StarTask) -> dict[str, Options]:
    return {"party": sides_of(task)}


def _unmet(_call: Call, task: StarTask) -> dict[str, Options]:
    met = {each.party for each in task.current.contacts} if task.current else set()
    return {"party": [side for side in sides_of(task) if side[0] not in met]}


def _called(_call: Call, task: StarTask) -> dict[str, Options]:
    """The parties of the settlement who are still to be called."""
    count = task.settlement.party_count if task.settlement else 0
    done = outcomes(task.answers, task.figures)
    return {"party": [(letter, letter) for letter in letters(count) if letter not in done]}


def _planned(call: Call, task: StarTask) -> dict[str, Any]:
    plan = task.offers.get(call.actor.id)
    return {"plan": plan.plan} if plan else {}


def _minutes(task: StarTask) -> tuple[str, ...]:
    return ("minutes",) if task.state in LIVE else ()


def _measured(_call: Call, task: StarTask) -> dict[str, Any]:
    """What the mediation told, or the panel found last, so that only what is wrong is typed."""
    last = task.regrading or task.grading
    return (
        commands.told_of(task.failed)
        if last is None
        else {name: getattr(last, name) for name in commands.told_of(task.failed)}
    )


def _answers(task: StarTask, call: Call) -> bool:
    return task.calling is not None and task.calling.cadre_id == call.actor.id


def _can_accept(task: StarTask, call: Call) -> bool:
    return _answers(task, call) and objection_over(task.turns[-1], local_date(call.at))


def _holds(task: StarTask, call: Call) -> bool:
    return task.current is not None and task.current.cadre_id == call.actor.id


def _may_choose(task: StarTask, call: Call) -> bool:
    """Once the window is over: the panel where plans came in, else the secretary (SB-04); after the rounds of calling (SB-22)."""
    if task.state not in ON_BOARD:
        return task.panel_assigns
    over = local_date(call.at) > task.open_until
    return over and (bool(task.offers) or call.actor.has(Role.SECRETARY))


NEEDS: dict[str, Callable[[StarTask, Call], bool]] = {
    "confirmation": lambda task, call: commands.may_confirm(call, task),
    "merger": lambda task, call: bool(twins_of(task)),
    "plans": lambda task, call: task.grade > task.figures.race_up_to_grade,
    "plan-objections": lambda task, call: bool(task.offers),
    "choice": _may_choose,
    "call-acceptance": _can_accept,
    "call-refusal": _answers,
    "declaration": _holds,
    "first-contacts": lambda task, call: _holds(task, call) and task.current.sides_met < task.sides,
    "waivers": lambda task, call: bool(_of_roster(call, task)["cadre_id"]),
    "extension": lambda task, call: _holds(task, call) and task.current.extension is None,
    "hand-back": _holds,
    "extension-answer": lambda task, call: task.current is not None and task.current.waits_until is not None,
    "resumption": lambda task, call: task.current is not None and bool(task.current.pauses),
    "challenge-answers": lambda task, call: deciding.may_decide_on(task, call.actor.id),
    "rulings": lambda task, call: bool(task.open_holds),
    "appeal-answers": lambda task, call: bool(task.open_appeals),
}  # what an act needs besides the state of the task and the reader's role, so that no form leads nowhere


def can_do(name: str, call: Call, task: StarTask) -> bool:
    """Whether this act can succeed for this reader now, as far as that is known before anything is typed."""
    form = next(form for form in ACTS if form.name == name)
    return form.offered_to(call.actor, task) and (name not in NEEDS or NEEDS[name](task, call))


ACTS = (
    _act(
        "confirmation",
        N_("复核定级"),
        _PANEL,
        frozenset({TaskState.GRADED}) | ON_BOARD | LIVE,
        schemas.ConfirmationIn,
        commands.confirm_grade,
    ),
    _act(
        "grading",
        N_("定级"),
        _PANEL,
        BEFORE_POSTING | ON_BOARD | LIVE,
        schemas.GradingIn,
        commands.propose_grade,
        presets=_measured,
        needed=_minutes,
        lead=N_("下面是调解那边报来的数，或者上一次定的。对的不用改，错的改正；星级由系统按这些数算。"),
    ),
    _act("bar", N_("不得上榜"), _PANEL, BEFORE_POSTING, schemas.BarIn, commands.keep_off, grave=True),
    _act("merger", N_("并案"), _PANEL, BEFORE_POSTING, schemas.MergeIn, commands.merge, choices=_twins),
    _act("picks", N_("摘星"), _CADRE, ON_BOARD, schemas.PickIn, picking.pick, match=False),
    _act(
        "plans",
        N_("提交或修改打擂方案"),
        _CADRE,
        ON_BOARD,
        schemas.PlanIn,
        picking.offer_plan,
        match=False,
        presets=_planned,
    ),
    _act(
        "plan-objections",
        N_("登记当事人异议"),
        _PANEL,
        ON_BOARD,
        schemas.PlanObjectionIn,
        picking.object_to_plan,
        choices=_offered,
    ),
    _act(
        "choice",
        N_("选定或指派"),
        _PANEL,
        ON_BOARD | {TaskState.CALLED},
        schemas.ChoiceIn,
        picking.choose,
        choices=_chosen,
    ),
    _act(
        "call-acceptance",
        N_("接受点将"),
        _CADRE,
        frozenset({TaskState.CALLED}),
        call_schemas.AcceptanceIn,
        picking.accept_call,
        match=False,
    ),
    _act(
        "call-refusal",
        N_("不接点将"),
        _CADRE,
        frozenset({TaskState.CALLED}),
        call_schemas.RefusalIn,
        calling.decline_call,
        match=False,
    ),
    _act(
        "declaration",
        N_("申报关联"),
        _CADRE,
        LIVE,
        schemas.PickIn,
        holding.declare_ties,
        lead=N_("申报了关联，任务就离开您，回到榜上由别人办，不扣您的分；没有关联就什么都不选。"),
    ),
    _act(
        "first-contacts",
        N_("登记首次见面"),
        _CADRE,
        LIVE,
        schemas.ContactIn,
        holding.note_first_contact,
        choices=_unmet,
    ),
    _act(
        "extension",
        N_("申请延期"),
        _CADRE,
        LIVE,
        schemas.ExtensionIn,
        holding.ask_extension,
    ),
    _act(
        "hand-back",
        N_("退回任务"),
        _CADRE,
        LIVE,
        schemas.HandBackIn,
        holding.hand_back,
        grave=True,
    ),
    _act(
        "extension-answer",
        N_("答复延期申请"),
        _PANEL,
        LIVE,
        schemas.ExtensionAnswerIn,
        deciding.answer_extension,
    ),
    _act(
        "pauses",
        N_("中止计时"),
        _PANEL,
        LIVE,
        schemas.PauseIn,
        deciding.pause,
        lead=N_("只因鉴定、诉讼、仲裁或者当事人外出，并且要有文书。法律规定的期限照样走。"),
    ),
    _act("resumption", N_("恢复计时"), _PANEL, LIVE, schemas.ResumptionIn, deciding.resume),
    _act("relief", N_("收回任务，不扣分"), _PANEL, LIVE, schemas.ReliefIn, deciding.relieve),
    _act(
        "waivers",
        N_("准许办理本村纠纷"),
        _PANEL,
        ON_BOARD,
        schemas.WaiverIn,
        deciding.waive_own_village,
        choices=_of_roster,
    ),
    _act(
        "challenges",
        N_("登记回避申请"),
        _PANEL | _CENTRE,
        LIVE | {TaskState.PROVISIONAL},
        schemas.ChallengeIn,
        deciding.challenge_tie,
        choices=_sides,
    ),
    _act(
        "challenge-answers",
        N_("决定回避申请"),
        _PANEL,
        LIVE | {TaskState.PROVISIONAL},
        schemas.ChallengeAnswerIn,
        deciding.decide_challenge,
        choices=_challenged,
    ),
    _act(
        "close-lawfully",
        N_("依法终结"),
        _PANEL,
        OPEN,
        schemas.LawfulEndIn,
        deciding.close_lawfully,
        grave=True,
    ),
    _act(
        "callbacks",
        N_("登记回访"),
        _CENTRE,
        frozenset({TaskState.PROVISIONAL}),
        schemas.CallbackIn,
        verifying.note_callback,
        choices=_called,
        when=lambda task: not task.all_called,
    ),
    _act(
        "rulings",
        N_("裁定冻结"),
        _PANEL,
        _SETTLED,
        schemas.RulingIn,
        verifying.rule_on_hold,
        choices=_held,
    ),
    _act(
        "voids",
        N_("宣布作废"),
        _PANEL,
        _SETTLED,
        schemas.VoidIn,
        deciding.declare_award_void,
        grave=True,
    ),
    _act(
        "appeal-answers",
        N_("答复申诉"),
        _OUTSIDE,
        frozenset(),
        appeal_schemas.AnswerIn,
        appealing.answer_appeal,
        choices=_appealed,
    ),
)

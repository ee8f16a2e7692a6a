# SPDX-License-Identifier: Apache-2.0
"""The pages of star tasks: the board as the town works with it, one's own picks, what waits, and one task with its acts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from services.scoring.board.rules import public_code
from services.scoring.cadres.documents import Cadre
from services.scoring.tasks import picking, telling, wording
from services.scoring.tasks.acts import ACTS, can_do
from services.scoring.tasks.callbacks import outcomes
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.reading import as_seen_by, waiting
from services.scoring.tasks.rules import BEFORE_POSTING, LIVE, ON_BOARD, Desk, TaskState
from shared import clock, vouchers
from shared.access import Policy, Reach, Role
from shared.calendar import local_date
from shared.call import Call
from shared.errors import RuleBroken
from shared.mongo import collection
from shared.regions import regions
from shared.ui.doors import doors_of
from shared.vouchers import Purpose
from shared.web.calls import current_call, requires
from shared.web.forms import Forms
from shared.web.furniture import day, mark
from shared.web.paging import page
from shared.web.problems import sentence
from shared.web.words import _

blueprint = Blueprint("scoring_tasks", __name__, url_prefix="/scoring", template_folder="templates")

READERS: Policy = dict.fromkeys(
    (
        *(Role.CADRE, Role.PETITION_OFFICE, Role.SECRETARY, Role.DIRECTOR, Role.CALLBACK_CENTRE),
        *(Role.COUNTY_SUPERVISOR, Role.CITY_SUPERVISOR),
    ),
    Reach.PLACE,
)
CADRES: Policy = {Role.CADRE: Reach.PLACE}
CENTRE: Policy = {Role.CALLBACK_CENTRE: Reach.PLACE}
_DESKS = {
    Role.SECRETARY: Desk.SECRETARY,
    Role.DIRECTOR: Desk.PANEL,
    Role.PETITION_OFFICE: Desk.PANEL,
    Role.COUNTY_SUPERVISOR: Desk.SUPERVISOR,
    Role.CITY_SUPERVISOR: Desk.CITY,
}
_ASKED = (*_DESKS, Role.CADRE)
_PANEL = frozenset(_DESKS) - {Role.CITY_SUPERVISOR}
_LISTED = (
    *("state", "township", "category", "grade", "posted_on", "open_until", "version", "tenures", "alerts"),
    *("rounds", "place"),
)


def _desks(call: Call) -> list[Desk]:
    """The desks at which this reader sits."""
    return sorted({desk for role, desk in _DESKS.items() if call.actor.has(role)})


def tabs(call: Call) -> list[tuple[str, str]]:
    """The lists that the reader works with, each with its address; what waits for this reader comes first."""
    links = []
    if call.actor.has(*_ASKED):
        links.append((_("待我处理"), url_for("scoring_tasks.list_asked")))
    if call.actor.has(Role.CADRE):
        links += [
            (_("待摘"), url_for("scoring_tasks.list_waiting")),
            (_("我的任务"), url_for("scoring_tasks.list_own")),
            (_("我的积分"), url_for("scoring_history.show_history")),
        ]
    if _desks(call):
        links += [
            (_("待定级"), url_for("scoring_tasks.list_ungraded")),
            (_("逾期提醒"), url_for("scoring_tasks.list_alerts")),
        ]
    if call.actor.has(Role.CALLBACK_CENTRE):
        links.append((_("待回访"), url_for("scoring_tasks.list_callbacks")))
    return [*links, (_("全部任务"), url_for("scoring_tasks.list_tasks"))]


def _list(title: str, wanted: Mapping[str, Any], nothing: str, page_of: str = ".show_task") -> str:
    call = current_call()
    found = page(
        collection(StarTask),
        {"$and": [call.scope.query(), wanted]},
        limit=50,
        cursor=request.args.get("cursor", ""),
        projection=dict.fromkeys(_LISTED, 1),
    )
    return render_template(
        "scoring/tasks.html",
        title=title,
        tabs=tabs(call),
        cards=[_card(row, call) | {"link": url_for(page_of, task_id=row["_id"])} for row in found],
        nothing=nothing,
    )


def _card(row: Mapping[str, Any], call: Call) -> dict[str, Any]:
    """A task as one entry of a list: stars and kind, state, place, who has it and which clock runs."""
    state = TaskState(row["state"])
    last = row["tenures"][-1] if row.get("tenures") else None
    holder = last if last is not None and state in LIVE else None
    clock, late = _clock(row, holder, local_date(call.at))
    stars = "★" * (row.get("grade") or 0)
    return {
        "title": f"{stars or _('未定级')} {_(row['category'])}",
        "tag": (_(wording.STATES[state]), wording.COLOURS[state]),
        "facts": [
            f"{public_code(row['_id'])} · {regions().full_name(row['township'])}",
            _("包保：%(name)s（%(post)s）", name=holder["name"], post=holder["post"]) if holder else "",
            clock,
            *(
                _(
                    "%(day)s：%(what)s",
                    day=day(local_date(alert["at"])),
                    what=_(wording.alert_text(alert["mark"])),
                )
                for alert in row.get("alerts", [])
                if alert["to"] in _desks(call) and not alert.get("over_at")
            ),
        ],
        "late": late,
    }


def _clock(row: Mapping[str, Any], holder: Mapping[str, Any] | None, today: date) -> tuple[str, bool]:
    """The clock that runs, in words, and whether it is about to run out."""
    if holder is not None:
        due = _day(holder["due_on"])
        left = (due - today).days
        if left < 0:
            return _("%(day)s 到期，已超期 %(late)s 天", day=day(due), late=-left), True
        return _("%(day)s 到期，还有 %(left)s 天", day=day(due), left=left), left <= 3
    if row["state"] in ON_BOARD and row.get("open_until"):
        return _("竞摘到 %(day)s", day=day(_day(row["open_until"]))), False
    return "", False


def _day(value: Any) -> date:
    return value.date() if hasattr(value, "date") else value


@blueprint.get("/tasks")
@requires(READERS)
def list_first() -> Response:
    """What waits for this reader's answer, where something does; else the first of the other lists."""
    call = current_call()
    links = tabs(call)
    return redirect(links[call.actor.has(*_ASKED) and not _asked(call)][1])


def _asked(call: Call) -> list[tuple[StarTask, telling.Ask]]:
    """What waits for an answer of this reader, the soonest first."""
    today = local_date(call.at)
    found = [
        (task, ask)
        for task in waiting(call.scope, today)
        for ask in telling.asks_of(task, today)
        if can_do(ask.form, call, task)
    ]
    return sorted(found, key=lambda each: (each[1].by or date.max, each[0].id))


@blueprint.get("/tasks/asked")
@requires(dict.fromkeys(_ASKED, Reach.PLACE))
def list_asked() -> str:
    """What waits for the reader's answer, with what is asked and by when."""
    call = current_call()
    return render_template(
        "scoring/tasks.html",
        title=_("待我处理"),
        tabs=tabs(call),
        cards=[_asked_card(task, ask, local_date(call.at)) for task, ask in _asked(call)],
        nothing=_("现在没有等您答复的事。"),
    )


def _asked_card(task: StarTask, ask: telling.Ask, today: date) -> dict[str, Any]:
    return {
        "link": url_for(".show_task", task_id=task.id),
        "title": f"{'★' * (task.grade or 0) or _('未定级')} {_(task.category)}",
        "tag": (_(next(form.title for form in ACTS if form.name == ask.form)), "yellow"),
        "facts": [
            f"{public_code(task.id)} · {regions().full_name(task.township)}",
            ask.text,
            _("%(day)s 前答复", day=day(ask.by)) if ask.by else "",
        ],
        "late": ask.by is not None and ask.by <= today,
    }


@blueprint.get("/tasks/all")
@requires(READERS)
def list_tasks() -> str:
    """All tasks within reach: what is on the board, and how it stands with the rest."""
    return _list(_("全部任务"), {}, _("现在没有任务。村里调解不成、达到上榜条件的纠纷会到这里。"))


@blueprint.get("/tasks/waiting")
@requires(CADRES)
def list_waiting() -> str:
    """What a cadre can take now: races and contests that are open."""
    wanted = {"state": {"$in": sorted(ON_BOARD)}}
    return _list(_("待摘"), wanted, _("眼下没有等人认领的任务。定级复核以后会到这里。"))


@blueprint.get("/tasks/ungraded")
@requires(dict.fromkeys(_DESKS, Reach.PLACE))
def list_ungraded() -> str:
    """What waits for the two of the panel who grade (SB-02)."""
    wanted = {"state": {"$in": sorted(BEFORE_POSTING)}}
    return _list(_("待定级"), wanted, _("没有等着定级的纠纷。村里调解不成、达到上榜条件的会到这里。"))


@blueprint.get("/tasks/mine")
@requires(CADRES)
def list_own() -> str:
    """What the reader holds or held, and the calls that wait for the reader's answer."""
    own = current_call().actor.id
    wanted = {"$or": [{"tenures.cadre_id": own}, {"state": TaskState.CALLED, "rounds.cadre_id": own}]}
    return _list(_("我的任务"), wanted, _("您还没有摘过星。到“待摘”里看看。"))


@blueprint.get("/tasks/alerts")
@requires(dict.fromkeys(_DESKS, Reach.PLACE))
def list_alerts() -> str:
    """What somebody was silent about, for the reader's desk; what is over is left out."""
    desks = _desks(current_call())
    closed = [TaskState.CLOSED_LAWFULLY, TaskState.MERGED]
    wanted = {
        "alerts": {"$elemMatch": {"to": {"$in": desks}, "over_at": None}},
        "state": {"$nin": closed},
    }
    return _list(_("逾期提醒"), wanted, _("没有逾期的事。"))


@blueprint.get("/tasks/callbacks")
@requires(CENTRE)
def list_callbacks() -> str:
    """Settlements of which a party is still to be called by the reader; each leads to the script."""
    own = current_call().actor.id
    wanted = {
        "state": TaskState.PROVISIONAL,
        "all_called": {"$ne": True},
        "caller_ties.account": {"$ne": own},
    }
    return _list(_("待回访"), wanted, _("没有待回访的纠纷。"), page_of=".show_script")


CALLING = Forms(
    blueprint,
    "/tasks/<task_id>",
    [form for form in ACTS if form.name == "callbacks"],
    load=lambda call, task_id: StarTask.find(task_id, call.scope),
    back=lambda task_id: url_for("scoring_tasks.list_callbacks"),
    done=lambda _called, task_id: url_for("scoring_tasks.show_script", task_id=task_id),
    template="scoring/script.html",
)
FORMS = Forms(
    blueprint,
    "/tasks/<task_id>",
    [form for form in ACTS if form.name != "callbacks"],
    load=lambda call, task_id: StarTask.find(task_id, call.scope),
    back=lambda task_id: url_for("scoring_tasks.show_task", task_id=task_id),
    template="scoring/act.html",
    called=lambda _call, task: f"{_(task.category)} · {regions().get(task.township).name}",
)


@blueprint.app_template_global()
def about_act(name: str, task: StarTask) -> str:
    """What the numbers of this task say above a form; nothing above most."""
    return telling.about_act(name, task, current_call())


@blueprint.app_template_global()
def asks_on(task: StarTask) -> list[telling.Ask]:
    """What waits for an answer on the task of a form."""
    return list(telling.asks_of(task, local_date(clock.now())))


@blueprint.get("/tasks/<task_id>")
@requires(READERS)
def show_task(task_id: str) -> str:
    """One task: what was told, its grade, who holds it, what followed, its ledger, and what the reader can do."""
    call = current_call()
    task = StarTask.find(task_id, call.scope)
    on_board = task.state in ON_BOARD and call.actor.has(Role.CADRE)
    called = task.calling is not None and task.calling.cadre_id == call.actor.id
    refusal = picking.obstacle(call, task, call.actor.id) if on_board or called else None
    hidden = {"picks", "plans", "call-acceptance"} if refusal else {"picks"}
    tied = task.tied_caller(call.actor.id)
    offered = ([] if tied else CALLING.offered(call, task, task_id=task_id)) + [
        (form, address)
        for form, address in FORMS.offered(call, task, task_id=task_id)
        if form.name not in hidden and can_do(form.name, call, task)
    ]
    seen = as_seen_by(call.actor, task, call.at)
    may_pick = on_board and refusal is None and task.grade <= task.figures.race_up_to_grade
    return render_template(
        "scoring/task.html",
        task=seen,
        next_step=telling.next_step(task),
        lines=list(telling.lines_of(task)),
        twins=telling.labels_of(seen["twins"]),
        code=public_code(task.id),
        place=regions().full_name(task.place),
        offered=offered,
        pick=FORMS.opened("picks", call, task, task_id=task_id) if may_pick else None,
        barred=_barred(refusal),
        bidders={plan.cadre_id: picking.obstacle(call, task, plan.cadre_id) for plan in seen["plans"]}
        if task.state in ON_BOARD
        else {},
        case="/mediation/cases/" + task.id if _reads_cases(call) else "",
        sentence=sentence,
        waivers=[] if call.actor.has(Role.CADRE) and not task.waived(call.actor.id) else _waivers(task),
        words=wording,
        telling=telling,
        public_code=public_code,
        on_board=ON_BOARD,
        back=url_for(".list_first"),
        meet=_voucher(call, task),
    )


def _barred(refusal: RuleBroken | None) -> str:
    """Why the reader can't take the task, said to the reader."""
    if refusal is None:
        return ""
    code = "you_are_tied" if refusal.code == "tied_to_task" else refusal.code
    return sentence(code, **refusal.details)


def _waivers(task: StarTask) -> list[str]:
    """Whom the panel let take a dispute of the own village, and the paper that says so (SB-10)."""
    found = Cadre.objects(id__in=[waiver.cadre_id for waiver in task.waivers]).only("id", "name")
    names = {cadre.id: cadre.name for cadre in found}
    return [names.get(waiver.cadre_id, "—") + mark("：") + waiver.paper for waiver in task.waivers]


def _reads_cases(call: Call) -> bool:
    return any(door.path == "/mediation/cases/" for door in doors_of(call.actor))


def _voucher(call: Call, task: StarTask) -> str:
    """For the cadre in charge: a word to mediation, which tells it who the parties are (SB-08)."""
    holder = task.current
    if task.state not in LIVE or holder is None or holder.cadre_id != call.actor.id:
        return ""
    return vouchers.issue(current_app.config["SECRET_KEY"], Purpose.MEET, case_id=task.id, ref=call.actor.id)


@blueprint.get("/tasks/<task_id>/script")
@requires(CENTRE)
def show_script(task_id: str) -> str:
    """The fixed script of a call, the tries so far, and the form for the answer (SB-15)."""
    call = current_call()
    task = StarTask.find(task_id, call.scope)
    return render_template(
        "scoring/script.html",
        thing=task,
        opened=CALLING.opened("callbacks", call, task, task_id=task_id),
        back=url_for(".list_callbacks"),
    )


@blueprint.app_template_global()
def script_of(task: StarTask) -> dict[str, Any]:
    """What the page of a call shows beside the form, also when the form comes back refused."""
    done = outcomes(task.answers, task.figures) if task.settlement else {}
    return {
        "lines": wording.SCRIPT,
        "tied": task.tied_caller(current_call().actor.id),
        "results": wording.RESULTS,
        "code": public_code(task.id),
        "place": regions().full_name(task.township),
        "parties": [
            (party, done.get(party), [each for each in task.callbacks if each.party == party])
            for party in wording.letters(task.settlement.party_count if task.settlement else 0)
        ],
    }

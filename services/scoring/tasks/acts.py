# SPDX-License-Identifier: Apache-2.0
"""What a person can do with a star task on its page: who, in which states, with which fields, by which command."""

from collections.abc import Callable
from typing import Any

from marshmallow import Schema

from services.scoring.tasks import commands, picking, schemas, verifying
from services.scoring.tasks.rules import LIVE, ON_BOARD, TaskState
from services.scoring.tasks.wording import WORDING
from shared.access import Policy, Reach, Role
from shared.web.forms import Form
from shared.web.words import N_

_PANEL: Policy = dict.fromkeys((Role.DIRECTOR, Role.SECRETARY, Role.COUNTY_SUPERVISOR), Reach.PLACE)
_CADRE: Policy = {Role.CADRE: Reach.PLACE}
_CENTRE: Policy = {Role.CALLBACK_CENTRE: Reach.PLACE}
_HELD = frozenset({TaskState.PROVISIONAL, TaskState.FINAL})


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


ACTS = (
    _act(
        "grading",
        N_("定级"),
        _PANEL,
        frozenset({TaskState.PROPOSED, TaskState.GRADED}),
        schemas.GradingIn,
        commands.propose_grade,
    ),
    _act(
        "confirmation",
        N_("复核定级并上榜"),
        _PANEL,
        frozenset({TaskState.GRADED}),
        schemas.NothingIn,
        commands.confirm_grade,
    ),
    _act("picks", N_("摘星"), _CADRE, ON_BOARD, schemas.PickIn, picking.pick, match=False),
    _act("plans", N_("提交打擂方案"), _CADRE, ON_BOARD, schemas.PlanIn, picking.offer_plan, match=False),
    _act("choice", N_("选定或指派"), _PANEL, ON_BOARD, schemas.ChoiceIn, picking.choose),
    _act("first-contacts", N_("登记首次见面"), _CADRE, LIVE, schemas.ContactIn, commands.note_first_contact),
    _act("hand-back", N_("退回任务"), _CADRE, LIVE, schemas.HandBackIn, commands.hand_back),
    _act(
        "close-lawfully",
        N_("依法终结"),
        _PANEL,
        LIVE | ON_BOARD,
        schemas.LawfulEndIn,
        commands.close_lawfully,
    ),
    _act(
        "callbacks",
        N_("登记回访"),
        _CENTRE,
        frozenset({TaskState.PROVISIONAL}),
        schemas.CallbackIn,
        verifying.note_callback,
    ),
    _act("rulings", N_("裁定冻结"), _PANEL, _HELD, schemas.RulingIn, verifying.rule_on_hold),
)

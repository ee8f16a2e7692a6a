# SPDX-License-Identifier: Apache-2.0
"""What a person can do with a star task on its page: who, in which states, with which fields, by which command."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, fields

from services.scoring.tasks import commands, picking, schemas, verifying
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.rules import LIVE, ON_BOARD, TaskState
from services.scoring.tasks.wording import FIELDS, OPTIONS
from shared.access import Actor, Policy, Reach, Role

_PANEL: Policy = dict.fromkeys((Role.DIRECTOR, Role.SECRETARY, Role.COUNTY_SUPERVISOR), Reach.PLACE)
_CADRE: Policy = {Role.CADRE: Reach.PLACE}
_CENTRE: Policy = {Role.CALLBACK_CENTRE: Reach.PLACE}
_HELD = frozenset({TaskState.PROVISIONAL, TaskState.FINAL})


@dataclass(frozen=True, slots=True)
class Act:
    """One form of the page; `match` demands the version that the form was opened with."""

    name: str
    label: str
    policy: Policy
    states: frozenset[TaskState]
    schema: type[Schema]
    run: Callable[..., StarTask]
    match: bool = True

    def offered_to(self, actor: Actor, task: StarTask) -> bool:
        """Whether the form is shown to this reader now."""
        return task.state in self.states and actor.has(*self.policy)

    def inputs(self) -> list[dict[str, Any]]:
        """The fields of the form, as its template needs them."""
        return [_input(name, field) for name, field in self.schema().fields.items()]

    def read(self, form: Mapping[str, Any], lists: Callable[[str], list[str]]) -> dict[str, Any]:
        """The form as the schema wants it: empty fields are left out, numbers and booleans are made of their text."""
        values: dict[str, Any] = {}
        for name, field in self.schema().fields.items():
            if isinstance(field, fields.List):
                values[name] = lists(name)
                continue
            text = form.get(name, "").strip()
            if text:
                values[name] = _plain(field, text)
        return values


def _plain(field: fields.Field[Any], text: str) -> Any:
    if isinstance(field, fields.Integer):
        return int(text) if text.isascii() and text.isdigit() else text
    if isinstance(field, fields.Boolean):
        return {"true": True, "false": False}.get(text, text)
    return text


def _input(name: str, field: fields.Field[Any]) -> dict[str, Any]:
    many = isinstance(field, fields.List)
    inner = field.inner if isinstance(field, fields.List) else field
    options: list[str] = []
    if isinstance(inner, fields.Enum):
        options = [str(item.value) for item in inner.enum]
    elif isinstance(inner, fields.Boolean):
        options = ["true", "false"]
    kinds = {fields.Date: "date", fields.Integer: "number"}
    kind = next((kinds[each] for each in kinds if isinstance(inner, each)), "text")
    return {
        "name": name,
        "label": FIELDS[name],
        "many": many,
        "kind": kind,
        "required": field.required and not many,
        "options": [(option, OPTIONS[option]) for option in options],
    }


ACTS = (
    Act(
        "grading",
        "定级",
        _PANEL,
        frozenset({TaskState.PROPOSED, TaskState.GRADED}),
        schemas.GradingIn,
        commands.propose_grade,
    ),
    Act(
        "confirmation",
        "复核定级并上榜",
        _PANEL,
        frozenset({TaskState.GRADED}),
        schemas.NothingIn,
        commands.confirm_grade,
    ),
    Act("picks", "摘星", _CADRE, ON_BOARD, schemas.PickIn, picking.pick, match=False),
    Act("plans", "提交打擂方案", _CADRE, ON_BOARD, schemas.PlanIn, picking.offer_plan, match=False),
    Act("choice", "选定或指派", _PANEL, ON_BOARD, schemas.ChoiceIn, picking.choose),
    Act("first-contacts", "登记首次见面", _CADRE, LIVE, schemas.ContactIn, commands.note_first_contact),
    Act("hand-back", "退回任务", _CADRE, LIVE, schemas.HandBackIn, commands.hand_back),
    Act(
        "close-lawfully",
        "依法终结",
        _PANEL,
        LIVE | ON_BOARD,
        schemas.LawfulEndIn,
        commands.close_lawfully,
    ),
    Act(
        "callbacks",
        "登记回访",
        _CENTRE,
        frozenset({TaskState.PROVISIONAL}),
        schemas.CallbackIn,
        verifying.note_callback,
    ),
    Act("rulings", "裁定冻结", _PANEL, _HELD, schemas.RulingIn, verifying.rule_on_hold),
)

# SPDX-License-Identifier: Apache-2.0
"""What the court's people can do with the roster on their pages."""

from collections.abc import Mapping
from typing import Any

from services.courtlink.complaints.commands import complain
from services.courtlink.complaints.schemas import BlameIn
from services.courtlink.complaints.wording import WORDING as COMPLAINT_WORDING
from services.courtlink.rosters import commands, schemas
from services.courtlink.rosters.documents import RosterEntry
from services.courtlink.rosters.reading import unlisted
from services.courtlink.rosters.views import COURT
from services.courtlink.rosters.wording import WORDING
from shared.call import Call
from shared.regions import regions
from shared.ui.terms import CATEGORIES
from shared.web.forms import Form
from shared.web.inputs import Options
from shared.web.words import N_, _

_PROFILE = ("kind", "scope", "skills", "certificate", "certified_on", "fee", "fee_note")


def _choices(call: Call, entry: RosterEntry | None) -> Mapping[str, Options]:
    codes = sorted({one.place for one in call.actor.grants if one.role in COURT})
    present = [one.name for one in entry.mediators if one.removed_on is None] if entry else []
    return {
        "court_code": [(code, regions().court(code).name) for code in codes],
        "scope": [(each, _(each)) for each in CATEGORIES],
        "mediator": [(name, name) for name in present],
    }


def _court(call: Call, _thing: None) -> Mapping[str, Any]:
    return {"court_code": _choices(call, None)["court_code"][0][0], "fee": "free"}


def _as_it_is(_call: Call, entry: RosterEntry) -> Mapping[str, Any]:
    return {name: getattr(entry, name) for name in _PROFILE}


def _listed(entry: RosterEntry) -> bool:
    return entry.removed_on is None


def _has_mediators(entry: RosterEntry) -> bool:
    return _listed(entry) and any(one.removed_on is None for one in entry.mediators)


def _met(call: Call, _thing: None) -> Mapping[str, Options]:
    return {**_choices(call, None), "body_id": list(unlisted(call.scope).items())}


NEW = (
    Form(
        "new", N_("列入名册"), COURT, schemas.EntryIn, commands.list_body, WORDING, match=False,
        only=("court_code", "body_id", *_PROFILE), choices=_met, presets=_court,
        lead=N_("辖区里达成过协议、办过委派委托的组织都可以选。没有的，用“列入新的组织”。"),
    ),
    Form(
        "new-body", N_("列入新的组织"), COURT, schemas.EntryIn, commands.list_body, WORDING, match=False,
        only=("court_code", "body_name", "body_id", *_PROFILE), choices=_choices, presets=_court,
    ),
)  # fmt: skip
ACTS = (
    Form(
        "complaints", N_("登记投诉"), COURT, BlameIn, complain, COMPLAINT_WORDING, match=False, choices=_choices,
        only=("kind", "mediator", "text"),
    ),
    Form(
        "mediators", N_("列入调解员"), COURT, schemas.MediatorIn, commands.list_mediator, WORDING,
        when=_listed, only=("name", "skills", "certificate", "account"),
    ),
    Form(
        "profile", N_("修改名册内容"), COURT, schemas.ProfileIn, commands.change_entry, WORDING,
        choices=_choices, presets=_as_it_is, lead=N_("已经除名的组织，保存后重新列入名册。"),
    ),
    Form(
        "mediator-removal", N_("调解员除名"), COURT, schemas.MediatorRemovalIn, commands.remove, WORDING,
        when=_has_mediators, choices=_choices, only=("mediator", "ground", "on"), grave=True,
    ),
    Form(
        "removal", N_("组织除名"), COURT, schemas.RemovalIn, commands.remove, WORDING,
        when=_listed, only=("ground", "on"), grave=True,
        lead=N_("正在调解的案件不会中断，会列到法官的工作台上。"),
    ),
)  # fmt: skip

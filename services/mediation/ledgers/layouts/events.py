# SPDX-License-Identifier: Apache-2.0
"""Event import of the grid platform (对接事件登记表); only its 矛盾劝解 are disputes."""

from typing import Any

from services.mediation.ledgers.categories import EVENT_KINDS, read_event_kind
from services.mediation.ledgers.codes import Skip
from services.mediation.ledgers.layout import Frame, Layout, Record, Row, iso, need, not_after, not_before
from services.mediation.ledgers.places import names, read_grid
from services.mediation.ledgers.values import (
    Reading,
    clean_name,
    need_date,
    read_people,
    read_result,
    words,
)
from services.mediation.limits import limits

_DISPUTES = "矛盾劝解"
_REQUIRED = (
    *("kind", "sub_kind", "subject", "scale", "people", "text", "replied_on", "handled_on"),
    *("handler", "handler_phone", "result", "occurred_on", "party"),
)
_WORDS = {"success": "现场化解", "failed": "未化解", "in_progress": "正在办理"}


def _read(row: Row, frame: Frame, reading: Reading) -> Record:
    need(row, *_REQUIRED)
    occurred_on, replied_on, handled_on = (
        need_date(row[name], row.label(name), reading) for name in ("occurred_on", "replied_on", "handled_on")
    )
    not_after(occurred_on, frame, row.label("occurred_on"))
    place, grid = read_grid(row["grid"], frame, row.label("grid"), reading)
    category = read_event_kind(row["sub_kind"], row.label("sub_kind"))
    not_before(replied_on, occurred_on, row.label("replied_on"))
    not_before(handled_on, occurred_on, row.label("handled_on"))
    waited = (replied_on - occurred_on).days
    return {
        "occurred_on": iso(occurred_on),
        "replied_on": iso(replied_on),
        "last_handled_on": iso(handled_on),
        "township_code": place.township,
        "village_code": place.village,
        "grid_no": grid,
        "category": category,
        "people_count": read_people(row["people"], reading),
        "main_party": clean_name(str(row["party"]), reading),
        "result": read_result(row["result"]),
        "reply_days": waited,
        "reply_overdue_3": waited > limits().grid_ordinary_days,
        "reply_overdue_5": waited > limits().grid_complex_days,
    }


def _only_disputes(row: Row) -> Skip | None:
    kind = words(row["kind"])
    return Skip.NOT_A_DISPUTE if kind and kind != _DISPUTES else None


def _write(record: Record) -> dict[str, Any]:
    place = "/".join(part for part in names(record["township_code"], record["village_code"]) if part)
    grid = f"第{record['grid_no']}网格" if record["grid_no"] is not None else ""
    return {
        "grid": f"{place}/{grid}",
        "kind": _DISPUTES,
        "sub_kind": next(kind for kind, name in EVENT_KINDS.items() if name == record["category"]),
        "people": record["people_count"],
        "replied_on": record["replied_on"],
        "handled_on": record["last_handled_on"],
        "occurred_on": record["occurred_on"],
        "party": record["main_party"],
    } | ({"result": _WORDS[record["result"]]} if record["result"] else {})


EVENTS = Layout(
    name="grid_events",
    title="对接事件登记表",
    columns={
        "grid": ("发生网格",),
        "kind": ("事件类型（大类）", "事件类型(大类)"),
        "sub_kind": ("事件类型（子类）", "事件类型(子类)"),
        "subject": ("事件名称",),
        "scale": ("事件规模", "事件性质"),
        "people": ("涉及人数",),
        "text": ("事件简述",),
        "replied_on": ("反馈时间",),
        "handled_on": ("最后处理时间",),
        "handler": ("承办人",),
        "handler_phone": ("承办人手机",),
        "result": ("处理意见",),
        "occurred_on": ("发生时间",),
        "hour": ("时",),
        "minute": ("分",),
        "party": ("主要当事人姓名",),
        "party_mobile": ("主要当事人联系手机",),
        "party_phone": ("主要当事人固话",),
        "scene": ("发生地点",),
        "key_place": ("是否重点场所",),
    },
    needed=frozenset({"grid", "kind", "sub_kind", "occurred_on"}),
    read=_read,
    write=_write,
    skips=_only_disputes,
)

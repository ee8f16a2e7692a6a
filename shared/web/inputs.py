# SPDX-License-Identifier: Apache-2.0
"""Inputs of a form, made from a marshmallow schema: how each field looks, how its text is read, what is said of a mistake."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from marshmallow import Schema, fields, validate
from werkzeug.datastructures import MultiDict

from shared.money import PATTERN as MONEY
from shared.web.furniture import mark
from shared.web.words import N_, _

Options = Sequence[tuple[str, str]]
YES_NO: Options = (("true", N_("是")), ("false", N_("否")))
_FEW, _LONG_TEXT = 6, 300
_WHOLE, _MOMENT = re.compile(r"-?[0-9]{1,9}"), re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class Wording:
    """What fields and options are called, each marked by `N_`.

    `labels`, `hints` and `kinds` go by the field's name, or by `form.field` where one form differs. `options` go by the
    enum, or by the field's name where it is a choice of words.
    """

    labels: Mapping[str, str]
    options: Mapping[type[Enum] | str, Mapping[str, str]] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Input:
    """One field as the template needs it; `parts` are those of a group that may be repeated."""

    name: str
    kind: str
    label: str
    hint: str = ""
    required: bool = False
    options: Options = ()
    parts: tuple["Input", ...] = ()
    single: bool = False
    least: int | None = None
    most: int | None = None


def inputs_of(
    schema: type[Schema],
    wording: Wording,
    form: str,
    only: Sequence[str] = (),
    choices: Mapping[str, Options] | None = None,
) -> tuple[Input, ...]:
    """The inputs of a schema, `only` some, in that order; `terms.amount` is one of a group's parts.

    Texts, choices and `only` go by the field's name in the schema; the input is named as the API names it (`data_key`). A
    choice among nothing is an empty list, not a text to type. Raises KeyError for a field or option without a text.
    """
    return _inputs(schema().fields, wording, form, tuple(only), choices or {})


def _inputs(
    known: Mapping[str, fields.Field[Any]],
    wording: Wording,
    form: str,
    only: Sequence[str],
    choices: Mapping[str, Options],
) -> tuple[Input, ...]:
    names = dict.fromkeys(name.partition(".")[0] for name in only) or known
    return tuple(
        _input(
            name,
            known[name],
            wording,
            form,
            [each.partition(".")[2] for each in only if each.startswith(f"{name}.")],
            choices,
        )
        for name in names
    )


def _input(
    name: str,
    one: fields.Field[Any],
    wording: Wording,
    form: str,
    only: Sequence[str],
    choices: Mapping[str, Options],
) -> Input:
    def said(table: Mapping[str, str], default: str | None = None) -> str:
        own = f"{form}.{name}"
        return table[own] if own in table else table[name] if default is None else table.get(name, default)

    many = isinstance(one, fields.List)
    inner: fields.Field[Any] = one.inner if isinstance(one, fields.List) else one
    options = choices.get(name) or _options(name, inner, wording)
    bounds = _bounds(one)
    parts: tuple[Input, ...] = ()
    if isinstance(inner, fields.Nested):
        parts = _inputs(inner.schema.fields, wording, form, only, choices)
    return Input(
        name=one.data_key or name,
        kind=said(wording.kinds, "")
        or ("select" if name in choices and not (options or many) else "")
        or _kind(inner, options, many=many, offered=not one.required),
        label=said(wording.labels),
        hint=said(wording.hints, ""),
        required=one.required,
        options=options,
        parts=parts,
        single=bool(parts) and not many,
        least=bounds[0],
        most=bounds[1],
    )


def _options(name: str, one: fields.Field[Any], wording: Wording) -> Options:
    if isinstance(one, fields.Enum):
        words = wording.options[one.enum]
        return [(str(each.value), words[str(each.value)]) for each in one.enum]
    if isinstance(one, fields.Boolean):
        return YES_NO
    chosen = next((each for each in one.validators if isinstance(each, validate.OneOf)), None)
    if chosen is None:
        return ()
    named = wording.options.get(name, {})
    return [(str(each), named.get(str(each), str(each))) for each in chosen.choices]


def _kind(one: fields.Field[Any], options: Options, *, many: bool, offered: bool) -> str:
    if isinstance(one, fields.Nested):
        return "group"
    if isinstance(one, fields.Boolean):
        return "tick" if offered and not one.allow_none else "boolean"
    if options:
        return "checkboxes" if many else ("radios" if len(options) <= _FEW else "select")
    if many:
        return "lines"
    kinds = {
        fields.Integer: "number",
        fields.Float: "decimal",
        fields.Date: "date",
        fields.AwareDateTime: "moment",
    }
    found = next((kind for each, kind in kinds.items() if isinstance(one, each)), "text")
    if found == "text":
        if any(isinstance(v, validate.Regexp) and v.regex.pattern == MONEY for v in one.validators):
            return "money"
        return "textarea" if (_bounds(one)[1] or 0) >= _LONG_TEXT else "text"
    return found


def _bounds(one: fields.Field[Any]) -> tuple[int | None, int | None]:
    for each in one.validators:
        if isinstance(each, validate.Length | validate.Range):
            return each.min, each.max
    return None, None


def read(inputs: Sequence[Input], typed: MultiDict[str, str], prefix: str = "") -> dict[str, Any]:
    """What was typed as the schema wants it: empty fields are left out, numbers and times are made of their text."""
    values: dict[str, Any] = {}
    for one in inputs:
        name = prefix + one.name
        text = typed.get(name, "").strip()
        if one.kind == "group":
            found = [read(one.parts, typed, f"{name}-{row}-") for row in rows(one, typed, prefix)]
            if not one.single:
                values[one.name] = found
            elif found:
                values[one.name] = found[0]
        elif one.kind == "checkboxes":
            values[one.name] = typed.getlist(name)
        elif one.kind == "lines":
            values[one.name] = [
                each.strip() for each in "\n".join(typed.getlist(name)).splitlines() if each.strip()
            ]
        elif one.kind == "tick":
            values[one.name] = text == "true"
        elif text:
            values[one.name] = _plain(one.kind, text)
    return values


def rows(group: Input, typed: MultiDict[str, str], prefix: str = "") -> list[int]:
    """The numbers of those rows of a group in which something was typed."""
    start = re.compile(rf"{re.escape(prefix + group.name)}-(\d{{1,3}})-")
    numbers = sorted({int(found[1]) for name in typed if (found := start.match(name))})
    return [row for row in numbers if any(read(group.parts, typed, f"{prefix}{group.name}-{row}-").values())]


def _plain(kind: str, text: str) -> Any:
    if kind == "number" and _WHOLE.fullmatch(text):
        return int(text)
    if kind == "boolean":
        return {"true": True, "false": False}.get(text, text)
    if kind == "moment" and _MOMENT.fullmatch(text):
        return f"{text}:00+08:00"
    if kind == "money":
        return text.replace(",", "").replace("，", "").removeprefix("¥")
    return text


def compact(inputs: Sequence[Input], typed: MultiDict[str, str]) -> MultiDict[str, str]:
    """The same input with the rows of each group numbered from 0, as the schema counts them in its errors."""
    kept = typed.copy()
    for group in inputs:
        if group.kind != "group":
            continue
        found = rows(group, typed)
        for name in [name for name in kept if name.startswith(f"{group.name}-")]:
            kept.poplist(name)
        for new, old in enumerate(found):
            for name in [name for name in typed if name.startswith(f"{group.name}-{old}-")]:
                kept.setlist(f"{group.name}-{new}-{name.split('-', 2)[2]}", typed.getlist(name))
    return kept


def spread(values: Mapping[str, Any], prefix: str = "") -> MultiDict[str, str]:
    """Values as a form would send them, to fill it with."""
    typed: MultiDict[str, str] = MultiDict()
    for name, value in values.items():
        if isinstance(value, Mapping):
            typed.update(spread(value, f"{prefix}{name}-0-"))
        elif isinstance(value, list | tuple) and value and isinstance(value[0], Mapping):
            for row, each in enumerate(value):
                typed.update(spread(each, f"{prefix}{name}-{row}-"))
        elif isinstance(value, list | tuple):
            typed.setlist(prefix + name, [str(each) for each in value])
        elif value is not None:
            typed[prefix + name] = str(value).lower() if isinstance(value, bool) else str(value)
    return typed


def complaints(
    inputs: Sequence[Input], messages: Mapping[Any, Any], typed: MultiDict[str, str], prefix: str = ""
) -> dict[str, str]:
    """A sentence for each field that the schema refused, by the field's full name."""
    found: dict[str, str] = {}
    for one in inputs:
        wrong = messages.get(one.name)
        if wrong is None:
            continue
        name = prefix + one.name
        if one.kind == "group" and isinstance(wrong, Mapping):
            numbered = {0: wrong} if one.single else wrong
            for row, inner in numbered.items():
                if isinstance(inner, Mapping):
                    said = complaints(one.parts, inner, typed, f"{name}-{row}-")
                    found |= said if one.single else _of_row(one, int(row) + 1, said)
                else:
                    found[name] = _sentence(one, "")
        else:
            found |= _too_few(one, typed, prefix) or {name: _sentence(one, typed.get(name, "").strip())}
    return found


def _of_row(group: Input, number: int, said: Mapping[str, str]) -> dict[str, str]:
    row = f"{_(group.label)} {number}{mark('：')}"
    return {name: row + sentence for name, sentence in said.items()}


def _too_few(group: Input, typed: MultiDict[str, str], prefix: str) -> dict[str, str]:
    """What the rows lack that a group must have and that nobody filled in, said at the first field of each that must be known."""
    asked = next((part for part in group.parts if part.required and part.kind != "group"), None)
    if asked is None or group.single:
        return {}
    return {
        f"{prefix}{group.name}-{row}-{asked.name}": _(
            "请填写“%(label)s %(n)s”的“%(part)s”。", label=_(group.label), n=row + 1, part=_(asked.label)
        )
        for row in range(len(rows(group, typed, prefix)), group.least or 0)
    }


def _sentence(one: Input, text: str) -> str:
    facts = {"label": _(one.label), "least": one.least, "most": one.most}
    if one.kind == "group":
        return (
            _("“%(label)s”至少填 %(least)s 项。", **facts)
            if one.least
            else _("“%(label)s”填得不对。", **facts)
        )
    if one.kind == "tick":
        return _("请勾选“%(label)s”。", **facts)
    if not text:
        picked = one.kind in {"radios", "select", "checkboxes", "boolean"}
        return _("请选择“%(label)s”。", **facts) if picked else _("请填写“%(label)s”。", **facts)
    if one.kind == "date":
        return _("“%(label)s”请填日期，例如 2026-11-23。", **facts)
    if one.kind == "money" and not text.strip("0.¥"):
        return _("“%(label)s”要大于 0，没有金额的不填。", **facts)
    if one.kind == "money":
        return _("“%(label)s”请填金额（元），例如 1200 或 1200.50。", **facts)
    if one.kind == "tel":
        return _("“%(label)s”请填电话号码，至少七位，例如 13800001234 或 0539-1234567。", **facts)
    if one.kind == "number" and one.most is not None and one.least is not None:
        return _("“%(label)s”请填 %(least)s 到 %(most)s 之间的整数。", **facts)
    if one.kind in {"text", "textarea"} and one.most is not None and len(text) > one.most:
        return _("“%(label)s”最多 %(most)s 个字。", **facts)
    if one.kind in {"text", "textarea"} and len(text) < (one.least or 0):
        return _("“%(label)s”至少写 %(least)s 个字。", **facts)
    return _("“%(label)s”填得不对，请核对。", **facts)

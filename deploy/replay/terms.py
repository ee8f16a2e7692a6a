# SPDX-License-Identifier: Apache-2.0
"""The duties of a published agreement in the words of the mediation service."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from deploy.replay.papers import PaperDay

_AS_THEY_ARE = (
    *("kind", "who", "to", "what", "due", "approx", "at_least", "at_most", "joint", "each", "conditional"),
    *("conditional_on", "frequency", "share", "start", "until"),
)
_UNKNOWN_NUMBER = -1


def term_body(term: Mapping[str, Any]) -> dict[str, Any]:
    """One term as the API takes it. A fact that has no field of its own is kept in the words of the term."""
    body = {name: term[name] for name in _AS_THEY_ARE if term.get(name) is not None}
    for name in ("amount", "instalment_amount"):
        if term.get(name) is not None:
            body[name] = f"{Decimal(str(term[name])):.2f}"
    if "instalments" in term:
        number = term["instalments"]
        body["instalments"] = number if isinstance(number, int) else _UNKNOWN_NUMBER
    if due_on := _due_on(term.get("due")):
        body["due_on"] = due_on
    known = {*_AS_THEY_ARE, "amount", "instalment_amount", "instalments"}
    extra = "；".join(f"{name}: {value}" for name, value in term.items() if name not in known)
    if extra:
        body["what"] = f"{body['what']}（{extra}）"
    return body


def _due_on(due: Any) -> str | None:
    """The due day, when the text is a day; 年底前 and the like stay text."""
    try:
        day = PaperDay.read(str(due)).day
    except ValueError:
        return None
    return day.isoformat() if day else None

# SPDX-License-Identifier: Apache-2.0
"""Published cases as plans: what people would enter, with the dates of papers where the source has them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from services.mediation.cases.categories import CATEGORIES

_PERFORMED = {
    "performed_in_full",
    "performed_after_enforcement",
    "partly_performed",
    "pending",
    "ongoing_duties",
}
_COURT_SENDS = {"court_pre_suit", "court_referral"}
_AGREED = {"agreed", "agreed_then_enforced", "breached_then_agreed", "partial", "performed_without_agreement"}
_AGREED |= {"agreement_breached", "upheld_without_mediation", "terminated_then_reopened"}
_TERM_FIELDS = {
    *("kind", "who", "to", "what", "due", "approx", "at_least", "at_most", "joint", "each", "conditional"),
    *("conditional_on", "frequency", "share", "start", "until"),
}


_CATEGORIES = {"neighbour": "邻里纠纷", "consumer": "消费纠纷", "tenancy": "合同纠纷"}


class MalformedCases(Exception):
    """Raised when a file has no list of cases at all."""


@dataclass(frozen=True)
class Plan:
    """One case as acts; dates are None where the source does not say the day."""

    id: str
    township: str
    village: str | None
    court: str
    category: str
    by_court: bool
    by_star: bool
    intake_on: date | None
    referred_on: date | None
    facts: str
    claim: str | None
    earlier_failures: int
    parties: list[dict[str, Any]]
    sessions: list[dict[str, Any]]
    agreement: dict[str, Any] | None
    performance: str | None
    performed_on: date | None
    confirmation: dict[str, Any] | None
    withdrawn: bool
    expect: Mapping[str, Any] = field(default_factory=dict)


def read(file: Path) -> tuple[list[Plan], dict[str, str]]:
    """The plans of a file, and what is wrong with each case that makes none, by its id or place in the file: one strange
    case stops no other. Raises MalformedCases."""
    try:
        raw = yaml.safe_load(file.read_text(encoding="utf-8"))
        cases = list(raw["cases"])
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise MalformedCases(f"{file}: no list `cases` in it ({type(error).__name__}: {error})") from error
    plans: list[Plan] = []
    broken: dict[str, str] = {}
    for number, case in enumerate(cases):
        try:
            plans.append(plan(case))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            name = case.get("id", number) if isinstance(case, dict) else number
            missing = isinstance(error, KeyError)
            broken[str(name)] = f"no field {error}" if missing else f"{type(error).__name__}: {error}"
    return plans, broken


def day(text: object) -> date | None:
    """A full date, or None for a year, a month, or nothing; of a moment its day."""
    if isinstance(text, datetime):
        return text.date()
    if isinstance(text, date):
        return text
    try:
        return date.fromisoformat(text) if isinstance(text, str) and len(text) == 10 else None
    except ValueError:
        return None


def plan(case: Mapping[str, Any]) -> Plan:
    """The acts of one case, by meaning: where it came in, what failed before, what was agreed, how it ended."""
    events = case.get("timeline") or []
    place, channel, outcome = case["replay_place"], case["channel"], case["outcome"]
    agreement, sessions = case.get("agreement") or {}, case.get("sessions") or {}
    by_star = channel in ("township", "one_stop_centre") and bool(sessions.get("village_failed"))
    entered = _first(events, ("applied", "reported", "sued"))
    failed = sum(_count(e) for e in events if e["event"] == "session" and e.get("result") == "failed")
    agreed_on = _agreed_on(events, agreement)
    performance = (case.get("performance") or {}).get("status")
    referred = _first(events, ("referred",)) or _published(case) or _latest(events)
    done = _sessions(events, agreed=bool(agreement), skip_failed=by_star)
    first = min((one for one in (agreed_on, *(day(one["held_on"]) for one in done)) if one), default=None)
    return Plan(
        id=str(case["id"]),
        township=str(place["township_code"]),
        village=place.get("village_code"),
        court=place["court_code"],
        category=_category(case["category"]),
        by_court=channel in _COURT_SENDS,
        by_star=by_star and failed > 0,
        intake_on=_by(entered, first),
        referred_on=_by(referred, first),
        facts=case.get("facts") or "",
        claim=_claim(case),
        earlier_failures=failed if by_star else 0,
        parties=_parties(case),
        sessions=done,
        agreement=_agreement(agreement, agreed_on, outcome) if outcome in _AGREED and agreement else None,
        performance=performance if performance in _PERFORMED else None,
        performed_on=day((case.get("performance") or {}).get("at")),
        confirmation=_confirmation(case, agreed_on),
        withdrawn=outcome == "withdrawn",
        expect=case.get("expect") or {},
    )


def _by(known: date | None, first: date | None) -> date | None:
    """A day that is known, or the first one on which something was done in the case where that is earlier."""
    return min(known, first) if known and first else known


def _category(name: str) -> str:
    """The ministry's category (ST-01); what it does not list is 其他纠纷."""
    wanted = _CATEGORIES.get(name, name)
    return wanted if wanted in CATEGORIES else "其他纠纷"


def _first(events: list[Mapping[str, Any]], kinds: tuple[str, ...]) -> date | None:
    return next((day(e.get("at")) for e in events if e["event"] in kinds), None)


def _count(event: Mapping[str, Any]) -> int:
    """How many sessions an event stands for; a number that is not known counts as one record."""
    count = event.get("count", 1)
    return count if isinstance(count, int) else 1


def _published(case: Mapping[str, Any]) -> date | None:
    return day((case.get("source") or {}).get("published"))


def _agreed_on(events: list[Mapping[str, Any]], agreement: Mapping[str, Any]) -> date | None:
    signed = day(agreement.get("signed"))
    agreeing = [e for e in events if e["event"] == "agreement" or e.get("result") == "agreed"]
    return signed or next((found for e in reversed(agreeing) if (found := day(e.get("at")))), None)


def _latest(events: list[Mapping[str, Any]]) -> date | None:
    """The last day of the latest year that the account names: which rules held follows from it, nothing else does."""
    years = [int(str(e["at"])[:4]) for e in events if e.get("at")]
    return date(max(years), 12, 31) if years else None


def _claim(case: Mapping[str, Any]) -> str | None:
    values = [a["value"] for a in case.get("amounts") or [] if a.get("what") == "claim" and a.get("value")]
    return _yuan(values[0]) if values else None


def _yuan(value: float | str) -> str:
    return f"{float(value):.2f}"


def _parties(case: Mapping[str, Any]) -> list[dict[str, Any]]:
    made = []
    for party in case["parties"]:
        count = party.get("count")
        made.append(
            {
                "ref": party["ref"],
                "name": f"当事人{party['ref']}",
                "role": (party.get("role") or "")[:100],
                "kind": party.get("kind") or "person",
                "count": count if isinstance(count, int) and count > 0 else 1,
            }
        )
    if len(made) == 1:
        made.append({"ref": "Z", "name": "对方当事人", "role": "", "kind": "person", "count": 1})
    return made


def _sessions(events: list[Mapping[str, Any]], *, agreed: bool, skip_failed: bool) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for event in events:
        result = event.get("result")
        if event["event"] not in ("session", "partial") or (skip_failed and result == "failed"):
            continue
        at = day(event.get("at"))
        made.append(
            {
                "mode": "joint",
                "result": result or ("partial" if event["event"] == "partial" else "open"),
                "held_on": at.isoformat() if at else None,
                "count": _count(event),
            }
        )
    if not made and agreed:
        made.append({"mode": "other", "result": "open", "held_on": None, "count": 1})
    return made


def _agreement(agreement: Mapping[str, Any], agreed_on: date | None, outcome: str) -> dict[str, Any]:
    return {
        "form": agreement.get("form") or "unknown",
        "agreed_on": agreed_on.isoformat() if agreed_on else None,
        "partial": outcome == "partial",
        "after_breach": outcome == "breached_then_agreed",
        "terms": [_term(term) for term in agreement.get("terms") or []],
    }


def _term(term: Mapping[str, Any]) -> dict[str, Any]:
    made = {name: term[name] for name in _TERM_FIELDS if term.get(name) is not None}
    made["what"] = str(term.get("what") or term["kind"])
    for name in ("due", "conditional_on", "frequency", "start", "until", "to", "who"):
        if name in made:
            made[name] = str(made[name])
    made.setdefault("who", "A,B")
    for name in ("approx", "at_least", "at_most", "joint", "each", "conditional"):
        if name in made:
            made[name] = bool(made[name])
    for name in ("amount", "instalment_amount"):
        if term.get(name) is not None:
            made[name] = _yuan(term[name])
    if term.get("instalments") is not None:
        made["instalments"] = term["instalments"] if isinstance(term["instalments"], int) else -1
    if (due := day(term.get("due"))) is not None:
        made["due_on"] = due.isoformat()
    return made


def _confirmation(case: Mapping[str, Any], agreed_on: date | None) -> dict[str, Any] | None:
    """What was asked of a court. A court's own statement is no agreement of a body: nothing of it is confirmed."""
    found, form = case.get("confirmation") or {}, (case.get("agreement") or {}).get("form")
    if not found.get("applied") or form not in ("written", "written_by_post"):
        return None
    return {
        "on": day(found.get("at")) or agreed_on,
        "decided_on": day(found.get("decided_at")) or day(found.get("at")) or agreed_on,
        "result": found.get("result"),
    }

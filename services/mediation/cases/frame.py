# SPDX-License-Identifier: Apache-2.0
"""The frame of a case (案件要素): what those see of it who watch over a body and do not mediate (PV-20)."""

from typing import Any

from services.mediation.cases.documents import Case

# An allow-list: a new field of a case is content until it is named here.
_FRAME = (
    *("id", "version", "state", "place", "body_id", "body_name", "file_number", "category", "grid_category"),
    *("channel", "way", "short_form", "refusal_ground", "go_to", "applied_on", "applied_at", "accepted_on"),
    *("limit_ends_on", "mediators", "performance", "task_id", "predecessor_id", "successor_id"),
    *("confirmation_result", "closed_on"),
)
_CLOCK = ("rule", "start", "raw_end", "end", "met_at", "warned_at", "late_at", "paused")
_AGREEMENT = ("form", "agreed_on", "effective", "effective_on", "partial")
_DANGER = ("id", "risk", "concerns")
_REPORT = ("to", "at", "by")


def _some(thing: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}


def frame_of(case: Case) -> dict[str, Any]:
    """Numbers, kinds, states, days, limits and accounts on duty; no party, no word of anybody, no paper."""
    return _some(case, _FRAME) | {
        "shown_clocks": [_some(clock, _CLOCK) for clock in case.shown_clocks],
        "agreement": _some(case.agreement, _AGREEMENT) if case.agreement else None,
    }


def danger_of(case: Case) -> dict[str, Any]:
    """How dangerous it is and which office was told when, without the words of the report (PM-13)."""
    return _some(case, _DANGER) | {
        "reports": [_some(report, _REPORT) for report in case.reports],
        "report_clocks": [_some(clock, _CLOCK) for clock in case.report_clocks],
    }

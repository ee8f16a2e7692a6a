# SPDX-License-Identifier: Apache-2.0
"""Sessions of a published case in the words of the mediation service."""

import re
from typing import Any

from deploy.replay.form import Moment, PublishedCase

_MODES = {
    "joint": "joint",
    "caucus": "caucus",
    "shuttle": "caucus",
    "site_visit": "site_visit",
    "on_site": "site_visit",
    "home_visit": "site_visit",
    "online": "online",
    "phone": "phone",
}
_BY_NOTE = (
    (re.compile("背[靠对]背|private|caucus"), "caucus"),
    (re.compile("电话|phone"), "phone"),
    (re.compile("线上|视频|online"), "online"),
    (re.compile("现场|家中|挨家|上门|on site"), "site_visit"),
)
_RESULTS = frozenset({"agreed", "failed", "partial"})


def session_body(case: PublishedCase, moment: Moment) -> dict[str, Any]:
    """One session as the API takes it. Without a result in the account it stays open."""
    visit = moment.event == "joint_site_visit"
    body: dict[str, Any] = {
        "mode": "site_visit" if visit else _mode(case, moment),
        "result": moment.result if moment.result in _RESULTS else "open",
        "held_on": moment.day.isoformat() if moment.day else None,
        "count": moment.count or 1,
        "record": moment.note or "",
    }
    if moment.minutes:
        body["minutes"] = moment.minutes
    return body


def _mode(case: PublishedCase, moment: Moment) -> str:
    """By the note, else the first of the case's modes that the service knows."""
    for pattern, mode in _BY_NOTE:
        if pattern.search(moment.note or ""):
            return mode
    return next((_MODES[mode] for mode in case.sessions.modes if mode in _MODES), "other")

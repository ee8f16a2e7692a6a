# SPDX-License-Identifier: Apache-2.0
"""One dispute told from end to end on the demo's own clock: failed, posted, picked, settled, verified, starred, reopened, clawed back."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from deploy.browser import Person, Refused, there, wait_for
from deploy.replay.cases import Plan
from deploy.replay.driver import Driver, Result
from deploy.town_hall import TownHall
from shared import clock
from shared.access import Role
from shared.calendar import SHANGHAI

_TOWNSHIP, _VILLAGE, _COUNTY, _COURT = "371324001", None, "371324", "鲁1324"
_TASKS = "/api/scoring/v1/tasks"
_BEGIN = datetime(2026, 4, 1, 9, 0, tzinfo=SHANGHAI)


@dataclass
class Showcase:
    """What came of it: the stars that became final, and those that were taken back."""

    stars: int = 0
    taken_back: int = 0
    trouble: str = ""


def play_showcase(hall: TownHall) -> Showcase:
    """Walk through five months of 2026; the true time is shown again afterwards, whatever happens."""
    told = Showcase()
    try:
        _tell(hall, told)
    except (Refused, TimeoutError) as error:
        told.trouble = str(error)
    finally:
        clock.reset()
    return told


def _at(day: date, hour: int = 9) -> None:
    clock.put(datetime(day.year, day.month, day.day, hour, 0, tzinfo=SHANGHAI), running=False)


def _tell(hall: TownHall, told: Showcase) -> None:
    begin = _BEGIN.date()
    _at(begin)
    parties = [
        {"ref": ref, "name": f"当事人{ref}", "role": "", "kind": "person", "count": 1} for ref in ("A", "B")
    ]
    plan = Plan(
        id=f"showcase-{uuid.uuid4().hex[:6]}",
        township=_TOWNSHIP,
        village=_VILLAGE,
        court=_COURT,
        category="邻里纠纷",
        by_court=False,
        by_star=True,
        intake_on=begin,
        referred_on=None,
        facts="两家为宅间排水反复争吵，村里两次没有调成。",
        claim="60000.00",
        earlier_failures=2,
        parties=parties,
        sessions=[{"mode": "joint", "result": "agreed", "held_on": begin.isoformat(), "count": 1}],
        agreement={
            "form": "written",
            "agreed_on": begin.isoformat(),
            "terms": [{"kind": "act", "who": "A", "what": "改走东侧排水", "due_on": begin.isoformat()}],
        },
        performance="performed_in_full",
        performed_on=begin,
        confirmation=None,
        withdrawn=False,
    )
    driver, result = Driver(hall), Result(plan.id)
    file = driver._take_in(plan, result)
    driver._mediate(plan, file)
    file.act("absent-papers", paper="identity", reason="演示案例，没有身份证明")
    file.act("close", closed_on=begin.isoformat())
    centre = hall.person(Role.CALLBACK_CENTRE, _COUNTY)
    task = wait_for(lambda: _in_state(centre, result.star_task, "provisional"), "the provisional stars")
    for ref in ("A", "B"):
        answer = {"party": ref, "result": "satisfied", "recording_consent": True}
        task = centre.post(f"{_TASKS}/{result.star_task}/callbacks", answer, task["version"])
    _at(begin + timedelta(days=40))
    final = wait_for(lambda: _in_state(centre, result.star_task, "final"), "the final stars")
    told.stars = int(final["stars"])
    _at(date(2026, 8, 20))
    file.reload()
    file.act("reopen", on="2026-08-20", same_facts=True)
    reversed_ = wait_for(lambda: _in_state(centre, result.star_task, "reversed"), "the stars taken back")
    told.taken_back = told.stars - int(reversed_["stars"])


def _in_state(person: Person, task: str, state: str) -> dict[str, Any] | None:
    found = there(person, f"{_TASKS}/{task}")
    return found if found and found["state"] == state else None

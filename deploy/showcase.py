# SPDX-License-Identifier: Apache-2.0
"""The star board of the demo, told on its own clock: a year's stars in several townships, one dispute that returns and takes
its stars back, what waits on the board today, and what waits for the callback."""

import functools
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from deploy.browser import Person, Refused, there, wait_for
from deploy.replay.cases import Plan
from deploy.replay.driver import Driver, File, Result
from deploy.stories import SETTLED, SOLVED, TAKEN, WAITING, Story, quarrelling
from deploy.town_hall import TownHall
from shared import clock
from shared.access import Role
from shared.calendar import SHANGHAI, local_date
from shared.regions import regions

_CASES, _TASKS = "/api/mediation/v1/cases", "/api/scoring/v1/tasks"
_RETURNS = Story(
    "371324001", 3, "邻里纠纷", "60000.00", 2, "两家为宅间排水反复争吵，村里两次没有调成。", "改走东侧排水"
)
_STORIES = (_RETURNS, *SOLVED, *WAITING, *TAKEN, *SETTLED)
_BEGIN, _BACK = date(2026, 4, 1), date(2026, 8, 20)
_RECENT = 40  # days before today on which the recent stories were settled: final since eight or nine days


@dataclass
class Showcase:
    """What came of it: the stars that became final, and those that were taken back."""

    stars: int = 0
    taken_back: int = 0
    trouble: str = ""


@dataclass
class Told:
    """A story on its way: the case of the settlement and its star task."""

    story: Story
    result: Result
    file: File | None = None
    task: dict[str, Any] = field(default_factory=dict)


class OneCadre(Driver):
    """A driver for whom no race is run: the cadre of the story picks alone."""

    def __init__(self, hall: TownHall, cadre: int) -> None:
        super().__init__(hall)
        self._cadre = cadre

    def _race(self, plan: Plan, task: str) -> None:
        if self._cadre:
            cadre = self._hall.cadres(plan.township)[self._cadre - 1]
            cadre.post(f"{_TASKS}/{task}/picks", {"ties": []})


def play_showcase(hall: TownHall) -> Showcase:
    """Walk through the year; the true time is shown again before what waits today is posted, whatever happens. A demo that
    is started again keeps what was told."""
    told = Showcase()
    try:
        if _was_told(hall):
            return told
        _open_offices(hall)
        today = local_date(clock.now())
        try:
            first = _solve(hall, [_RETURNS], _BEGIN)
            _finish(hall, told, first, _BEGIN)
            _return(hall, told, first[0])
            if today - timedelta(days=_RECENT) > _BACK:
                recent = today - timedelta(days=_RECENT)
                _finish(hall, told, _solve(hall, SOLVED, recent), recent)
        finally:
            clock.reset()
        _each_township((*WAITING, *TAKEN), lambda story: _post(hall, story))
        for story in SETTLED:
            _settle(hall, story, local_date(clock.now()))
    except (Refused, TimeoutError) as error:
        told.trouble = str(error)
    return told


def _at(day: date, hour: int = 9) -> None:
    clock.put(datetime(day.year, day.month, day.day, hour, 0, tzinfo=SHANGHAI), running=False)


def _was_told(hall: TownHall) -> bool:
    mediator = hall.person(Role.MEDIATOR, _RETURNS.township)
    first, _other = quarrelling(0)
    return bool(mediator.get(f"{_CASES}/?{urlencode({'q': first})}"))


def _open_offices(hall: TownHall) -> None:
    """Accounts and committees, one after the other, before several townships work at once."""
    for township in sorted({story.township for story in _STORIES}):
        hall.body(township)
        hall.cadres(township)
        for role in (Role.DIRECTOR, Role.SECRETARY, Role.PETITION_OFFICE):
            hall.person(role, township)
        hall.person(Role.CALLBACK_CENTRE, regions().path(township)[2])


def _each_township(stories: Iterable[Story], tell: Callable[[Story], None]) -> None:
    """Tell the stories of different townships at once, those of one in order. Raises what the first failing one raised."""
    by_township: dict[str, list[Story]] = defaultdict(list)
    for story in stories:
        by_township[story.township].append(story)
    troubles: list[Exception] = []

    def run(own: Sequence[Story]) -> None:
        try:
            for story in own:
                tell(story)
        except (Refused, TimeoutError) as error:
            troubles.append(error)

    threads = [threading.Thread(target=run, args=(own,)) for own in by_township.values()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if troubles:
        raise troubles[0]


def _solve(hall: TownHall, stories: Sequence[Story], day: date) -> list[Told]:
    """All are taken, settled, kept and closed on one day; every party says that it is satisfied."""
    _at(day)
    made: list[Told] = []

    def tell(story: Story) -> None:
        one = _settle(hall, story, day)
        for ref in ("A", "B"):
            _call_back(_centre(hall, story), one.result.star_task, ref)
        made.append(one)

    _each_township(stories, tell)
    return made


def _settle(hall: TownHall, story: Story, day: date) -> Told:
    """A cadre takes it, the parties agree and the folder is filed away: its parties are to be called."""
    plan = _plan(story, day)
    driver, one = OneCadre(hall, story.cadre), Told(story, Result(plan.id))
    one.file = driver._take_in(plan, one.result)
    driver._mediate(plan, one.file)
    one.file.act("absent-papers", paper="identity", reason="演示案例，没有身份证明")
    one.file.act("close", closed_on=day.isoformat())
    centre = _centre(hall, story)
    wait_for(lambda: _in_state(centre, one.result.star_task, "provisional"), "the provisional stars")
    return one


def _call_back(centre: Person, task: str, ref: str) -> None:
    """The centre calls a party; once more where news of the case came between reading and writing."""
    answer = {"party": ref, "result": "satisfied", "recording_consent": True}

    def call() -> bool | None:
        seen = centre.get(f"{_TASKS}/{task}")
        try:
            centre.post(f"{_TASKS}/{task}/callbacks", answer, seen["version"])
        except Refused as error:
            if error.code != "version_mismatch":
                raise
            return None
        return True

    wait_for(call, "the callback")


def _finish(hall: TownHall, told: Showcase, made: Sequence[Told], day: date) -> None:
    """Thirty days later the stars are final."""
    _at(day + timedelta(days=31))
    for one in made:
        centre = _centre(hall, one.story)
        final = functools.partial(_in_state, centre, one.result.star_task, "final")
        one.task = wait_for(final, "the final stars")
        told.stars += int(one.task["stars"])
        if one.file:
            one.file.look_after()


def _return(hall: TownHall, told: Showcase, one: Told) -> None:
    """The quarrel comes back within 180 days: all stars of it go (SB-19). The families make it up themselves."""
    _at(_BACK)
    file = one.file
    if file is None:
        return
    file.reload()
    file.act("reopen", on=_BACK.isoformat(), same_facts=True)
    centre = _centre(hall, one.story)
    back = wait_for(lambda: _in_state(centre, one.result.star_task, "reversed"), "the stars taken back")
    told.taken_back = int(one.task["stars"]) - int(back["stars"])
    mediator = hall.person(Role.MEDIATOR, one.story.township)
    again = wait_for(
        lambda: there(mediator, f"{_CASES}/{file.case['successor_id']}"), "the case taken up again"
    )
    File(mediator, again).act("withdraw", reason="两家自己谈好了，撤回申请。")


def _post(hall: TownHall, story: Story) -> None:
    """A dispute that stands on the board today; where a cadre has taken it, both parties were met."""
    plan = _plan(story, local_date(clock.now()))
    driver = OneCadre(hall, story.cadre)
    task = driver._put_on_board(plan)
    if not story.cadre:
        return
    driver._race(plan, task)
    cadre = hall.cadres(story.township)[story.cadre - 1]
    for ref in ("A", "B"):
        seen = cadre.get(f"{_TASKS}/{task}")
        cadre.post(f"{_TASKS}/{task}/first-contacts", {"party": ref, "channel": "visit"}, seen["version"])


def _plan(story: Story, day: date) -> Plan:
    """The story as acts on one day."""
    counts = {"A": max(story.people - 1, 1), "B": 1}
    names = quarrelling(_STORIES.index(story))
    return Plan(
        id=f"showcase-{_STORIES.index(story)}",
        township=story.township,
        village=None,
        court="鲁" + story.township[2:6],
        category=story.category,
        by_court=False,
        by_star=True,
        intake_on=day,
        referred_on=None,
        facts=story.facts,
        claim=story.claim,
        earlier_failures=2,
        parties=[
            {"ref": ref, "name": name, "role": "", "kind": "person", "count": count}
            for (ref, count), name in zip(counts.items(), names, strict=True)
        ],
        sessions=[{"mode": "joint", "result": "agreed", "held_on": day.isoformat(), "count": 1}],
        agreement={
            "form": "written",
            "agreed_on": day.isoformat(),
            "terms": [{"kind": "act", "who": "A", "what": story.duty, "due_on": day.isoformat()}],
        }
        if story.duty
        else None,
        performance="performed_in_full",
        performed_on=day,
        confirmation=None,
        withdrawn=False,
    )


def _centre(hall: TownHall, story: Story) -> Person:
    return hall.person(Role.CALLBACK_CENTRE, regions().path(story.township)[2])


def _in_state(person: Person, task: str, state: str) -> dict[str, Any] | None:
    found = there(person, f"{_TASKS}/{task}")
    return found if found and found["state"] == state else None

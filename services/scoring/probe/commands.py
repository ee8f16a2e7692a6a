# SPDX-License-Identifier: Apache-2.0
"""Making the audit list of a quarter when it is over, and noting what was found when a line was looked into (SB-31)."""

from services.scoring.board.periods import Period, read_period
from services.scoring.probe import rules
from services.scoring.probe.documents import Finding, Probe
from services.scoring.probe.reading import works_of
from services.scoring.snapshots.rules import taken_from
from services.scoring.star_rules import BOOK
from shared.access import EVERYTHING
from shared.calendar import local_date
from shared.call import Call, command
from shared.errors import RuleBroken
from shared.regions import regions


@command
def expect(call: Call, key: str, *, county: str, quarter: Period) -> Probe:
    """Note that there was work in this county and quarter, to be probed when it is over."""
    probe = Probe(
        id=key, place=county, quarter=quarter.key, within=regions().path(county), due_at=taken_from(quarter)
    )
    return probe.begin(call).create()


@command
def take(call: Call, key: str) -> Probe:
    """The quarter is over: keep what the probe notices, once. It books nothing and tells nobody's rank (SB-31)."""
    probe = Probe.load(key, call)
    if probe.taken_at is not None:
        return probe
    quarter = read_period(probe.quarter, local_date(call.at))
    works = works_of(EVERYTHING.query(), probe.place, quarter)
    found = rules.probe(works, BOOK.on(local_date(call.at)))
    probe.findings = [
        Finding(
            mark=str(number),
            sign=each.sign,
            township=each.township,
            cadre=each.cadre,
            figures=dict(each.figures),
            tasks=list(each.tasks),
        )
        for number, each in enumerate(found, start=1)
    ]
    probe.looked_at, probe.taken_at, probe.due_at = len(works), call.at, None
    return probe.store()


@command
def note_check(call: Call, key: str, *, finding: str, note: str) -> Probe:
    """Whoever looked into a line says what was found; a later word replaces the earlier one, the audit chain keeps both.

    Raises RuleBroken: no_such_finding.
    """
    probe = Probe.load(key, call)
    line = next((each for each in probe.findings if each.mark == finding), None)
    if line is None:
        raise RuleBroken("no_such_finding")
    line.note, line.checked_by, line.checked_at = note, call.actor.id, call.at
    return probe.store()

# SPDX-License-Identifier: Apache-2.0
"""Which quarters of which counties are to be probed: those in which a task was posted, picked or settled."""

from services.scoring.board.periods import PeriodKind, period_of
from services.scoring.probe.commands import expect
from services.scoring.probe.documents import Probe
from services.scoring.probe.reading import days_of
from services.scoring.tasks.documents import StarTask
from shared import clock
from shared.access import Actor
from shared.call import Call
from shared.mongo import collection
from shared.projections import Projections
from shared.regions import regions

projections = Projections()


@projections.of(StarTask)
def expect_probes(task: StarTask) -> None:
    """Every quarter in which something happened to the task is probed when it is over (SB-31)."""
    county = regions().level(regions().present(task.township).code, "county")
    if task.posted_on is None or county is None:
        return
    quarters = {period_of(PeriodKind.QUARTER, day) for day in days_of(task)}
    wanted = {f"{county.code}-{quarter.key}": quarter for quarter in quarters}
    known = {row["_id"] for row in collection(Probe).find({"_id": {"$in": sorted(wanted)}}, {"_id": 1})}
    call = Call(actor=Actor("system:scoring"), at=clock.now())
    for key in sorted(wanted.keys() - known):
        expect(call, key, county=county.code, quarter=wanted[key])

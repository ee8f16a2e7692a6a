# SPDX-License-Identifier: Apache-2.0
"""What the roster's pages look up: accounts that could stand on it, townships in reach, and how a cadre stands today."""

from typing import Any

from services.scoring.cadres import rules
from services.scoring.cadres.documents import Cadre
from services.scoring.star_rules import BOOK
from services.scoring.tasks.record import record_of
from shared.access import Role, Scope
from shared.calendar import local_date
from shared.call import Call
from shared.identity.accounts import Account
from shared.mongo import collection
from shared.regions import Region, regions
from shared.web.furniture import mark


def townships_in(scope: Scope) -> list[Region]:
    """The townships that a keeper of the roster reaches, in the order of the table."""
    return [
        each for each in regions().all("township") if not scope.places.isdisjoint(regions().path(each.code))
    ]


def accounts_for(scope: Scope) -> list[tuple[str, str]]:
    """Accounts of cadres within reach that do not stand on the roster yet: id, name with login."""
    places = [each.code for each in townships_in(scope)]
    holding = {"$elemMatch": {"role": Role.CADRE, "place": {"$in": places}}}
    rows = list(collection(Account).find({"grants": holding, "active": True}, {"name": 1, "login": 1}))
    known = collection(Cadre).find({"_id": {"$in": [row["_id"] for row in rows]}}, {"_id": 1})
    taken = {row["_id"] for row in known}
    free = [
        (row["_id"], row["name"] + mark("（%s）") % row["login"]) for row in rows if row["_id"] not in taken
    ]
    return sorted(free, key=lambda each: each[1])


def as_seen(cadre: Cadre, call: Call) -> dict[str, Any]:
    """How the cadre stands today, what is held, and until when picks are paused (SB-03, SB-06, SB-18)."""
    today = local_date(call.at)
    record, figures = record_of(cadre.id), BOOK.on(today)
    standing = rules.standing(
        active=cadre.active,
        postings=cadre.served,
        leave=cadre.absence,
        record=record,
        on=today,
        rules=figures,
    )
    quarter = rules.quarter_of(today)
    return {
        "cadre": cadre,
        "standing": standing,
        "live": len(record.live),
        "cap": figures.cap,
        "lapses": sum(rules.quarter_of(day) == quarter for day in record.lapses),
        "cooling_until": rules.cooling_until(record, today, figures),
    }

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator

import pytest

from shared.access import Role
from tests.hall import Hall, open_hall

TOWN, OTHER = "371302001", "371302002"


@pytest.fixture(scope="module")
def hall(mongo_url: str, namespace: str) -> Iterator[Hall]:
    """A hall with mediators of two townships, a supervisor and a body."""
    with open_hall(mongo_url, f"{namespace}web_") as hall:
        hall.account("county", (Role.COUNTY_SUPERVISOR, "371302"))
        hall.account("here", (Role.MEDIATOR, TOWN))
        hall.account("there", (Role.MEDIATOR, OTHER))
        hall.account("judge", (Role.JUDGE, "鲁1302"))
        yield hall


@pytest.fixture(scope="module")
def body(hall: Hall) -> str:
    """The id of a committee of the first township, with its mediator."""
    form = {"kind": "township_pmc", "name": "兰山街道调委会", "place": TOWN}
    made = hall.post("mediation", "county", "/bodies/", form).json
    appointed = {"account": hall.ids["here"], "name": "调解员"}
    hall.post("mediation", "county", f"/bodies/{made['id']}/mediators", appointed, made["version"])
    return str(made["id"])

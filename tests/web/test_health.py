# SPDX-License-Identifier: Apache-2.0
"""A service says that it can serve once its indexes are made, and not before."""

from collections.abc import Iterator

import pytest

from shared.mongo import database
from tests.hall import Hall, open_hall


@pytest.fixture(scope="module")
def hall(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}health_") as hall:
        yield hall


@pytest.mark.parametrize("service", ["mediation", "scoring", "courtlink"])
def test_a_prepared_service_is_ready_before_its_first_document(hall: Hall, service: str) -> None:
    answer = hall.apps[service].test_client().get("/readyz")

    assert (answer.status_code, answer.json["missing"]) == (200, [])


def test_a_service_that_lacks_an_index_does_not_serve(hall: Hall) -> None:
    database("courtlink")["referrals"].drop_index("one_live")

    answer = hall.apps["courtlink"].test_client().get("/readyz")

    assert answer.status_code == 503
    assert "referrals" in answer.json["missing"][0]

# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.courtlink.court import Court, at
from tests.hall import Hall, open_hall


@pytest.fixture(scope="module")
def court(mongo_url: str, namespace: str) -> Iterator[Court]:
    with open_hall(mongo_url, f"{namespace}court_") as hall:
        yield Court(hall)


@pytest.fixture(autouse=True)
def _clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))
    at("2026-05-20T09:00")


@pytest.fixture
def hall(court: Court) -> Hall:
    return court.hall

# SPDX-License-Identifier: Apache-2.0
"""docs/mediation.md says the truth: its script runs as it stands against a running service, and its requests are those of the API."""

import json
import os
import re
import subprocess
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from shared import clock
from shared.access import Role
from shared.calendar import local_date
from tests.hall import Hall, open_hall
from tests.mediation.room import TOWN, at

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "mediation.md").read_text("utf-8")
SCRIPT = "\n".join(re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL))
PATHS = json.loads((DOCS / "openapi" / "mediation.json").read_text("utf-8"))["paths"]
NAMED = re.compile(r"`((?:GET|POST)[^`]*|/[a-z][^`]*)`")


@pytest.fixture
def site(
    mongo_url: str, namespace: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Hall, str]]:
    """The mediation service on a port of this machine, with a supervisor and a mediator."""
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))
    at("2026-06-01T09:00")
    with open_hall(mongo_url, f"{namespace}documentation_") as hall:
        hall.account("county", (Role.COUNTY_SUPERVISOR, "371324"))
        hall.account("mediator", (Role.MEDIATOR, TOWN))
        server = make_server("127.0.0.1", 0, hall.apps["mediation"], threaded=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield hall, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join(timeout=10)
        server.server_close()


def today() -> date:
    return local_date(clock.now())


def test_a_case_is_done_from_the_first_word_to_the_closed_file_by_the_documents_own_commands(
    site: tuple[Hall, str], tmp_path: Path
) -> None:
    hall, address = site
    given = {
        "SITE": address,
        "PLACE": TOWN,
        "COUNTY": "county",
        "COUNTY_PASSWORD": "county-password",
        "MEDIATOR": "mediator",
        "MEDIATOR_PASSWORD": "mediator-password",
        "MEDIATOR_ID": hall.ids["mediator"],
        "TODAY": today().isoformat(),
        "PATH": os.environ["PATH"],
    }

    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", SCRIPT],
        env=given,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert done.returncode == 0, done.stdout + done.stderr + (tmp_path / "answer.json").read_text("utf-8")
    closed, earlier = done.stdout.split()
    case = hall.get("mediation", "mediator", f"/cases/{earlier}").json
    assert (closed, case["state"]) == ("closed", "closed")
    assert (case["agreement"]["effective"], case["performance"]) == (True, "performed_in_full")
    assert (tmp_path / "folder.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "certificate.pdf").read_bytes().startswith(b"%PDF")
    assert "BEGIN:VEVENT" in (tmp_path / "meeting.ics").read_text("utf-8")
    assert "八千" not in (tmp_path / "talk.json").read_text("utf-8")


def _named() -> Iterator[str]:
    """Every path that the document's table names, as the API writes it."""
    for line in TEXT.splitlines():
        if not line.startswith("| "):
            continue
        base = ""
        for words in NAMED.findall(line):
            path = re.sub(r"^(GET and POST|GET|POST) ", "", words).partition("?")[0]
            if path == words and base and not any(_pattern(path).fullmatch(one) for one in _all()):
                path = base + path  # `/refuse` after `POST /cases/ID/accept`
            else:
                parts = path.split("/")
                base = "/".join(parts[:3]) if len(parts) > 3 or "ID" in parts else base
            yield path


def _all() -> list[str]:
    return [one.removeprefix("/api/mediation/v1") for one in PATHS]


def _pattern(path: str) -> re.Pattern[str]:
    """`/cases/ID/accept` as the API writes it: `/cases/{case_id}/accept`; a name in capitals stands for any part."""
    plain = re.escape(path)
    return re.compile(re.sub(r"\b[A-Z]{2,}\b", r"\\{[a-z_]+\\}", plain))


def test_every_request_that_the_document_names_is_one_of_the_api() -> None:
    known = _all()
    lost = [path for path in _named() if not any(_pattern(path).fullmatch(one) for one in known)]
    assert lost == []


def test_every_act_on_a_case_is_named_in_the_document() -> None:
    acts = [one.rpartition("{case_id}/")[2] for one in _all() if one.startswith("/cases/{case_id}/")]
    own = [act for act in acts if not act.startswith(("referral/", "guidance"))]  # told in docs/court.md
    assert [act for act in own if f"/{act}`" not in TEXT] == []

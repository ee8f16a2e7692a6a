# SPDX-License-Identifier: Apache-2.0
"""Joins the simulated court to a running demo, as its operator would: connects the court, and takes a fresh key."""

import json
from pathlib import Path

from deploy.browser import Person
from deploy.seed import PLACES
from shared.access import Role

COURT = PLACES[Role.JUDGE]
_EXCHANGE = "/api/courtlink/v1/exchange"


def join(folder: Path, url: str) -> tuple[str, str, str]:
    """Let the demo that runs in `folder` send to `url`; returns the exchange's address, the id of a key, its secret."""
    address = json.loads((folder / "run.json").read_text())["public_url"]
    accounts = json.loads((folder / "accounts.json").read_text())
    operator = Person(address, accounts[f"{Role.OPERATOR}-{PLACES[Role.OPERATOR]}"])
    way = {"court_code": COURT, "line": "http", "url": url}
    partner = operator.post(f"{_EXCHANGE}/partners", way)
    path = f"{_EXCHANGE}/partners/{COURT}/keys"
    key = operator.post(path, {"algorithm": "hmac-sha256"}, partner["version"])
    return f"{address}{_EXCHANGE}", key["id"], key["secret"]

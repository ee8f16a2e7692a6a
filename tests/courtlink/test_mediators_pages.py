# SPDX-License-Identifier: Apache-2.0
"""A mediator does on pages what a court's case asks for: prepares the parties, asks the judges, writes the failure paper."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.courtlink.court import Court, at
from tests.hall import open_hall


@pytest.fixture(scope="module")
def court(mongo_url: str, namespace: str) -> Iterator[Court]:
    with open_hall(mongo_url, f"{namespace}pages_") as hall:
        yield Court(hall)


@pytest.fixture(autouse=True)
def _clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))
    at("2026-05-20T09:00")


def sent_from(court: Court, case: str, act: str, **typed: Any) -> Any:
    """Fill in a form of the case's page and send it."""
    browser, path = court.hall.browser("mediation", "mediator"), f"/mediation/cases/{case}/{act}"
    hidden = dict(re.findall(r'name="(_key|_version)" value="([^"]*)"', browser.get(path).text))
    return browser.post(path, data=hidden | typed)


def test_a_mediator_prepares_parties_and_writes_the_failure_paper_on_pages(court: Court) -> None:
    case = court.case(court.refer())
    case.act("referral/accept")
    case.act("mediators", account=court.hall.ids["mediator"])
    for ref in "AB":
        case.act("rights-notices", ref=ref)
    page = court.hall.browser("mediation", "mediator").get(f"/mediation/cases/{case.id}").text
    for words in (
        "调解前核对和告知",
        "兰陵县人民法院",
        case.seen["referral"]["number"],
        "立案后委托调解",
        "最后一日",
    ):
        assert words in page, words
    for ref in "AB":
        told = {"ref": ref, "identity_checked": "true", "warned": "true", "address_declined": "true"}
        assert sent_from(court, case.id, "referral/preparations", **told).status_code == 303
    assert {one["address"] for one in case.again()["referral"]["preparations"]} == {"declined"}

    refused = sent_from(court, case.id, "referral/failure-paper", course="被告的底线是分期")
    assert refused.status_code == 422
    assert "底线" in refused.text
    assert sent_from(court, case.id, "referral/failure-paper", course="各执一词。").status_code == 303
    for words in ("王甲底线三万第一条", "王甲说没办法第一条"):
        leak = sent_from(court, case.id, "guidance", topic="law", article=words)
        assert (leak.status_code, "案件里的人和事不要写" in leak.text) == (422, True)
    asked = sent_from(court, case.id, "guidance", topic="law", article="民法典第五百八十五条")
    assert asked.status_code == 303
    assert case.again()["guidance"][0]["topic"] == "law"
    assert case.seen["referral"]["paper"] == {
        "course": "各执一词。",
        "matters": "",
        "conduct": [],
        "reviewed": False,
    }

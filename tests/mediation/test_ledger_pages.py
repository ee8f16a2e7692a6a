# SPDX-License-Identifier: Apache-2.0
"""Ledgers and statistics in a browser: tried before anything is kept, imported part by part, refused rows given back."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from werkzeug.test import TestResponse

from services.mediation.ledgers import commands
from services.mediation.ledgers.documents import LedgerEntry, LedgerUpload
from services.mediation.ledgers.reader import Decision, read
from services.mediation.ledgers.workbook import open_workbook
from shared import clock
from shared.access import Role
from shared.mongo import collection
from tests.hall import Hall, open_hall
from tests.mediation.test_ledgers import GOOD, REGISTER, TODAY, register
from tests.mediation.test_story import at

BAD = [2, "待定", "A2", "2023-03-06", "卞庄街道", None, "甲", "乙", "成功", 1]


@pytest.fixture(scope="module")
def hall(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}ledgerpages_") as hall:
        hall.account("county", (Role.COUNTY_SUPERVISOR, "371324"))
        hall.account("colleague", (Role.COUNTY_SUPERVISOR, "371324"))
        hall.account("mediator", (Role.MEDIATOR, "371324001"))
        yield hall


@pytest.fixture(autouse=True)
def _clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))
    at("2026-03-08T09:00")


def send(hall: Hall, content: bytes, login: str = "county") -> TestResponse:
    form = {"file": (io.BytesIO(content), "台账.xlsx")}
    return hall.browser("mediation", login).post(
        "/mediation/ledgers/", data=form, content_type="multipart/form-data"
    )


def press(hall: Hall, path: str, start: int) -> TestResponse:
    return hall.browser("mediation", "county").post(f"{path}/import", data={"start": str(start)})


def test_a_clerk_tries_a_ledger_and_imports_it_and_pressing_twice_stores_once(hall: Hall) -> None:
    sent = send(hall, register(GOOD, BAD))
    browser = hall.browser("mediation", "county")
    tried = browser.get(sent.location).text

    assert sent.status_code == 303
    assert "正式导入 1 行" in tried
    assert "R10_CATEGORY_UNKNOWN" in tried
    assert "B4" in tried
    assert "待定" in tried
    assert collection(LedgerEntry).count_documents({}) == 0
    for _ in range(2):
        assert press(hall, sent.location, 0).status_code == 303
    done = browser.get(sent.location).text
    assert "台账已经导入" in done
    assert collection(LedgerEntry).count_documents({}) == 1
    assert "王*" in browser.get("/mediation/ledgers/entries?person=王某").text
    assert "没有变化，不用再导入" in browser.get(send(hall, register(GOOD)).location).text


def test_a_long_ledger_is_imported_in_parts_that_can_be_taken_up_again(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "_AT_ONCE", 500)
    path = send(hall, REGISTER.read_bytes()).location
    before = collection(LedgerEntry).count_documents({})

    press(hall, path, 0)
    half = hall.browser("mediation", "county").get(path).text
    press(hall, path, 0)  # the first part again
    counted = collection(LedgerEntry).count_documents({}) - before
    press(hall, path, 500)
    press(hall, path, 1000)

    assert 'value="500"' in half
    assert "data-continue" in half
    assert counted == 500
    assert collection(LedgerEntry).count_documents({}) - before == 1111
    assert "台账已经导入" in hall.browser("mediation", "county").get(path).text


def test_refused_rows_are_given_back_with_their_reasons_and_can_be_put_right_and_sent_again(
    hall: Hall,
) -> None:
    path = send(hall, register(GOOD, BAD)).location

    content = hall.browser("mediation", "county").get(f"{path}/refused.xlsx").data
    book = openpyxl.load_workbook(io.BytesIO(content))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[2][-2:] == ("B4", "纠纷类别不在类别表里，请从表里选。")
    assert not [one.unread for one in read(open_workbook(content), today=TODAY) if one.unread]
    assert [one.codes for one in read(open_workbook(content), today=TODAY)][2] == ("R10_CATEGORY_UNKNOWN",)

    book.active.cell(3, 2, "邻里")
    mended = io.BytesIO()
    book.save(mended)
    again = list(read(open_workbook(mended.getvalue()), today=TODAY))
    assert [one.decision for one in again] == ["skip", "skip", "accept"]


def test_refused_identity_numbers_and_dates_are_given_back_as_they_were_written(hall: Hall) -> None:
    path = send(hall, REGISTER.read_bytes()).location

    content = hall.browser("mediation", "county").get(f"{path}/refused.xlsx").data
    again = list(read(open_workbook(content), today=TODAY))

    def faults(decisions: Iterable[Decision]) -> Counter[str]:
        found = Counter(one.codes[0] for one in decisions if one.decision == "reject")
        del found["R11_DUPLICATE"]  # the first row of the number was taken, and is not among the refused
        return found

    assert faults(again) == faults(read(open_workbook(REGISTER.read_bytes()), today=TODAY))


def test_an_upload_is_its_senders_own_sealed_and_gone_after_a_day(hall: Hall) -> None:
    path = send(hall, register(GOOD)).location
    stored = collection(LedgerUpload).find_one({"_id": path.rpartition("/")[2]})

    assert stored is not None
    assert "王某" not in str(stored)
    assert hall.browser("mediation", "colleague").get(path).status_code == 404
    assert hall.browser("mediation", "mediator").get(path).status_code == 403
    at("2026-03-09T09:01")
    assert hall.browser("mediation", "county").get(path).status_code == 404
    assert clock.now() - stored["expires_at"] == timedelta(minutes=1)


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (b"nothing", 422, "另存为 .xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, 422, "旧版 Excel"),
        (
            register([*GOOD[:4], "兰山街道", *GOOD[5:]], title="兰山区台账（2023年度）"),
            404,
            "管辖范围以外的行：兰山街道",
        ),
        (b"", 422, "没有选文件"),
    ],
)
def test_what_can_not_be_taken_is_refused_on_the_form(
    hall: Hall, content: bytes, status: int, said: str
) -> None:
    refused = send(hall, content)

    assert (refused.status_code, said in refused.text) == (status, True)
    assert 'type="file"' in refused.text


def test_the_statistics_page_shows_a_month_and_a_year_with_rates_and_files(hall: Hall) -> None:
    browser = hall.browser("mediation", "county")
    press(hall, send(hall, register(GOOD)).location, 0)

    march = browser.get("/mediation/statistics/?period=2023-03").text
    year = browser.get("/mediation/statistics/?place=371324001&period=2026").text

    assert "调解统计" in march
    assert re.search(r"selected>2026", march)  # a month too long ago is not offered: the present one is shown
    assert "这段时间没有收到纠纷" in year
    assert (
        "/api/mediation/v1/statistics/crosstab?place=371324&amp;first=2026-03-01&amp;last=2026-03-31" in march
    )
    assert browser.get("/mediation/statistics/?place=371302").status_code == 404

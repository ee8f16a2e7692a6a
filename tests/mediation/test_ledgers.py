# SPDX-License-Identifier: Apache-2.0
"""Ledgers: every row accepted or refused with a reason; imported again, nothing changes."""

import io
import json
import uuid
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from services.mediation.ledgers.cli import import_ledger
from services.mediation.ledgers.documents import LedgerEntry
from services.mediation.ledgers.reader import Decision, read
from services.mediation.ledgers.workbook import open_workbook
from shared import audit
from shared.access import Role
from shared.errors import RuleBroken
from shared.mongo import collection
from shared.web.uploads import XLSX
from tests.hall import Hall, open_hall

DATA = Path(__file__).parent / "data"
REGISTER, EVENTS = (
    DATA / "01-lanling-mediation-register-2023.xlsx",
    DATA / "03-lanshan-grid-event-import-v1.xlsx",
)
TODAY = date(2024, 3, 31)


@pytest.fixture(scope="module")
def hall(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}ledgers_") as hall:
        hall.account("lanling", (Role.COUNTY_SUPERVISOR, "371324"))
        hall.account("lanshan", (Role.COUNTY_SUPERVISOR, "371302"))
        hall.account("mediator", (Role.MEDIATOR, "371324001"))
        yield hall


def send(hall: Hall, login: str, path: str, content: bytes, kind: str = XLSX) -> Any:
    headers = {"Idempotency-Key": str(uuid.uuid4()), "Content-Type": kind}
    return hall.browser("mediation", login).post(
        f"/api/mediation/v1/ledgers{path}", data=content, headers=headers
    )


def decisions(file: Path) -> list[Decision]:
    return list(read(open_workbook(file.read_bytes()), today=TODAY))


@pytest.mark.parametrize(("file", "expected"), [(REGISTER, "01.jsonl"), (EVENTS, "03.jsonl")])
def test_every_row_of_a_messy_workbook_is_decided_as_expected(file: Path, expected: str) -> None:
    wanted = [json.loads(line) for line in (DATA / expected).read_text(encoding="utf-8").splitlines()]

    found = {(one.sheet, one.row): one for one in decisions(file)}

    assert found.keys() == {(line["sheet"], line["row"]) for line in wanted}
    for line in wanted:
        one = found[line["sheet"], line["row"]]
        assert (one.decision, one.record) == (line["decision"], line.get("record")), line
        if one.decision != "accept":  # what was put right is for the reader's information
            assert list(one.codes) == line["codes"], line


@pytest.mark.parametrize(("file", "expected"), [(REGISTER, "01.jsonl"), (EVENTS, "03.jsonl")])
def test_a_line_of_decisions_has_the_form_that_is_expected(file: Path, expected: str) -> None:
    wanted = (DATA / expected).read_text(encoding="utf-8").splitlines()

    written = [json.dumps(one.as_line(file.name), ensure_ascii=False) for one in decisions(file)]

    differing = [(one, other) for one, other in zip(written, wanted, strict=True) if one != other]
    for one, other in differing:  # of several names in one cell it can't be told that one was put right (W03)
        assert set(json.loads(other)["codes"]) - set(json.loads(one)["codes"]) == {"W03"}
    assert len(differing) == (13 if file is REGISTER else 0)


def test_a_refused_row_names_the_cell_at_fault() -> None:
    refused = {one.row: one for one in decisions(REGISTER) if one.decision == "reject"}

    assert [refused[row].cell for row in (47, 88, 51, 474, 232, 40, 62)] == [
        *("C47", "D88", "H51", "Q474", "F232", "N40", "B62")
    ]


def register(*rows: list[Any], title: str = "兰陵县人民调解工作台账（2023年度）") -> bytes:
    """A small register with its columns in another order and other words for them."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.append(
        [
            "序号",
            "案由",
            "案号",
            "受理时间",
            "镇（街道）",
            "村居",
            "申请人",
            "被申请人",
            "调解结果",
            "涉案金额（万元）",
        ]
    )
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


GOOD = [1, "邻里", "A1", "3月5日", "卞庄街道", None, "王某", "李某", "成功", 0.5]


def test_columns_are_known_by_their_labels_in_any_order() -> None:
    rows = list(read(open_workbook(register(GOOD, ["合计"], [2, None, None, None, None])), today=TODAY))

    assert [one.decision for one in rows] == [
        "skip",
        "skip",
        "accept",
        "skip",
        "skip",
    ]  # the last is only numbered
    record = rows[2].record or {}
    assert (record["accepted_on"], record["amount"], record["category"]) == ("2023-03-05", 5000, "邻里纠纷")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"not a workbook", "ledger_unreadable"),
        (register([*GOOD[:4], "某镇", *GOOD[5:]], title="人民调解工作台账"), "ledger_without_county"),
    ],
)
def test_a_file_that_is_no_ledger_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(RuleBroken, match=code):
        list(read(open_workbook(content), today=TODAY))


def test_a_workbook_without_a_known_header_or_too_large_is_refused() -> None:
    empty = io.BytesIO()
    openpyxl.Workbook().save(empty)
    with pytest.raises(RuleBroken, match="ledger_unknown"):
        list(read(open_workbook(empty.getvalue()), today=TODAY))
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 200_000_001)
    with pytest.raises(RuleBroken, match="ledger_too_large"):
        open_workbook(bomb.getvalue())


def spoiled(name: str, content: bytes = b"x") -> bytes:
    """A register with one more part in its package."""
    out = io.BytesIO(register(GOOD))
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr(name, content)
    return out.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (OLD + b"\0" * 1000, "ledger_of_old_excel"),
        (OLD + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le"), "ledger_with_password"),
        (spoiled("xl/vbaProject.bin"), "ledger_with_macros"),
        (spoiled("xl/externalLinks/externalLink1.xml"), "ledger_with_links"),
        (
            spoiled("xl/more.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'),
            "ledger_unreadable",
        ),
        (register(GOOD)[:-400], "ledger_unreadable"),
        (b"PK" + b"\0" * 100, "ledger_unreadable"),
        (b"", "ledger_unreadable"),
    ],
)
def test_what_could_do_harm_or_cannot_be_read_is_refused_in_plain_words(content: bytes, code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        open_workbook(content)

    assert refused.value.code == code


def test_a_part_that_unpacks_to_more_than_it_says_is_refused() -> None:
    content = bytearray(spoiled("xl/more.xml", b"0" * 500_000))
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = (10).to_bytes(4, "little")

    with pytest.raises(RuleBroken, match="ledger_unreadable"):
        open_workbook(bytes(content))


def test_rows_that_are_only_formatted_do_not_make_a_file_too_large_but_rows_with_content_do() -> None:
    book = openpyxl.load_workbook(io.BytesIO(register(GOOD)))
    book.active.row_dimensions[30_000].height = 20
    book.active.cell(30_000, 1).font = openpyxl.styles.Font(bold=True)
    out = io.BytesIO()
    book.save(out)

    assert len(open_workbook(out.getvalue())[0].rows) == 3

    book.active.cell(30_000, 1, "late")
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(RuleBroken, match="ledger_too_large"):
        open_workbook(out.getvalue())


def test_a_formula_is_never_worked_out_and_its_text_never_becomes_one() -> None:
    row = [*GOOD]
    row[6] = "=1+1"

    rows = list(read(open_workbook(register(row)), today=TODAY))

    assert rows[2].codes == ("R07_REQUIRED_MISSING",)  # a formula that Excel never calculated has no value


def test_a_trial_stores_nothing_and_an_import_twice_stores_once(hall: Hall) -> None:
    content = REGISTER.read_bytes()
    tried = send(hall, "lanling", "/trials", content).json
    assert (tried["accepted"], tried["rejected"], collection(LedgerEntry).count_documents({})) == (
        1111,
        89,
        0,
    )
    assert tried["refused"][0] == {
        "sheet": "人民调解台账",
        "row": 40,
        "cell": "N40",
        "code": "R12_CLOSE_BEFORE_ACCEPT",
        "reason": "调解（处理）日期早于受理（发生）日期。",
    }

    first = send(hall, "lanling", "/", content).json
    again = send(hall, "lanling", "/", content).json

    assert (tried["new"], tried["known"]) == (1111, 0)
    assert (first["new"], first["known"]) == (1111, 0)
    assert (again["new"], again["known"]) == (0, 1111)
    assert collection(LedgerEntry).count_documents({"layout": "register"}) == 1111
    kept = list(collection(LedgerEntry).find({"applicant_index": {"$ne": None}}))
    assert kept
    assert "379999" not in str([entry["record"] for entry in kept])


def test_a_ledger_of_another_place_is_out_of_reach(hall: Hall) -> None:
    assert send(hall, "lanshan", "/trials", REGISTER.read_bytes()).status_code == 404
    assert send(hall, "mediator", "/trials", REGISTER.read_bytes()).status_code == 403


def test_another_kind_of_file_and_one_too_large_are_refused(hall: Hall) -> None:
    assert send(hall, "lanling", "/", b"{}", "application/json").json["code"] == "file_needed"
    assert send(hall, "lanling", "/", b"nothing").json["code"] == "ledger_unreadable"
    assert send(hall, "lanling", "/", b"x" * 2_000_001).status_code == 413


def test_the_command_writes_one_line_for_every_row(hall: Hall, tmp_path: Path) -> None:
    out = tmp_path / "decisions.jsonl"

    result = CliRunner().invoke(import_ledger, [str(EVENTS), "--decisions", str(out), "--commit"])

    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == len((DATA / "03.jsonl").read_text(encoding="utf-8").splitlines())
    assert sum(line["decision"] == "accept" for line in lines) == 663
    assert "新增 663 行" in result.output
    assert collection(LedgerEntry).count_documents({"layout": "grid_events"}) == 663


def test_a_corrected_row_corrects_its_entry_and_leaves_what_it_no_longer_says_of_identities(
    hall: Hall,
) -> None:
    head = [
        *(
            "序号",
            "案号",
            "受理日期",
            "镇（街道）",
            "申请人",
            "申请人身份证号",
            "被申请人",
            "纠纷类别",
            "调解结果",
            "备注",
        )
    ]
    number = f"卞人调{uuid.uuid4().hex[:6]}"

    def sent(identity: str | None, result: str, remark: str) -> Any:
        book = openpyxl.Workbook()
        for row in (
            ["兰陵县人民调解工作台账（2023年度）"],
            head,
            [1, number, "2023-03-05", "卞庄街道", "王某", identity, "李某", "邻里", result, remark],
        ):
            book.active.append(row)
        out = io.BytesIO()
        book.save(out)
        return send(hall, "lanling", "/", out.getvalue()).json

    first = sent("379999199502277063", "调解中", "甲")
    again = sent("379999199502277063", "调解中", "甲")
    done = sent(None, "成功", "甲")
    remarked = sent(None, "成功", "乙")

    assert [(one["new"], one["corrected"], one["known"]) for one in (first, again, done, remarked)] == [
        *((1, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 0))
    ]
    stored = collection(LedgerEntry).find_one({"number": number})
    assert stored is not None
    assert (stored["record"]["result"], stored["version"], len(stored["history"])) == ("success", 3, 3)
    assert stored["applicant_index"]
    assert "乙" not in str({name: value for name, value in stored.items() if name != "record"})
    assert list(audit.faults(stored)) == []

# SPDX-License-Identifier: Apache-2.0
"""The folder is closed only when its papers are there, or a reason says why not; scans are bound into it (WN-06, SP-10)."""

import io
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from shared.papers.printing import Folder, as_pdf
from shared.papers.scans import Scan
from tests.hall import Hall
from tests.mediation.room import LI, SUN, TERMS, Desk, applied, at, code, photo


def settled(room: Hall, pmc: str, **more: Any) -> Desk:
    desk = applied(room, pmc, **more).begin()
    desk.act("sessions", mode="joint", result="agreed", held_on="2026-06-01")
    desk.act("agreement", form="written", agreed_on="2026-06-01", terms=TERMS)
    return desk


def lacks(desk: Desk) -> list[tuple[str, str]]:
    found = desk.hall.get("mediation", "mediator", f"/papers/{desk.case['id']}").json["missing"]
    return [(one["form"], one["ref"]) for one in found]


def text_of(answer: Any) -> str:
    assert answer.status_code == 200, answer.text
    pages = PdfReader(io.BytesIO(answer.data)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")


def blank_pdf(pages: int) -> bytes:
    made, writer = io.BytesIO(), PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(842, 595)
    writer.write(made)
    return made.getvalue()


def test_a_folder_waits_for_identity_papers_or_a_reason(room: Hall, pmc: str) -> None:
    desk = settled(room, pmc)
    desk.sign("2026-06-01")
    refused = desk.try_act("close")
    assert code(refused) == "papers_missing"
    assert "身份证明（A）" in refused.json["detail"]

    desk.file("identity", ref="A")
    assert lacks(desk) == [("identity", "B")]
    desk.act("absent-papers", paper="identity", ref="B", reason="身份证遗失，村委会证明附后")

    assert lacks(desk) == []
    assert code(desk.try_act("close", closed_on="2026-05-31")) == "date_too_early"
    assert desk.act("close")["state"] == "closed"
    page = desk.hall.browser("mediation", "mediator").get(f"/mediation/folder/{desk.case['id']}/").text
    assert "已经在 2026年6月1日 结案归档" in page
    assert "身份证遗失，村委会证明附后" in page
    assert desk.case["absent"][0]["reason"] == "身份证遗失，村委会证明附后"


def test_an_identity_paper_that_was_taken_out_of_sight_is_missing_again(room: Hall, pmc: str) -> None:
    desk = settled(room, pmc)
    desk.sign("2026-06-01")
    file = desk.file("identity")
    assert lacks(desk) == []

    room.post("mediation", "mediator", f"/files/{file}/removal", {"reason": "拍错了人"}, 1)

    assert lacks(desk) == [("identity", "A"), ("identity", "B")]


def test_an_agents_proxy_belongs_into_the_folder(room: Hall, pmc: str) -> None:
    agent = {"name": "王律师", "standing": "agent", "has_proxy": True}
    desk = settled(room, pmc, parties=[LI | {"representative": agent}, SUN])
    desk.file("identity")

    assert ("proxy", "A") in lacks(desk)
    desk.file("proxy", ref="A")
    assert ("proxy", "A") not in lacks(desk)


@pytest.mark.parametrize("means", ["ink", "thumb", "stamp"])
def test_where_e_signing_is_barred_the_scan_must_be_there(room: Hall, pmc: str, means: str) -> None:
    desk = settled(room, pmc, category="婚姻家庭纠纷")
    act = {"kind": "party_signed", "ref": "A", "on": "2026-06-01"}
    assert code(desk.try_act("agreement/acts", **act, means="esign")) == "esign_barred"
    assert code(desk.try_act("agreement/acts", **act, means=means)) == "ink_scan_missing"
    assert code(desk.try_act("agreement/acts", **act, means=means, scan="made-up")) == "no_such_file"
    wrong = desk.file("identity")
    assert code(desk.try_act("agreement/acts", **act, means=means, scan=wrong)) == "no_such_file"

    desk.act("agreement/acts", **act, means=means, scan=desk.file("signed"))

    assert [one["means"] for one in desk.case["agreement"]["acts"]] == [means]


def test_an_old_paper_signed_by_unknown_means_is_asked_for_its_scan_at_closing(room: Hall, pmc: str) -> None:
    desk = settled(room, pmc, category="婚姻家庭纠纷")
    desk.sign("2026-06-01")
    desk.act("absent-papers", paper="identity", reason="旧案")

    assert lacks(desk) == [("signed", "")]
    assert code(desk.try_act("close")) == "papers_missing"
    desk.file("signed")
    assert desk.act("close")["state"] == "closed"


def test_a_proof_of_performance_is_a_file_of_the_case(room: Hall, pmc: str) -> None:
    desk, other = settled(room, pmc), applied(room, pmc)
    desk.sign("2026-06-01")
    paid = {"key": "1", "on": "2026-06-01", "amount": "30000.00"}

    assert code(desk.try_act("performed", **paid, proof=other.file("proof"))) == "no_such_file"
    assert desk.act("performed", **paid, proof=desk.file("proof"))["performance"] == "performed_in_full"


def test_a_questioning_is_noted_once_and_becomes_a_paper(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc).begin()
    asked = {
        "id": "5f2b6a1e-8a55-4c0f-9a55-7c1f7a1f2b3c",
        "asked": "王大爷",
        "relation": "邻居",
        "on": "2026-05-31",
        "record": "沟是前年就有的",
        "device_at": "2026-05-31T20:00:00+08:00",
    }
    noted = desk.act("investigations", **asked)
    assert code(desk.try_act("investigations", **asked)) == "investigation_twice"

    paper = room.get("mediation", "mediator", f"/papers/{desk.case['id']}/investigation.pdf")
    text = text_of(paper)

    assert noted["version"] == desk.case["version"]
    assert "沟是前年就有的" in text


def test_scans_are_bound_into_the_folder_page_by_page(room: Hall, pmc: str) -> None:
    desk = settled(room, pmc)
    desk.sign("2026-06-01")
    before = folder_of(desk)
    desk.file("identity", photo((400, 600)), ref="A")
    desk.file("record", blank_pdf(3))

    after = folder_of(desk)

    assert len(after.pages) == len(before.pages) + 4
    texts = [page.extract_text().replace("\n", "") for page in after.pages]
    sheets = [text for text in texts if "身份证明（当事人A）" in text or "纸质笔录" in text]
    assert len(sheets) == 5  # the contents name both, then one photo and three pages
    assert f"共 {len(after.pages)} 页" in texts[-2]
    assert "卷宗封底" in texts[-1]
    (sheet,) = [page for page, text in zip(after.pages, texts, strict=True) if "身份证明" in text][1:]
    assert len(sheet.images) == 1


def folder_of(desk: Desk) -> PdfReader:
    answer = desk.hall.get("mediation", "mediator", f"/papers/{desk.case['id']}/folder.pdf")
    assert answer.status_code == 200
    return PdfReader(io.BytesIO(answer.data))


def test_a_scan_of_any_shape_lies_within_its_sheet() -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (2400, 300), "black").save(drawn, "PNG")
    bound = Folder("卷宗", [], [])

    made = as_pdf(
        [], author="调委会", number="1", folder=bound, scans=[Scan("长图", "image/png", drawn.getvalue())]
    )

    pages = PdfReader(io.BytesIO(made)).pages
    assert [round(float(side)) for side in pages[-2].mediabox[2:]] == [595, 842]


@pytest.mark.parametrize("content", [b"%PDF-1.7 broken", b"%PDF-"])
def test_a_pdf_that_cannot_be_opened_is_refused(room: Hall, pmc: str, content: bytes) -> None:
    desk = applied(room, pmc)
    answer = room.browser("mediation", "mediator").post(
        f"/api/mediation/v1/files/?case_id={desk.case['id']}&kind=record",
        data=content,
        headers={"Idempotency-Key": "broken-pdf-1", "Content-Type": "application/octet-stream"},
    )

    assert code(answer) == "file_broken"


def test_in_a_labour_dispute_the_way_to_arbitration_opens_on_the_fifteenth_day(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc, category="劳动争议纠纷").begin()
    path = f"/papers/{desk.case['id']}/arbitration_notice.pdf"

    room.town.tick(at("2026-06-16T23:59"))
    assert room.get("mediation", "mediator", path).status_code == 404
    room.town.tick(at("2026-06-17T00:00"))

    answer = room.get("mediation", "mediator", path)
    assert "劳动仲裁" in text_of(answer)


def test_wages_that_were_agreed_and_not_paid_can_be_asked_for_by_payment_order(room: Hall, pmc: str) -> None:
    desk = settled(room, pmc, category="拖欠农民工工资纠纷")
    path = f"/papers/{desk.case['id']}/payment_order.pdf"
    assert room.get("mediation", "mediator", path).status_code == 404
    desk.sign("2026-06-01")

    answer = room.get("mediation", "mediator", path)

    text = text_of(answer)
    assert "申请支付令" in text
    assert "30000.00元" in text
    desk.act("performance", performance="performed_in_full", on="2026-06-01")
    assert room.get("mediation", "mediator", path).status_code == 404

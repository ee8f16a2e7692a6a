# SPDX-License-Identifier: Apache-2.0
"""What a clerk and a judge do at their desks, from the login to the result."""

from playwright.sync_api import expect

from deploy.desks import handed_over, under_examination
from shared.access import Role
from tests.browser.seat import Seat, side_job

API = "/api/courtlink/v1"


def test_a_clerk_files_a_pack_that_mediation_handed_over(seat: Seat) -> None:
    case, label, number = handed_over(seat.site.hall), "新案号", 9008 + seat.number
    clerk = seat.person(Role.COURT_CLERK)
    with seat.log_in(clerk) as screen:
        screen.enter("移交收案")
        screen.page.locator(f"a[href$='/courtlink/received/{case}']").first.click()
        expect(screen.page.get_by_text("双方签订合同，价款十二万元，货已交付。")).to_be_visible()
        screen.link("立案").focus()
        screen.page.keyboard.press("Enter")
        screen.box(label).fill("（2026）鲁1324民初9号")
        screen.press("立案")
        screen.refused()
        assert screen.box(label).input_value() == "（2026）鲁1324民初9号"
        screen.whole()

        screen.box(label).fill(f"（2026）鲁1302民初{number}号")
        screen.page.keyboard.press("Enter")

        screen.heading("已立案")
    filed = clerk.get(f"{API}/received/{case}")
    assert (filed["state"], filed["number"]) == ("filed", f"(2026)鲁1302民初{number}号")


def test_a_judge_examines_and_confirms_with_the_checks_beside_the_text(seat: Seat) -> None:
    case, judge = under_examination(seat.site.hall), seat.person(Role.JUDGE)
    with seat.log_in(judge) as screen:
        screen.enter("司法确认")
        screen.page.locator(f"a[href$='/confirmations/{case}']").first.click()
        screen.whole()
        text, checks = (
            screen.page.get_by_role("heading", name=screen.say(name), exact=True).bounding_box()
            for name in ("协议内容", "审查要点")
        )
        assert text
        assert checks
        if seat.is_wide:
            assert text["x"] < checks["x"]
            assert abs(text["y"] - checks["y"]) < 40

        screen.link("记录审查").click()
        for name in ("present", "in_order", "papers_complete"):
            for box in screen.page.locator(f"main [name={name}]").all():
                box.check()
        screen.press("记录审查")
        screen.link("作出裁定或者终结").click()
        screen.box("裁定确认有效").check()
        screen.field("number").fill(f"（2026）鲁1302民特{900 + seat.number}号")
        screen.press("作出裁定或者终结")

        screen.heading("已确认")
        with screen.page.expect_download() as printed:
            screen.page.get_by_role("link", name="民事裁定书").click()
        assert printed.value.suggested_filename.endswith(".pdf")
    assert judge.get(f"{API}/confirmations/{case}")["state"] == "confirmed"


@side_job
def test_a_judge_decides_a_complaint_about_an_invited_body(seat: Seat) -> None:
    text, path = f"约了三次都不来 {seat.number}", f"{API}/complaints/"
    blame = {"entry_id": seat.site.scene["entry"], "kind": "refused_without_reason", "text": text}
    judge = seat.person(Role.JUDGE)
    complaint = judge.post(path, blame)["id"]
    with seat.log_in(judge) as screen:
        screen.enter("调解投诉")
        screen.page.locator(f"a[href$='{complaint}']").click()
        expect(screen.page.get_by_text(text)).to_be_visible()
        screen.link("处理投诉").click()
        screen.box("是").check()
        screen.field("answer").fill("已经查实，责令改正")
        screen.press("处理投诉")
        screen.refused()
        expect(screen.box("是")).to_be_checked()
        expect(screen.field("answer")).to_have_value("已经查实，责令改正")
        screen.whole()
        screen.box("告诫、责令改正").check()
        screen.press("处理投诉")

        expect(screen.page.get_by_text("已经查实，责令改正")).to_be_visible()
    decided = judge.get(f"{path}{complaint}")
    assert (decided["state"], decided["consequence"]) == ("sustained", "warned")

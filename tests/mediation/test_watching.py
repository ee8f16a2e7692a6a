# SPDX-License-Identifier: Apache-2.0
"""Who watches over mediation: the overview, complaints with their consequences, and folders drawn by chance with a reason."""

import io
from typing import Any
from uuid import uuid4

from pypdf import PdfReader

from tests.hall import Hall
from tests.mediation.room import TERMS, TOWN, Desk, applied, at


def closed(room: Hall, pmc: str) -> Desk:
    desk = applied(room, pmc).begin()
    desk.act("sessions", mode="joint", result="agreed", held_on="2026-06-01")
    desk.act("agreement", form="oral", agreed_on="2026-06-01", terms=TERMS)
    desk.act("absent-papers", paper="identity", reason="本村熟人")
    desk.act("close")
    return desk


def draw(room: Hall, login: str = "county", **more: Any) -> Any:
    form = {"place": TOWN, "first": "2026-06-01", "last": "2026-06-30", "count": 50, "reason": "季度例行抽查"}
    return room.post("mediation", login, "/samples/", form | more)


def test_a_folder_is_read_only_when_chance_drew_it_and_the_reading_is_noted(room: Hall, pmc: str) -> None:
    done, going = closed(room, pmc), applied(room, pmc)
    sample = draw(room).json
    assert done.case["id"] in sample["case_ids"]
    assert going.case["id"] not in sample["case_ids"]

    path = f"/samples/{sample['id']}"
    folder = room.get("mediation", "county", f"{path}/{done.case['id']}/folder.pdf")

    assert folder.status_code == 200
    assert len(PdfReader(io.BytesIO(folder.data)).pages) > 3
    assert room.get("mediation", "county", path).json["opened"] == [done.case["id"]]
    assert room.get("mediation", "county", f"{path}/{going.case['id']}/folder.pdf").status_code == 404
    assert room.get("mediation", "county", f"/papers/{done.case['id']}/folder.pdf").status_code == 403


def test_a_sample_has_a_reason_lies_within_reach_and_belongs_to_who_drew_it(room: Hall, pmc: str) -> None:
    closed(room, pmc)
    assert draw(room, reason="").status_code == 422
    assert draw(room, place="371302").status_code == 404
    assert draw(room, "director").status_code == 403
    empty = draw(room, first="2020-01-01", last="2020-01-31")
    assert (empty.status_code, empty.json["code"]) == (409, "sample_empty")
    reversed_ = draw(room, first="2026-06-30", last="2026-06-01")
    assert reversed_.json["code"] == "dates_reversed"
    sample = draw(room).json
    assert room.get("mediation", "director", f"/samples/{sample['id']}").status_code == 403


def test_the_sample_is_drawn_and_read_on_pages(room: Hall, pmc: str) -> None:
    desk = closed(room, pmc)
    browser = room.browser("mediation", "county")
    form = {
        "place": TOWN,
        "first": "2026-06-01",
        "last": "2026-06-30",
        "count": "50",
        "reason": "群众反映较多",
    }

    drawn = browser.post("/mediation/samples/new", data=form | {"_key": str(uuid4())})

    assert drawn.status_code == 303
    page = browser.get(drawn.headers["Location"])
    assert desk.case["file_number"] in page.text
    assert "李某" not in page.text
    assert "群众反映较多" in browser.get("/mediation/samples/").text


def test_misconduct_in_a_case_is_told_to_the_star_board_and_decided_on_a_page(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc).begin()
    form = {"body_id": pmc, "account": room.ids["mediator"], "kind": "taking", "text": "收了两条烟"}
    foreign = form | {"case_id": str(uuid4())}
    assert room.post("mediation", "party", "/complaints/", foreign).json["code"] == "case_of_another_body"
    made = room.post("mediation", "party", "/complaints/", form | {"case_id": desk.case["id"]}).json
    browser = room.browser("mediation", "county")
    path = f"/mediation/complaints/{made['id']}"
    assert "收受财物" in browser.get("/mediation/complaints/").text
    assert "收了两条烟" not in browser.get("/mediation/complaints/").text
    assert "收了两条烟" in browser.get(path).text
    frame = f"/mediation/cases/{desk.case['id']}"
    assert f'href="{frame}"' in browser.get(path).text
    assert (browser.get(frame).status_code, "李某" in browser.get(frame).text) == (200, False)

    typed = {"sustained": "true", "answer": "属实，已暂停", "consequence": "suspended"}
    sent = typed | {"_key": str(uuid4()), "_version": str(made["version"])}
    decided = browser.post(f"{path}/decision", data=sent)
    room.town.deliver(times=3)

    assert decided.status_code == 303
    assert "属实，已暂停" in browser.get(path).text
    told = [event for event in room.town.delivered if "misconduct" in str(event)]
    assert told
    assert "两条烟" not in str(told)
    assert room.get("mediation", "director", f"{path}").status_code in (403, 404)


def test_the_overview_shows_who_watches_what_needs_somebody(room: Hall, pmc: str) -> None:
    for _ in range(3):
        applied(room, pmc, category="旅游纠纷", risk="orange")
    at("2026-06-20T09:00")

    county = room.browser("mediation", "county").get("/mediation/watch/")
    director = room.browser("mediation", "director").get("/mediation/watch/")

    for page in (county, director):
        assert page.status_code == 200
        for word in ("沉默的案件", "旅游纠纷", "橙色", "调解员的负担", "已经超期"):
            assert word in page.text, word
    assert "李某" not in county.text
    assert "旅游纠纷 · 李某、孙某" in director.text  # they quarrel again and again, and the director acts
    assert room.browser("mediation", "mediator").get("/mediation/watch/").status_code == 403
    assert room.browser("mediation", "party").get("/mediation/watch/").status_code == 403


def test_a_bucket_of_silence_leads_to_its_cases(room: Hall, pmc: str) -> None:
    at("2026-06-05T09:00")
    case = applied(room, pmc).case["id"]
    director = room.browser("mediation", "director")

    at("2026-06-17T09:00")
    assert "/mediation/cases/?silent=8" in director.get("/mediation/watch/").text
    assert case in director.get("/mediation/cases/?silent=8").text
    assert case not in director.get("/mediation/cases/?silent=1").text
    desk = director.get("/mediation/desk/").text
    assert "等您指定调解员" in desk
    assert desk.count(f"/mediation/cases/{case}") == 1, "a case has one card, that says all of it"


def test_who_may_assign_is_led_to_the_assignment_and_who_only_watches_to_the_frame(
    room: Hall, pmc: str
) -> None:
    case = applied(room, pmc).case["id"]

    director = room.browser("mediation", "director").get("/mediation/watch/").text
    county = room.browser("mediation", "county").get("/mediation/watch/").text

    assert f'/mediation/cases/{case}/mediators"' in director
    assert f'/mediation/cases/{case}"' in county
    assert f"{case}/mediators" not in county


def test_a_form_says_which_case_it_is_about(room: Hall, pmc: str) -> None:
    case = applied(room, pmc).case
    director = room.browser("mediation", "director")

    page = director.get(f"/mediation/cases/{case['id']}/mediators").text
    assert f"{case['category']} · {'、'.join(party['name'] for party in case['parties'])}" in page

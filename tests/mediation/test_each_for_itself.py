# SPDX-License-Identifier: Apache-2.0
"""A party speaks for itself only, and reads its own papers and those that all sides know (PM-08, PM-10, PM-12, PV-09)."""

import uuid
from typing import Any

import pytest

from services.mediation.cases.documents import Case
from shared.access import Role
from tests.hall import Hall
from tests.mediation.room import LI, SUN, TERMS, TOWN, Desk, applied, code


@pytest.fixture
def own(room: Hall, pmc: str) -> Desk:
    """A case in which Li (A) has an account of his own."""
    return applied(room, pmc, parties=[LI | {"account": room.ids["party"]}, SUN]).begin()


def test_a_party_with_an_account_answers_chooses_and_objects_for_itself_only(room: Hall, own: Desk) -> None:
    helper = own.act("helpers", name="村会计", kind="neighbour")["helpers"][0]["id"]
    account = room.ids["second"]
    for path, facts in (
        ("consents", {"ref": "B", "answer": "refused"}),
        ("choices", {"ref": "B", "account": account}),
        ("objections", {"ref": "B", "account": room.ids["mediator"], "reason": "替对方说"}),
        ("objections", {"account": room.ids["mediator"], "reason": "像调委会一样换人"}),
        ("helpers/consents", {"ref": "B", "helper": helper}),
        ("unavailable", {"ref": "B", "since": "2026-06-05", "until": "2026-06-05"}),
    ):
        answer = own.try_act(path, login="party", **facts)
        assert (answer.status_code, answer.json["code"]) == (403, "act_of_another"), path
    case = own.reload()
    assert [party["consent"] for party in case["parties"]] == ["consented", "consented"]
    assert (case["mediators"], case["choices"], case["unavailable"]) == ([room.ids["mediator"]], [], [])

    for path, facts in (
        ("choices", {"ref": "A", "account": account}),
        ("helpers/consents", {"ref": "A", "helper": helper}),
        ("unavailable", {"ref": "A", "since": "2026-06-05", "until": "2026-06-05"}),
        ("consents", {"ref": "A", "answer": "withdrawn"}),
        ("objections", {"ref": "A", "account": room.ids["mediator"], "reason": "是对方的表亲"}),
    ):
        own.case = own.try_act(path, login="party", **facts).json
    assert own.case["parties"][0]["consent"] == "withdrawn"
    assert own.case["mediators"] == []


def test_only_who_applied_withdraws_the_application(room: Hall, pmc: str) -> None:
    other = applied(room, pmc, parties=[LI, SUN | {"account": room.ids["party"]}])
    mine = applied(room, pmc, parties=[LI | {"account": room.ids["party"]}, SUN])

    assert code(other.try_act("withdraw", login="party", reason="替申请人撤回")) == "act_of_another"
    assert mine.try_act("withdraw", login="party", reason="已经和好").json["state"] == "withdrawn"


def test_who_quarrels_mediates_nothing_in_the_own_case_and_reads_no_private_talk(
    room: Hall, pmc: str
) -> None:
    desk = applied(room, pmc, parties=[LI | {"account": room.ids["second"]}, SUN])
    desk.act("accept")
    assert code(desk.try_act("mediators", account=room.ids["second"])) == "conflict_of_interest"
    desk.act("mediators", account=room.ids["mediator"])
    talk = {"case_id": desk.case["id"], "ref": "B", "text": "最多给八千"}
    kept = room.post("mediation", "mediator", "/talks/", talk).json

    assert room.get("mediation", "second", f"/talks/{kept['id']}").status_code == 404
    assert room.get("mediation", "second", f"/talks/?case_id={desk.case['id']}").status_code == 404
    room.account("elsewhere", (Role.MEDIATOR, "371324101"))
    theirs = applied(room, pmc, parties=[LI | {"account": room.ids["elsewhere"]}, SUN]).begin()
    talk = {"case_id": theirs.case["id"], "ref": "B", "text": "最多给八千"}
    kept = room.post("mediation", "mediator", "/talks/", talk).json
    assert theirs.get(login="elsewhere").status_code == 200
    assert room.get("mediation", "elsewhere", f"/talks/{kept['id']}").status_code == 404


def pdf(room: Hall, login: str, case: str, form: str) -> int:
    return int(room.get("mediation", login, f"/papers/{case}/{form}.pdf").status_code)


def test_a_party_reads_neither_the_others_papers_nor_what_others_told_the_mediator(
    room: Hall, own: Desk
) -> None:
    own.act("investigations", asked="王大爷", record="孙某去年就想打人")
    own.act("sessions", mode="joint", result="agreed", held_on="2026-06-01", record="双方同意赔偿")
    own.act("consents", ref="B", answer="consented", reason="怕他再来闹")
    own.act("agreement", form="oral", agreed_on="2026-06-01", terms=TERMS)
    own.act("follow-ups", ref="B", on="2026-06-01", record="说李某还在骂人")
    files = {
        name: own.file(kind, ref=ref)
        for name, kind, ref in (
            *(("mine", "identity", "A"), ("theirs", "identity", "B"), ("both", "identity", "")),
            *(("proof", "proof", "B"), ("evidence", "other", "B"), ("paper", "record", "")),
        )
    }
    case = own.case["id"]

    def seen(login: str) -> set[str]:
        rows = room.get("mediation", login, f"/files/?case_id={case}").json
        listed = {row["id"] for row in rows}
        handed_out = {
            file
            for file in files.values()
            if room.get("mediation", login, f"/files/{file}").status_code == 200
        }
        assert listed == handed_out
        return {name for name, file in files.items() if file in listed}

    assert seen("party") == {"mine", "proof", "paper"}
    assert seen("mediator") == seen("director") == set(files)
    assert {form: pdf(room, "party", case, form) for form in ("investigation", "follow_up", "record")} == {
        "investigation": 404,
        "follow_up": 404,
        "record": 200,
    }
    assert pdf(room, "mediator", case, "follow_up") == 200
    folder = room.get("mediation", "party", f"/papers/{case}").json["present"]
    assert not {"investigation", "follow_up"} & {one["form"] for one in folder}
    assert [one["ref"] for one in folder if one["form"] == "identity"] == ["A"]
    browser = room.browser("mediation", "party")
    page = browser.get(f"/mediation/folder/{case}/").text
    assert (files["mine"] in page, files["theirs"] in page, "follow_up.pdf" in page) == (True, False, False)
    story = browser.get(f"/mediation/cases/{case}").text
    assert "双方同意赔偿" in story
    assert not [word for word in ("还在骂人", "怕他再来闹", "想打人") if word in story]
    full = room.browser("mediation", "mediator").get(f"/mediation/cases/{case}").text
    assert "还在骂人" in full
    assert "怕他再来闹" in full


def test_a_removed_mediator_of_a_joint_body_leaves_its_open_cases(room: Hall, pmc: str) -> None:
    login = f"joint{uuid.uuid4().hex[:6]}"
    room.account(login, (Role.MEDIATOR, TOWN))
    form = {"kind": "township_pmc", "name": f"邻镇{uuid.uuid4().hex[:6]}", "place": "371324101"}
    other = room.post("mediation", "county", "/bodies/", form).json
    appointed = {"account": room.ids[login], "name": "邻镇调解员"}
    other = room.post(
        "mediation", "county", f"/bodies/{other['id']}/mediators", appointed, other["version"]
    ).json
    desk = applied(room, pmc)
    desk.act("accept")
    desk.act("partners", body_id=other["id"], reason="跨镇土地纠纷")
    desk.act("mediators", account=room.ids[login])
    assert desk.get(login=login).status_code == 200

    blame: dict[str, Any] = {
        "body_id": other["id"],
        "account": room.ids[login],
        "kind": "taking",
        "text": "收烟",
    }
    made = room.post("mediation", "county", "/complaints/", blame).json
    verdict = {"sustained": True, "answer": "属实", "consequence": "removed"}
    room.post("mediation", "county", f"/complaints/{made['id']}/decision", verdict, made["version"])
    room.town.deliver(times=2)

    assert desk.get(login=login).status_code == 404
    assert Case.objects.get(id=desk.case["id"]).mediators == []


def test_a_party_of_the_case_reaches_nothing_that_is_kept_for_those_who_mediate(
    room: Hall, own: Desk
) -> None:
    case = own.case["id"]
    kept = (
        *(f"/cases/{case}/{part}" for part in ("aftercare", "investigations", "told", "danger", "repeats")),
        *(f"/cases/{case}/{part}" for part in ("readings", "board")),
        *(f"/papers/{case}/folder.pdf", f"/papers/{case}/court"),
        f"/talks/?case_id={case}",
    )

    assert own.get(login="party").status_code == 200
    assert {path: room.get("mediation", "party", path).status_code for path in kept} == dict.fromkeys(
        kept, 403
    )
    assert {room.get("mediation", "mediator", path).status_code for path in kept} == {200}

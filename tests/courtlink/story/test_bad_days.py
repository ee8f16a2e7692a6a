# SPDX-License-Identifier: Apache-2.0
"""Questions, search, closed doors, the broker away, everything twice (CT-14, CT-23)."""

from services.courtlink.referrals.documents import Referral
from services.mediation.cases.documents import Case
from shared.mongo import collection
from tests.courtlink.court import COURT, Court, at
from tests.hall import Hall


def test_a_question_to_the_judges_has_no_word_of_the_case_and_is_answered(court: Court, hall: Hall) -> None:
    sent = court.refer()
    case = court.begun(sent)
    assert case.tried("guidance", topic="law", article="债务人愿付三万元，怎么办").status_code == 422
    case.act("guidance", topic="law", article="民法典第五百八十五条")
    hall.town.deliver(times=3)

    (row,) = hall.get("courtlink", "judge", "/guidance/", query_string={"open": "true"}).json
    assert (row["topic"], row["article"], row["category"]) == ("law", "民法典第五百八十五条", "合同纠纷")
    assert ("guidance", "镇调委会") in court.desk()
    assert hall.get("courtlink", "stranger", f"/guidance/{row['id']}").status_code == 404
    asked = hall.get("courtlink", "judge", f"/guidance/{row['id']}").json
    said = {"text": "违约金过高的，可以请求适当减少。"}
    hall.post("courtlink", "judge", f"/guidance/{row['id']}/answer", said, asked["version"])
    hall.town.deliver(times=3)

    assert case.again()["guidance"][0]["answer"] == said["text"]
    assert ("guidance", "镇调委会") not in court.desk()


def test_a_number_is_found_in_either_bracket_style_and_only_in_the_own_court(
    court: Court, hall: Hall
) -> None:
    sent = court.refer(number=f"（2026）{COURT}民初0777号")

    for text in (f"（2026）{COURT}民初777号", f"(2026){COURT}民初0777号"):
        (found,) = hall.get("courtlink", "judge", "/desk/search", query_string={"number": text}).json
        assert found["path"] == f"/referrals/{sent.id}"
        assert (
            hall.get("courtlink", "judge", "/referrals/", query_string={"number": text}).json[0]["id"]
            == sent.id
        )
        assert hall.get("courtlink", "stranger", "/desk/search", query_string={"number": text}).json == []
    assert hall.get("courtlink", "stranger", f"/referrals/{sent.id}").status_code == 404
    assert hall.get("courtlink", "stranger", f"/referrals/{sent.id}/materials").status_code == 404


def test_a_judge_finds_nothing_at_the_mediators_as_if_nothing_were_there(court: Court, hall: Hall) -> None:
    sent = court.refer()
    case = court.begun(sent)
    case.act("sessions", mode="joint", result="open")
    talk = hall.post(
        "mediation", "mediator", "/talks/", {"case_id": sent.id, "ref": "B", "text": "最多三万"}
    ).json["id"]

    for path in (f"/cases/{sent.id}", f"/cases/{sent.id}/summary", f"/talks/{talk}"):
        there = hall.get("mediation", "judge", path)
        nowhere = hall.get("mediation", "judge", path.replace(sent.id, "none").replace(talk, "none"))
        assert (there.status_code, there.json["code"]) == (404, "not_found")
        assert {name: nowhere.json[name] for name in ("status", "code", "title", "detail")} == {
            name: there.json[name] for name in ("status", "code", "title", "detail")
        }
    assert hall.get("mediation", "judge", "/talks/", query_string={"case_id": sent.id}).status_code == 404


def test_people_go_on_while_the_broker_is_down_for_a_day(court: Court, hall: Hall) -> None:
    answer = hall.post("courtlink", "judge", "/referrals/", court.paper())
    assert hall.get("mediation", "mediator", f"/cases/{answer.json['id']}").status_code == 404

    hall.town.deliver(times=3, backwards=True)
    at("2026-05-21T09:00")
    case = court.case(court.refer())
    case.seen = hall.get("mediation", "mediator", f"/cases/{answer.json['id']}").json
    case.act("referral/accept")
    case.act("referral/extend", agreed=["A", "B"])
    case.act("withdraw", reason="原告撤回")
    at("2026-05-22T09:00")
    hall.town.deliver(times=3, backwards=True)

    seen = hall.get("courtlink", "judge", f"/referrals/{answer.json['id']}").json
    assert (seen["state"], seen["limit_ends_on"]) == ("failed", "2026-06-05")
    assert seen["extension"]["agreed"] == ["A", "B"]


def test_redelivery_of_everything_changes_nothing(court: Court, hall: Hall) -> None:
    before = [list(collection(kind).find().sort("_id")) for kind in (Case, Referral)]

    hall.town.again()

    assert [list(collection(kind).find().sort("_id")) for kind in (Case, Referral)] == before

# SPDX-License-Identifier: Apache-2.0
"""What stands in the stack of the browser tests, made through the gateway as people would: `python -m tests.browser.scene`.

Prints a JSON object that names each thing; pages and tests look their addresses up in it. Each service has its function.
"""

import json
import os
from datetime import timedelta
from typing import Any

from deploy.browser import Person, there, wait_for
from deploy.court_simulator.court import CourtSystem
from deploy.replay.driver import File
from deploy.seed import demo_folder, open_hall
from deploy.town_hall import TownHall
from shared import clock, rabbit, vouchers
from shared.access import Role
from shared.calendar import local_date
from shared.rabbit import Message, Names
from shared.settings import KitSettings
from shared.vouchers import Purpose
from tests.mediation.room import photo

TOWN = "371302001"
CASES, TASKS = "/api/mediation/v1/cases", "/api/scoring/v1/tasks"
LINKS = "/api/mediation/v1/links/"
FILES, GRID = "/api/mediation/v1/files/", "/api/mediation/v1/grid/items"
TOLD_IN_CONFIDENCE = "底线是八千，别告诉对方。"
PARTIES = [
    {"ref": "A", "name": "李建国", "role": "申请人", "kind": "person", "phone": "13805390001"},
    {"ref": "B", "name": "王秀兰", "role": "被申请人", "kind": "person", "phone": "13805390002"},
]


def day(ahead: int = 0) -> str:
    """A day before or after today, as ISO text."""
    return (local_date(clock.now()) + timedelta(days=ahead)).isoformat()


def applied(hall: TownHall, facts: str, **more: Any) -> File:
    """A case that was just entered by the township's mediator."""
    mediator = hall.person(Role.MEDIATOR, TOWN)
    form = {
        "body_id": hall.body(TOWN)["id"],
        "category": "邻里纠纷",
        "channel": "applied",
        "parties": PARTIES,
        "facts": facts,
        **more,
    }
    return File(mediator, mediator.post(f"{CASES}/", form))


def accepted(hall: TownHall, facts: str, **more: Any) -> File:
    """A case whose parties consented and know their rights."""
    file = applied(hall, facts, **more)
    file.act("accept")
    file.begin()
    return file


def mediation(hall: TownHall) -> dict[str, str]:
    """Cases in each state that the mediator meets: new, going on, agreed, performed in part."""
    new = applied(hall, "王家翻建西屋，屋檐伸到李家院里，下雨时水灌李家墙根。")
    going = accepted(hall, "李家的排水沟被王家垫高的院子堵住，两家争吵多次，李家说墙裂了。", claim="8000.00")
    going.act(
        *("sessions",), mode="joint", result="open", held_on=day(), minutes=50, place="村和事佬调处室",
        record="双方到现场看了排水沟。李家要求赔偿墙裂损失，王家愿意把院子降低，不愿赔钱。",
    )  # fmt: skip
    agreed = accepted(hall, "王家借李家两万元盖房，约定一年还清，到期没有还。", category="合同纠纷")
    agreed.act("sessions", mode="joint", result="agreed", held_on=day(), record="双方同意分两次还清。")
    term = {
        "kind": "payment",
        "who": "B",
        "to": "A",
        "what": "归还借款",
        "amount": "20000.00",
        "due_on": day(30),
    }
    agreed.act("agreement", form="written", agreed_on=day(), terms=[term])
    hall.person(Role.MEDIATOR, TOWN, number=2, name="演示调解员乙")
    talked = accepted(hall, "两家为一棵杨树的归属争执。")
    made = {"new": new.id, "going": going.id, "agreed": agreed.id, "talked": talked.id}
    return made | villagers(hall, going.id) | office(hall, talked.id)


def villagers(hall: TownHall, case: str) -> dict[str, str]:
    """A party's own link, the room's code on the door, and a complaint that waits."""
    mediator, body = hall.person(Role.MEDIATOR, TOWN), hall.body(TOWN)
    link = mediator.post(LINKS, {"case_id": case, "ref": "A"})
    complaint = mediator.post(
        "/api/mediation/v1/complaints/",
        {"body_id": body["id"], "account": mediator.id, "kind": "favouring", "text": "说话总向着对方。"},
    )
    return {"my": link["path"], "door": f"/mediation/apply/?body={body['id']}", "complaint": complaint["id"]}


def office(hall: TownHall, case: str) -> dict[str, str]:
    """The township's body with a committee, a prevention count that waits, and grid items at two points of their way."""
    mediator, secretary = hall.person(Role.MEDIATOR, TOWN), hall.person(Role.SECRETARY, TOWN)
    county, body = hall.person(Role.COUNTY_SUPERVISOR, "371302"), hall.body(TOWN)
    seats = [("赵秀英", "f", "director"), ("刘建军", "m", "deputy"), ("陈玉兰", "f", "member")]
    members = [{"name": name, "sex": sex, "office": post} for name, sex, post in seats]
    bodies = f"/api/mediation/v1/bodies/{body['id']}"
    found = county.get(bodies)
    county.post(f"{bodies}/election", {"members": members, "elected_on": day(-200)}, found["version"])
    kept = mediator.upload(f"{FILES}?case_id={case}&kind=record&name=p.jpg", photo())
    claim = {"case_id": case, "kind": "crime", "on": day(), "evidence": [kept["id"]]}
    count = mediator.post("/api/mediation/v1/prevention/", claim)
    made = {"body": body["id"], "count": count["id"]}
    worker, cadre = hall.person(Role.GRID_WORKER, TOWN), hall.person(Role.CADRE, TOWN)
    for name, text in (
        ("reported", "楼道里堆杂物，两家吵了几次。"),
        ("routed", "路口违章搭棚，挡了消防通道。"),
    ):
        form = {"number": name, "place": f"{TOWN}001", "category": "邻里", "text": text, "is_dispute": True}
        item = worker.post(GRID, form)
        made[name] = item["id"]
    item = secretary.post(f"{GRID}/{item['id']}/accept", {"kind": "ordinary"}, item["version"])
    route = {"to": "兰山街道综合执法中队", "account": cadre.id, "whistle": True}
    secretary.post(f"{GRID}/{item['id']}/route", route, item["version"])
    return made | {"talk": confide(hall, case)} | closed(hall)


def confide(hall: TownHall, case: str) -> str:
    """A party tells the mediator in private what no court may ever read; gives the talk's id."""
    talk = {"case_id": case, "ref": "A", "held_on": day(), "text": TOLD_IN_CONFIDENCE}
    return str(hall.person(Role.MEDIATOR, TOWN).post("/api/mediation/v1/talks/", talk)["id"])


def closed(hall: TownHall) -> dict[str, str]:
    """A dispute that failed and was filed away, and a sample in which chance drew it."""
    file = accepted(hall, "两家为一棵杨树的归属争执。")
    file.act("sessions", mode="joint", result="failed", held_on=day(), record="各执一词。")
    file.fail()
    for ref in "AB":
        file.act("absent-papers", paper="identity", ref=ref, reason="当事人没有带身份证")
    file.act("close")
    drawn = {"place": TOWN, "first": day(-30), "last": day(), "count": 1, "reason": "浏览器测试的抽查"}
    sample = hall.person(Role.COUNTY_SUPERVISOR, "371302").post("/api/mediation/v1/samples/", drawn)
    return {"failed": file.id, "sample": sample["id"]}


def scoring(hall: TownHall) -> dict[str, str]:
    """Disputes that failed in their village and stand on the star board, and a party's way to call a cadre."""
    posted = failed_and_posted(hall, "两家为宅基地边界争执多年，村里调了两次没有调成。")
    raced = {
        f"raced-{language}": failed_and_posted(hall, "两家为宅基地排水争执。") for language in ("zh", "en")
    }
    key = os.environ["HESHILAO_SECRET_KEY"]
    return {"posted": posted, "voucher": vouchers.issue(key, Purpose.CALL, case_id=posted, ref="A"), **raced}


def failed_and_posted(hall: TownHall, facts: str) -> str:
    """A dispute that failed in its village, graded by two and posted; gives its id."""
    failed = accepted(hall, facts, category="房屋宅基地纠纷")
    failed.act("sessions", mode="joint", result="failed", held_on=day(), count=2)
    failed.fail()
    director, secretary = hall.person(Role.DIRECTOR, TOWN), hall.person(Role.SECRETARY, TOWN)
    task = wait_for(lambda: there(director, f"{TASKS}/{failed.id}"), "the star task")
    task = director.post(f"{TASKS}/{failed.id}/grading", {}, task["version"])
    apart = {"distinct_because": "同一排房子的另一条界"}
    secretary.post(f"{TASKS}/{failed.id}/grading/confirmation", apart, task["version"])
    return failed.id


def _suit(hall: TownHall, number: str) -> dict[str, Any]:
    """A case that a court refers to the township's body."""
    body = hall.body(TOWN)
    return {
        "number": number,
        "court_code": "鲁1302",
        "cause": "民间借贷纠纷",
        "category": "合同纠纷",
        "procedure": "ordinary",
        "claims": "请求判令被告归还借款 20000 元。",
        "claim": "20000.00",
        "referred_on": day(),
        "body_id": body["id"],
        "body_name": body["name"],
        "parties": [{key: value for key, value in one.items() if key != "phone"} for one in PARTIES],
        "consented": ["A", "B"],
    }


def courtlink(hall: TownHall) -> dict[str, str]:
    """A case that a judge referred, which waits for the body; one whose parties are to be asked; the body on the roster."""
    judge: Person = hall.person(Role.JUDGE, "鲁1302")
    suit = _suit(hall, f"({day()[:4]})鲁1302诉前调1201号")
    listed = {name: suit[name] for name in ("court_code", "body_id", "body_name")}
    entry = judge.post("/api/courtlink/v1/rosters/", {**listed, "kind": "pmc", "fee": "free"})
    mediators = f"/api/courtlink/v1/rosters/{entry['id']}/mediators"
    judge.post(mediators, {"name": "赵调解", "skills": ["合同"], "certificate": "2026-1"}, entry["version"])
    sent = judge.post("/api/courtlink/v1/referrals/", suit)
    asked = {"number": f"({day()[:4]})鲁1302民初1203号", "body_id": None, "consented": ["A"]}
    asking = judge.post("/api/courtlink/v1/referrals/", suit | asked)
    deputy = hall.person(Role.JUDGE, "鲁1302", number=2, name="演示法官乙")
    found = {"referral": sent["id"], "asked": asking["id"], "entry": entry["id"]}
    blame = {
        "entry_id": entry["id"],
        "kind": "refused_without_reason",
        "text": "三次委派都不接受，没有理由。",
    }
    blamed = judge.post("/api/courtlink/v1/complaints/", blame)
    found |= {"team": teamed(hall), "deputy": deputy.id, "blamed": blamed["id"]}
    return found | confirmed(hall) | handed_over(hall) | guided(hall, judge)


def teamed(hall: TownHall) -> str:
    """A trial team with a judge and a clerk, paired with the township's body; gives its id."""
    judge, clerk = hall.person(Role.JUDGE, "鲁1302"), hall.person(Role.COURT_CLERK, "鲁1302")
    path = "/api/courtlink/v1/teams/"
    made = clerk.post(path, {"court_code": "鲁1302", "name": "民事审判团队", "division": "民一庭"})
    for person, seat in ((judge, "judge"), (clerk, "clerk")):
        seated = {"account": person.id, "seat": seat, "since": day(-30)}
        made = clerk.post(f"{path}{made['id']}/members", seated, made["version"])
    paper = {"body_id": hall.body(TOWN)["id"], "kind": "pmc", "paper": "嵌入式结对协议 1 号"}
    dates = {"signed_on": day(-30), "since": day(-30)}
    clerk.post(f"{path}{made['id']}/pairings", {**paper, **dates}, made["version"])
    return str(made["id"])


def guided(hall: TownHall, judge: Person) -> dict[str, str]:
    """A question of law that a mediator put to the judges."""
    accepted(hall, "买卖合同的违约金约定得太高。", category="合同纠纷").act(
        "guidance", topic="law", article="民法典第五百八十五条"
    )
    questions = "/api/courtlink/v1/guidance/"
    found = wait_for(lambda: judge.get(questions) or None, "the question's arrival at the court")
    return {"guidance": found[0]["id"]}


def confirmed(hall: TownHall) -> dict[str, str]:
    """An agreement that a court examines, one that waits at the counter, and one that nobody has asked for."""
    made = {}
    for name, steps in (("examined", 2), ("waiting", 1), ("offered", 0)):
        file = accepted(hall, "王家借李家两万元盖房，到期没有还。", category="合同纠纷")
        file.act("sessions", mode="joint", result="agreed", held_on=day(), record="同意分两次还清。")
        plan = [{"amount": "10000.00", "due_on": day(30)}, {"amount": "10000.00", "due_on": day(60)}]
        term = {
            "kind": "payment",
            "who": "B",
            "to": "A",
            "what": "归还借款",
            "amount": "20000.00",
            "plan": plan,
        }
        file.act("agreement", form="written", agreed_on=day(), terms=[term])
        for ref in "AB":
            file.act("agreement/acts", kind="party_signed", ref=ref, on=day(), means="thumb")
        for kind in ("mediator_signed", "seal"):
            file.act("agreement/acts", kind=kind, on=day())
        if steps:
            for ref in "AB":
                file.act(
                    "confirmation/asks", ref=ref, court_code="鲁1302", means="thumb", scan="signed-paper"
                )
        made[name] = file.id
        confide(hall, file.id)
        if steps == 2:
            _take(hall, file.id)
    link = hall.person(Role.MEDIATOR, TOWN).post(LINKS, {"case_id": file.id, "ref": "A"})
    return made | {"agreed_my": link["path"]}


def _take(hall: TownHall, key: str) -> None:
    judge, path = hall.person(Role.JUDGE, "鲁1302"), f"/api/courtlink/v1/confirmations/{key}"

    def applied() -> Any:
        found = there(judge, path)
        return found if found and found["state"] == "applied" else None

    found = wait_for(applied, "the application's arrival at the court")
    judge.post(f"{path}/acceptance", {"taken": True}, found["version"])


def handed_over(hall: TownHall) -> dict[str, str]:
    """Disputes that failed and went to the court with what their parties consented to."""
    mediator, made = hall.person(Role.MEDIATOR, TOWN), {}
    for name in ("received", "received_too", "received_en"):
        file = accepted(hall, "买卖合同交货迟了三十日。", category="合同纠纷")
        fact = file.act("undisputed-facts", text="双方签订合同，价款十二万元，货已交付。")["undisputed"][-1][
            "id"
        ]
        for ref in "AB":
            file.act("undisputed-facts/signatures", fact=fact, ref=ref)
        file.act("service-addresses", ref="A", address="临沂市兰山区某街道一号院", phone="13805390001")
        came = [{"who": ref, "came_as": "party"} for ref in "AB"]
        file.act("sessions", mode="joint", result="failed", held_on=day(), came=came)
        confide(hall, file.id)
        file.fail()
        form = {"case_id": file.id, "in_dispute": "迟延交货是否造成损失，各方说法不一。"}
        handing = mediator.post("/api/mediation/v1/handovers/", form)
        path = f"/api/mediation/v1/handovers/{file.id}"
        for ref in "AB":
            said = {"ref": ref, "wish": "sue" if ref == "A" else "undecided", "scan": "signed-paper"}
            said["items"] = ["name", "address", "facts", "dispute", "attendance"]  # type: ignore[assignment]
            handing = mediator.post(f"{path}/words", said, handing["version"])
        mediator.post(f"{path}/packs", {}, handing["version"])
        made[name] = file.id
        _arrived(hall, file.id)
    return made


def _arrived(hall: TownHall, key: str) -> None:
    clerk = hall.person(Role.COURT_CLERK, "鲁1302")
    wait_for(lambda: there(clerk, f"/api/courtlink/v1/received/{key}"), "the pack's arrival at the court")


def operations(hall: TownHall, run: dict[str, str]) -> dict[str, str]:
    """A court's system that refers a case and can't be reached, somebody at its door, and a message from tomorrow."""
    operator, desk = hall.person(Role.OPERATOR, "3713"), "/api/courtlink/v1/operations"
    exchange = "/api/courtlink/v1/exchange"
    away = {"court_code": "鲁1302", "line": "http", "url": "http://127.0.0.1:9/heshilao"}
    partner = operator.post(f"{exchange}/partners", away)
    key = operator.post(f"{exchange}/partners/鲁1302/keys", {"algorithm": "hmac-sm3"}, partner["version"])
    court = CourtSystem(
        f"{run['public_url']}{exchange}",
        key["id"],
        key["secret"],
        "hmac-sm3",
        clock=lambda: clock.now().timestamp(),
    )
    suit = _suit(hall, f"({day()[:4]})鲁1302民初1202号")
    court.tell("referral", suit, message_id="court-20260519-0001")
    court.send(court.message("referral", suit), secret="00" * 32)
    body = {
        "specversion": "1.0",
        "id": "tomorrow.1.0",
        "source": "/mediation",
        "time": "2026-03-10T01:00:00Z",
    }
    event = json.dumps(body | {"type": "mediation.case.merged.v1", "data": {}}).encode()
    names = Names(KitSettings.read().namespace)
    message = Message("tomorrow.1.0", "mediation.case.merged.v1", event, "application/cloudevents+json")
    rabbit.send(run["amqp_url"], names.queue("courtlink"), message)

    def dead() -> bool | None:
        seen = [one for one in operator.get(f"{desk}/")["services"] if one["name"] == "courtlink"]
        return any(message["id"] == "tomorrow.1.0" for one in seen for message in one["dead"]) or None

    def owed() -> str | None:
        rows = operator.get(f"{exchange}/outgoing")
        return next((row["id"] for row in rows if row["kind"] == "status" and row.get("trouble")), None)

    wait_for(dead, "the message to be seen as dead", 60)
    account = operator.get(f"{desk}/accounts?login=mediator")[0]["id"]
    return {
        "dead": "tomorrow.1.0",
        "owed": wait_for(owed, "the status that the court does not take", 60),
        "account": account,
    }


def main() -> None:
    """Play the scene, and print the ids."""
    hall, run = open_hall(demo_folder())
    print(json.dumps(mediation(hall) | scoring(hall) | courtlink(hall) | operations(hall, run)))


if __name__ == "__main__":
    main()

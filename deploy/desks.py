# SPDX-License-Identifier: Apache-2.0
"""What lies on the desks of the demo's accounts, made through the gateway as people would: `python -m deploy.desks`.

Something to do for each role: cases in each state, grid items, complaints, agreements and packs at the court. The browser
tests stand on the same (tests/browser/scene.py), which looks the things up by their names.
"""

import io
import itertools
from datetime import timedelta
from typing import Any

from PIL import Image

from deploy.browser import Person, there, wait_for
from deploy.replay.driver import File
from deploy.seed import demo_folder, open_hall
from deploy.town_hall import TownHall
from shared import clock
from shared.access import Role
from shared.calendar import local_date

TOWN = "371302001"
CASES, TASKS = "/api/mediation/v1/cases", "/api/scoring/v1/tasks"
LINKS = "/api/mediation/v1/links/"
FILES, GRID = "/api/mediation/v1/files/", "/api/mediation/v1/grid/items"
TOLD_IN_CONFIDENCE = "底线是八千，别告诉对方。"
NAMES = [  # invented
    ("李建国", "王秀兰"),
    ("张守田", "刘桂英"),
    ("陈立柱", "赵玉梅"),
    ("杨春生", "周凤霞"),
    ("吴长河", "郑秀芝"),
    ("孙德福", "马桂兰"),
    ("朱光明", "胡玉芬"),
    ("林大山", "何翠莲"),
    ("高学文", "罗秀云"),
    ("梁满仓", "宋月娥"),
    ("许连生", "邓巧珍"),
    ("曹永福", "彭素琴"),
]


def quarrelling(number: int) -> list[dict[str, Any]]:
    """The two sides of a dispute, other people for each number up to a dozen; their phones end in 0001 and 0002."""
    one, other = NAMES[number % len(NAMES)]
    phone = f"138{5390 + number % len(NAMES)}"
    return [
        {"ref": "A", "name": one, "role": "申请人", "kind": "person", "phone": f"{phone}0001"},
        {"ref": "B", "name": other, "role": "被申请人", "kind": "person", "phone": f"{phone}0002"},
    ]


PARTIES = quarrelling(0)
_OTHERS = map(quarrelling, itertools.count(1))


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
        "parties": more.pop("parties", None) or next(_OTHERS),
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
    new = applied(hall, "王家翻建西屋，屋檐伸到李家院里，下雨时水灌李家墙根。", parties=PARTIES)
    own = PARTIES[0] | {"account": hall.person(Role.PARTY, TOWN).id}
    facts = "李家的排水沟被王家垫高的院子堵住，两家争吵多次，李家说墙裂了。"
    going = accepted(hall, facts, claim="8000.00", parties=[own, PARTIES[1]])
    going.act(
        *("sessions",), mode="joint", result="open", held_on=day(), minutes=50, place="村和事佬调处室",
        record="双方到现场看了排水沟。李家要求赔偿墙裂损失，王家愿意把院子降低，不愿赔钱。",
    )  # fmt: skip
    agreed = accepted(hall, "借两万元盖房，约定一年还清，到期没有还。", category="合同纠纷")
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
    hall.person(Role.MEDIATOR, TOWN, number=2)
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


def photo() -> bytes:
    """A small picture, where a photo of a paper is asked for."""
    drawn = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(drawn, "JPEG")
    return drawn.getvalue()


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
    drawn = {"place": TOWN, "first": day(-30), "last": day(), "count": 1, "reason": "例行抽查卷宗质量"}
    sample = hall.person(Role.COUNTY_SUPERVISOR, "371302").post("/api/mediation/v1/samples/", drawn)
    return {"failed": file.id, "sample": sample["id"]}


def failed_and_told(hall: TownHall, facts: str) -> dict[str, Any]:
    """A dispute that failed in its village and waits to be graded; gives the star task."""
    failed = accepted(hall, facts, category="房屋宅基地纠纷")
    failed.act("sessions", mode="joint", result="failed", held_on=day(), count=2)
    failed.fail()
    director = hall.person(Role.DIRECTOR, TOWN)
    return wait_for(lambda: there(director, f"{TASKS}/{failed.id}"), "the star task")


def failed_and_posted(hall: TownHall, facts: str) -> str:
    """A dispute that failed in its village, graded by two and posted; gives its id."""
    director, secretary = hall.person(Role.DIRECTOR, TOWN), hall.person(Role.SECRETARY, TOWN)
    task = failed_and_told(hall, facts)
    task = director.post(f"{TASKS}/{task['id']}/grading", {}, task["version"])
    apart = {"distinct_because": "同一排房子的另一条界"}
    secretary.post(f"{TASKS}/{task['id']}/grading/confirmation", apart, task["version"])
    return str(task["id"])


def suit(hall: TownHall, number: str) -> dict[str, Any]:
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
    sued = suit(hall, f"({day()[:4]})鲁1302民初1201号")
    listed = {name: sued[name] for name in ("court_code", "body_id", "body_name")}
    entry = judge.post("/api/courtlink/v1/rosters/", {**listed, "kind": "pmc", "fee": "free"})
    mediators = f"/api/courtlink/v1/rosters/{entry['id']}/mediators"
    judge.post(mediators, {"name": "赵调解", "skills": ["合同"], "certificate": "2026-1"}, entry["version"])
    sent = judge.post("/api/courtlink/v1/referrals/", sued)
    asked = {"number": f"({day()[:4]})鲁1302民初1203号", "body_id": None, "consented": ["A"]}
    asking = judge.post("/api/courtlink/v1/referrals/", sued | asked)
    deputy = hall.person(Role.JUDGE, "鲁1302", number=2, name="宋致远")
    found = {"referral": sent["id"], "asked": asking["id"], "entry": entry["id"]}
    blame = {
        "entry_id": entry["id"],
        "kind": "refused_without_reason",
        "text": "三次委派都不接受，没有理由。",
    }
    blamed = judge.post("/api/courtlink/v1/complaints/", blame)
    found |= {"team": teamed(hall), "deputy": deputy.id, "blamed": blamed["id"]}
    packs = {name: handed_over(hall) for name in ("received", "received_too")}
    return found | confirmed(hall) | packs | guided(hall, judge)


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
    made = {"examined": under_examination(hall), "waiting": asked_for(hall).id}
    file = signed(hall)
    link = hall.person(Role.MEDIATOR, TOWN).post(LINKS, {"case_id": file.id, "ref": "A"})
    return made | {"offered": file.id, "agreed_my": link["path"]}


def sign(file: File) -> None:
    """The parties agree to pay by instalments, and all sign."""
    file.act("sessions", mode="joint", result="agreed", held_on=day(), record="同意分两次还清。")
    plan = [{"amount": "10000.00", "due_on": day(30)}, {"amount": "10000.00", "due_on": day(60)}]
    term = {"kind": "payment", "who": "B", "to": "A", "what": "归还借款", "amount": "20000.00", "plan": plan}
    file.act("agreement", form="written", agreed_on=day(), terms=[term])
    for ref in "AB":
        file.act("agreement/acts", kind="party_signed", ref=ref, on=day(), means="thumb")
    for kind in ("mediator_signed", "seal"):
        file.act("agreement/acts", kind=kind, on=day())


def signed(hall: TownHall) -> File:
    """A loan whose parties agreed on paper; one of them told the mediator something in private."""
    file = accepted(hall, "借两万元盖房，到期没有还。", category="合同纠纷")
    sign(file)
    confide(hall, file.id)
    return file


def asked_for(hall: TownHall) -> File:
    """An agreement that both parties ask the court to confirm."""
    file = signed(hall)
    for ref in "AB":
        file.act("confirmation/asks", ref=ref, court_code="鲁1302", means="thumb", scan="signed-paper")
    return file


def under_examination(hall: TownHall) -> str:
    """An agreement that the judge has taken for examination; gives its id."""
    key = asked_for(hall).id
    _take(hall, key)
    return key


def _take(hall: TownHall, key: str) -> None:
    judge, path = hall.person(Role.JUDGE, "鲁1302"), f"/api/courtlink/v1/confirmations/{key}"

    def applied() -> Any:
        found = there(judge, path)
        return found if found and found["state"] == "applied" else None

    found = wait_for(applied, "the application's arrival at the court")
    judge.post(f"{path}/acceptance", {"taken": True}, found["version"])


def handed_over(hall: TownHall) -> str:
    """A dispute that failed and went to the court with what its parties consented to; gives its id."""
    mediator = hall.person(Role.MEDIATOR, TOWN)
    file = accepted(hall, "买卖合同交货迟了三十日。", category="合同纠纷")
    words = "双方签订合同，价款十二万元，货已交付。"
    fact = file.act("undisputed-facts", text=words)["undisputed"][-1]["id"]
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
    _arrived(hall, file.id)
    return file.id


def _arrived(hall: TownHall, key: str) -> None:
    clerk = hall.person(Role.COURT_CLERK, "鲁1302")
    wait_for(lambda: there(clerk, f"/api/courtlink/v1/received/{key}"), "the pack's arrival at the court")


def play(hall: TownHall) -> dict[str, str]:
    """Lay it all out; gives the id of each thing by its name."""
    return mediation(hall) | courtlink(hall)


def main() -> None:
    """Lay the desks of the demo, once."""
    hall, _run = open_hall(demo_folder())
    body = hall.person(Role.COUNTY_SUPERVISOR, "371302").get(
        f"/api/mediation/v1/bodies/{hall.body(TOWN)['id']}"
    )
    if not body["members"]:
        play(hall)
        failed_and_posted(hall, "两家为宅基地边界争执多年，村里调了两次没有调成。")


if __name__ == "__main__":
    main()

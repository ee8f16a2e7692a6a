# SPDX-License-Identifier: Apache-2.0
"""With the real broker and real processes: what was said in confidence is in no message, dead letter, log or database of the court."""

import json
import uuid

import bson
import pytest

from deploy.browser import Person, there, wait_for
from deploy.seed import PLACES
from shared import mongo, rabbit
from shared.access import Role
from shared.calendar import local_date
from shared.clock import now
from shared.rabbit import Message, Names
from tests.printed import words_of
from tests.stack.conftest import Site

pytestmark = pytest.mark.timeout(600)
SECRET = "密语：最多出八万七千"


def test_words_of_a_mediation_reach_no_queue_no_dead_letter_no_log_and_no_database_of_the_court(
    site: Site,
) -> None:
    judge, mediator = (
        Person(site.address, site.accounts[f"{role}-{PLACES[role]}"]) for role in (Role.JUDGE, Role.MEDIATOR)
    )
    sent = refer(judge, mediator)
    case = wait_for(lambda: there(mediator, f"/api/mediation/v1/cases/{sent}"), "the referral's arrival")
    end_with_secrets(mediator, case)
    path = f"/api/courtlink/v1/referrals/{sent}"
    seen = wait_for(lambda: found if (found := judge.get(path))["outcome"] else None, "the outcome")
    dead = make_a_dead_letter(site, sent)

    assert seen["state"] == "failed"
    assert SECRET not in json.dumps(seen, ensure_ascii=False)
    assert SECRET not in dead
    names = Names("")
    for service in ("mediation", "scoring", "courtlink"):
        for queue in (names.queue(service), names.dead(service)):
            for letter in rabbit.peek(site.amqp_url, queue):
                assert SECRET.encode() not in letter.body, queue
    papers = [one["form"] for one in judge.get(f"/api/courtlink/v1/papers/referrals/{sent}")]
    assert "return" in papers
    year = f"first={seen['referred_on'][:4]}-01-01&last={seen['referred_on'][:4]}-12-31"
    prints = [f"/api/courtlink/v1/papers/referrals/{sent}/{form}.pdf" for form in papers]
    for path in (*prints, f"/api/courtlink/v1/statistics/workbook?{year}", f"/courtlink/referrals/{sent}"):
        assert "".join(SECRET.split()) not in words_of(judge.read(path)), path
    with mongo.client(site.mongo_url) as driver:
        rows = [
            row
            for side in ("courtlink", "scoring", "identity")
            for name in driver[side].list_collection_names()
            for row in driver[side][name].find()
        ]
        published = list(driver["mediation"]["published"].find())
    assert rows
    assert published
    assert all(SECRET.encode() not in bson.encode(row) for row in [*rows, *published])
    logs = sorted((site.stack.folder / "logs").glob("*.log"))
    assert logs
    assert all(SECRET not in log.read_text(errors="replace") for log in logs)


def refer(judge: Person, mediator: Person) -> str:
    """A referred case; its id."""
    (body, *_) = mediator.get(f"/api/mediation/v1/bodies/?place={PLACES[Role.MEDIATOR]}")
    today = local_date(now())
    parties = [{"ref": ref, "name": f"当事人{ref}", "role": "当事人", "kind": "person"} for ref in "AB"]
    paper = {
        "number": f"({today.year})鲁1302民初{uuid.uuid4().int % 9_000_000}号",
        "court_code": "鲁1302",
        "cause": "买卖合同纠纷",
        "category": "合同纠纷",
        "procedure": "ordinary",
        "referred_on": today.isoformat(),
        "body_id": body["id"],
        "parties": parties,
        "consented": ["A", "B"],
    }
    return str(judge.post("/api/courtlink/v1/referrals/", paper)["id"])


def end_with_secrets(mediator: Person, case: dict[str, object]) -> None:
    """Mediate it, say the secret wherever words can be said, and end without agreement."""
    path = f"/api/mediation/v1/cases/{case['id']}"

    def act(what: str, **facts: object) -> None:
        nonlocal case
        case = mediator.post(f"{path}/{what}", facts, case["version"])

    act("referral/accept")
    for ref in "AB":
        act("rights-notices", ref=ref)
        act("referral/preparations", ref=ref, identity_checked=True, warned=True, address_declined=True)
    act("mediators", account=mediator.id)
    offers = [{"by": "B", "what": SECRET, "amount": "87000.00"}]
    act("sessions", mode="joint", result="failed", record=SECRET, offers=offers, facts_agreed=[SECRET])
    act("undisputed-facts", text=SECRET)
    act("undisputed-facts/signatures", fact=case["undisputed"][0]["id"], ref="A")  # type: ignore[index]
    mediator.post("/api/mediation/v1/talks/", {"case_id": case["id"], "ref": "B", "text": SECRET})
    for ref in "AB":
        act("remedies-notices", ref=ref, delivered=True)
    act("terminate", reason="gap_too_wide")


def make_a_dead_letter(site: Site, referral: str) -> str:
    """The same outcome under a type that nobody knows, which the court's worker lays among the dead; its text."""
    with mongo.client(site.mongo_url) as driver:
        wanted = {"event.subject": referral, "event.type": "mediation.referral.ended.v1"}
        (row,) = driver["mediation"]["published"].find(wanted)
    stranger = str(uuid.uuid4())
    body = {**row["event"], "id": stranger, "type": "mediation.referral.ended.v9"}
    text = json.dumps(body, ensure_ascii=False, default=str)
    message = Message(stranger, body["type"], text.encode(), "application/cloudevents+json")
    rabbit.send(site.amqp_url, Names("").queue("courtlink"), message)

    def buried() -> str | None:
        letters = rabbit.peek(site.amqp_url, Names("").dead("courtlink"))
        return next((one.body.decode() for one in letters if stranger in one.body.decode()), None)

    found = wait_for(buried, "the letter among the dead")
    site.run("services.courtlink", "dead", "discard", stranger, "--reason", "a test")
    return found

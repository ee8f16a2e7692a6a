# SPDX-License-Identifier: Apache-2.0
"""What P1 is played on: four hundred cases that are ready for sessions, and the session that is logged on them.

One case is made by the service's own commands and then copied; the bare view gets the same documents.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pymongo.collection import Collection
from structlog.testing import capture_logs

from services.mediation import SERVICE
from services.mediation.bodies import commands as bodies
from services.mediation.bodies.rules import BodyKind
from services.mediation.cases import consents, intake
from services.mediation.cases.documents import Case
from services.mediation.cases.parties import Consent
from services.mediation.cases.suitability import Channel
from shared import clock, mongo, topology
from shared.access import Actor, Grant, Role
from shared.call import Call
from shared.identity import accounts
from shared.mongo import collection
from shared.regions import regions
from shared.settings import KitSettings
from shared.web.app import create_app
from tests.bench.client import Resource
from tests.bench.ground import Ground

CASES = 400
_HEADERS = {"Host": "127.0.0.1", "Content-Type": "application/json", "Accept": "application/json"}
_PASSWORD = "only for the bench"
_SESSION = {
    "mode": "joint",
    "result": "open",
    "minutes": 90,
    "record": "双方对修建排水沟的位置各执一词。调解员查看现场，建议沟道向东移半米，费用各担一半；双方答应回去商量，下周再谈。",
}
_PARTIES = [
    {"ref": "A", "name": "王某", "kind": "person", "role": "申请人", "phone": "13800000001"},
    {"ref": "B", "name": "李某", "kind": "person", "role": "被申请人", "phone": "13800000002"},
]


class Lost(Exception):
    """Raised when a session that was answered is not in the database."""


@dataclass(frozen=True)
class Scene:
    """The copies of one case for one side, and how a session is posted to them."""

    rows: Collection[dict[str, Any]]
    pattern: dict[str, Any]
    path: str
    headers: dict[str, str]
    body: bytes = json.dumps(_SESSION).encode()

    def clear(self) -> None:
        """Put the cases back to their beginning."""
        self.rows.delete_many({})
        self.rows.insert_many({**self.pattern, "_id": f"case-{number}"} for number in range(CASES))

    def resources(self) -> list[Resource]:
        """What is posted to."""
        version = self.pattern["version"]
        return [Resource(self.path.format(f"case-{number}"), version) for number in range(CASES)]

    def check(self, resources: Sequence[Resource]) -> None:
        """Every session that was answered is stored once. Raises Lost."""
        answered = sum(resource.version - self.pattern["version"] for resource in resources)
        stored = sum(len(row.get("sessions", [])) for row in self.rows.find({}, {"sessions.id": 1}))
        if answered != stored:
            raise Lost(f"{answered} sessions were answered, {stored} are stored")


def prepare(ground: Ground) -> dict[str, Any]:
    """Indexes, a mediator's account, and one case as it is before its first session."""
    topology.prepare([SERVICE], ground.mongo_url, ground.amqp_url, namespace=ground.namespace)
    mongo.connect(ground.mongo_url, ["identity"], namespace=ground.namespace)
    accounts.ensure_indexes()
    place = regions().all("village")[0].code
    account = accounts.open_account("mediator", "赵某", [Grant(Role.MEDIATOR, place)], password=_PASSWORD)
    call = Call(actor=Actor(account.id, account.name), at=clock.now())
    body = bodies.found_body(call, kind=BodyKind.VILLAGE_PMC, name="甲村人民调解委员会", place=place)
    bodies.appoint_mediator(call, body.id, account=account.id, name=account.name)
    facts = "两家相邻，去年秋天因排水沟占地起争执，多次口角，村干部劝过两回未果。" * 5
    case = intake.apply(
        call, body_id=body.id, category="邻里纠纷", channel=Channel.APPLIED, parties=_PARTIES, facts=facts
    )
    intake.accept(call, case.id)
    for ref in ("A", "B"):
        consents.answer_consent(call, case.id, ref=ref, answer=Consent.CONSENTED)
        consents.serve_rights_notice(call, case.id, ref=ref)
    consents.assign_mediator(call, case.id, account=account.id)
    pattern = collection(Case).find_one({"_id": case.id})
    assert pattern is not None
    return pattern


def ours(pattern: dict[str, Any]) -> Scene:
    """Our side, logged in as the mediator with a browser's cookie."""
    browser = create_app(SERVICE, KitSettings.read()).test_client()
    with capture_logs():
        answer = browser.post("/login", data={"login": "mediator", "password": _PASSWORD})
    cookie = answer.headers["Set-Cookie"].partition(";")[0]
    headers = _HEADERS | {"Cookie": cookie, "Sec-Fetch-Site": "same-origin"}
    return Scene(collection(Case), pattern, "/api/mediation/v1/cases/{}/sessions", headers)


def bare(ground: Ground, pattern: dict[str, Any]) -> Scene:
    """The other side; its outbox is made before, since a transaction should not have to."""
    database = mongo.client(ground.mongo_url)[f"{ground.namespace}bare"]
    database.create_collection("outbox")
    return Scene(database["cases"], pattern, "/cases/{}/sessions", _HEADERS)

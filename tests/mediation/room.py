# SPDX-License-Identifier: Apache-2.0
"""Words for telling what happens at a mediator's desk."""

import io
from datetime import datetime
from typing import Any
from uuid import uuid4

from PIL import Image

from shared import clock
from shared.calendar import SHANGHAI
from tests.hall import Hall

TOWN = "371324001"
LI, SUN, QIAN = (
    {"ref": "A", "name": "李某", "kind": "person", "phone": "13800000001"},
    {"ref": "B", "name": "孙某", "kind": "person", "phone": "13800000002"},
    {"ref": "C", "name": "钱某", "kind": "person"},
)
TERMS = [{"kind": "payment", "who": "B", "to": "A", "what": "赔偿", "amount": "30000.00", "due": "年底前"}]


def at(text: str) -> datetime:
    """Put the clock to this moment in Shanghai."""
    moment = datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
    clock.put(moment, running=False)
    return moment


def code(answer: Any) -> str:
    """The code of a refusal."""
    assert answer.status_code in (403, 404, 409, 412, 422), answer.json
    return str(answer.json["code"])


class Desk:
    """A person's desk with one case: each act takes the version that the one before left."""

    def __init__(self, hall: Hall, case: dict[str, Any], login: str = "mediator") -> None:
        self.hall, self.case, self.login = hall, case, login

    @property
    def path(self) -> str:
        return f"/cases/{self.case['id']}"

    def act(self, path: str, **facts: Any) -> dict[str, Any]:
        """Do it; the case as it is afterwards."""
        answer = self.try_act(path, **facts)
        assert answer.status_code < 300, (path, answer.json)
        self.case = answer.json
        return self.case

    def try_act(self, path: str, login: str = "", **facts: Any) -> Any:
        """Try it; the answer."""
        who = login or self.login
        return self.hall.post("mediation", who, f"{self.path}/{path}", facts, self.case["version"])

    def get(self, path: str = "", login: str = "") -> Any:
        """Read something of the case."""
        return self.hall.get("mediation", login or self.login, f"{self.path}{path}")

    def reload(self) -> dict[str, Any]:
        """The case as it is now."""
        self.case = self.get().json
        return self.case

    def begin(self) -> "Desk":
        """Accept; consents, notices and a mediator, so that a session may be held."""
        self.act("accept")
        for party in self.case["parties"]:
            self.act("consents", ref=party["ref"], answer="consented")
            self.act("rights-notices", ref=party["ref"])
        self.act("mediators", account=self.hall.ids["mediator"])
        return self

    def sign(self, on: str, **more: Any) -> dict[str, Any]:
        """All acts of signing on one day."""
        for party in self.case["parties"]:
            self.act("agreement/acts", kind="party_signed", ref=party["ref"], on=on, **more)
        for kind in ("mediator_signed", "seal"):
            self.act("agreement/acts", kind=kind, on=on)
        return self.case

    def file(self, kind: str, content: bytes | None = None, **more: str) -> str:
        """Put a file into the store; its id."""
        query = {"case_id": self.case["id"], "kind": kind, "name": f"{kind}.jpg"} | more
        answer = self.hall.browser("mediation", self.login).post(
            "/api/mediation/v1/files/",
            query_string=query,
            data=content or photo(),
            headers={"Idempotency-Key": str(uuid4()), "Content-Type": "application/octet-stream"},
        )
        assert answer.status_code == 201, answer.json
        return str(answer.json["id"])


def photo(size: tuple[int, int] = (60, 40)) -> bytes:
    """A small JPEG."""
    drawn = io.BytesIO()
    Image.new("RGB", size, "white").save(drawn, "JPEG")
    return drawn.getvalue()


def applied(hall: Hall, body: str, **more: Any) -> Desk:
    """A dispute between Li and Sun about a neighbour's ditch."""
    form = {"body_id": body, "category": "邻里纠纷", "channel": "applied", "parties": [LI, SUN], **more}
    answer = hall.post("mediation", "mediator", "/cases/", form)
    assert answer.status_code == 201, answer.json
    return Desk(hall, answer.json)

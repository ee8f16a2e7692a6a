# SPDX-License-Identifier: Apache-2.0
"""A court, two bodies and their people, for stories over the API: acts of the court and of the mediator, by the moved clock."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared import clock
from shared.access import Role
from shared.calendar import SHANGHAI
from tests.hall import Hall

TOWN, COURT, OTHER_COURT = "371324001", "鲁1324", "鲁1302"
PARTIES = [
    {"ref": "A", "name": "王甲", "role": "原告", "kind": "person"},
    {"ref": "B", "name": "某某经营部", "role": "被告", "kind": "org"},
]
TERMS = [
    {"kind": "payment", "who": "B", "to": "A", "what": "货款", "amount": "30000.00", "due_on": "2026-12-31"}
]


def at(text: str) -> datetime:
    """Put the clock, local time."""
    moment = datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
    clock.put(moment, running=False)
    return moment


@dataclass
class Thing:
    """Something in somebody's hands: each act takes the version that the one before left."""

    hall: Hall
    service: str
    login: str
    path: str
    seen: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.seen["id"])

    def act(self, path: str, **facts: Any) -> dict[str, Any]:
        """An act that succeeds."""
        answer = self.tried(path, **facts)
        assert answer.status_code < 300, (path, answer.json)
        self.seen = answer.json
        return self.seen

    def tried(self, path: str, **facts: Any) -> Any:
        """An act, with whatever comes of it."""
        return self.hall.post(
            self.service, self.login, f"{self.path}/{self.id}/{path}", facts, self.seen["version"]
        )

    def refused(self, path: str, **facts: Any) -> str:
        """The code with which an act is refused."""
        answer = self.tried(path, **facts)
        assert answer.status_code >= 400, answer.json
        return str(answer.json["code"])

    def again(self) -> dict[str, Any]:
        """As it is now."""
        self.seen = self.hall.get(self.service, self.login, f"{self.path}/{self.id}").json
        return self.seen


class Court:
    """One hall with a court and a mediation body."""

    def __init__(self, hall: Hall) -> None:
        self.hall, self.serial = hall, 0
        hall.account("county", (Role.COUNTY_SUPERVISOR, "371324"))
        hall.account("director", (Role.DIRECTOR, TOWN))
        for login in ("judge", "judge2", "clerk"):
            role = Role.COURT_CLERK if login == "clerk" else Role.JUDGE
            hall.account(login, (role, COURT))
        hall.account("stranger", (Role.JUDGE, OTHER_COURT))
        for login in ("mediator", "second"):
            hall.account(login, (Role.MEDIATOR, TOWN))
        self.body = self._body("镇调委会")
        self.other_body = self._body("行业调委会")

    def _body(self, name: str) -> str:
        form = {"kind": "industry_pmc", "name": name, "place": TOWN}
        made = self.hall.post("mediation", "county", "/bodies/", form).json
        for login in ("mediator", "second"):
            appointed = {"account": self.hall.ids[login], "name": f"{login}调解员"}
            made = self.hall.post(
                "mediation", "county", f"/bodies/{made['id']}/mediators", appointed, made["version"]
            ).json
        return str(made["id"])

    def paper(self, **change: Any) -> dict[str, Any]:
        """A referral paper with a number of its own."""
        self.serial += 1
        year = str(change.get("referred_on", "2026"))[:4]
        form = {
            "number": f"({year}){COURT}民初{self.serial}号",
            "court_code": COURT,
            "cause": "买卖合同纠纷",
            "category": "合同纠纷",
            "procedure": "ordinary",
            "claim": "120000.00",
            "referred_on": "2026-05-20",
            "body_id": self.body,
            "parties": [party | {"name": f"{party['name']}{self.serial}"} for party in PARTIES],
            "consented": ["A", "B"],
        }
        return form | change

    def refer(self, **change: Any) -> Thing:
        """The judge refers; the body is told."""
        answer = self.hall.post("courtlink", "judge", "/referrals/", self.paper(**change))
        assert answer.status_code == 201, answer.json
        self.hall.town.deliver(times=3)
        return Thing(self.hall, "courtlink", "judge", "/referrals", answer.json)

    def case(self, referral: Thing, login: str = "mediator") -> Thing:
        """The same case in the mediator's hands."""
        found = self.hall.get("mediation", login, f"/cases/{referral.id}")
        return Thing(self.hall, "mediation", login, "/cases", found.json)

    def begun(self, referral: Thing) -> Thing:
        """Accepted, with a mediator, every party prepared."""
        case = self.case(referral)
        case.act("referral/accept")
        self.prepare(case)
        if not case.seen["mediators"]:
            case.act("mediators", account=self.hall.ids["mediator"])
        return case

    def prepare(self, case: Thing) -> None:
        """What the law asks before the first meeting."""
        for ref in "AB":
            case.act("rights-notices", ref=ref)
            address = {"addressee": f"收件人{ref}", "address": f"{ref}村1号", "phone": "13812345678"}
            done = {"identity_checked": True, "warned": True, "online": True, "address": address}
            case.act("referral/preparations", ref=ref, **done)

    def failed(self, case: Thing, **more: Any) -> None:
        """Ended without agreement, and the court told."""
        for ref in "AB":
            case.act("remedies-notices", ref=ref, delivered=True)
        case.act("terminate", reason="gap_too_wide", **more)
        self.hall.town.deliver(times=3)

    def desk(self, login: str = "judge", **query: str) -> list[tuple[str, str]]:
        """Needs and titles on somebody's desk."""
        rows = self.hall.get("courtlink", login, "/desk/", query_string=query).json
        return [(row["need"], row["title"]) for row in rows]

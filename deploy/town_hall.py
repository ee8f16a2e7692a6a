# SPDX-License-Identifier: Apache-2.0
"""The people and bodies of the demo: who works where, found or founded when first needed."""

from typing import Any

from deploy.accounts import DemoAccounts
from deploy.browser import Person, Refused
from deploy.stories import cadre_of, name_of
from shared.access import Role
from shared.regions import regions


class TownHall:
    """Persons by post and bodies by place, through the gateway at `address`."""

    def __init__(self, address: str, accounts: DemoAccounts) -> None:
        self._address, self._accounts = address, accounts
        self._persons: dict[str, Person] = {}
        self._bodies: dict[str, dict[str, Any]] = {}

    def person(self, role: Role, place: str, *, number: int = 1, name: str = "") -> Person:
        """The account that holds the role there."""
        login = f"{role}-{place}" + (f"-{number}" if number > 1 else "")
        if login not in self._persons:
            account = self._accounts.get(login, name or name_of(role, place, number), [(role, place)])
            self._persons[login] = Person(self._address, account)
        return self._persons[login]

    def body(self, place: str) -> dict[str, Any]:
        """The committee of the village or township, with one mediator."""
        if place not in self._bodies:
            city = self.person(Role.CITY_SUPERVISOR, regions().path(place)[1])
            kind = "village_pmc" if regions().get(place).level == "village" else "township_pmc"
            name = f"{regions().get(place).name}人民调解委员会"
            body = self._find(city, place, kind) or self._found(city, place, kind, name)
            mediator = self.person(Role.MEDIATOR, place)
            if all(one["account"] != mediator.id for one in body["mediators"]):
                appointed = {"account": mediator.id, "name": mediator.account["name"]}
                body = city.post(
                    f"/api/mediation/v1/bodies/{body['id']}/mediators", appointed, body["version"]
                )
            self._bodies[place] = body
        return self._bodies[place]

    def _find(self, city: Person, place: str, kind: str) -> dict[str, Any] | None:
        rows = city.get(f"/api/mediation/v1/bodies/?place={place}&limit=100")
        here = [row for row in rows if row["place"] == place and row["kind"] == kind]
        return city.get(f"/api/mediation/v1/bodies/{here[0]['id']}") if here else None

    @staticmethod
    def _found(city: Person, place: str, kind: str, name: str) -> dict[str, Any]:
        answer: dict[str, Any] = city.post(
            "/api/mediation/v1/bodies/", {"kind": kind, "name": name, "place": place}
        )
        return answer

    def cadres(self, township: str, count: int = 3) -> list[Person]:
        """Section-level cadres of the township, on its roster."""
        county = self.person(Role.COUNTY_SUPERVISOR, regions().path(township)[2])
        place = regions().get(township).name
        known = [cadre_of(township, place, number) for number in range(1, count + 1)]
        cadres = [
            self.person(Role.CADRE, township, number=number, name=name)
            for number, (name, _post) in enumerate(known, start=1)
        ]
        for cadre, (_name, post) in zip(cadres, known, strict=True):
            entry = {
                "account": cadre.id,
                "name": cadre.account["name"],
                "post": post,
                "township": township,
            }
            try:
                county.post("/api/scoring/v1/cadres", entry)
            except Refused as error:
                if error.code != "already_on_roster":
                    raise
        return cadres

# SPDX-License-Identifier: Apache-2.0
"""Loads Linyi into a running demo: its committees and one account for each role. `python -m deploy.seed`."""

import json
import os
from pathlib import Path

from rich.console import Console
from rich.table import Table

from deploy.accounts import DemoAccounts
from deploy.stories import cadre_of
from deploy.town_hall import TownHall
from shared import mongo
from shared.access import Role
from shared.identity.pages import ROLE_NAMES
from shared.regions import regions
from shared.settings import KitSettings

_CITY, _COUNTY, _TOWNSHIP, _COURT = "3713", "371302", "371302001", "鲁1302"
PLACES = {
    Role.PARTY: _TOWNSHIP,
    Role.GRID_WORKER: _TOWNSHIP,
    Role.MEDIATOR: _TOWNSHIP,
    Role.DIRECTOR: _TOWNSHIP,
    Role.CADRE: _TOWNSHIP,
    Role.SECRETARY: _TOWNSHIP,
    Role.CALLBACK_CENTRE: _COUNTY,
    Role.JUDGE: _COURT,
    Role.COURT_CLERK: _COURT,
    Role.PETITION_OFFICE: _TOWNSHIP,
    Role.COUNTY_SUPERVISOR: _COUNTY,
    Role.CITY_SUPERVISOR: _CITY,
    Role.OPERATOR: _CITY,
}


def open_hall(folder: Path) -> tuple[TownHall, dict[str, str]]:
    """The town hall of the demo that runs in `folder`, and its addresses."""
    run = json.loads((folder / "run.json").read_text())
    settings = KitSettings.read()
    mongo.connect(run["mongo_url"], ["identity"], namespace=settings.namespace)
    return TownHall(run["public_url"], DemoAccounts(folder)), run


def demo_folder() -> Path:
    """Where the demo keeps its data."""
    return Path(os.environ.get("HESHILAO_STACK", Path(__file__).parents[1] / ".demo"))


def main() -> None:
    """Open the accounts, found the first committee, and print who may log in."""
    folder = demo_folder()
    hall, _ = open_hall(folder)
    table = Table(
        "岗位 role",
        "姓名 name",
        "账号 login",
        "密码 password",
        "地方 place",
        title="演示账号 demo accounts（人名都是编的 invented names）",
    )
    for role, place in PLACES.items():
        name = ""
        if role is Role.CADRE:  # as the roster names it
            name, _post = cadre_of(place, regions().get(place).name, 1)
        account = hall.person(role, place, name=name).account
        table.add_row(ROLE_NAMES[role], account["name"], account["login"], account["password"], place)
    hall.body(_TOWNSHIP)
    hall.cadres(_TOWNSHIP)
    counts = {level: len(regions().all(level)) for level in ("county", "township", "village")}
    with (folder / "accounts.txt").open("w", encoding="utf-8") as file:
        Console(file=file, width=110).print(table)
    console = Console(width=110)
    console.print(
        f"临沂 Linyi: {counts['county']} 县区, {counts['township']} 乡镇街道, {counts['village']} 村居"
    )
    console.print(table)


if __name__ == "__main__":
    main()

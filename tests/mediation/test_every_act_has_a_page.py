# SPDX-License-Identifier: Apache-2.0
"""What the API lets a person do, a person can do on a page: each POST of the API has its form, or a reason why not."""

import re

from services.mediation import SERVICE
from shared import mongo
from shared.settings import KitSettings
from shared.web.app import create_app

API, PAGES = "/api/mediation/v1", "/mediation"
ELSEWHERE = {  # where the page of an act has another address
    r"/bodies": "/bodies/new",
    r"/cases": "/cases/new",
    r"/complaints": "/complaints/bodies/<>/new",
    r"/drafts(/<>)?(/application)?": "/apply/check",
    r"/files": "/folder/<>/upload",
    r"/files/<>/removal": "/folder/<>/files/<>/removal",
    r"/grid/items": "/grid/new",
    r"/grid/items/<>/(.*)": r"/grid/<>/\1",
    r"/handovers": "/court/<>/handover",
    r"/handovers/<>/(.*)": r"/court/<>/\1",
    r"/ledgers/trials": "/ledgers",
    r"/links": "/links/<>/new",
    r"/prevention": "/prevention/cases/<>/claim",
    r"/samples": "/samples/new",
    r"/talks": "/private/<>/new",
}
NO_PAGE = {
    "/drafts/<>/removal": "a draft that nobody continues goes by itself",
}
OPERATORS = "/operations"  # accounts and orders: the operators' desk shows all services, at courtlink


def _addresses() -> tuple[set[str], set[str]]:
    """The POSTs of the API and of the pages, their variables written `<>`."""
    app = create_app(SERVICE, KitSettings.read())
    mongo.disconnect(["mediation", "identity"])
    posts = [rule.rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    plain = {re.sub(r"<[^>]*>", "<>", rule).rstrip("/") for rule in posts}
    return (
        {one.removeprefix(API) for one in plain if one.startswith(API)},
        {one.removeprefix(PAGES) for one in plain if one.startswith(f"{PAGES}/")},
    )


def test_every_act_of_the_api_has_a_page() -> None:
    acts, pages = _addresses()
    assert len(acts) > 80

    without = []
    for act in sorted(acts - NO_PAGE.keys()):
        if act.startswith(OPERATORS):
            continue
        page = next(
            (re.sub(f"^{at}$", to, act) for at, to in ELSEWHERE.items() if re.fullmatch(at, act)), act
        )
        if page not in pages:
            without.append(act)

    assert without == []

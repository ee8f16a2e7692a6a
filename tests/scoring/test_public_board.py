# SPDX-License-Identifier: Apache-2.0
"""What the public gets to see, over HTTP: nothing that was planted, in no form and by no way (S25, SB-26, PV-16 to PV-19)."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from datetime import date

import pytest
from flask.testing import FlaskClient

from services.scoring import SERVICE
from services.scoring.board import ladder
from services.scoring.tasks import commands
from services.scoring.tasks.callbacks import Result
from shared.access import Role
from shared.mongo import collection
from shared.redaction import GONE
from tests.hall import Hall, open_hall
from tests.printed import chinese
from tests.scoring import world
from tests.scoring.conftest import Clock
from tests.scoring.world import News, closed, failed, settled

API = "/api/scoring/v1"
NAME, IDENTITY, PHONE, PLATE = "张秀英", "371302199001011234", "13812345678", "鲁Q12345"
CHILD = "X学校三班的男孩"
TEXT = (
    f"{NAME}，{IDENTITY}，３７１３０２　１９９００１０１　１２３４，{PHONE}，138 1234 5678，{PLATE}，{CHILD}"
)
WAYS = (
    "/scoring/board",
    "/scoring/wall",
    f"{API}/board",
    f"{API}/board/ranking",
    f"{API}/board.csv",
    f"{API}/board.xlsx",
    f"{API}/board.rss",
)


@pytest.fixture(scope="module")
def open_town(mongo_url: str, namespace: str) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}public_") as hall:
        hall.account("gao", (Role.CADRE, world.TOWNSHIP))
        hall.account("operator", (Role.OPERATOR, "3713"))
        yield hall


@pytest.fixture
def hall(open_town: Hall, at: Clock) -> Hall:
    for kind in SERVICE.documents:
        collection(kind).delete_many({})
    return open_town


@pytest.fixture
def visitor(hall: Hall) -> FlaskClient:
    return hall.apps["scoring"].test_client()


@pytest.fixture
def planted(hall: Hall, at: Clock) -> News:
    """A solved task with secrets in every free text that scoring takes, and two live family cases of the village."""
    news = News()
    world.enrol(hall.ids["gao"], name="高某", post=f"副镇长 {IDENTITY}（{PHONE}）{PLATE}")
    news.arrives(failed("case-1"))
    commands.propose_grade(world.a_call(world.DIRECTOR), "case-1", given={}, note=TEXT)
    commands.confirm_grade(world.a_call(world.PETITIONS), "case-1")
    world.pick(hall.ids["gao"], "case-1")
    world.meet_both(hall.ids["gao"], "case-1")
    at("2026-03-10 09:00")
    news.arrives(settled(date(2026, 3, 10)), closed(date(2026, 3, 10)))
    for party in "AB":
        world.call_back(party, Result.SATISFIED)
    at("2026-04-12 09:00")
    news.tick()
    for number in (1, 2):
        news.arrives(failed(f"family-{number}", category="婚姻家庭纠纷", dispute_key=f"k{number}"))
        world.post(f"family-{number}")
    news.arrives(failed("odd", category=f"邻里纠纷 {TEXT}", dispute_key="k3"))
    world.post("odd")
    news.town.deliver()
    return news


def text_of(visitor: FlaskClient, way: str, place: str) -> str:
    """All that came, workbooks unpacked, widths made one."""
    answer = visitor.get(f"{way}?place={place}")
    assert answer.status_code == 200, way
    content = answer.text if not way.endswith(".xlsx") else ""
    if way.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(answer.data)) as book:
            content = "\n".join(book.read(name).decode() for name in book.namelist() if "theme" not in name)
    return unicodedata.normalize("NFKC", content + str(answer.headers))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("place", [world.TOWNSHIP, world.COUNTY, world.CITY])
def test_no_way_leads_to_what_was_planted(
    planted: News, hall: Hall, visitor: FlaskClient, way: str, place: str
) -> None:
    content = text_of(visitor, way, place)

    digits = re.sub(r"[^\dXx]", "", re.sub(r"\d{1,2}(?=[^\d])", "", content))
    assert IDENTITY not in digits
    for secret in (
        NAME,
        IDENTITY,
        PHONE,
        PLATE,
        CHILD,
        "12345678",
        "60000",
        "50000",
        "odd",
        "family-",
        "case-1",
    ):
        assert secret not in content, secret
    for secret in (world.VILLAGE, hall.ids["gao"], "人调字", "gap_too_wide", "note"):
        assert secret not in content.replace("site-notice", ""), secret
    assert "家庭纠纷" not in content.replace("家庭、医疗、伤害等纠纷", "")


def test_the_row_shows_code_place_grade_dates_and_cadre(planted: News, visitor: FlaskClient) -> None:
    (row,) = visitor.get(f"{API}/board?place={world.TOWNSHIP}").json["items"]

    assert row["code"].startswith("ZX")
    assert (row["township"], row["grade"], row["state"]) == (world.TOWNSHIP, 3, "final")
    assert (row["cadre_name"], row["cadre_post"].count(GONE)) == ("高某", 3)
    assert (row["picked_on"], row["settled_on"], row["final_on"]) == (
        "2026-03-02",
        "2026-03-10",
        "2026-04-12",
    )


def test_hidden_kinds_are_counted_only_where_they_are_many(
    planted: News, hall: Hall, visitor: FlaskClient
) -> None:
    few = visitor.get(f"{API}/board?place={world.TOWNSHIP}").json
    for number in range(3, 9):
        planted.arrives(failed(f"family-{number}", category="医疗纠纷", dispute_key=f"m{number}"))
        world.post(f"family-{number}")
    planted.town.deliver()

    many = visitor.get(f"{API}/board?place={world.TOWNSHIP}").json

    assert (few["total"]["hidden"], few["total"]["posted"]) == (None, 1)
    assert (many["total"]["hidden"], many["totals"][0]["hidden"]) == (5, 5)
    assert {name: many["total"][name] for name in ("posted", "live", "final")} == {
        name: few["total"][name] for name in ("posted", "live", "final")
    }


def test_while_nothing_is_heard_the_board_keeps_what_it_has_and_says_its_time(
    planted: News, visitor: FlaskClient, at: Clock
) -> None:
    before = visitor.get(f"{API}/board?place={world.COUNTY}").json

    at("2026-04-20 09:00")

    after = visitor.get(f"{API}/board?place={world.COUNTY}").json
    assert after == before
    assert after["as_of"] == "2026-04-12T01:00:00+00:00"
    for page in ("/scoring/board", "/scoring/wall"):
        assert "2026年4月12日 09:00" in visitor.get(f"{page}?place={world.COUNTY}").text


def test_an_operator_opens_no_task_and_nobody_opens_a_party_list(planted: News, hall: Hall) -> None:
    assert hall.get("scoring", "operator", "/tasks/case-1").status_code == 403
    rules = [rule.rule for rule in hall.apps["scoring"].url_map.iter_rules()]
    assert [rule for rule in rules if "parties" in rule or "people" in rule] == []


def test_the_board_leads_each_reader_only_to_what_is_open_to_it(
    planted: News, hall: Hall, visitor: FlaskClient
) -> None:
    for browser, links in (
        (visitor, set()),
        (hall.browser("scoring", "gao"), {"/scoring/standings", "/scoring/tasks"}),
        (hall.browser("scoring", "operator"), set()),
    ):
        page = browser.get(f"/scoring/board?place={world.TOWNSHIP}").text.partition("site-quiet")[2]
        head = page.partition("</p>")[0]
        found = {path for path in ("/scoring/standings", "/scoring/tasks") if f'href="{path}' in head}
        assert found == links
        assert all(browser.get(path).status_code < 400 for path in links)


def test_the_stream_carries_a_time_and_nothing_else(planted: News, visitor: FlaskClient) -> None:
    answer = visitor.get(f"/scoring/board/events?place={world.COUNTY}", buffered=False)
    stream = iter(answer.response)
    next(stream)

    assert re.fullmatch(rb'id: \d+\ndata: \{"as_of":"[\d:T+-]+"\}\n\n', next(stream))
    answer.close()


def test_a_table_holds_no_formula(hall: Hall, visitor: FlaskClient) -> None:
    world.enrol(hall.ids["gao"], name="=HYPERLINK(1)", post="@副镇长")
    ladder.beat([world.COUNTY])
    News().town.deliver()
    for path in ("board.csv", "board.xlsx"):
        assert visitor.get(f"{API}/{path}?place={world.COUNTY}").status_code == 200
    sheet = visitor.get(f"{API}/board.csv?place={world.COUNTY}").text
    assert sheet.startswith("﻿编号,")
    month = visitor.get(f"{API}/board.xlsx?place={world.COUNTY}&period=2026-05")
    with zipfile.ZipFile(io.BytesIO(month.data)) as book:
        assert "榜单 2026-05" in book.read("xl/workbook.xml").decode()
    english = visitor.get(f"{API}/board.csv?place={world.COUNTY}", headers={"Accept-Language": "en"}).text
    assert not chinese(english.splitlines()[0])
    feed = visitor.get(f"{API}/board.rss?place={world.COUNTY}", headers={"Accept-Language": "en"}).text
    assert "<description>Hard disputes on the board" in feed
    assert not re.search(r"(^|,)[=+@-]", sheet, re.MULTILINE)

# SPDX-License-Identifier: Apache-2.0
"""Every text of the pages has its English, with the same blanks; the choice of language is kept."""

import dataclasses
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import render_template_string

from deploy.words import HOMES, english, texts
from shared.access import Role
from shared.ui.doors import BAR, DOORS, MAIN
from shared.web.words import numbered
from tests.hall import Hall


@pytest.mark.parametrize("folder", HOMES, ids=lambda folder: folder.name)
def test_every_text_has_its_english(folder: Path) -> None:
    said = english(HOMES[folder])

    assert texts(folder) <= said.keys(), "run `make words` and fill in the English"
    for chinese, words in said.items():
        assert words.strip(), f"{chinese} has no English: run `make words` and fill it in"
        assert set(re.findall(r"%\(\w+\)s", chinese)) == set(re.findall(r"%\(\w+\)s", words)), chinese


def test_the_chosen_language_and_the_elder_view_stay_and_lead_back(hall: Hall) -> None:
    browser = hall.apps["mediation"].test_client()

    switched = browser.get("/login?next=/mediation/desk/&lang=en")
    assert switched.headers["Location"] == "/login?next=%2Fmediation%2Fdesk%2F"
    page = browser.get("/login")
    assert '<html lang="en"' in page.text
    assert ">Log in</h1>" in page.text
    assert 'formaction="/login?lang=zh"' in page.text

    browser.get("/login?elder=on")
    browser.get("/login?lang=zh")
    page = browser.get("/login")
    assert 'class="govuk-template elder"' in page.text
    assert ">登录</h1>" in page.text
    assert browser.get("/there-is-none?lang=en").status_code == 404
    for foreign in ("/%5Cevil.example?lang=en", "/%2F%2Fevil.example/?elder=on"):
        assert urlsplit(browser.get(foreign).headers.get("Location", "")).netloc in ("", "localhost")
    browser.get("/login?lang=zh")
    browser.get("/login?lang=fr")
    assert ">登录</h1>" in browser.get("/login").text


def test_a_login_that_was_typed_outlives_another_language(hall: Hall) -> None:
    browser = hall.apps["mediation"].test_client()
    typed = {"login": "mediator-1", "password": "half typ", "next": "/mediation/desk/", "_more": ""}

    page = browser.post("/login?lang=en", data=typed)

    assert page.status_code == 200
    assert ">Log in</h1>" in page.text
    assert 'value="mediator-1"' in page.text
    assert 'value="/mediation/desk/"' in page.text
    assert "half typ" not in page.text


def test_each_door_opens_for_each_of_its_roles(hall: Hall) -> None:
    for door in DOORS:
        service = door.path.split("/")[1]
        for role in door.roles:
            place = "鲁1302" if service == "courtlink" else "371302001"
            login = f"door-{role}-{place}"
            hall.account(login, (role, place))
            assert hall.browser(service, login).get(door.path, follow_redirects=True).status_code == 200, (
                door.path,
                role,
            )


@pytest.mark.parametrize("role", list(Role))
def test_the_first_page_begins_with_the_main_job_and_then_shows_the_other_doors_by_heading(
    hall: Hall, role: Role
) -> None:
    place = "鲁1302" if role in {Role.JUDGE, Role.COURT_CLERK} else "371302001"
    hall.account(f"main-{role}", (role, place))
    path, sentence = MAIN[role]

    page = hall.browser("mediation", f"main-{role}").get("/", headers={"Accept-Language": "zh-CN"}).text
    doors = page[page.index('class="site-doors"') :]

    found = re.findall(r'<a [^>]*href="([^"]+)"', doors[: doors.index("</nav>")])
    assert found[0] == path
    assert sentence in doors
    assert sorted(found) == sorted(door.path for door in DOORS if role in door.roles)
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", doors)
    assert headings[0] == "从这里开始"
    assert (
        len(headings)
        == len(set(headings))
        == 1 + len({door.group for door in DOORS if role in door.roles and door.path != path})
    )


@pytest.mark.parametrize(
    ("service", "role", "path", "here"),
    [
        ("scoring", Role.CADRE, "/scoring/standings", "/scoring/board"),
        ("scoring", Role.CADRE, "/scoring/history", "/scoring/tasks"),
        ("scoring", Role.COUNTY_SUPERVISOR, "/scoring/cadres", "/scoring/cadres"),
        ("courtlink", Role.JUDGE, "/courtlink/statistics/", "/courtlink/statistics/"),
    ],
)
def test_the_navigation_is_one_row_that_marks_where_the_reader_is_and_leads_to_the_rest(
    hall: Hall, service: str, role: Role, path: str, here: str
) -> None:
    hall.account(f"bar-{role}", (role, "鲁1302" if role is Role.JUDGE else "371302001"))

    page = hall.browser(service, f"bar-{role}").get(path, headers={"Accept-Language": "zh-CN"}).text
    bar = page[page.index('class="site-nav"') :].split("</nav>")[0]

    assert re.findall(r'href="([^"]+)" aria-current="page"', bar) == [here]
    own = sum(role in door.roles for door in DOORS)
    assert bar.count("<li") == 1 + min(own, BAR) + (own > BAR)
    assert (">全部</a>" in bar) == (own > BAR)


def test_the_foot_of_a_page_tells_who_runs_it_and_nothing_that_is_not_configured(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = hall.apps["mediation"]
    told = {"site_owner": "某县司法局", "site_phone": "0539-1234567"}
    monkeypatch.setitem(app.config, "SETTINGS", dataclasses.replace(app.config["SETTINGS"], **told))

    page = app.test_client().get("/login", headers={"Accept-Language": "zh-CN"}).text

    for shown in ("主办单位：某县司法局", "联系电话：0539-1234567"):
        assert shown in page
    english = app.test_client().get("/login", headers={"Accept-Language": "en"}).text
    assert "Run by: 某县司法局 · Phone: 0539-1234567" in english
    for hidden in ("备案号", "网站标识码", "待填"):
        assert hidden not in page


@pytest.mark.parametrize(
    ("text", "blanks", "said"),
    [
        ("%(n)s star[s]", {"n": 1}, "%(n)s star"),
        ("%(n)s star[s]", {"n": "2"}, "%(n)s stars"),
        ("%(n)s part[y|ies], %(m)s more limit[s]", {"n": 1, "m": 11}, "%(n)s party, %(m)s more limits"),
        ("%(n)s row[s] [is|are] left", {"n": 1}, "%(n)s row is left"),
        ("%(n)s row[s] [is|are] left", {}, "%(n)s rows are left"),
    ],
)
def test_english_says_one_and_many(text: str, blanks: dict[str, object], said: str) -> None:
    assert numbered(text, blanks) == said


def test_a_text_that_a_person_typed_is_no_markup(hall: Hall) -> None:
    with hall.apps["mediation"].test_request_context("/?lang=zh"):
        shown = render_template_string("{{ _(label) }} {{ _('%(n)s 件', n=label) }}", label="<b>张</b>")

    assert shown == "&lt;b&gt;张&lt;/b&gt; &lt;b&gt;张&lt;/b&gt; 件"

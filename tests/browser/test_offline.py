# SPDX-License-Identifier: Apache-2.0
"""Logging sessions on a phone: without network, with the browser closed, in two tabs, with the server restarted, on a shared phone."""

import json
import os
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Dialog, Page, Route, expect

from deploy.browser import Person
from deploy.desks import day
from deploy.local.processes import marked
from deploy.replay.driver import File
from deploy.seed import PLACES
from shared.access import Role
from tests.browser.scene import CASES, FILES, PARTIES, TOWN
from tests.browser.site import Site
from tests.mediation.room import photo

MEDIATOR = f"{Role.MEDIATOR}-{PLACES[Role.MEDIATOR]}"
OTHER = f"{MEDIATOR}-2"


@pytest.fixture(scope="module")
def mediator(site: Site) -> Person:
    return Person(site.address, site.account(MEDIATOR))


@pytest.fixture
def file(site: Site, mediator: Person) -> File:
    """A fresh case in which sessions may be held."""
    body = mediator.get(f"/api/mediation/v1/bodies/?place={TOWN}&limit=1")[0]["id"]
    form = {
        "body_id": body,
        "category": "邻里纠纷",
        "channel": "applied",
        "parties": PARTIES,
        "facts": "排水",
    }
    file = File(mediator, mediator.post(f"{CASES}/", form))
    file.act("accept")
    file.begin()
    return file


@pytest.fixture
def phone(site: Site, tmp_path: Path) -> Iterator[BrowserContext]:
    """A phone on which the mediator is logged in, and whose browser is not closed."""
    with site.phone(tmp_path, MEDIATOR) as context:
        yield context


def open_log(context: BrowserContext, case: str = "") -> Page:
    """The page that logs sessions, ready."""
    page = context.new_page()
    page.goto(f"/mediation/log/?case={case}" if case else "/mediation/log/")
    expect(page.locator("form[novalidate]")).to_be_visible()
    return page


def write(page: Page, case: str, record: str) -> None:
    """Fill the form in and press the button."""
    page.locator("#case").select_option(case)
    page.locator("#mode").select_option("joint")
    page.locator("#result").check()
    page.locator("#record").fill(record)
    page.get_by_role("button", name=re.compile("保存并发出|Save and send")).click()


def states(page: Page, state: str) -> Any:
    """The cards in a state."""
    return page.locator(f"[data-state={state}]")


def records(file: File) -> list[str]:
    """What the server has."""
    file.reload()
    return [session["record"] for session in file.case["sessions"]]


def ready_for_offline(page: Page) -> None:
    """The service worker is there and has stored the page."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    expect(page.locator("#case option")).not_to_have_count(0)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_session_is_logged_with_few_touches(site: Site, tmp_path: Path, file: File, language: str) -> None:
    with site.phone(tmp_path, MEDIATOR, language=language) as phone:
        page = open_log(phone, file.id)

        write(page, file.id, f"谈到排水沟，{language}")

        expect(states(page, "sent")).to_have_count(1)
        assert records(file) == [f"谈到排水沟，{language}"]
        page.goto(f"/mediation/cases/{file.id}")
        expect(page.get_by_text(f"谈到排水沟，{language}")).to_be_visible()


def test_what_was_not_logged_names_the_field_and_can_be_put_right(phone: BrowserContext, file: File) -> None:
    page = open_log(phone, file.id)
    page.locator("summary").click()
    page.locator("#minutes").fill("-5")
    write(page, file.id, "分钟写错了")

    expect(states(page, "refused")).to_contain_text("用了多少分钟")
    expect(page.locator("[data-notice]")).to_have_text("有的没有登记成，原因写在下面。")
    page.get_by_role("button", name="改一改再发").click()
    page.locator("#minutes").fill("50")
    page.get_by_role("button", name="保存并发出").click()
    expect(states(page, "sent")).to_have_count(1)
    expect(page.locator("[data-notice]")).to_have_text("全部送达。")
    assert records(file) == ["分钟写错了"]


def test_two_sessions_written_without_network_survive_the_browser_and_arrive_once_each(
    site: Site, tmp_path: Path, file: File
) -> None:
    with site.phone(tmp_path, MEDIATOR) as phone:
        page = open_log(phone, file.id)
        ready_for_offline(page)
        phone.set_offline(True)
        write(page, file.id, "没有信号，第一次")
        write(page, file.id, "没有信号，第二次")
        expect(states(page, "waiting")).to_have_count(2)
        expect(states(page, "waiting").first).to_contain_text("还没有发出")
    assert records(file) == []

    with site.phone(tmp_path, "") as phone:
        phone.set_offline(True)
        page = open_log(phone)
        expect(states(page, "waiting")).to_have_count(2)
        page.locator("#case").select_option(file.id)
        page.locator("#record").fill("写到一半")
        expect(states(page, "draft")).to_have_count(1)
        phone.set_offline(False)
        expect(states(page, "sent")).to_have_count(2)
        expect(states(page, "draft")).to_have_count(1)

    assert records(file) == ["没有信号，第一次", "没有信号，第二次"]


def test_two_sessions_one_after_the_other_are_no_conflict_with_oneself(
    phone: BrowserContext, file: File
) -> None:
    page = open_log(phone, file.id)

    write(page, file.id, "上午谈的")
    expect(states(page, "sent")).to_have_count(1)
    write(page, file.id, "下午谈的")

    expect(states(page, "sent")).to_have_count(2)
    expect(states(page, "conflict")).to_have_count(0)
    assert records(file) == ["上午谈的", "下午谈的"]
    assert {session["held_on"] for session in file.case["sessions"]} == {day()}


def test_a_picture_that_can_not_be_opened_is_refused_at_once(phone: BrowserContext, file: File) -> None:
    page = open_log(phone, file.id)
    page.locator("#case").select_option(file.id)

    page.locator("#photos").set_input_files(
        {"name": "坏.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"}
    )

    expect(page.locator("[data-notice]")).to_contain_text("照片 坏.jpg 打不开")
    expect(states(page, "draft")).not_to_contain_text("照片 1 张")


def test_two_tabs_send_nothing_twice(phone: BrowserContext, file: File) -> None:
    one = open_log(phone, file.id)
    ready_for_offline(one)
    two = open_log(phone, file.id)
    phone.set_offline(True)
    write(one, file.id, "一个标签页里写的")
    phone.set_offline(False)

    expect(states(one, "sent")).to_have_count(1)
    two.reload()
    expect(states(two, "sent")).to_have_count(1)
    assert records(file) == ["一个标签页里写的"]


def test_what_was_sent_while_the_server_restarts_arrives_once(
    site: Site, phone: BrowserContext, file: File
) -> None:
    page = open_log(phone, file.id)
    ready_for_offline(page)
    for pid in marked(f"HESHILAO_STACK={site.stack.folder}"):
        if b"services.mediation.app" in Path(f"/proc/{pid}/cmdline").read_bytes():
            os.kill(pid, signal.SIGKILL)

    write(page, file.id, "服务器正在重启")

    expect(states(page, "waiting").or_(states(page, "sent"))).to_have_count(1)
    until(page, lambda: states(page, "sent").count() == 1)
    assert records(file) == ["服务器正在重启"]


def until(page: Page, done: Callable[[], bool]) -> None:
    """Let the page try again, as it does when a network comes back, until it is done."""
    for _turn in range(60):
        if done():
            return
        page.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_timeout(500)
    raise AssertionError("it did not happen in time")


def test_what_others_wrote_meanwhile_is_shown_and_never_overwritten(
    phone: BrowserContext, file: File
) -> None:
    page = open_log(phone, file.id)
    ready_for_offline(page)
    phone.set_offline(True)
    write(page, file.id, "我在地头写的")
    file.act("sessions", mode="phone", result="open", record="同事在电话里谈的")
    phone.set_offline(False)

    expect(states(page, "conflict")).to_have_count(1)
    page.get_by_role("button", name="看冲突").click()
    conflict = page.locator("[data-conflict]")
    expect(conflict).to_contain_text("同事在电话里谈的")
    expect(conflict).to_contain_text("我在地头写的")
    page.get_by_role("button", name="另记一次，发出去").click()

    expect(states(page, "sent")).to_have_count(1)
    assert records(file) == ["同事在电话里谈的", "我在地头写的"]


def test_on_a_shared_phone_nothing_is_sent_in_the_name_of_another(
    site: Site, phone: BrowserContext, file: File
) -> None:
    page = open_log(phone, file.id)
    ready_for_offline(page)
    phone.set_offline(True)
    write(page, file.id, "甲写的，不能算乙的")
    page.close()
    phone.set_offline(False)
    site.log_in(phone, OTHER)

    page = open_log(phone)

    expect(page.locator("[data-list]")).to_contain_text("另一个账号的 1 条登记")
    expect(page.locator("[data-list]")).not_to_contain_text("甲写的")
    expect(states(page, "waiting")).to_have_count(0)
    assert records(file) == []
    page.close()
    site.log_in(phone, MEDIATOR)
    page = open_log(phone)
    until(page, lambda: records(file) == ["甲写的，不能算乙的"])


def test_a_page_left_open_does_not_send_after_another_account_logged_in(
    site: Site, phone: BrowserContext, file: File
) -> None:
    page = open_log(phone, file.id)
    ready_for_offline(page)
    page.wait_for_load_state("networkidle")  # a late answer would bring the first one's cookie back
    site.log_in(phone, OTHER)

    write(page, file.id, "页面是甲的，登录的是乙")

    expect(states(page, "waiting")).to_have_count(1)
    page.wait_for_timeout(300)
    assert records(file) == []


def test_what_the_phone_keeps_can_not_be_read_and_goes_at_logout_after_a_warning(
    site: Site, phone: BrowserContext, file: File
) -> None:
    page = open_log(phone, file.id)
    ready_for_offline(page)
    phone.set_offline(True)
    write(page, file.id, "当事人的伤心事")
    expect(states(page, "waiting")).to_have_count(1)
    kept = page.evaluate(DUMP)
    assert kept["entries"] == 1
    assert "伤心事" not in kept["text"]
    assert "李建国" not in kept["text"]
    assert kept["key"] == "InvalidAccessError"
    phone.route("**/api/**", lambda route: route.abort())
    phone.set_offline(False)

    leaving, warned, answers = page.get_by_role("button", name="退出"), list[str](), iter((False, True))

    def answer(dialog: Dialog) -> None:
        warned.append(dialog.message)
        dialog.accept() if next(answers) else dialog.dismiss()

    page.on("dialog", answer)
    leaving.click()
    until(page, lambda: len(warned) == 1)
    assert "1 条登记没有发出" in warned[0]
    expect(states(page, "waiting")).to_have_count(1)
    leaving.click()
    page.wait_for_url("**/login")
    site.forget(MEDIATOR)

    assert page.evaluate(DUMP)["entries"] == 0


# Reads every store as raw as a thief could, and tries to take the key out.
DUMP = """async () => {
  const db = await new Promise((done) => { const ask = indexedDB.open("heshilao"); ask.onsuccess = () => done(ask.result); });
  const all = (name) => new Promise((done) => { const ask = db.transaction(name).objectStore(name).getAll(); ask.onsuccess = () => done(ask.result); });
  const plain = (value) => value instanceof ArrayBuffer ? new TextDecoder().decode(value) : value;
  const text = JSON.stringify([await all("entries"), await all("known"), await all("photos")], (_, value) => plain(value));
  const [key] = await all("keys");
  const taken = key ? await crypto.subtle.exportKey("raw", key).then(() => "taken", (error) => error.name) : "none";
  let cached = "";
  for (const name of await caches.keys()) for (const one of await (await caches.open(name)).keys()) cached += await (await caches.match(one)).text();
  return { entries: (await all("entries")).length, text: text + cached, key: taken };
}"""


def test_no_private_talk_and_no_answer_of_the_api_is_ever_cached(
    site: Site, phone: BrowserContext, mediator: Person, file: File
) -> None:
    talk = {"case_id": file.id, "ref": "A", "text": "底线是八千"}
    made = mediator.post("/api/mediation/v1/talks/", talk)
    page = open_log(phone, file.id)
    ready_for_offline(page)
    page.goto(f"/mediation/private/{file.id}/{made['id']}")
    expect(page.get_by_text("底线是八千")).to_be_visible()

    paths = page.evaluate(
        "async () => (await Promise.all((await caches.keys()).map(async (n) => (await (await caches.open(n)).keys()).map((r) => new URL(r.url).pathname)))).flat()"
    )

    assert "/mediation/log/" in paths
    assert all(path == "/mediation/log/" or path.startswith("/static/") for path in paths), json.dumps(paths)
    phone.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.reload()


def test_words_of_a_private_talk_are_turned_away_before_they_are_kept_as_a_record(
    phone: BrowserContext, file: File
) -> None:
    page = open_log(phone, file.id)
    page.locator("#case").select_option(file.id)
    page.locator("#mode").select_option("caucus")
    page.locator("#result").check()
    page.locator("#record").fill("他说可以让步")
    page.get_by_role("button", name="保存并发出").click()

    expect(page.locator("[data-notice]")).to_contain_text("不能写进调解记录")
    assert records(file) == []
    expect(states(page, "draft")).to_have_count(1)
    page.reload()
    expect(states(page, "draft")).to_have_count(1)
    expect(page.locator("[data-list]")).not_to_contain_text("他说可以让步")


def photographed(page: Page, case: str, record: str) -> None:
    """Take a photo of the paper, then write the session it belongs to."""
    page.locator("#case").select_option(case)
    page.locator("#photos").set_input_files(
        {"name": "p.jpg", "mimeType": "image/jpeg", "buffer": photo((900, 600))}
    )
    expect(states(page, "draft")).to_contain_text("照片 1 张")
    write(page, case, record)


def test_a_photo_that_is_still_being_shrunk_goes_with_the_session_that_is_sent(
    phone: BrowserContext, mediator: Person, file: File
) -> None:
    page = open_log(phone, file.id)
    page.locator("#case").select_option(file.id)
    page.locator("#photos").set_input_files(
        {"name": "p.jpg", "mimeType": "image/jpeg", "buffer": photo((4000, 3000))}
    )
    write(page, file.id, "拍完就发")

    expect(states(page, "sent")).to_have_count(1)
    expect(states(page, "draft")).to_have_count(0)
    assert photos_at_the_server(mediator, file) == 1


def photos_at_the_server(mediator: Person, file: File) -> int:
    """How many photos of paper the case has."""
    return len([one for one in mediator.get(f"{FILES}?case_id={file.id}") if one["kind"] == "record"])


def test_a_photo_taken_without_network_waits_sealed_and_arrives_once(
    phone: BrowserContext, mediator: Person, file: File
) -> None:
    page = open_log(phone, file.id)
    ready_for_offline(page)
    phone.set_offline(True)
    photographed(page, file.id, "拍了一张")
    expect(states(page, "waiting")).to_contain_text("照片 1 张")
    assert page.evaluate(JPEGS) == {"photos": 1, "readable": 0}

    phone.set_offline(False)
    expect(states(page, "sent")).to_have_count(1)
    page.reload()
    expect(states(page, "sent")).to_have_count(1)

    assert photos_at_the_server(mediator, file) == 1
    assert page.evaluate(JPEGS) == {"photos": 0, "readable": 0}
    assert records(file) == ["拍了一张"]


# How many photos the phone keeps, and of how many the stored bytes still look like a picture.
JPEGS = """async () => {
  const db = await new Promise((done) => { const ask = indexedDB.open("heshilao"); ask.onsuccess = () => done(ask.result); });
  const kept = await new Promise((done) => { const ask = db.transaction("photos").objectStore("photos").getAll(); ask.onsuccess = () => done(ask.result); });
  const readable = kept.filter((photo) => Object.values(photo).some((value) =>
    value instanceof Blob || (value instanceof ArrayBuffer && new Uint8Array(value)[0] === 0xff && new Uint8Array(value)[1] === 0xd8)));
  return { photos: kept.length, readable: readable.length };
}"""


@pytest.fixture
def routed_phone(site: Site, tmp_path: Path) -> Iterator[BrowserContext]:
    """A phone of the mediator on which the answers of the server can be put."""
    with site.phone(tmp_path, MEDIATOR, service_worker=False) as context:
        yield context


def test_a_photo_that_is_refused_can_be_sent_again_or_left_out(
    routed_phone: BrowserContext, mediator: Person, file: File
) -> None:
    phone = routed_phone
    refused = list[str]()

    def refuse(route: Route) -> None:
        refused.append(route.request.headers["idempotency-key"])
        problem = json.dumps({"code": "file_type_refused", "detail": "这不是照片"})
        route.fulfill(status=422, body=problem, content_type="application/json")

    page = open_log(phone, file.id)
    page.on("dialog", lambda dialog: dialog.accept())
    phone.route("**/api/mediation/v1/files/**", refuse)
    photographed(page, file.id, "照片坏了")
    expect(states(page, "photo_refused")).to_contain_text("这不是照片")
    page.reload()
    page.get_by_role("button", name="再发一次照片").click()
    until(page, lambda: len(refused) == 2)
    assert refused[0] != refused[1]
    expect(states(page, "photo_refused")).to_contain_text("这不是照片")

    phone.unroute("**/api/mediation/v1/files/**")
    page.get_by_role("button", name="再发一次照片").click()
    expect(states(page, "sent")).to_have_count(1)
    assert photos_at_the_server(mediator, file) == 1

    phone.route("**/api/mediation/v1/files/**", refuse)
    photographed(page, file.id, "第二张也坏了")
    page.get_by_role("button", name="不要这张照片").click()
    expect(states(page, "sent")).to_have_count(2)
    assert photos_at_the_server(mediator, file) == 1
    assert records(file) == ["照片坏了", "第二张也坏了"]

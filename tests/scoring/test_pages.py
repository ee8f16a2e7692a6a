# SPDX-License-Identifier: Apache-2.0
"""The pages of the star board, as a cadre, a secretary, the callback centre and a party use them, in both languages."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from werkzeug.test import TestResponse

from services.scoring.board.rules import public_code
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.wording import SCRIPT
from shared import clock
from shared.calendar import SHANGHAI
from shared.mongo import collection
from tests.scoring.office import Office
from tests.scoring.world import FOUR_STARS, failed


def page(office: Office, who: str, path: str, language: str = "zh") -> str:
    answer = office.hall.browser("scoring", who).get(
        path, headers={"Accept-Language": language}, follow_redirects=True
    )
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.text


def press(office: Office, who: str, path: str, **form: object) -> TestResponse:
    """Send the form that stands on the page at `path` with these fields, as a browser would."""
    text = page(office, who, path)
    hidden = dict(re.findall(r'name="(_key|_version)" value="([^"]+)"', text))
    return office.hall.browser("scoring", who).post(path, data=hidden | form)


def test_a_cadre_picks_with_one_press_and_who_was_slower_is_told_by_whom(office: Office) -> None:
    office.enrol("gao", "lin")
    office.posted()
    board = page(office, "gao", "/scoring/tasks")
    assert "★★★ 邻里纠纷" in board
    assert "竞摘到 2026年3月5日" in board
    forms = {name: page(office, name, "/scoring/tasks/case-1") for name in ("gao", "lin")}
    keys = {name: re.findall(r'name="_key" value="([^"]+)"', text)[0] for name, text in forms.items()}

    def send(name: str) -> TestResponse:
        return office.hall.browser("scoring", name).post(
            "/scoring/tasks/case-1/picks", data={"_key": keys[name]}
        )

    won, lost, again = send("gao"), send("lin"), send("gao")

    assert (won.status_code, again.status_code) == (303, 303)
    assert lost.status_code == 409
    assert "已被gao摘走" in lost.text
    assert ('id="picks-form"' in lost.text, "/scoring/tasks/waiting" in lost.text) == (False, True)
    assert "还有 30 天" in page(office, "gao", "/scoring/tasks/mine")
    assert "gao" in page(office, "lin", "/scoring/tasks/all")


def test_a_holder_meets_asks_for_days_and_the_panel_answers_on_the_page(office: Office) -> None:
    office.enrol("gao")
    office.picked()
    path = "/scoring/tasks/case-1"
    assert "2026年3月4日 前要见到每一方当事人" in page(office, "gao", path)
    assert 'value="B"' in page(office, "gao", f"{path}/first-contacts")
    for party in "AB":
        met = press(office, "gao", f"{path}/first-contacts", party=party, channel="visit")
        assert met.status_code == 303
        assert f"{path}/first-contacts" in page(office, "gao", path) or party == "B"
    assert office.refused("gao", "first-contacts", {"party": "A", "channel": "visit"}) == "met_already"
    assert f"{path}/first-contacts" not in page(office, "gao", path)
    assert "最多延 15 天" in page(office, "gao", f"{path}/extension")
    assert "48 小时以内、每季度 1 次不扣分" in page(office, "gao", f"{path}/hand-back")
    assert press(office, "gao", f"{path}/extension", days="16", reason="勘界").status_code == 409
    assert press(office, "gao", f"{path}/extension", days="15", reason="勘界").status_code == 303
    assert "/extension" not in page(office, "gao", path)
    asked = page(office, "director", path)
    assert all(text in asked for text in ("15 天（勘界）", "A 方 2026年3月2日 上门", "不用另报结果"))

    answered = press(office, "director", f"{path}/extension-answer", granted="true", reason="属实")
    assert answered.status_code == 303
    seen = page(office, "gao", path)
    assert "2026年4月16日 到期" in seen
    assert "已同意：属实" in seen
    office.news.town.deliver()
    visitor = office.hall.apps["scoring"].test_client()
    assert "到期 2026年4月16日 · 已延期" in visitor.get("/scoring/board").text
    assert "2026-04-16,是" in visitor.get("/api/scoring/v1/board.csv").text


def test_two_of_the_panel_grade_from_what_the_mediation_told_and_see_what_the_other_entered(
    office: Office,
) -> None:
    keys = ("sun", "li")
    office.news.arrives(failed("case-1", party_keys=keys), failed("case-2", party_keys=keys))
    path = "/scoring/tasks/case-2"
    assert path in page(office, "director", "/scoring/tasks")
    form = page(office, "director", f"{path}/grading")
    told = {"12": "people", "60000.00": "amount", "2": "failed_attempts"}
    assert all(re.search(f'value="{value}"[^>]*name="{name}"', form) for value, name in told.items())
    assert press(office, "director", f"{path}/grading", people="6", risk="orange").status_code == 303

    seen = page(office, "petitions", path)

    assert "6 人" in seen
    assert "风险橙" in seen
    assert "同意的，请按“复核定级”" in page(office, "petitions", f"{path}/grading")
    twin = public_code("case-1")
    assert twin in seen
    assert twin in page(office, "petitions", f"{path}/merger")
    assert press(office, "petitions", f"{path}/confirmation").status_code == 409
    told_apart = press(office, "petitions", f"{path}/confirmation", distinct_because="标的不同")
    assert told_apart.status_code == 303


def test_the_panel_reads_the_ground_of_a_hold_and_a_cadre_does_not(office: Office) -> None:
    office.enrol("gao")
    office.picked()
    office.met()
    office.settled()
    office.call_back("A", "not", ground="pressed")

    seen = page(office, "director", "/scoring/tasks/case-1")
    assert "被迫签字" in seen
    assert "积分冻结：当事人不满意，2026年" in seen, "in words, without the number of the rule"
    ruling = page(office, "director", "/scoring/tasks/case-1/rulings")
    assert re.search(r">\s*当事人不满意\s*</(option|label)>", ruling)
    assert "被迫签字" not in page(office, "gao", "/scoring/tasks/case-1")


def test_a_cadre_reads_reasons_in_words_and_who_had_the_task_before(office: Office) -> None:
    office.enrol("gao")
    office.picked()
    paper = {"reason": "party_refuses", "evidence": "书面意见"}
    office.do("director", "close-lawfully", paper)

    for path in ("/scoring/history", "/scoring/tasks/case-1"):
        seen = page(office, "gao", path)
        assert "当事人不愿调解" in seen
        assert "party_refuses" not in seen


def test_who_sits_on_the_panel_grades_chooses_and_sees_what_is_overdue(office: Office) -> None:
    office.enrol("gao", "lin")
    office.posted(inputs=FOUR_STARS)
    for name in ("gao", "lin"):
        sent = press(office, name, "/scoring/tasks/case-1/plans", plan=f"方案 {name}")
        assert sent.status_code == 303
    assert ">方案 gao</textarea>" in page(office, "gao", "/scoring/tasks/case-1/plans")
    office.at("2026-03-06 09:00")
    assert "竞摘期满，没有人摘" in page(office, "director", "/scoring/tasks/alerts")

    choice = page(office, "director", "/scoring/tasks/case-1/choice")
    assert "lin（副镇长）" in choice
    chosen = press(
        office, "director", "/scoring/tasks/case-1/choice", cadre_ids=office.ids["lin"], reason="可行"
    )
    assert chosen.status_code == 303
    assert "打擂" in page(office, "director", "/scoring/tasks/case-1")


def test_the_centre_reads_the_script_and_enters_what_each_party_said(office: Office) -> None:
    office.enrol("gao")
    office.picked()
    office.met()
    office.settled()
    assert "/scoring/tasks/case-1/script" in page(office, "centre", "/scoring/tasks")
    script = page(office, "centre", "/scoring/tasks/case-1/script")
    assert all(line in script for line in SCRIPT)
    refused = press(office, "centre", "/scoring/tasks/case-1/callbacks", party="B", result="satisfied")
    assert refused.status_code == 422
    assert all(line in refused.text for line in SCRIPT)
    assert re.search(r'name="party"[^>]*value="B" checked|value="B" selected', refused.text)
    for party in "AB":
        said = press(
            office,
            "centre",
            "/scoring/tasks/case-1/callbacks",
            party=party,
            result="satisfied",
            recording_consent="true",
        )
        assert said.status_code == 303
    assert "满意" in page(office, "centre", "/scoring/tasks/case-1/script")
    assert office.hall.browser("scoring", "gao").get("/scoring/tasks/case-1/script").status_code == 403


def test_who_is_tied_calls_nobody_and_who_was_called_is_asked_no_more(office: Office) -> None:
    office.enrol("gao")
    office.picked()
    office.met()
    office.settled()
    path = "/scoring/tasks/case-1"
    tied = press(office, "other_caller", f"{path}/callbacks", party="A", result="unreachable", ties="kin")
    assert (tied.status_code, "由别人来打" in tied.text) == (409, True)
    seen = page(office, "other_caller", f"{path}/script")
    assert ("由别人来打" in seen, 'id="callbacks-form"' in seen) == (True, False)
    assert path not in page(office, "other_caller", "/scoring/tasks/callbacks")

    assert press(office, "centre", f"{path}/callbacks", party="A", result="unreachable").status_code == 303
    said = {"party": "B", "result": "satisfied"}
    assert "请选是否同意录音" in press(office, "centre", f"{path}/callbacks", **said).text
    kept = press(office, "centre", f"{path}/callbacks", recording_consent="false", **said)
    assert kept.status_code == 303
    left = page(office, "centre", f"{path}/script")
    assert re.findall(r'type="radio" value="([AB])"', left) == ["A"]


def test_an_appeal_names_its_entry_and_its_answer_stands_on_both_pages(office: Office) -> None:
    office.enrol("gao")
    appeal(office)
    office.do("city", "appeals/answers", {"entry": "lapse:1", "outcome": "dismissed", "reason": "没有文书"})

    form = page(office, "gao", "/scoring/history/case-1/lapse:1/appeal")
    assert all(text in form for text in ("逾期扣分 -20 分：", "期限内没有结果"))
    for path in ("/scoring/history", "/scoring/tasks/case-1"):
        assert "没有文书" in page(office, "gao", path)
    assert "-20 points" in page(office, "gao", "/scoring/history", "en")
    office.news.town.deliver()
    board = page(office, "supervisor", f"/scoring/standings?place={office.see('gao')['township']}")
    assert 'data-label="名次"><div>—</div>' in board, "no rank without points"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_cadre_reads_why_and_appeals(office: Office, language: str) -> None:
    office.enrol("gao")
    office.picked()
    office.met()
    office.at("2026-04-02 09:00")
    seen = page(office, "gao", "/scoring/history", language)
    assert ("期限内没有结果" if language == "zh" else "No result within the limit") in seen

    sent = press(office, "gao", "/scoring/history/case-1/lapse:1/appeal", reason="鉴定期间应当中止")
    assert sent.status_code == 303
    assert "申诉复核中" in page(office, "gao", "/scoring/history")
    answer = {"entry": "lapse:1", "outcome": "upheld", "reason": "属实"}
    assert press(office, "supervisor", "/scoring/tasks/case-1/appeal-answers", **answer).status_code == 303
    assert "+20" in page(office, "gao", "/scoring/history")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_party_calls_a_cadre_on_its_own_page_and_the_other_side_objects(
    office: Office, language: str
) -> None:
    office.enrol("gao", "song")
    office.posted()
    visitor = office.hall.apps["scoring"].test_client()
    paths = {ref: f"/scoring/calls/{office.voucher(ref)}" for ref in "AB"}
    headers = {"Accept-Language": language}

    token = "x" * 32
    assert f'href="/mediation/my/{token}"' in visitor.get(f"{paths['A']}?back={token}").text
    assert "/mediation/my/" not in visitor.get(f"{paths['A']}?back=../{token}").text
    seen = visitor.get(paths["A"], headers=headers)
    assert (seen.status_code, "gao" in seen.text, "song" in seen.text) == (200, True, True)
    form = {"_key": "press-of-a-1", "act": "choose", "cadre_id": office.ids["song"]}
    assert visitor.post(paths["A"], data=form).status_code == 303
    assert "song" in visitor.get(paths["A"], headers=headers).text
    again = visitor.post(paths["A"], data=form | {"_key": "press-of-a-2"}, headers=headers)
    assert (again.status_code, ("已经点将" if language == "zh" else "called already") in again.text) == (
        409,
        True,
    )
    assert visitor.post(paths["B"], data={"_key": "press-of-b-1", "act": "object"}).status_code == 303
    assert visitor.post(paths["B"], data={"_key": "press-of-b-2", "act": "vote"}).status_code == 409
    assert office.party("A").json["rounds"][0]["end"] == "objected"
    assert visitor.get("/scoring/calls/false.voucher").status_code == 403


def test_a_party_reads_why_it_cannot_call_a_cadre_yet(office: Office) -> None:
    office.enrol("gao")
    office.news.arrives(failed("case-1"))

    page = office.hall.apps["scoring"].test_client().get(f"/scoring/calls/{office.voucher('A')}").text

    assert "这件纠纷还没有上榜" in page
    assert 'value="choose"' not in page


def test_a_refused_recusal_keeps_what_the_party_typed(office: Office) -> None:
    office.enrol("gao")
    office.picked()
    visitor = office.hall.apps["scoring"].test_client()
    path = f"/scoring/calls/{office.voucher('A')}"
    assert '<details class="govuk-details">' in visitor.get(path).text
    form = {"_key": "recusal-1", "act": "challenge", "tie": "", "reason": "他是对方的表弟"}

    def kept(answer: TestResponse) -> bool:
        return answer.status_code == 409 and 'govuk-details" open' in answer.text and "表弟" in answer.text

    untold = visitor.post(path, data=form)
    assert kept(untold)
    assert "请选是什么关联。" in untold.text
    tasks, version = collection(StarTask), office.see("supervisor")["version"]
    tasks.update_one({"_id": "case-1"}, {"$set": {"version": str(version)}})  # no write meets what it read
    late = visitor.post(path, data=form | {"tie": "kin"})
    assert kept(late)
    assert all(text in late.text for text in ("刚才有别人同时改动", 'value="kin" selected'))
    tasks.update_one({"_id": "case-1"}, {"$set": {"version": version}})

    done = visitor.post(path, data=form | {"tie": "kin"}, follow_redirects=True)
    assert "您的回避申请收到了" in done.text
    assert kept(visitor.post(path, data=form | {"_key": "recusal-2", "tie": "kin"})), "named before"


def test_a_limit_that_is_over_is_told_in_days_too_late(office: Office) -> None:
    office.enrol("gao")
    office.picked()
    clock.put(
        datetime(2026, 4, 3, 9, tzinfo=SHANGHAI), running=False
    )  # and the service has not yet looked at it

    assert "2026年4月1日 到期，已超期 2 天" in page(office, "gao", "/scoring/tasks/mine")
    assert "2 days over the limit" in page(office, "gao", "/scoring/tasks/mine", "en")


def extension(office: Office) -> None:
    office.picked()
    office.met()
    office.do("gao", "extension", {"days": 5, "reason": "等勘界"})


def regrading(office: Office) -> None:
    office.picked()
    office.do("director", "grading", {"people": 1, "minutes": "纪要 3 号"})


def hold(office: Office) -> None:
    office.picked()
    office.met()
    office.settled()
    office.call_back("A", "not", ground="unfair")


def challenge(office: Office) -> None:
    office.picked()
    office.party("A", "challenges", {"tie": "kin", "reason": "是他表弟"})


def appeal(office: Office) -> None:
    office.picked()
    office.met()
    office.at("2026-04-02 09:00")
    press(office, "gao", "/scoring/history/case-1/lapse:1/appeal", reason="应当中止")


def unpicked(office: Office) -> None:
    office.posted()
    office.at("2026-03-06 09:00")


def call(office: Office) -> None:
    office.posted(party_count=1)
    office.party("A", "choices", {"cadre_id": office.ids["gao"]})


@pytest.mark.parametrize(
    ("prepare", "who", "form", "asked", "other"),
    [
        (
            extension,
            "director",
            "extension-answer",
            ("答复延期申请", "5 天（等勘界）", "3月5日 前答复"),
            "lin",
        ),
        (regrading, "petitions", "confirmation", ("复核定级", "1 人，失败 2 次"), "director"),
        (hold, "secretary", "rulings", ("裁定冻结", "当事人不满意：积分还没有计入"), "gao"),
        (challenge, "petitions", "challenge-answers", ("决定回避申请", "近亲属：是他表弟"), "gao"),
        (appeal, "supervisor", "appeal-answers", ("答复申诉", "（-20 分，0 星）：应当中止"), "secretary"),
        (unpicked, "secretary", "choice", ("选定或指派", "没有人摘"), "director"),
        (call, "gao", "call-acceptance", ("接受点将", "当事人点将：gao"), "director"),
    ],
)
def test_what_waits_for_an_answer_stands_first_in_the_list_of_who_can_answer_and_above_the_form(
    office: Office, prepare: Callable[[Office], None], who: str, form: str, asked: tuple[str, ...], other: str
) -> None:
    office.enrol("gao", "lin")
    prepare(office)

    seen = page(office, who, "/scoring/tasks")

    assert "待我处理</h1>" in seen
    assert all(text in seen for text in asked), seen
    assert asked[1] in page(office, who, f"/scoring/tasks/case-1/{form}")
    assert "现在没有等您答复的事" in page(office, other, "/scoring/tasks/asked")


def test_who_handed_a_task_back_or_is_away_reads_why_there_is_nothing_to_press(office: Office) -> None:
    office.enrol("gao", "lin")
    office.picked()
    office.do("gao", "hand-back", {"reason": "忙"})
    path = "/scoring/tasks/case-1"

    assert office.refused("gao", "picks", {"ties": []}) == "handed_back_before"
    seen = page(office, "gao", path)
    assert ("不能由同一位干部再办" in seen, 'id="picks-form"' in seen) == (True, False)
    assert 'id="picks-form"' in page(office, "lin", path)
    stop = {"active": "false", "reason": "审查"}
    assert (
        press(office, "secretary", f"/scoring/cadres/{office.ids['lin']}/standing", **stop).status_code == 303
    )
    assert "您现在不能摘这个任务：该干部现在停止摘星。" in page(office, "lin", path)


def test_acts_that_can_only_fail_are_not_offered(office: Office) -> None:
    office.enrol("gao")
    office.news.arrives(failed())
    path = "/scoring/tasks/case-1"
    office.do("director", "grading", {})
    assert f"{path}/confirmation" not in page(office, "director", path)
    assert f"{path}/confirmation" in page(office, "petitions", path)
    office.do("petitions", "grading/confirmation", {})
    assert f"{path}/choice" not in page(office, "secretary", path)
    office.at("2026-03-06 09:00")
    assert f"{path}/choice" in page(office, "secretary", path)
    assert f"{path}/choice" not in page(office, "director", path)

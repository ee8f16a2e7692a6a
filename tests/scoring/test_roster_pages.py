# SPDX-License-Identifier: Apache-2.0
"""The roster on its pages, as a township's secretary keeps it; and the panel's forms of a contest (SB-03, SB-04, SB-18)."""

from tests.scoring.office import CADRES, OTHER, Office
from tests.scoring.test_pages import page, press
from tests.scoring.world import FOUR_STARS, TOWNSHIP


def enrolled(office: Office, who: str = "gao", **more: str) -> str:
    """Put the cadre on the roster by the page; gives the address of the entry."""
    form = {"account": office.ids[who], "name": who, "post": "副镇长", "township": TOWNSHIP} | more
    sent = press(office, "secretary", "/scoring/cadres/enrolment", **form)
    assert sent.status_code == 303, sent.text
    return f"/scoring/cadres/{office.ids[who]}"


def test_the_secretary_enrols_a_cadre_who_has_an_account_and_then_it_is_offered_no_more(
    office: Office,
) -> None:
    assert "名册上还没有干部" in page(office, "secretary", "/scoring/cadres")
    assert f'value="{office.ids["gao"]}"' in page(office, "secretary", "/scoring/cadres/enrolment")

    path = enrolled(office, remit="邻里纠纷")

    assert "gao（副镇长）" in page(office, "secretary", "/scoring/cadres")
    assert "邻里纠纷" in page(office, "secretary", path)
    assert f'value="{office.ids["gao"]}"' not in page(office, "secretary", "/scoring/cadres/enrolment")
    assert office.hall.browser("scoring", "gao").get("/scoring/cadres/enrolment").status_code == 403
    assert office.hall.browser("scoring", "centre").get(path).status_code == 403


def test_leave_suspension_transfer_secondment_and_departure_are_noted_on_the_page(office: Office) -> None:
    path = enrolled(office)
    away = press(office, "secretary", f"{path}/leave", **{"from": "2026-03-02", "until": "2026-03-20"})
    assert away.status_code == 303, away.text
    assert "请假" in page(office, "secretary", "/scoring/cadres")
    office.posted()
    assert office.refused("gao", "picks", {"ties": []}) == "on_leave"

    back = {"from": "2026-03-02", "until": "2026-03-03"}
    hiding = press(office, "secretary", f"{path}/leave", **back)
    assert (hiding.status_code, "已经登记了到" in hiding.text) == (409, True)
    assert press(office, "secretary", f"{path}/leave/end").status_code == 303
    for when in (
        {"from": "1900-01-01", "until": "2026-03-20"},
        {"from": "2026-03-02", "until": "2099-01-01"},
    ):
        assert press(office, "secretary", f"{path}/leave", **when).status_code == 422
    assert press(office, "secretary", f"{path}/leave", **back).status_code == 303
    stopped = press(office, "secretary", f"{path}/standing", active="false", reason="接受审查")
    assert stopped.status_code == 303
    assert "停职" in page(office, "secretary", path)
    assert press(office, "secretary", f"{path}/standing", active="true", reason="审查完毕").status_code == 303

    lent = {"township": OTHER, "from": "2026-03-02", "until": "2026-12-31"}
    assert press(office, "secretary", f"{path}/secondment", **lent).status_code == 303
    assert "借调" in page(office, "secretary", path)
    late = press(office, "secretary", f"{path}/transfer", **{"township": OTHER, "from": "2026-03-02"})
    assert late.status_code == 422
    assert press(office, "secretary", f"{path}/departure", until="2026-03-31").status_code == 303
    office.at("2026-04-01 09:00")
    assert "借调" in page(office, "secretary", path)
    assert "/leave/end" not in page(office, "secretary", path)
    later = {"from": "2026-04-01", "until": "2026-04-02"}
    assert press(office, "secretary", f"{path}/leave", **later).status_code == 303
    assert "以前的请假" in page(office, "secretary", path)


def test_only_an_account_of_a_cadre_here_is_enrolled_and_the_page_says_when_there_is_none(
    office: Office,
) -> None:
    form = {"name": "某某", "post": "副镇长", "township": TOWNSHIP}
    for account in ("nobody-here", office.ids["director"]):
        sent = press(office, "secretary", "/scoring/cadres/enrolment", account=account, **form)
        assert (sent.status_code, "请从列出的账号中选" in sent.text) == (409, True)
    for name in CADRES:
        enrolled(office, name)
    form_page = page(office, "secretary", "/scoring/cadres/enrolment")
    assert ("现在没有可以登记的人" in form_page, 'name="account"' in form_page) == (True, False)


def test_an_entry_that_somebody_else_changed_is_not_overwritten(office: Office) -> None:
    path = enrolled(office)
    stale = {"_key": "press-of-a-stale-page", "_version": "7", "from": "2026-03-02", "until": "2026-03-20"}

    answer = office.hall.browser("scoring", "secretary").post(f"{path}/leave", data=stale)

    assert answer.status_code == 412


def test_who_let_three_tasks_lapse_is_shown_as_cooling_down_with_the_last_day(office: Office) -> None:
    path = enrolled(office)
    for number in range(3):
        case = f"case-{number}"
        office.posted(case, inputs={"people": 1, "age_months": 1, "amount": "1", "failed_attempts": 1})
        office.do("gao", "picks", {"ties": []}, case)
        office.met("gao", case)
    office.at("2026-03-10 09:00")

    text = page(office, "secretary", path)

    assert "暂停摘星" in text
    assert "到 2026年4月9日" in text
    assert "暂停摘星到 2026年4月9日" in page(office, "secretary", "/scoring/cadres")


def test_the_panel_stops_the_limit_by_its_form_and_lets_it_run_again(office: Office) -> None:
    office.enrol("gao")
    office.picked()
    office.met()
    path = "/scoring/tasks/case-1"
    form = {"reason": "appraisal", "paper": "鉴定委托书", "from": "2026-03-02", "until": "2026-03-11"}
    assert press(office, "director", f"{path}/pauses", **form).status_code == 303
    assert "鉴定委托书" in page(office, "director", path)
    assert office.see("gao")["holder"]["due_on"] == "2026-04-11"

    office.at("2026-03-05 09:00")
    assert press(office, "director", f"{path}/resumption", on="2026-03-06").status_code == 303
    assert office.see("gao")["holder"]["due_on"] == "2026-04-05"


def test_a_party_s_objection_to_a_plan_is_entered_and_the_panel_answers_it_on_the_page(
    office: Office,
) -> None:
    office.enrol("gao", "lin")
    office.posted(inputs=FOUR_STARS)
    path = "/scoring/tasks/case-1"
    for name in ("gao", "lin"):
        assert press(office, name, f"{path}/plans", plan=f"方案 {name}").status_code == 303
    objection = {"party": "A", "cadre_id": office.ids["gao"], "reason": "住在同一栋楼"}
    assert press(office, "director", f"{path}/plan-objections", **objection).status_code == 303
    office.at("2026-03-06 09:00")

    choice = {"cadre_ids": office.ids["gao"], "reason": "方案可行"}
    refused = press(office, "secretary", f"{path}/choice", **choice)
    assert refused.status_code == 409
    assert press(office, "secretary", f"{path}/choice", **choice, overruled="并不相识").status_code == 303
    assert office.see("gao")["holder"]["how"] == "contest"

# SPDX-License-Identifier: Apache-2.0
"""The division tree of Linyi, its courts, and finding places however they are written."""

import re
from pathlib import Path

import pytest

from shared.errors import RuleBroken
from shared.regions import DATA, Region, Regions, regions

LANSHAN = "371302001"


def codes(found: list[Region]) -> list[str]:
    return [region.code for region in found]


@pytest.mark.parametrize(
    ("level", "count"), [("province", 1), ("city", 1), ("county", 13), ("township", 156), ("village", 4186)]
)
def test_the_tree_holds_all_of_linyi(level: str, count: int) -> None:
    assert len(regions().all(level)) == count


def test_every_division_hangs_on_the_province_by_levels_in_order() -> None:
    levels = ["province", "city", "county", "township", "village"]

    for level in levels:
        for region in regions().all(level):
            path = regions().path(region.code)
            assert [regions().get(code).level for code in path] == levels[: len(path)]
            assert path[-1] == region.code
            assert region in regions().children(region.parent)


def test_a_path_leads_from_the_province_to_the_village() -> None:
    assert regions().path("371302001001") == ["37", "3713", "371302", LANSHAN, "371302001001"]
    assert regions().full_name(LANSHAN) == "山东省临沂市兰山区兰山街道"


def test_the_level_of_a_place_is_found_upwards_only() -> None:
    county = regions().level("371302001001", "county")

    assert county is not None
    assert county.name == "兰山区"
    assert regions().level("371302", "township") is None


@pytest.mark.parametrize("code", ["", "999999", "371302001999", "$ne"])
def test_an_unknown_place_is_refused_by_code(code: str) -> None:
    for ask in (regions().get, regions().path, regions().full_name, regions().from_civil_affairs):
        with pytest.raises(RuleBroken) as refused:
            ask(code)
        assert refused.value.code == "unknown_place"


def test_every_place_is_found_by_its_name_within_the_one_above() -> None:
    for level in ("city", "county", "township", "village"):
        for region in regions().all(level):
            assert regions().find(region.name, within=region.parent) == [region]


def test_every_village_is_found_by_its_short_name_within_its_township() -> None:
    for region in regions().all("village"):
        spoken = re.sub("(村民|居民|居)?(委员会|委员|委会|会)$", "", region.name).removesuffix("社区")
        bare = spoken.removesuffix("村")
        for written in (spoken, f"{bare}村", f"{bare}社区", f" {bare}村 村委会", f"{bare}社区居委会"):
            found = regions().find(written, within=region.parent)
            assert region in found, (region, written)
            assert len(found) == 1 or written == spoken, (found, written)


@pytest.mark.parametrize(
    "written", ["兰山街道", "兰山街道办事处", "兰山 街道", "兰山　街道", "兰⼭街道", "兰山"]
)
def test_a_township_is_found_however_it_is_written(written: str) -> None:
    # Text copied from a PDF often carries the radical ⼭ (U+2F2D) for 山.
    assert codes(regions().find(written, within="371302", level="township")) == [LANSHAN]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("孙蒿科社区", "孙蒿科社区居会"),
        ("崔蒿科社区居民委员会", "崔蒿科社区居会"),
        ("开元社区", "开元社区居民委员"),
        ("李公河社区居委会", "李公河社区居民委员"),
    ],
)
def test_slips_of_the_official_list_do_not_hide_a_place(written: str, kept: str) -> None:
    assert kept in {region.name for region in regions().find(written, level="village")}


def test_a_name_that_repeats_gives_every_place_of_that_name() -> None:
    found = regions().find("官庄村", level="village")

    assert len(found) >= 12
    assert len({region.parent for region in found}) == len(found)


def test_the_word_for_the_kind_tells_a_village_from_its_town() -> None:
    assert [region.level for region in regions().find("白沙埠村", within="371302")] == ["village"]
    assert [region.level for region in regions().find("白沙埠镇人民政府", within="371302")] == ["township"]
    assert {region.level for region in regions().find("白沙埠", within="371302")} == {"township", "village"}


def test_what_is_nowhere_is_found_nowhere() -> None:
    assert regions().find("不存在的地方") == []
    assert regions().find("兰山街道", within="371311", level="township") == []


def test_a_code_of_civil_affairs_is_read_in_its_own_table() -> None:
    assert regions().get("371302109").name == "方城镇"
    assert regions().from_civil_affairs("371302109").name == "汪沟镇"
    assert regions().from_civil_affairs(LANSHAN).code == LANSHAN


def test_a_name_of_civil_affairs_finds_our_place() -> None:
    assert codes(regions().find("梅埠街道", within="371312")) == codes(regions().find("梅家埠街道"))


def test_courts_hang_on_the_intermediate_and_the_high_court() -> None:
    basic = regions().court("鲁1324")

    assert (basic.name, basic.level, basic.division) == ("兰陵县人民法院", "basic", "371324")
    assert regions().court(basic.parent).name == "临沂市中级人民法院"
    assert regions().court(regions().court(basic.parent).parent).level == "high"


@pytest.mark.parametrize("code", ["", "鲁9999", "1324"])
def test_an_unknown_court_is_refused_by_code(code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        regions().court(code)
    assert refused.value.code == "unknown_court"


def test_every_county_has_one_basic_court_and_some_have_tribunals() -> None:
    for county in regions().all("county"):
        courts = regions().courts_of(county.code)
        assert [court for court in courts if court.level == "basic"] == [regions().court_of(county.code)]

    assert [court.level for court in regions().courts_of("371327")] == ["basic", "tribunal", "tribunal"]
    assert regions().courts_of("") == []
    assert regions().court_of("3713") is None


def test_another_city_is_another_folder(tmp_path: Path) -> None:
    (tmp_path / "jinan-divisions.csv").write_text(
        "code,parent,level,name\n37,,province,山东省\n3701,37,city,济南市\n370102,3701,county,历下区\n",
        encoding="utf-8-sig",  # as spreadsheets write it
    )
    (tmp_path / "jinan-courts.csv").write_text(
        "court_code,name,level,parent_code,division_code\n鲁0102,济南市历下区人民法院,basic,鲁01,370102\n",
        encoding="utf-8",
    )

    city = Regions(tmp_path)

    assert city.full_name("370102") == "山东省济南市历下区"
    court = city.court_of("370102")
    assert court is not None
    assert court.code == "鲁0102"


def test_a_merged_place_is_found_at_its_last_successor(tmp_path: Path) -> None:
    for file in DATA.glob("*.csv"):
        text = file.read_text(encoding="utf-8-sig")
        if file.name.endswith("mergers.csv"):
            text += "379999001,甲镇,379999002,2020-01-01,x\n379999002,乙镇,371302001,2021-01-01,y\n"
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    places = Regions(tmp_path)

    assert places.present("379999001").code == LANSHAN
    assert places.present(LANSHAN).code == LANSHAN
    assert (
        places.present("371324113").name == "矿坑镇"
    )  # its code in the civil-affairs table, which ours does not use
    assert places.present("371302109").name == "方城镇"  # ours, though the other table calls another town so
    with pytest.raises(RuleBroken, match="unknown_place"):
        places.present("379999003")

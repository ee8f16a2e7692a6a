# SPDX-License-Identifier: Apache-2.0
"""On a phone each cell of a wide table says which column it stands in."""

from shared.web.furniture import labelled

COLUMNS = ("案件", "收到 <几件>", "办结")


def test_each_cell_has_the_name_of_its_column() -> None:
    row = '<tr class="r"><td class="c">甲</td><td class="c"><b>1</b></td><td class="c n">2</td></tr>'

    assert labelled(row + row, COLUMNS) == 2 * (
        '<tr role="row" class="r"><td class="c" role="cell" data-label="案件"><div>甲</div></td>'
        '<td class="c" role="cell" data-label="收到 &lt;几件&gt;"><div><b>1</b></div></td>'
        '<td class="c n" role="cell" data-label="办结"><div>2</div></td></tr>'
    )


def test_the_head_of_a_row_takes_the_first_column() -> None:
    row = '<tr class="r"><th scope="row" class="h">合计</th><td class="c">1</td><td class="c">2</td></tr>'

    said = labelled(row, COLUMNS)
    assert '<th role="rowheader" scope="row" class="h">合计</th>' in said
    assert '<td class="c" role="cell" data-label="办结"><div>2</div></td>' in said
    assert "案件" not in said

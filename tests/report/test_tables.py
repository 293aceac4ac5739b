"""Tables that can be heard, printed and read on a phone."""

from __future__ import annotations

import re

import pytest

from casekit.report.markup import Html
from casekit.report.tables import ROWS_AT_ONCE, Column, table

COLUMNS = (Column("No.", 20, "figure"), Column('Words "said" <b>', 80))


def rows(count):
    return [[str(index), f"<i>{index}</i>"] for index in range(count)]


def test_caption_headings_and_cells():
    made = table(COLUMNS, [["1", "<script>"], ["2", Html("<b>2</b>")]], name="some", caption="Some <things>")
    assert '<caption class="heard">Some &lt;things&gt;</caption>' in made
    assert made.count('<th scope="col">') == 2 and '<td class="figure">1</td>' in made
    assert "<script>" not in made and "<td><b>2</b></td>" in made


def test_headings_go_before_the_cells_on_a_phone_without_leaving_the_style():
    made = table(COLUMNS, rows(1), name="some", caption="c")
    style = made[made.index("<style>") + 7 : made.index("</style>")]
    assert '.some td:nth-child(2)::before{content:"Words \\"said\\" \\3c b>"}' in style and "<" not in style
    assert "<style>" not in table(COLUMNS, rows(1), name="some", caption="c", stacks=False)


@pytest.mark.parametrize(("count", "slabs"), [(0, 0), (ROWS_AT_ONCE, 0), (ROWS_AT_ONCE + 1, 2), (1000, 5)])
def test_a_long_table_comes_in_slabs_and_loses_no_row(count, slabs):
    made = table(COLUMNS, rows(count), name="some", caption="Things")
    assert made.count('<section class="slab"') == slabs
    assert re.findall(r'<td class="figure">(\d+)</td>', made) == [str(index) for index in range(count)]
    assert made.count("<thead>") == max(1, slabs)


def test_slabs_say_which_rows_they_hold():
    made = table(COLUMNS, rows(450), name="some", caption="Things")
    assert re.findall(r"<caption>(.*?)</caption>", made) == ["Things · 1–200", "Things · 201–400", "Things · 401–450"]


def test_a_row_with_a_cell_too_few_is_refused():
    with pytest.raises(ValueError, match="zip"):
        table(COLUMNS, [["1"]], name="some", caption="c")

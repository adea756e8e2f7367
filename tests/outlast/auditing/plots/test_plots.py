"""The plots: they are whole SVG, say the same in words, and survive what a title may hold."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outlast.auditing.plots.actions import Daily, actions_plot
from outlast.auditing.plots.clusters import Cluster, clusters_plot
from outlast.auditing.plots.drawing import Plot, steps
from outlast.auditing.plots.duplicates import Pair, duplicate_map
from outlast.auditing.plots.outbound import PostLinks, outbound_plot
from outlast.auditing.plots.promotion import Asked, promotion_plot
from outlast.auditing.plots.timeline import Timeline

DAY = date(2025, 8, 12)
HOSTILE = "<script>alert(1)</script> & \"Tide\" 'n' \x00 灯台"


def claps(counts: dict[int, int], limit: float | None = 50) -> Plot:
    """Return the plot of claps on days after the first."""
    return actions_plot(
        Daily(
            kind="claps",
            counts={DAY + timedelta(days=day): count for day, count in counts.items()},
            limit=limit,
            limit_words="a day",
        )
    )


def links(count: int, title: str = "Tide") -> Plot:
    """Return the plot of that many posts, one a week; each has one link more than the one before."""
    posts = [
        PostLinks(title=title, day=DAY + timedelta(weeks=number), links=number, words=200) for number in range(count)
    ]
    return outbound_plot(posts, limit=2.0, limit_words="from which a rule speaks")


def duplicates(count: int, title: str = "Tide") -> Plot:
    """Return the map of that many posts, each like the next."""
    keys = [f"night-letters/{number}" for number in range(count)]
    pairs = [Pair(one=one, other=other, share=0.5) for one, other in pairwise(keys)]
    return duplicate_map(pairs, dict.fromkeys(keys, title), keys)


def clusters(count: int, title: str = "Tide") -> Plot:
    """Return the plot of that many clusters of two."""
    return clusters_plot(
        [Cluster(name=title, posts=((title, DAY), (title, DAY + timedelta(days=9)))) for _ in range(count)]
    )


def phrases(count: int, title: str = "") -> Plot:
    """Return the plot of that many posts, a month between them."""
    return promotion_plot(
        [Asked(day=DAY + timedelta(days=31 * number), phrases=number % 3, words=500) for number in range(count)]
    )


def parsed(plot: Plot) -> ElementTree.Element:
    """Return the tree of a plot's SVG; it must be XML."""
    return ElementTree.fromstring(plot.svg)


def shapes(plot: Plot, class_: str) -> list[ElementTree.Element]:
    """Return what is drawn with a class."""
    return [one for one in parsed(plot).iter() if class_ in one.get("class", "").split()]


PLOTS = [
    pytest.param(lambda title: claps({0: 11, 3: 2}), id="actions"),
    pytest.param(lambda title: links(5, title), id="outbound"),
    pytest.param(lambda title: duplicates(5, title), id="duplicates"),
    pytest.param(lambda title: clusters(3, title), id="clusters"),
    pytest.param(lambda title: phrases(5, title), id="promotion"),
]


@pytest.mark.parametrize("plot_of", PLOTS)
def test_a_plot_is_named_and_told_for_who_cannot_see_it(plot_of: Callable[[str], Plot]) -> None:
    plot = plot_of("Tide")
    tree = parsed(plot)
    ids = {one.get("id"): one.text for one in tree.iter() if one.get("id")}

    assert tree.get("role") == "img"
    assert [ids[name] for name in tree.get("aria-labelledby", "").split()] == [plot.title, plot.words]
    assert plot.rows
    assert {len(row) for row in plot.rows} == {len(plot.header)}


@pytest.mark.parametrize("plot_of", PLOTS)
def test_what_a_title_holds_stays_a_title(plot_of: Callable[[str], Plot]) -> None:
    tree = parsed(plot_of(HOSTILE))

    assert {one.tag for one in tree.iter()} <= {"svg", "title", "desc", "line", "rect", "circle", "text"}
    assert not [one for one in tree.iter() if any(name.startswith("on") for name in one.attrib)]


@pytest.mark.parametrize("plot_of", PLOTS)
def test_a_plot_is_as_wide_as_its_page(plot_of: Callable[[str], Plot]) -> None:
    tree = parsed(plot_of("Tide"))

    assert tree.get("viewBox") is None
    assert all(one.get("width", "%").endswith("%") for one in tree.iter())


def test_the_bars_of_days_at_the_line_stand_out() -> None:
    plot = claps({0: 49, 1: 50, 2: 51})

    assert len(shapes(plot, "bar")) == 1
    assert len(shapes(plot, "over")) == 2
    assert "2 days reached the line" in plot.words
    assert plot.rows[0] == ("2025-08-14", "51")


def test_the_line_lies_where_its_number_is() -> None:
    plot = claps({0: 50}, limit=50)
    [bar], [line, _] = shapes(plot, "over"), shapes(plot, "limit")

    assert float(bar.get("y", "")) == float(line.get("y1", ""))


def test_without_a_number_no_line_is_drawn() -> None:
    plot = claps({0: 50}, limit=None)

    assert not shapes(plot, "limit")
    assert not shapes(plot, "over")
    assert "line" not in plot.words


def test_years_of_days_become_the_busiest_day_of_each_bar() -> None:
    plot = claps({day: 7 if day == 1000 else 1 for day in range(3000)})
    bars = shapes(plot, "bar")

    assert len(bars) == 120
    assert "busiest day" in plot.words
    assert [one.findtext("title") for one in bars if "7 claps" in (one.findtext("title") or "")] == [
        "08 May 2028: 7 claps"
    ]
    assert plot.left_out == 3000 - 8


def test_one_post_that_is_all_links_does_not_flatten_the_others() -> None:
    posts = [PostLinks(title="Tide", day=DAY, links=1, words=100) for _ in range(100)]
    plot = outbound_plot([*posts, PostLinks(title="A list", day=DAY, links=90, words=90)], limit=2, limit_words="")

    numbers = [float((one.text or "").replace(",", "")) for one in shapes(plot, "tick") if one.get("x") == "-6"]
    assert max(numbers) == 3
    assert "at its edge" in plot.words
    assert plot.rows[0][0] == "A list"


def test_a_map_of_many_posts_shows_those_with_the_most_in_common() -> None:
    plot = duplicates(100)

    assert len(shapes(plot, "same")) == 40
    assert "60 posts with less in common are left out" in plot.words
    assert plot.left_out == 99 - 8


def test_a_field_of_the_map_stands_on_both_sides_of_the_diagonal() -> None:
    fields = {(one.get("x"), one.get("y")) for one in shapes(duplicates(2), "shared")}

    assert fields == {("0%", "50%"), ("50%", "0%")}


def test_the_first_and_the_last_month_stand_at_the_ends() -> None:
    bars = shapes(phrases(12), "bar")

    assert bars[0].get("x") == "0%"
    assert float(bars[-1].get("x", "").rstrip("%")) == pytest.approx(11 / 12 * 100, abs=1)


@given(st.floats(min_value=0.001, max_value=1e7))
def test_the_numbers_of_an_axis_are_few_and_reach_the_highest(highest: float) -> None:
    numbers = steps(highest)

    assert numbers[0] == 0
    assert numbers[-1] >= highest * 0.999999
    assert 2 <= len(numbers) <= 7


@given(st.lists(st.dates(min_value=date(1970, 1, 1), max_value=date(2100, 1, 1)), min_size=1, max_size=20))
def test_every_day_lies_on_its_timeline(days: list[date]) -> None:
    line = Timeline(days)

    assert all(0 < line.at(day) < 1 for day in days)
    assert 1 <= sum("<text" in part for part in line.marks(height=100)) <= 4

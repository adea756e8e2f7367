"""Which plots a report has: each where there is something to draw, whatever an export may hold."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from backup.risk.activity import Act, Activity, ActKind
from backup.risk.corpus import Corpus
from outlast.auditing.pictures import pictures
from outlast.auditing.report import Report
from tests.outlast.auditing.reports import NOW, posts, report


def ids(one: Report) -> list[str]:
    """Return the ids of the plots of a report."""
    return [plot.id for plot in pictures(one)]


def with_corpus(corpus: Corpus) -> Report:
    """Return the made-up report about another corpus."""
    return replace(report(), corpus=corpus)


def test_a_report_has_a_plot_of_all_that_can_be_drawn() -> None:
    assert ids(report()) == ["plot-claps", "plot-duplicates", "plot-links", "plot-clusters", "plot-phrases"]


def test_an_empty_archive_has_no_plots() -> None:
    assert ids(with_corpus(Corpus(now=NOW))) == []


def test_posts_without_a_date_are_in_the_map_only() -> None:
    undated = tuple(replace(post, published=None) for post in posts())

    assert ids(with_corpus(Corpus(posts=undated, now=NOW))) == ["plot-duplicates"]


@pytest.mark.parametrize("year", [1, 1970, 9999])
def test_a_year_that_cannot_be_is_left_out(year: int) -> None:
    moment = datetime(year, 12, 31, 23, tzinfo=UTC)
    dated = tuple(replace(post, published=moment) for post in posts())
    activity = Activity(claps=(Act(kind=ActKind.CLAP, at=moment),))

    assert ids(with_corpus(Corpus(posts=dated, activity=activity, now=NOW))) == ["plot-duplicates"]


def test_fifty_claps_for_one_story_are_one() -> None:
    [claps, *_] = pictures(report())

    assert claps.rows[0] == ("2025-08-12", "11")


def test_a_new_text_is_mapped_with_what_it_is_like_and_nothing_else() -> None:
    corpus = report().corpus
    text = posts()[0].text
    new = corpus.with_draft(text)
    [plot, *_] = pictures(replace(report(), corpus=new, draft="draft"))

    assert plot.id == "plot-duplicates"
    assert len(plot.rows) == 6

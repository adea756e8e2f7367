"""What stands in the file is what the archive holds, field by field, as WordPress's importer reads it."""

from dataclasses import replace
from pathlib import Path

import pytest

from backup.model import PostKind
from exporters._base import Options
from exporters.losses import counted
from exporters.selection import Criteria, Selection, choose
from exporters.wordpress._items import NO_DATE, NOT_A_KIND, NOT_ON_TOP
from exporters.writers.wordpress_post import ONE_AUTHOR
from tests.exporters.made_up import LONG, MEDIUM, SUBSTACK, Made
from tests.exporters.test_samples import SAMPLES
from tests.exporters.wordpress.contents import ALL_POSTS, all_posts, sample
from tests.exporters.wordpress.wxr_read_back import Item, Wxr, written

BASE = Options(base_url="https://letters.example", canonical=True)
UPLOADS = "/wp-content/uploads/outlast/"


def by_slug(file: Wxr) -> dict[str, Item]:
    return {item.wp["post_name"]: item for item in file.items}


@pytest.fixture(scope="module")
def file(publication: Made, tmp_path_factory: pytest.TempPathFactory) -> Wxr:
    _, (found,) = written(all_posts(publication), tmp_path_factory.mktemp("wxr") / "out", BASE)
    return found


def changed(publication: Made, identity: str, **fields: object) -> Selection:
    """Return a selection of one post, some of it changed."""
    whole = choose(publication.archive, SUBSTACK, Criteria(ids=frozenset({identity})))
    entries = tuple(replace(entry, **fields) for entry in whole.entries)  # type: ignore[arg-type]
    return Selection(publication.archive, SUBSTACK, entries=entries, others=whole.others, left_out=whole.left_out)


def test_each_post_is_there_with_its_name_date_and_place(publication: Made, file: Wxr) -> None:
    items = by_slug(file)

    assert file.version == "1.2"
    for entry in all_posts(publication).entries:
        item = items[entry.slug]
        assert item.guid == (entry.url or "")
        assert entry.date is not None
        assert item.wp["post_date"] == entry.date.strftime("%Y-%m-%d %H:%M:%S")
        assert item.wp["post_type"] == ("page" if entry.page else "post")
        if entry.updated_at:
            assert item.wp["post_modified_gmt"] == entry.updated_at.strftime("%Y-%m-%d %H:%M:%S")


def test_titles_are_shown_and_not_run(file: Wxr) -> None:
    titles = {item.title for item in file.items}

    assert 'He said: "Hi" &amp; &lt;b&gt;left&lt;/b&gt;' in titles
    assert {"夜の手紙", "رسالة الليل", LONG.strip(), "Second: {{ title }} {% raw %}"} <= titles


def test_nothing_that_was_not_for_everybody_becomes_public(file: Wxr) -> None:
    items = by_slug(file)
    status = {slug: item.wp["status"] for slug, item in items.items()}

    assert (status["letter-10"], status["letter-11"], status["letter-12"]) == ("private", "private", "draft")
    assert items["letter-12"].wp["post_date_gmt"] == "0000-00-00 00:00:00"
    assert {said for slug, said in status.items() if slug not in ("letter-10", "letter-11", "letter-12")} == {
        "publish",
        "inherit",
    }


def test_sections_are_categories_and_tags_are_tags(file: Wxr) -> None:
    assert by_slug(file)["letter-1"].terms == [
        ("category", "letters", "Letters"),
        ("post_tag", "essays", "Essays"),
        ("post_tag", "night-day", "Night &amp; Day"),
    ]
    assert file.terms == {"letters": "Letters", "essays": "Essays", "night-day": "Night &amp; Day"}
    assert by_slug(file)["about"].terms == []


def test_everybody_who_wrote_has_a_login(file: Wxr) -> None:
    assert file.authors == {"maya-lindqvist": "Maya Lindqvist"}
    assert {item.author for item in file.items} == {"maya-lindqvist"}


def test_a_post_of_two_authors_names_the_second_as_lost(publication: Made, tmp_path: Path) -> None:
    report, (file,) = written(changed(publication, "1001", authors=("Ada", "Bo")), tmp_path / "out", BASE)

    assert file.authors == {"ada": "Ada"}
    assert [loss.what for loss in report.losses if loss.reason == ONE_AUTHOR] == ["Bo"]


def test_the_subtitle_is_above_the_text_and_the_excerpt(file: Wxr) -> None:
    first = by_slug(file)["letter-1"]

    assert first.excerpt == "Sub: 'title'"
    assert first.content.startswith("<!-- wp:paragraph")
    assert "<p class=\"subtitle has-large-font-size\">Sub: 'title'</p>" in first.content


def test_comments_keep_their_threads_dates_and_authors(file: Wxr) -> None:
    first = by_slug(file)["letter-1"]

    said = [(one["comment_id"], one["comment_parent"], one["comment_author"]) for one in first.comments]
    assert said == [("1", "0", "Ada"), ("2", "1", "Bo"), ("3", "2", "Ada"), ("4", "0", "(deleted)"), ("5", "4", "Cy")]
    assert first.comments[1]["comment_content"] == "Answer to &lt;first&gt; &amp; more"
    assert first.comments[2]["comment_content"] == "Thanks\n\nTwo paragraphs."
    assert first.comments[3]["comment_content"] == "(deleted)"
    assert {one["comment_approved"] for one in first.comments} == {"1"}
    assert first.comments[4]["comment_date_gmt"] == "2024-03-05 10:00:00"
    assert first.wp["comment_status"] == "open"
    assert by_slug(file)["about"].wp["comment_status"] == "closed"


def test_no_comments_are_taken_along_where_none_are_wanted(publication: Made, tmp_path: Path) -> None:
    _, (file,) = written(all_posts(publication), tmp_path / "out", Options(comments=False))

    assert not any(item.comments for item in file.items)
    assert {item.wp["comment_status"] for item in file.items} == {"closed"}


def test_pictures_lie_where_the_content_shows_them(publication: Made, tmp_path: Path) -> None:
    for name, base in (("a", "https://letters.example"), ("b", "")):
        _, (file,) = written(all_posts(publication), tmp_path / name, Options(base_url=base or None))
        content = by_slug(file)["letter-1"].content
        address = content.partition('<img src="')[2].partition('"')[0]
        assert address.startswith(base + UPLOADS)
        assert (tmp_path / name / address.removeprefix(base).strip("/")).read_bytes() == publication.pictures["a.png"]


def test_the_picture_on_top_is_fetched_by_the_importer_where_it_can_be(publication: Made, tmp_path: Path) -> None:
    _, (file,) = written(all_posts(publication), tmp_path / "a", BASE)
    picture, post = file.items[:2]

    assert picture.wp["post_type"] == "attachment"
    assert picture.wp["attachment_url"].startswith(f"https://letters.example{UPLOADS}cover-")
    assert post.meta["_thumbnail_id"] == picture.wp["post_id"]

    report, (without,) = written(all_posts(publication), tmp_path / "b")
    assert not any(item.wp["post_type"] == "attachment" for item in without.items)
    assert [loss.post for loss in report.losses if loss.reason == NOT_ON_TOP] == ["1001"]


def test_a_picture_that_the_library_refuses_is_on_top_of_nothing(publication: Made, tmp_path: Path) -> None:
    report, (file,) = written(changed(publication, "1001", cover="https://e.com/x.svg"), tmp_path / "out", BASE)

    assert NOT_A_KIND in {loss.reason for loss in report.losses}
    assert "_thumbnail_id" not in file.items[0].meta


def test_an_episode_has_a_player_and_stands_in_the_podcasts_feed(file: Wxr) -> None:
    episode = by_slug(file)["letter-9"]
    address, size, kind, _ = episode.meta["enclosure"].split("\n")

    assert address.startswith(f"https://letters.example{UPLOADS}episode-")
    assert (int(size), kind) == (844, "audio/x-wav")
    assert f'<audio controls src="{address}"' in episode.content


def test_the_old_address_is_named_for_search_engines_only_when_asked(
    publication: Made, file: Wxr, tmp_path: Path
) -> None:
    assert by_slug(file)["letter-1"].meta["_yoast_wpseo_canonical"] == "https://nightletters.substack.com/p/letter-1"
    _, (without,) = written(all_posts(publication), tmp_path / "out")
    assert not any("canonical" in name for item in without.items for name in item.meta)


def test_no_two_things_share_a_number_or_title_and_date(file: Wxr) -> None:
    numbers = [item.wp["post_id"] for item in file.items]
    known_by = [(item.title, item.wp["post_date"]) for item in file.items]

    assert len(set(numbers)) == len(numbers)
    assert len(set(known_by)) == len(known_by)


def test_responses_are_private_and_under_a_category_of_their_own(publication: Made, tmp_path: Path) -> None:
    report, (file,) = written(choose(publication.archive, MEDIUM, ALL_POSTS), tmp_path / "out", BASE)
    responses = [item for item in file.items if ("category", "responses", "Responses") in item.terms]

    assert [item.wp["status"] for item in responses] == ["private", "private"]
    assert any("Responses" in step for step in report.steps)


def test_a_post_that_nobody_dated_gets_a_steady_date_and_that_is_named(publication: Made, tmp_path: Path) -> None:
    undated = changed(publication, "1001", published_at=None, updated_at=None)
    report, (file,) = written(undated, tmp_path / "out", BASE)

    assert file.items[-1].wp["post_date"] == "2000-01-01 00:00:00"
    assert ("post", NO_DATE) in counted(report.losses)


@pytest.mark.parametrize("text", ["a ]]> b ]]]]>> c", "x\x00\x0b\ufffe\ud800y", "&amp;<![CDATA[ z"])
def test_no_title_breaks_the_file(publication: Made, text: str, tmp_path: Path) -> None:
    _, (file,) = written(changed(publication, "1001", title=text), tmp_path / "out", BASE)

    shown = file.items[-1].title
    assert shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") in (text, "xy")


def test_the_steps_say_what_to_choose_and_who_sees_what(publication: Made, tmp_path: Path) -> None:
    report, _ = written(all_posts(publication), tmp_path / "out", BASE)

    said = " ".join(report.steps)
    assert all(words in said for words in ("wordpress.xml", 'Tick "Download', "/p/%postname%/", "private"))


def test_without_an_address_the_steps_say_what_that_means(publication: Made, tmp_path: Path) -> None:
    public = choose(publication.archive, SUBSTACK, Criteria())
    report, _ = written(public, tmp_path / "out")

    said = " ".join(report.steps)
    assert "--base-url" in said
    assert 'Leave "Download' in said
    assert "private" not in said


def test_every_sample_keeps_its_tags_and_dates(tmp_path: Path) -> None:
    for name in sorted(SAMPLES):
        with sample(name, tmp_path / name) as selection:
            _, files = written(selection, tmp_path / f"{name}-out", BASE)
            items = {item.guid: item for file in files for item in file.items if item.guid}
            for entry in selection.entries:
                if entry.url and entry.kind is PostKind.POST:
                    item = items[entry.url]
                    names = {name for kind, _, name in item.terms if kind == "post_tag"}
                    assert len(names) >= len({tag.casefold() for tag in entry.tags})
                    assert entry.date is None or item.wp["post_date"][:10] == entry.date.date().isoformat()

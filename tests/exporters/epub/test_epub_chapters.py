"""A chapter holds the post and nothing that would have to be fetched."""

from pathlib import Path

import pytest

from exporters._base import Options
from exporters.epub.article import _MOST_SOUND, INTO_ANOTHER, NO_SUCH_PICTURE, NOT_IN_A_BOOK, TOO_MUCH_SOUND
from exporters.selection import Criteria, choose
from tests.exporters.epub.books import EPUB_TYPE, XHTML, bound, of_posts
from tests.exporters.made_up import SOUND, STORE, SUBSTACK, Made, figure, picture, post, sound

MP3 = (b"\xff\xfb\x90\x00" + bytes(413)) * 3
XML = "{http://www.w3.org/XML/1998/namespace}"


def test_notes_open_over_the_text_and_lead_back(publication: Made, tmp_path: Path) -> None:
    page = bound(choose(publication.archive, SUBSTACK, Criteria()), tmp_path / "a").page("text/letter-1.xhtml")

    mark = page.find(f".//{XHTML}a[@{EPUB_TYPE}='noteref']")
    note = page.find(f".//{XHTML}li[@{EPUB_TYPE}='footnote']")
    assert mark is not None
    assert note is not None
    assert mark.get("href") == f"#{note.get('id')}"
    back = note.find(f".//{XHTML}a[@role='doc-backlink']")
    assert back is not None
    assert page.find(f".//*[@id='{str(back.get('href'))[1:]}']") is not None


def test_links_between_posts_lead_from_chapter_to_chapter(publication: Made, tmp_path: Path) -> None:
    book = bound(choose(publication.archive, SUBSTACK, Criteria()), tmp_path / "a")

    leads = [link.get("href") for link in book.page("text/letter-1.xhtml").iter(f"{XHTML}a")]
    assert {"letter-2.xhtml", "letter-6.xhtml", "https://example.org/x?utm_source=keep"} <= set(leads)
    assert ("link", INTO_ANOTHER) in book.losses()


def test_a_text_from_right_to_left_runs_that_way_and_says_its_language(publication: Made, tmp_path: Path) -> None:
    book = bound(choose(publication.archive, SUBSTACK, Criteria()), tmp_path / "a")

    arabic, english = book.page("text/letter-6.xhtml"), book.page("text/letter-2.xhtml")
    assert (arabic.get("dir"), arabic.get("lang"), arabic.get(f"{XML}lang")) == ("rtl", "ar", "ar")
    assert english.get("dir") is None


def test_comments_are_at_the_end_and_only_when_they_are_wanted(publication: Made, tmp_path: Path) -> None:
    selection = choose(publication.archive, SUBSTACK, Criteria())
    with_them = bound(selection, tmp_path / "a")
    without = bound(selection, tmp_path / "b", Options(comments=False))

    page = with_them.page("text/letter-1.xhtml")
    said = page.findall(f".//{XHTML}section[@class='comments']/{XHTML}div")
    assert [one.get("class") for one in said] == [f"comment depth-{depth}" for depth in (0, 1, 2, 0, 1)]
    assert "Answer to <first> & more" in "".join(said[1].itertext())
    assert "Comments" not in without.read("text/letter-1.xhtml")
    assert (with_them.report.comments, without.report.comments) == (4, 0)


def test_no_picture_is_shown_from_elsewhere(publication: Made, tmp_path: Path) -> None:
    book = bound(choose(publication.archive, SUBSTACK, Criteria()), tmp_path / "a")

    for name in book.zip().namelist():
        if name.endswith(".xhtml"):
            page = book.page(name.removeprefix("EPUB/"))
            shown = [one.get("src", "") for one in page.iter() if one.get("src")]
            assert all(src.startswith("../media/") or src == "cover.svg" for src in shown), name


def test_a_picture_in_two_posts_is_in_the_book_once(publication: Made, tmp_path: Path) -> None:
    book = bound(choose(publication.archive, SUBSTACK, Criteria()), tmp_path / "a")

    assert sum(info.filename.startswith("EPUB/media/a-") for info in book.zip().infolist()) == 1


def test_the_picture_on_top_is_not_shown_twice(tmp_path: Path) -> None:
    cover = {"cover_image": STORE + "a.png"}
    shows = post(1, "Shows it", figure("a.png"), raw=cover)
    hides = post(2, "Does not", "<p>Words.</p>", raw=cover)
    book = of_posts(tmp_path, shows, hides, media=[("a.png", picture(1), "image/png")])

    assert [book.read(f"text/letter-{n}.xhtml").count("<img") for n in (1, 2)] == [1, 1]


def test_sound_goes_in_where_every_reader_plays_it(tmp_path: Path) -> None:
    one = post(1, "Episode", "<p>Listen.</p>", raw={"podcast_url": SOUND})
    book = of_posts(tmp_path, one, media=[(SOUND, MP3, "audio/mpeg")])

    (played,) = book.page("text/letter-1.xhtml").iter(f"{XHTML}audio")
    assert book.zip().read(f"EPUB/{str(played.get('src'))[3:]}") == MP3
    assert book.losses() == []


def test_sound_of_another_kind_is_a_link_and_a_loss(tmp_path: Path) -> None:
    one = post(1, "Episode", "<p>Listen.</p>", raw={"podcast_url": SOUND})
    book = of_posts(tmp_path, one, media=[(SOUND, sound(), "audio/x-wav")])

    assert f'href="{SOUND}"' in book.read("text/letter-1.xhtml")
    assert book.losses() == [("podcast", NOT_IN_A_BOOK)]


def test_sound_that_would_make_the_book_too_large_stays_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _MOST_SOUND == 200_000_000
    monkeypatch.setattr("exporters.epub.article._MOST_SOUND", len(MP3) + 10)
    episodes = [post(n, "Episode", "<p>Listen.</p>", raw={"podcast_url": f"{SOUND}?n={n}"}) for n in (1, 2)]
    files = [(f"{SOUND}?n={n}", MP3 + bytes([n]), "audio/mpeg") for n in (1, 2)]
    book = of_posts(tmp_path, *episodes, media=files)

    assert [one.filename for one in book.zip().infolist() if one.filename.endswith(".mp3")] != []
    assert [(loss.post, loss.reason) for loss in book.report.losses] == [("1002", TOO_MUCH_SOUND)]


def test_pictures_of_other_kinds_become_such_as_all_readers_show(tmp_path: Path) -> None:
    kinds = {"w.webp": "WEBP", "b.bmp": "BMP", "v.avif": "AVIF"}
    files = [(name, picture(1, kind), f"image/{name[2:]}") for name, kind in kinds.items()]
    book = of_posts(tmp_path, post(1, "Kinds", "".join(map(figure, kinds))), media=files)

    endings = [info.filename[-4:] for info in book.zip().infolist() if "/media/" in info.filename]
    assert endings == [".jpg"] * 3
    assert book.losses() == []


def test_a_picture_that_no_reader_shows_is_a_loss(tmp_path: Path) -> None:
    one = post(1, "Odd", figure("x.xyz"))
    book = of_posts(tmp_path, one, media=[("x.xyz", b"rubbish", "application/x-odd")])

    assert book.losses() == [("figure", NO_SUCH_PICTURE)]
    assert "alt of x.xyz" in book.read("text/letter-1.xhtml")


def test_the_old_address_is_named_where_the_writer_wants_it(publication: Made, tmp_path: Path) -> None:
    selection = choose(publication.archive, SUBSTACK, Criteria(ids=frozenset({"1003"})))

    without = bound(selection, tmp_path / "a").read("text/twin.xhtml")
    named = bound(selection, tmp_path / "b", Options(canonical=True)).read("text/twin.xhtml")

    assert "nightletters.substack.com" not in without
    assert 'First at <a href="https://nightletters.substack.com/p/twin">' in named

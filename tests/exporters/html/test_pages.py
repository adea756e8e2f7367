"""The pages of the mirror: all there, each leads where it says, and nothing asks another site for anything."""

import re
from pathlib import Path

import pytest

import exporters
from backup.document.blocks import Document, Heading
from backup.document.inlines import Text
from exporters._base import Options
from exporters.html import CLOSED, LOOK
from exporters.selection import Criteria
from exporters.selection.criteria import EVERYTHING
from exporters.target import Folder
from tests.contracts.test_exporters import with_body
from tests.exporters.html.mirrored import dead_links, mirrored, page, pages, words
from tests.exporters.made_up import MEDIUM, SUBSTACK, Made

BASE = "https://letters.example/old"


@pytest.fixture(scope="module")
def out(publication: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mirror") / "out"
    mirrored(publication.archive, SUBSTACK, folder)
    return folder


@pytest.fixture(scope="module")
def stories(publication: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stories") / "out"
    mirrored(publication.archive, MEDIUM, folder, criteria=Criteria(responses=True))
    return folder


def test_every_link_leads_to_a_file_and_names_it(out: Path, stories: Path) -> None:
    assert dead_links(out) == []
    assert dead_links(stories) == []


def test_no_page_asks_another_site_for_anything(out: Path) -> None:
    for path in pages(out):
        found = page(path)
        asked = found.xpath(
            "//@src | //link[@rel='stylesheet' or @rel='icon']/@href | //@srcset | //@poster | //iframe/@src"
        )
        assert [address for address in asked if "://" in address or address.startswith("//")] == [], path
    style = (out / "style.css").read_text(encoding="utf-8")
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_of_every_page_allows_nothing_but_its_own_files(out: Path) -> None:
    for path in pages(out):
        (policy,) = page(path).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none';")
        assert "unsafe" not in policy
        assert "http" not in policy
        assert page(path).xpath("//@style | //style | //script[not(@src)]") == []


def test_only_the_search_has_a_script(out: Path) -> None:
    assert [str(path.relative_to(out)) for path in pages(out) if page(path).xpath("//script")] == ["search/index.html"]


def test_the_first_page_has_the_newest_post_first_under_its_year(out: Path) -> None:
    found = page(out / "index.html")

    assert [words(one) for one in found.xpath("//section[@class='year']/h2")] == ["2024"]
    titles = [words(one) for one in found.xpath("//h3")]
    assert (titles[0], titles[-1]) == ("Widgets", 'He said: "Hi" & <b>left</b>')
    assert len(titles) == 11
    assert "About" not in titles


def test_pages_of_the_publication_stand_in_the_header_and_in_no_list_of_posts(out: Path) -> None:
    assert [words(link) for link in page(out / "index.html").xpath("//nav//a")] == ["Archive", "About", "Search"]
    assert words(page(out / "p/about/index.html").xpath("//div[@class='body']")[0]) == "About this letter."


def test_a_post_has_all_that_belongs_to_it(out: Path) -> None:
    found = page(out / "p/letter-1/index.html")

    assert words(found.xpath("//h1")[0]) == 'He said: "Hi" & <b>left</b>'
    assert words(found.xpath("//header[@class='heading']/p[@class='subtitle']")[0]) == "Sub: 'title'"
    assert [words(fact) for fact in found.xpath("//ul[@class='facts']/li")] == [
        "Maya Lindqvist",
        "1 January 2024",
        "Letters",
    ]
    assert found.xpath("//time/@datetime")[0] == "2024-01-01"
    assert [words(tag) for tag in found.xpath("//a[@rel='tag']")] == ["Essays", "Night & Day"]
    cover, shown = found.xpath("//main//img")
    assert cover.getparent().get("class") == "cover"
    assert (shown.get("width"), shown.get("height"), shown.get("loading")) == ("48", "32", "lazy")
    assert "The footnote itself." in words(found.xpath("//section[@class='footnotes']")[0])


def test_the_highest_heading_of_a_body_stands_right_below_the_title(publication: Made, tmp_path: Path) -> None:
    body = Document(blocks=tuple(Heading(level=level, children=(Text(text=f"level {level}"),)) for level in (3, 4, 3)))
    target = Folder(tmp_path / "out")
    exporters.load("html")().write(with_body(publication, body), target)
    target.finish()

    found = page(tmp_path / "out/p/letter-1/index.html").xpath("//div[@class='body']/*")
    assert [one.tag for one in found] == ["h2", "h3", "h2"]


def test_posts_lead_to_the_ones_before_and_after_them(out: Path) -> None:
    found = page(out / "p/twin-2/index.html")

    assert found.xpath("//nav[@class='near']//a/@href") == ["../../p/twin/index.html", "../../p/post-1005/index.html"]
    assert [words(link) for link in page(out / "p/letter-7/index.html").xpath("//nav[@class='near']//a")] == [
        "رسالة الليل",
        "Episode one",  # the page between them is no post
    ]


def test_an_episode_has_a_player(out: Path) -> None:
    (player,) = page(out / "p/letter-9/index.html").xpath("//audio")

    assert player.get("preload") == "none"
    assert (out / "p/letter-9" / player.get("src")).resolve().is_file()


def test_a_picture_that_is_missing_leaves_a_box_with_its_words(out: Path) -> None:
    (box,) = page(out / "p/letter-2/index.html").xpath("//span[@class='missing']")

    assert words(box) == "alt of missing.png"


def test_each_picture_is_written_once(out: Path, publication: Made) -> None:
    contents = [path.read_bytes() for path in (out / "media").iterdir()]

    assert len(contents) == len(set(contents))
    assert publication.pictures["a.png"] in contents


def test_comments_stand_as_threads(out: Path) -> None:
    said = page(out / "p/letter-1/index.html").xpath("//section[@class='comments']//li")

    assert [(one.get("class"), words(one)) for one in said] == [
        ("comment depth-0", "Ada · 1 March 2024 First!"),
        ("comment depth-1", "Bo to Ada · 2 March 2024 Answer to <first> & more"),
        ("comment depth-2", "Ada to Bo · 3 March 2024 Thanks Two paragraphs."),
        ("comment depth-0", "A comment that was deleted · 4 March 2024"),
        ("comment depth-1", "Cy · 5 March 2024 Answer to nobody"),
    ]


def test_comments_can_be_left_away(publication: Made, tmp_path: Path) -> None:
    mirrored(publication.archive, SUBSTACK, tmp_path / "out", options=Options(comments=False))

    assert page(tmp_path / "out/p/letter-1/index.html").xpath("//section[@class='comments']") == []


def test_a_response_stands_under_the_story_that_it_answers(stories: Path) -> None:
    under = page(stories / "p/story-1-aaaaaaaaaaa1/index.html").xpath("//section[@class='responses']//a/@href")
    (answered,) = page(stories / "p/story-3-aaaaaaaaaaa3/index.html").xpath("//p[@class='kicker']/a/@href")
    elsewhere = page(stories / "p/story-4-aaaaaaaaaaa4/index.html").xpath("//p[@class='kicker']")

    assert under == ["../../p/story-3-aaaaaaaaaaa3/index.html"]
    assert answered == "../../p/story-1-aaaaaaaaaaa1/index.html"
    assert words(elsewhere[0]) == "A response to somebody else’s story"


def test_responses_have_a_section_of_their_own(stories: Path) -> None:
    listed = page(stories / "responses/index.html").xpath("//h3/a/@href")

    assert len(listed) == 2
    assert not set(page(stories / "index.html").xpath("//h3/a/@href")) & {link.removeprefix("../") for link in listed}


def test_tags_and_sections_have_pages(out: Path) -> None:
    archive = page(out / "archive/index.html")

    assert archive.xpath("//a[contains(@href, '/tag/') or contains(@href, '/section/')]/@href") == [
        "../section/letters/index.html",
        "../tag/essays/index.html",
        "../tag/night-day/index.html",
    ]
    assert [words(one) for one in page(out / "section/letters/index.html").xpath("//h3")] == [
        'He said: "Hi" & <b>left</b>'
    ]
    assert len(page(out / "tag/night-day/index.html").xpath("//h3")) == 12


def test_years_have_pages(out: Path) -> None:
    assert len(page(out / "2024/index.html").xpath("//h3")) == 11


def test_the_direction_of_the_words_is_that_of_their_language(out: Path) -> None:
    arabic, japanese = (page(out / f"p/{name}/index.html").xpath("//article")[0] for name in ("letter-6", "post-1005"))

    assert (arabic.get("dir"), arabic.get("lang")) == ("rtl", "ar")
    assert page(out / "p/letter-6/index.html").xpath("//ul[@class='facts']//time/@dir") == ["ltr"]  # 6 January 2024
    assert (japanese.get("dir"), japanese.get("lang")) == ("ltr", "ja")


def test_without_an_address_nothing_claims_one(out: Path) -> None:
    assert not (out / "sitemap.xml").exists()
    assert not (out / "robots.txt").exists()
    assert page(out / "p/letter-1/index.html").xpath("//link[@rel='canonical']") == []


def test_with_an_address_search_engines_are_told_it(publication: Made, tmp_path: Path) -> None:
    mirrored(publication.archive, SUBSTACK, tmp_path / "out", options=Options(base_url=BASE))

    listed = re.findall("<loc>(.*?)</loc>", (tmp_path / "out/sitemap.xml").read_text(encoding="utf-8"))
    assert f"{BASE}/" in listed
    assert f"{BASE}/p/letter-1/" in listed
    assert f"Sitemap: {BASE}/sitemap.xml" in (tmp_path / "out/robots.txt").read_text(encoding="utf-8")
    assert page(tmp_path / "out/p/letter-1/index.html").xpath("//link[@rel='canonical']/@href") == [
        f"{BASE}/p/letter-1/"
    ]


def test_whoever_shares_a_post_shows_its_title_and_picture(publication: Made, tmp_path: Path) -> None:
    mirrored(publication.archive, SUBSTACK, tmp_path / "out", options=Options(base_url=BASE))

    found = page(tmp_path / "out/p/letter-1/index.html")
    told = {meta.get("property"): meta.get("content") for meta in found.xpath("//meta[@property]")}
    assert told["og:title"] == 'He said: "Hi" & <b>left</b>'
    assert (tmp_path / "out" / str(told["og:image"]).removeprefix(f"{BASE}/")).is_file()


def test_the_old_address_is_named_as_the_original_where_that_is_wished(publication: Made, tmp_path: Path) -> None:
    mirrored(publication.archive, SUBSTACK, tmp_path / "out", options=Options(base_url=BASE, canonical=True))

    assert page(tmp_path / "out/p/letter-1/index.html").xpath("//link[@rel='canonical']/@href") == [
        "https://nightletters.substack.com/p/letter-1"
    ]


def test_the_page_for_wrong_addresses_leads_to_the_top_from_anywhere(
    publication: Made, out: Path, tmp_path: Path
) -> None:
    mirrored(publication.archive, SUBSTACK, tmp_path / "out", options=Options(base_url=BASE))

    assert page(tmp_path / "out/404.html").xpath("//link[@rel='stylesheet']/@href") == ["/old/style.css"]
    assert page(out / "404.html").xpath("//link[@rel='stylesheet']/@href") == ["/style.css"]


def test_drafts_that_were_asked_for_are_labelled_and_stand_apart(publication: Made, tmp_path: Path) -> None:
    everything = Criteria(drafts=True, audiences=EVERYTHING)
    report = mirrored(
        publication.archive, SUBSTACK, tmp_path / "out", criteria=everything, options=Options(base_url=BASE)
    )

    first = page(tmp_path / "out/index.html")
    assert "Drafts" in [words(link) for link in first.xpath("//nav//a")]
    assert "A draft" not in [words(one) for one in first.xpath("//h3")]
    labels = {
        words(one.xpath(".//h3")[0]): words(one.xpath(".//span[@class='label']")[0])
        for one in first.xpath("//li[.//span[@class='label']]")
    }
    assert labels == {"For payers": "For paying subscribers", "For subscribers": "For subscribers"}
    draft = page(
        tmp_path / f"out/{page(tmp_path / 'out/drafts/index.html').xpath('//h3/a/@href')[0].removeprefix('../')}"
    )
    assert draft.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert report.steps == (LOOK, CLOSED)
    assert "quilldraftword" not in (tmp_path / "out/feed.xml").read_text(encoding="utf-8")
    assert dead_links(tmp_path / "out") == []


def test_a_mirror_of_a_single_page_is_whole(publication: Made, tmp_path: Path) -> None:
    mirrored(publication.archive, SUBSTACK, tmp_path / "out", criteria=Criteria(ids=frozenset({"1008"})))

    assert words(page(tmp_path / "out/index.html").xpath("//main//h2")[0]) == "About"
    assert dead_links(tmp_path / "out") == []

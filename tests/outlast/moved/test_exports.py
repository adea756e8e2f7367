"""What our own exporters write is whole, before it is imported or put online; and what is spoilt in it is found."""

import json
from pathlib import Path

import pytest

import exporters
from backup.errors import InputError
from exporters._base import Options
from exporters.selection.criteria import EVERYTHING
from exporters.target import Folder
from outlast.moved.checking import check_move
from outlast.moved.gaps import Outcome
from outlast.moved.target import opened_site
from outlast.places import Places
from outlast.settings import load_settings
from tests.exporters.made_up import Made
from tests.outlast.moved.small_site import HOST, chosen, gaps_of

SITES = [name for name in ("html", "ghost", "wordpress") if name in exporters.found()]


def compared(places: Places, publication: Made, folder: Path, base_url: str | None = HOST) -> Outcome:
    with opened_site(str(folder), load_settings(places, environ={}, flags={}), base_url=base_url) as site:
        return check_move(chosen(publication), site)


@pytest.mark.parametrize("name", SITES)
def test_an_export_is_whole(places: Places, publication: Made, tmp_path: Path, name: str) -> None:
    exporter = exporters.load(name)
    held = exporter.holds_back
    selection = chosen(publication, drafts=held, audiences=EVERYTHING if held else chosen_for_all())
    target = Folder(tmp_path / "out")
    exporter(Options(base_url=HOST)).write(selection, target)
    target.finish()

    outcome = compared(places, publication, tmp_path / "out")

    assert gaps_of(outcome) == []
    assert (len(outcome.posts), outcome.kept_back) == (12, 3)


def chosen_for_all() -> frozenset[object]:
    return frozenset(["everyone"])


def ghost(folder: Path, **changes: object) -> Path:
    post = {
        "title": 'He said: "Hi" & <b>left</b>',
        "slug": "letter-1",
        "status": "published",
        "visibility": "public",
        "published_at": "2024-01-01T08:00:01.000Z",
        "html": "<p>Plain</p>",
        **changes,
    }
    folder.mkdir(exist_ok=True)
    (folder / "x.json").write_text(json.dumps({"db": [{"meta": {}, "data": {"posts": [post]}}]}))
    return folder


def test_ghosts_posts_are_read_in_either_form(places: Places, publication: Made, tmp_path: Path) -> None:
    lexical = json.dumps(
        {
            "root": {
                "children": [
                    {"type": "paragraph", "children": [{"type": "extended-text", "text": "Plain <b>"}]},
                    {"type": "image", "src": "__GHOST_URL__/content/images/a.png", "caption": "Caption"},
                    {"type": "html", "html": "<p>More</p>"},
                ]
            }
        }
    )
    with opened_site(str(ghost(tmp_path / "g", lexical=lexical)), load_settings(places, environ={}, flags={})) as site:
        page = site.page("/p/letter-1/")

    assert page is not None
    assert page.text.endswith("Plain <b> Caption More")
    assert page.pictures == ("/content/images/a.png",)
    assert site.picture(page.pictures[0], here=page.address) == "dead"


def test_what_is_held_back_over_there_is_no_leak(places: Places, publication: Made, tmp_path: Path) -> None:
    text = "<p>Open part.</p><p>quillpaidword</p>"
    paid = ghost(tmp_path / "g", slug="letter-10", title="For payers", visibility="paid", html=text)
    shown = ghost(tmp_path / "h", slug="letter-10", title="For payers", html=text)

    with pytest.raises(Exception, match="no pages"):
        compared(places, publication, paid)
    assert gaps_of(compared(places, publication, shown))[0] == ("leak", "1010")


WXR = """<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><wp:base_blog_url>https://new.example</wp:base_blog_url>
<item><title>Episode one</title><link>https://new.example/p/letter-9/</link><wp:post_name>letter-9</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type><wp:post_date_gmt>2024-01-09 08:00:09</wp:post_date_gmt>
<content:encoded><![CDATA[<!-- wp:paragraph --><p>Listen.</p><a href="https://new.example/p/gone/">x</a>]]></content:encoded>
</item></channel></rss>"""


def test_wordpress_posts_are_read(places: Places, publication: Made, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(WXR)

    outcome = compared(places, publication, tmp_path, base_url=None)

    found = {post.post: post for post in outcome.posts}
    assert found["1009"].where == "/p/letter-9/"
    assert [gap.what for gap in found["1009"].gaps] == ["a link leads to nothing there: https://new.example/p/gone/"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '{"db": [{}]}'),
        ("a.json", '{"db": [{"data": {"posts": [{"slug": "x"}]}}]}'),
        ("a.xml", "<rss>http://wordpress.org/export/1.2/"),
        ("a.xml", WXR.replace("<rss", '<!DOCTYPE x [<!ENTITY a "b">]><rss')),
    ],
)
def test_what_cannot_be_read_is_said(places: Places, publication: Made, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)

    with pytest.raises(InputError):
        compared(places, publication, tmp_path)

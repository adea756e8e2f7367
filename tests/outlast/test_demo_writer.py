"""The made-up writer: the same bytes each time, in the exact form of the platforms' exports, and nobody real in them."""

import csv
import html
import io
import json
import re
import zipfile
from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from outlast.demo_writer import EDITED, REMOVED, DemoExport, build
from outlast.demo_writer.chance import seeded
from outlast.demo_writer.widgets import ASIDES

POSTS = "post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url"
LIST = "email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at"
DELIVERS = "post_id,timestamp,email,post_type,post_audience,active_subscription"
OPENS = DELIVERS + ",country,city,region,device_type,client_os,client_type,user_agent"
LIST_NAME = "email_list.nightletters.csv"
INVENTED = re.compile(r"[^@,\s]+@example\.(org|com|net)")
DELETED = re.compile(r"deleted-\d+@deletion-request\.substack\.com")


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> list[DemoExport]:
    """Build the history once for all tests, which only read it."""
    return build(tmp_path_factory.mktemp("exports"))


def substack(exports: list[DemoExport]) -> list[DemoExport]:
    """Return the publication's ZIPs, the emptied one last."""
    return [export for export in exports if export.path.name.startswith("nightletters-2026")]


def medium(exports: list[DemoExport]) -> list[DemoExport]:
    """Return the account's ZIPs."""
    return [export for export in exports if export.platform == "medium"]


def read(export: DemoExport, name: str) -> str:
    """Return a file of a ZIP."""
    with zipfile.ZipFile(export.path) as archive:
        return archive.read(name).decode()


def names(export: DemoExport) -> list[str]:
    """Return the names in a ZIP, in their order."""
    with zipfile.ZipFile(export.path) as archive:
        return archive.namelist()


def table(export: DemoExport, name: str) -> list[dict[str, str]]:
    """Return a CSV of a ZIP."""
    return list(csv.DictReader(io.StringIO(read(export, name))))


def body(export: DemoExport, slug: str) -> str:
    """Return a post's body."""
    (name,) = (name for name in names(export) if name.endswith(f".{slug}.html"))
    return read(export, name)


def test_building_twice_gives_the_same_bytes_and_dates(exports: list[DemoExport], tmp_path: Path) -> None:
    again = build(tmp_path)
    assert [e.path.name for e in again] == [e.path.name for e in exports]
    for one, other in zip(exports, again, strict=True):
        assert one.path.read_bytes() == other.path.read_bytes()
        assert (one.story, one.as_of, one.emptied) == (other.story, other.as_of, other.emptied)
        for file in (one.path, other.path):
            assert datetime.fromtimestamp(file.stat().st_mtime, UTC) == one.as_of


def test_it_is_small(exports: list[DemoExport]) -> None:
    assert sum(export.path.stat().st_size for export in exports) < 3_000_000


def test_the_exports_come_from_the_oldest_to_the_newest_and_only_the_last_is_emptied(exports: list[DemoExport]) -> None:
    assert Counter(export.path.suffix for export in exports) == {".zip": 9, ".csv": 1}
    assert [e.as_of for e in exports] == sorted(e.as_of for e in exports)
    assert [e.emptied for e in exports] == [False] * 9 + [True]
    assert all(e.story.endswith(".") and "\n" not in e.story for e in exports)


def test_every_zip_opens_and_its_entries_bear_the_date_of_the_export(exports: list[DemoExport]) -> None:
    for export in exports:
        if export.path.suffix == ".zip":
            with zipfile.ZipFile(export.path) as archive:
                assert archive.testzip() is None
                assert len(set(archive.namelist())) == len(archive.namelist())
                for entry in archive.infolist():
                    assert entry.date_time == export.as_of.timetuple()[:6]
                    assert bool(entry.flag_bits & 0x8) == (export.platform == "medium")


def test_a_publication_export_has_exactly_the_files_and_headers_of_the_format(exports: list[DemoExport]) -> None:
    for export in substack(exports):
        got = names(export)
        assert got[:2] == ["posts.csv", LIST_NAME]
        assert read(export, "posts.csv").split("\n")[0] == POSTS
        assert read(export, LIST_NAME).split("\n")[0] == LIST
        rows = table(export, "posts.csv")
        numbers = [int(row["post_id"].split(".")[0]) for row in rows]
        assert numbers == sorted(set(numbers), reverse=True)
        bodies = [f"posts/{row['post_id']}.html" for row in rows]
        assert got[2 : 2 + len(rows)] == bodies
        mails = [(row["post_id"].split(".")[0]) for row in rows if row["email_sent_at"] and row["type"] != "podcast"]
        assert got[2 + len(rows) :] == [f"posts/{n}.{kind}.csv" for n in mails for kind in ("delivers", "opens")]
        for number in mails:
            assert read(export, f"posts/{number}.delivers.csv").split("\n")[0] == DELIVERS
            assert read(export, f"posts/{number}.opens.csv").split("\n")[0] == OPENS
            assert all(
                row["timestamp"] <= f"{export.as_of:%Y-%m-%dT%H:%M}"
                for row in table(export, f"posts/{number}.opens.csv")
            )


def test_the_last_export_has_the_posts_that_are_claimed(exports: list[DemoExport]) -> None:
    rows = table(substack(exports)[-1], "posts.csv")
    assert Counter(row["type"] for row in rows) == {"newsletter": 54, "podcast": 5, "thread": 1, "page": 1}
    drafts = [row for row in rows if row["is_published"] == "false"]
    assert len(drafts) == 4
    assert {row[column] for row in drafts for column in ("title", "subtitle", "post_date", "email_sent_at")} == {""}
    paid = [row for row in rows if row["audience"] == "only_paid"]
    assert len(paid) == 6
    for row in paid:
        assert read(substack(exports)[-1], f"posts/{row['post_id']}.html").count("paywall-jump") == 1


def test_each_story_tells_what_the_files_say(exports: list[DemoExport]) -> None:
    published: set[str] = set()
    for place, export in enumerate(substack(exports)[:-1]):
        rows = table(export, "posts.csv")
        out = {row["post_id"] for row in rows if row["is_published"] == "true"}
        drafts = len(rows) - len(out)
        subscribers = len(table(export, LIST_NAME))
        said = f"{len(out)} posts, {drafts} drafts" if place == 0 else f"{len(out - published)} new posts"
        assert said in export.story
        assert f"{subscribers:,}" in export.story
        published |= out
    for export in medium(exports):
        stories, responses, drafts = (int(n) for n in re.findall(r"(\d+) (?:stories|responses|drafts)", export.story))
        assert stories + responses + drafts == sum(name.startswith("posts/") for name in names(export))
        assert drafts == sum(name.startswith("posts/draft_") for name in names(export))


def test_every_subscriber_is_invented(exports: list[DemoExport]) -> None:
    deleted = 0
    for export in substack(exports):
        for name in names(export):
            if name.endswith(".csv") and name != "posts.csv":
                for row in table(export, name):
                    deleted += bool(DELETED.fullmatch(row["email"]))
                    assert INVENTED.fullmatch(row["email"]) or DELETED.fullmatch(row["email"])
        whole = "".join(read(export, name) for name in names(export) if name.endswith(".html"))
        assert "@" not in re.sub(r"@example\b|@[\w.-]+/video", "", html.unescape(whole))
    assert deleted
    for export in medium(exports):
        found = re.findall(r"[\w.+-]+@[\w-]+\.[\w.-]+", "".join(read(export, name) for name in names(export)))
        assert set(found) == {"maya@example.org"}


def test_subscribers_join_leave_upgrade_lapse_fall_silent_and_ask_to_be_deleted(exports: list[DemoExport]) -> None:
    lists = [{row["email"]: row for row in table(export, LIST_NAME)} for export in substack(exports)[:-1]]
    assert 1_400 < len(lists[-1]) < 1_600
    joined, left, changed = 0, 0, Counter[str]()
    for before, now in pairwise(lists):
        assert len({address.casefold() for address in now}) == len(now)
        joined += len(now.keys() - before.keys())
        left += sum("deletion-request" not in address for address in before.keys() - now.keys())
        for address in before.keys() & now.keys():
            old, new = before[address], now[address]
            changed["upgraded"] += (old["plan"], new["active_subscription"]) == ("other", "true")
            changed["lapsed"] += (old["active_subscription"], new["active_subscription"]) == ("true", "false")
            changed["silent"] += (old["email_disabled"], new["email_disabled"]) == ("false", "true")
            assert old["created_at"] == new["created_at"]
    assert joined > 400
    assert left > 30
    assert all(changed[what] > 3 for what in ("upgraded", "lapsed", "silent"))
    last = lists[-1].values()
    assert any(row["expiry"].startswith("2118-") for row in last)
    assert any(row["active_subscription"] == "false" and row["first_payment_at"] for row in last)
    assert sum("deletion-request" in row["email"] for row in last) >= 2


def test_the_emptied_export_differs_from_the_one_before_only_in_its_list(exports: list[DemoExport]) -> None:
    before, emptied = substack(exports)[-2:]
    assert read(emptied, LIST_NAME) == LIST + "\n"
    assert read(emptied, "posts.csv") == read(before, "posts.csv")
    assert names(emptied) == names(before)


def test_one_post_is_edited_twice_and_one_is_taken_down(exports: list[DemoExport]) -> None:
    versions = [body(export, EDITED) for export in substack(exports)]
    assert [versions.index(version) for version in versions] == [0, 0, 2, 2, 4, 4, 4]
    assert (
        len({row["subtitle"] for e in substack(exports) for row in table(e, "posts.csv") if EDITED in row["post_id"]})
        == 2
    )
    there = [any(f".{REMOVED}." in name for name in names(export)) for export in substack(exports)]
    assert there == [False, True, True, True, False, False, False]


def test_bodies_are_fragments_of_readable_length_on_one_line(exports: list[DemoExport]) -> None:
    last = substack(exports)[-1]
    lengths = []
    for row in table(last, "posts.csv"):
        text = read(last, f"posts/{row['post_id']}.html")
        assert "<html" not in text
        assert "{" not in re.sub(r"<[^>]*>|<pre.*?</pre>", "", text)
        if row["type"] == "newsletter" and row["is_published"] == "true":
            paragraphs = re.findall(r"<p>(.*?)</p>", text)
            lengths.append(sum(len(re.sub(r"<[^>]*>", "", paragraph).split()) for paragraph in paragraphs))
    assert min(lengths) >= 400
    assert max(lengths) <= 1_500


def test_every_widget_is_met_and_its_attributes_are_json(exports: list[DemoExport]) -> None:
    last = substack(exports)[-1]
    whole = "".join(read(last, name) for name in names(last) if name.endswith(".html"))
    for widget in ASIDES:
        opening = re.findall(r'class="[^"]+"|<[a-z]+>', widget(seeded("any")))[0]
        assert opening in whole, widget.__name__
    for marker in (
        "digest-post-embed",
        "paywall-jump",
        "footnote-anchor",
        "pullquote",
        "subscription-widget-wrap-editor",
    ):
        assert marker in whole
    attributes = [node.attributes["data-attrs"] for node in LexborHTMLParser(whole).css("[data-attrs]")]
    assert len(attributes) == whole.count('data-attrs="') > 150
    assert all(isinstance(json.loads(text or ""), dict) for text in attributes)


def test_the_dashboard_has_the_47_labels_and_everybody_of_the_list(exports: list[DemoExport]) -> None:
    (export,) = (export for export in exports if export.path.suffix == ".csv")
    rows = list(csv.DictReader(io.StringIO(export.path.read_text(encoding="utf-8"))))
    assert len(rows[0]) == 47
    assert {"Name", "Email", "Type", "Start date", "Subscription interval", "Activity"} < rows[0].keys()
    assert {row["Email"] for row in rows} == {row["email"] for row in table(substack(exports)[-2], LIST_NAME)}
    assert {"free", "paid", "comp", "gift"} == {row["Type"] for row in rows}
    assert any("," in row["Name"] for row in rows)
    assert all(None not in row and row["Activity"] in "012345" for row in rows)


def test_the_medium_export_has_its_folders_and_names_its_stories_by_the_rule(exports: list[DemoExport]) -> None:
    first, last = medium(exports)
    assert names(last)[0] == "profile/profile.html"
    assert {name.split("/")[0] for name in names(last)} == {
        *("profile", "README.html", "ips.html", "highlights", "sessions", "lists", "bookmarks", "claps", "blocks"),
        *("topics-following", "users-following", "interests", "pubs-following", "posts", "partner-program"),
    }
    assert {name for name in names(first) if "posts/2" in name} < set(names(last))
    stories = [name for name in names(last) if name.startswith("posts/")]
    assert len(stories) == 40
    for name in stories:
        page = read(last, name)
        title = html.unescape(re.findall(r'<h1 class="p-name">(.*?)</h1>', page)[0]) or "post"
        date = re.findall(r'datetime="(.{10})', page) or ["draft"]
        assert re.fullmatch(f"posts/{date[0]}_{re.sub('[^A-Za-z0-9]', '-', title)}-[0-9a-f]{{12}}.html", name)
        assert page.startswith('<!DOCTYPE html><html><head><meta http-equiv="Content-Type"')


def test_medium_activity_counts_and_dates_have_the_platforms_form(exports: list[DemoExport]) -> None:
    last = medium(exports)[-1]
    claps = "".join(read(last, name) for name in names(last) if name.startswith("claps/"))
    assert sum(name.startswith("claps/") for name in names(last)) == 4
    assert claps.count('<li class="h-entry">+') == 332
    times = re.findall(r'<time class="dt-published">(.*?)</time>', claps)
    assert all(re.fullmatch(r"20\d\d-[01]\d-[1-3]?\d 1?\d:[0-5]\d [ap]m", text) for text in times)
    assert sum(text.startswith("2026-08-14 8:") for text in times) >= 46
    followed = [
        "".join(read(export, name) for name in names(export) if name.startswith("users-following/")).count("<li")
        for export in medium(exports)
    ]
    assert followed == [104, 131]
    for folder, count in (("highlights/", 38), ("bookmarks/", 44), ("sessions/", 42)):
        assert sum(read(last, name).count("<li") for name in names(last) if name.startswith(folder)) == count

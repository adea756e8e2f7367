"""The pages beside the posts: every kind of list item as a row, with its markup as it came."""

from pathlib import Path

import pytest

from backup.model import Json
from tests.sources.medium_pages import listing
from tests.sources.medium_reading import FIXTURES, Reading, folder, read

LINK = '<a class="h-cite u-like-of" href="https://medium.com/p/on-bread-0a1b2c3d4e5f">On bread &amp; rivers</a>'
TIME = '(<time class="dt-published">2019-04-6 6:20 am</time>)'
ABOUT_BREAD: dict[str, Json] = {
    "url": "https://medium.com/p/on-bread-0a1b2c3d4e5f",
    "title": "On bread & rivers",
    "post": "0a1b2c3d4e5f",
}
AT: dict[str, Json] = {"time": "2019-04-06T06:20:00Z", "time_text": "2019-04-6 6:20 am"}


def one(path: Path, name: str, item: str, *, tag: str = "ul") -> Reading:
    return read(folder(path, {name: listing("A page", [item], tag=tag)}))


@pytest.mark.parametrize(
    ("item", "key", "expected"),
    [
        (f"+3 &mdash; {LINK} {TIME}", "0a1b2c3d4e5f", {"claps": 3} | ABOUT_BREAD | AT),
        (f"+0 — {LINK} {TIME}", "0a1b2c3d4e5f", {"claps": 0} | ABOUT_BREAD | AT),
        (f"+50 &mdash; {LINK}", "0a1b2c3d4e5f", {"claps": 50} | ABOUT_BREAD),
        (f"+1 &mdash; On — rivers {TIME}", "On — rivers", {"claps": 1, "title": "On — rivers"} | AT),
        (f"{LINK} {TIME}", "0a1b2c3d4e5f", ABOUT_BREAD | AT),
        (
            '+1 &mdash; <a href="https://example.org/x">X</a> (<time>soon</time>)',
            "https://example.org/x",
            {"claps": 1, "url": "https://example.org/x", "title": "X", "time_text": "soon"},
        ),
    ],
    ids=["dash entity", "no claps, dash", "no time", "no link", "no number", "not a post, no date"],
)
def test_a_clap_is_kept_with_what_there_is_of_it(
    tmp_path: Path, item: str, key: str, expected: dict[str, Json]
) -> None:
    reading = one(tmp_path, "claps/claps-0001.html", f'<li class="h-entry">{item}</li>')
    (row,) = reading.rows["activity/claps"]
    assert row.id == key
    assert row.data == expected | {"page": 1, "raw": item}
    assert reading.complete >= {"activity/claps"}


def test_a_bookmark_is_a_post_and_when_it_was_put_by(tmp_path: Path) -> None:
    reading = one(tmp_path, "bookmarks/bookmarks-0001.html", f"<li>{LINK} {TIME}</li>")
    assert reading.data("bookmarks") == [ABOUT_BREAD | AT]


def test_a_highlight_has_its_paragraph_and_the_part_that_was_marked(tmp_path: Path) -> None:
    item = (
        '<time class="dt-published">2016-08-10 4:11 pm</time> - <p name="77d5" id="77d5" class="graf graf--p">'
        'It was<br>a <span class="markup--highlight"  name="selection">bright</span> cold '
        '<span class="markup--highlight"  name="selection">day</span></p>'
    )
    reading = one(tmp_path, "highlights/highlights-0001.html", f'<li class="h-entry">{item}</li>')
    assert reading.data("highlights") == [
        {
            "time": "2016-08-10T16:11:00Z",
            "time_text": "2016-08-10 4:11 pm",
            "text": "It was a bright cold day",
            "selection": "bright day",
            "graf": "77d5",
        }
    ]
    assert reading.rows["activity/highlights"][0].data["raw"] == item


def test_a_highlight_of_a_list_item_is_one_row(tmp_path: Path) -> None:
    item = (
        '<time>2016-08-10 4:11 pm</time> - <li name="77d5" class="graf graf--li">first <b name="selection">x</b></li>'
    )
    reading = one(tmp_path, "highlights/highlights-0001.html", f'<li class="h-entry">{item}</li>')
    assert reading.data("highlights")[0]["text"] == "first x"
    assert reading.rows["activity/highlights"][0].data["raw"] == item


@pytest.mark.parametrize(
    ("name", "table", "kind"),
    [
        ("users-following/users-following-0001.html", "follows", "user"),
        ("pubs-following/pubs-following-0001.html", "follows", "publication"),
        ("topics-following/topics-following-0001.html", "follows", "topic"),
        ("interests/publications.html", "interests", "publication"),
        ("interests/tags.html", "interests", "tag"),
        ("interests/topics.html", "interests", "topic"),
        ("interests/writers.html", "interests", "writer"),
    ],
)
def test_follows_and_interests_say_of_what_sort_they_are(tmp_path: Path, name: str, table: str, kind: str) -> None:
    reading = one(tmp_path, name, '<li><a href="https://medium.com/@a.reader">A. Reader</a></li>', tag="ol")
    (row,) = reading.rows[f"activity/{table}"]
    assert row.id == f"{kind}:https://medium.com/@a.reader"
    assert reading.data(table) == [
        {"type": kind, "url": "https://medium.com/@a.reader", "name": "A. Reader", "user": "a.reader"}
    ]


def test_a_follow_without_a_link_keeps_its_name(tmp_path: Path) -> None:
    reading = one(tmp_path, "users-following/users-following-0001.html", "<li>@gone</li>")
    assert reading.data("follows") == [{"type": "user", "name": "@gone"}]


@pytest.mark.parametrize(
    ("amount", "expected"), [("&#36;974.25", "$974.25"), ("$80", "$80"), ("€1.234,50", "€1.234,50"), ("0", "0")]
)
def test_an_earning_is_a_post_and_an_amount_as_written(tmp_path: Path, amount: str, expected: str) -> None:
    reading = one(tmp_path, "partner-program/posts-0001.html", f'<li class="h-entry">{LINK} - {amount}</li>')
    assert reading.data("partner-program") == [ABOUT_BREAD | {"amount": expected}]


@pytest.mark.parametrize(
    ("name", "label"), [("ips/ips-0001.html", "Created at"), ("ips.html", "Seen at"), ("ips/ips.html", "Seen at")]
)
def test_addresses_are_the_same_in_the_old_and_the_new_layout(tmp_path: Path, name: str, label: str) -> None:
    reading = one(tmp_path, name, f"<li>IP: 2001:db8::1<br>{label}: 2026-04-4 1:18 pm<br></li>")
    (row,) = reading.rows["activity/ips"]
    assert row.id == "2001:db8::1:2026-04-04T13:18:00Z"
    assert reading.data("ips") == [
        {"ip": "2001:db8::1", "time": "2026-04-04T13:18:00Z", "time_text": "2026-04-4 1:18 pm"}
    ]


def test_a_session_has_its_times_place_and_program(tmp_path: Path) -> None:
    item = (
        "<li>Created at: 2019-01-18 4:24 pm<br>Last seen at: 2019-06-6 9:51 am<br>Last seen location: XX, Somewhere"
        "<br>User agent: Mozilla/5.0 (X11; rv:1.0: x) &amp; more</li>"
    )
    assert one(tmp_path, "sessions/sessions-0001.html", item).data("sessions") == [
        {
            "time": "2019-01-18T16:24:00Z",
            "time_text": "2019-01-18 4:24 pm",
            "last_seen_at": "2019-06-06T09:51:00Z",
            "last_seen_at_text": "2019-06-6 9:51 am",
            "last_seen_location": "XX, Somewhere",
            "user_agent": "Mozilla/5.0 (X11; rv:1.0: x) & more",
        }
    ]


@pytest.mark.parametrize("colon", [":", ": "])
def test_memberships_and_charges_are_read_with_and_without_a_blank(tmp_path: Path, colon: str) -> None:
    membership = f"<li>Membership ID: 3c20<br>Started at: 2021-03-4 4:08 pm<br>Amount: $5<br>Type{colon}Medium membership<br></li>"
    reading = read(
        folder(
            tmp_path,
            {
                "profile/memberships.html": listing("Memberships", [membership], titled=False),
                "profile/charges-0001.html": listing(
                    "C", ["<li>Created at: 2022-06-4 12:17 pm<br>Amount: $5<br></li>"]
                ),
            },
        )
    )
    assert reading.data("memberships") == [
        {
            "membership_id": "3c20",
            "time": "2021-03-04T16:08:00Z",
            "time_text": "2021-03-4 4:08 pm",
            "amount": "$5",
            "type": "Medium membership",
        }
    ]
    assert [row.id for row in reading.rows["activity/charges"]] == ["2022-06-04T12:17:00Z:$5"]


def test_a_list_gives_a_row_for_each_entry_in_order() -> None:
    rows = read(FIXTURES / "meh").rows["activity/lists"]
    assert [row.id for row in rows] == [
        f"m2archive:28047b411ce:{post}" for post in ("e06382acd276", "75aa4ed61c", "e23a49a52696", "97c9489ccafa")
    ]
    assert [row.data["position"] for row in rows] == [1, 2, 3, 4]
    assert rows[1].data["title"] == "Don’t Call It a Trend: A Brief History of Organizing in Tech"
    assert (rows[0].data["list_name"], rows[0].data["list_summary"]) == ("Archive", "Summary of archive")
    assert rows[0].data["list_time"] == "2021-06-25T17:20:32.354Z"


def test_an_empty_list_is_a_row_of_its_own() -> None:
    (row,) = read(FIXTURES / "phishdestroy").rows["activity/lists"]
    assert row.id == "predefined:98b99bd0b2cb:READING_LIST"
    assert (row.data["empty"], row.data["list_name"]) == (True, "Reading list")


def test_the_profile_gives_a_row_for_each_line_and_for_what_stands_beside() -> None:
    rows = {row.id: row.data for row in read(FIXTURES / "phishdestroy").rows["activity/profile"]}
    assert rows["account-info:medium-user-id"]["value"] == "98b99bd0b2cb"
    assert rows["account-info:profile"]["url"] == "https://medium.com/@phishdestroy"
    assert rows["account-info:created-at"]["time"] == "2025-08-07T14:34:00Z"
    assert rows["connected-accounts:x"]["url"] == "https://twitter.com/Phish_Destroy"
    assert rows["membership"]["time"] == "2025-08-07T14:36:00Z"
    assert rows["name"]["value"] == "PhishDestroy"
    assert str(rows["picture"]["url"]).startswith("https://cdn-images-1.medium.com/proxy/")
    assert str(rows["about"]["raw"]).strip().startswith("<p><img")
    assert str(rows["about"]["value"]).startswith("Rapid phishing-domain takedowns")


def test_a_publication_says_what_the_writer_is_there(tmp_path: Path) -> None:
    page = listing("x", []).replace(
        "<ul></ul>",
        '<h4>Editor</h4><ul><li><a href="https://a.example.org">A</a></li></ul>'
        '<h4>Writer</h4><ul><li><a href="https://b.example.org">B</a></li></ul>',
    )
    reading = read(folder(tmp_path, {"profile/publications.html": page}))
    assert [(row.id, row.data["role"], row.data["name"]) for row in reading.rows["activity/profile"]] == [
        ("publication:editor:https://a.example.org", "editor", "A"),
        ("publication:writer:https://b.example.org", "writer", "B"),
    ]


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("blocks/blocked-users-0001.html", listing("b", ["<li>No blocks</li>"])),
        ("profile/memberships.html", listing("m", ["<li>No memberships</li>"])),
        ("ips.html", listing("i", [], note="<p>Note: Medium automatically deletes …</p>")),
        ("interests/tags.html", listing("t", ["No data"], tag="ol")),
        ("bookmarks/bookmarks-0001.html", listing("b", [])),
    ],
)
def test_placeholders_are_no_rows(tmp_path: Path, name: str, page: str) -> None:
    reading = read(folder(tmp_path, {name: page}))
    assert reading.counts() == {}
    assert not reading.problems
    assert len(reading.complete) == 2  # its table, and the files


def test_the_page_that_a_row_was_on_is_kept(tmp_path: Path) -> None:
    pages: dict[str, str | bytes] = {
        f"blocks/blocked-users-000{number}.html": listing(
            "b", [f'<li><a href="https://medium.com/@u{number}">u</a></li>']
        )
        for number in (1, 2)
    }
    assert [row.data["page"] for row in read(folder(tmp_path, pages)).rows["activity/blocks"]] == [1, 2]


def test_the_same_thing_twice_is_two_rows_with_one_key(tmp_path: Path) -> None:
    item = "<li>IP: 192.0.2.1<br>Created at: 2022-01-27 3:19 am</li>"
    reading = read(folder(tmp_path, {"ips/ips-0001.html": listing("i", [item, item])}))
    first, second = reading.rows["activity/ips"]
    assert first == second

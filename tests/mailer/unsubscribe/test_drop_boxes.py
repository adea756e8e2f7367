"""What every kind of drop-box does, and above all what none of them does: nobody is unsubscribed by looking."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from mailer.errors import DropBoxProblem
from mailer.tokens import Tokens, read_token
from mailer.unsubscribe.drop_box import DropBoxKind, languages
from mailer.unsubscribe.pulling import DropBox
from tests.mailer.unsubscribe.boxes import WORD, Box, running

REAL = (DropBoxKind.PHP, DropBoxKind.WORKER)
TOKENS = Tokens(b"k" * 32, campaign=3, salt="s")
ANNA, BEN = TOKENS.url(1), TOKENS.url(2)
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture(params=[pytest.param(kind, marks=[pytest.mark.real] * (kind in REAL)) for kind in DropBoxKind])
def box(request, tmp_path):
    """Return a running drop-box of each kind."""
    with running(request.param, tmp_path) as made:
        yield made


def kept(box: Box) -> list[str]:
    return [one.token for one in DropBox(box.address, WORD, clock=lambda: NOW).posted()]


def test_posting_keeps_the_token(box):
    said = box.ask("POST", f"/u/{ANNA}", body=b"List-Unsubscribe=One-Click")
    assert said.status == 200
    assert b"You are unsubscribed." in said.body
    assert kept(box) == [ANNA]


def test_looking_never_unsubscribes(box):
    for method in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PROPFIND"):
        if method == "PROPFIND" and "cgi-bin" in box.address:
            continue  # the server of this test does not know it
        said = box.ask(method, f"/u/{ANNA}")
        assert said.status == (200 if method in ("GET", "HEAD") else 404), method
    for _ in range(20):
        box.ask("GET", f"/u/{ANNA}", User_Agent="SafeLinks scanner", Purpose="prefetch", Sec_Purpose="prefetch")
    assert kept(box) == []


def test_the_page_has_a_button_that_posts_to_the_same_link_and_nothing_from_elsewhere(box):
    said = box.ask("GET", f"/u/{ANNA}")
    page = said.body.decode()
    assert '<form method="post">' in page
    assert "<button>Unsubscribe</button>" in page
    assert not re.search(r"<script|<img|<link|https?:|action=|onclick|@import|url\(", page)
    assert said.headers["content-type"].lower() == "text/html; charset=utf-8"


def test_no_answer_redirects_sets_a_cookie_or_is_remembered_on_the_way(box):
    for method in ("GET", "HEAD", "POST"):
        for path in (f"/u/{ANNA}", "/u/short", "/", "/pull/0"):
            said = box.ask(method, path)
            assert said.status in (200, 404)
            assert not {"location", "set-cookie", "refresh"} & said.headers.keys()
            assert said.headers["cache-control"] == "no-store"
            assert said.headers["referrer-policy"] == "no-referrer"
            assert said.headers["x-robots-tag"] == "noindex"
    assert box.ask("HEAD", f"/u/{ANNA}").body == b""


def test_only_a_link_of_exactly_the_right_form_is_taken(box):
    for path in (
        f"/u/{ANNA[:-1]}", f"/u/{ANNA}x", f"/u/{ANNA}/", f"/u/{ANNA}%0A", f"/u/{ANNA[:-1]}.", f"/u/{ANNA[:-1]}%C3%A9",
        f"/U/{ANNA}", f"/u/../u/{ANNA[:-3]}", "/u/", "/u", "/pull/0", "/pull/",
    ):  # fmt: skip
        said = box.ask("POST", path)
        assert said.status == 404, path
        assert said.body == b"There is nothing here.\n"
    assert kept(box) == []


def test_the_size_of_what_is_posted_does_not_matter(box):
    for body in (b"", b"x", b"x" * 9_999, b"x" * 300_000):
        assert box.ask("POST", f"/u/{BEN}", body=body).status in (200, 503)
    assert BEN in kept(box)


def test_it_does_not_know_a_real_token_from_a_forged_one_but_home_does(box):
    forged = ANNA[:-1] + ("A" if ANNA[-1] != "A" else "B")
    for token in (ANNA, forged, "x" * 24):
        assert box.ask("POST", f"/u/{token}").status == 200
    found = [read_token(token, lambda _: TOKENS) for token in sorted(kept(box))]
    assert [one.number for one in found if one] == [1]
    assert len(found) == 3


def test_without_the_word_nothing_is_handed_out_and_nothing_tells_that_there_is_something(box):
    box.ask("POST", f"/u/{ANNA}")
    nothing = box.ask("GET", "/nothing")
    for word in ("", "wrong", WORD.upper(), f"{WORD} x", "x" * 4_000, "ä"):
        said = box.pull(word=word)
        assert (said.status, said.body) == (404, nothing.body), word
    assert box.ask("GET", "/pull/0").status == 404
    assert box.ask("POST", "/pull/0", X_Outlast_Word=WORD).status == 404
    assert ANNA.encode() in box.pull().body


def test_what_was_fetched_is_still_there(box):
    box.ask("POST", f"/u/{ANNA}")
    assert kept(box) == kept(box) == [ANNA]


def test_many_at_once_are_all_kept(box):
    tokens = [TOKENS.url(number) for number in range(60)]
    with ThreadPoolExecutor(12) as pool:
        said = list(pool.map(lambda token: box.ask("POST", f"/u/{token}").status, tokens))
    assert said == [200] * 60
    assert sorted(kept(box)) == sorted(tokens)


def test_the_same_link_clicked_again_and_again_is_one_person(box):
    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(lambda _: box.ask("POST", f"/u/{ANNA}").status, range(8)))
    assert said == [200] * 8
    assert set(kept(box)) == {ANNA}


def test_the_time_is_told_by_the_clock_of_home(box):
    box.ask("POST", f"/u/{ANNA}")
    [one] = DropBox(box.address, WORD, clock=lambda: NOW).posted()
    assert timedelta() <= NOW - one.at < timedelta(seconds=60)


def test_it_can_be_tried_out_and_leaves_no_trace_in_what_is_fetched(box):
    for _ in range(2):
        DropBox(box.address, WORD, clock=lambda: NOW).try_out()
    assert kept(box) == []
    with pytest.raises(DropBoxProblem, match="does not know the word"):
        DropBox(box.address, "wrong", clock=lambda: NOW).try_out()


def test_it_knows_nothing_but_the_digest_of_the_word(box):
    files = [path for path in box.folder.iterdir() if path.suffix not in (".log",)]
    for path in files:
        content = path.read_bytes() if path.is_file() else b""
        assert WORD.encode() not in content
        assert b"@" not in re.sub(rb"@(filesize|file_put_contents)\b", b"", content)


@pytest.mark.parametrize("kind", [DropBoxKind.WSGI, pytest.param(DropBoxKind.PHP, marks=pytest.mark.real)])
def test_where_paths_after_the_file_do_not_work_a_question_mark_does(kind, tmp_path):
    with running(kind, tmp_path) as made:
        asked = Box(f"{made.address}?", tmp_path)
        assert asked.ask("GET", f"/u/{ANNA}").status == 200
        assert kept(asked) == []
        assert asked.ask("POST", f"/u/{ANNA}&utm_source=x").status == 200
        DropBox(asked.address, WORD, clock=lambda: NOW).try_out()
        assert kept(asked) == kept(made) == [ANNA]


@pytest.mark.parametrize(
    "kind", [DropBoxKind.WSGI, DropBoxKind.CGI, pytest.param(DropBoxKind.PHP, marks=pytest.mark.real)]
)
def test_a_full_or_locked_box_says_so_and_loses_nothing(kind, tmp_path):
    with running(kind, tmp_path) as made:
        made.ask("POST", f"/u/{ANNA}")
        [file] = tmp_path.glob(".unsubscribed-*")
        assert file.stat().st_mode & 0o777 == 0o600
        with file.open("ab") as box:
            box.truncate(36_000_001)
        said = made.ask("POST", f"/u/{BEN}")
        assert said.status == 503
        assert b"That did not work." in said.body
        file.unlink()
        file.mkdir()
        assert made.ask("POST", f"/u/{BEN}").status == 503


@pytest.mark.parametrize("code", languages())
def test_the_page_speaks_the_language_of_the_letter(code, tmp_path):
    with running(DropBoxKind.WSGI, tmp_path, code, "en") as made:
        page = made.ask("GET", f"/u/{ANNA}").body.decode()
        done = made.ask("POST", f"/u/{ANNA}").body.decode()
    for text in (page, done):
        assert f'<section lang="{code}" dir="{"rtl" if code == "ar" else "ltr"}">' in text
        assert '<section lang="en" dir="ltr">' in text


def test_put_up_anew_in_another_language_it_goes_on_with_what_it_has(tmp_path):
    with running(DropBoxKind.WSGI, tmp_path) as made:
        made.ask("POST", f"/u/{ANNA}")
    with running(DropBoxKind.CGI, tmp_path, "de") as made:
        assert kept(made) == [ANNA]

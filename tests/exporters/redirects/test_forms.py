"""What each form writes, by the rules of the server or service that reads it."""

import csv
import io
import json
import re
from urllib.parse import unquote

import pytest

from exporters import redirects
from exporters.redirects._base import sent
from exporters.redirects.move import Moves
from tests.exporters.redirects.moves import HARD, MOVES, many

FORMS = sorted(redirects.found())


def test_forms_are_found_under_their_own_names() -> None:
    assert FORMS == ["apache", "cloudflare", "cloudflare-bulk", "ghost", "netlify", "nginx"]


@pytest.mark.parametrize("name", FORMS)
class TestEveryForm:
    """What the command relies on."""

    def test_it_says_what_to_do_and_writes_the_same_twice(self, name: str) -> None:
        form = redirects.load(name)

        assert form.file
        assert all(step.endswith((".", ")", "reload")) for step in form.steps)
        assert form.rules(MOVES) == redirects.load(name).rules(MOVES)

    def test_no_moves_are_no_rules(self, name: str) -> None:
        rules = redirects.load(name).rules(Moves(host="letters.example", moves=()))

        assert rules.left_out == ()
        assert "301" not in "".join(line for line in rules.text.splitlines() if not line.startswith("#"))


def cloudflare_reads(text: str) -> list[tuple[str, str]]:
    """Return what Cloudflare Pages takes of a file; its own parser's rules (workers-sdk, parseRedirects)."""
    rules: list[tuple[str, str]] = []
    static = dynamic = 0
    for line in text.split("\n"):
        if not line.strip() or line.startswith("#"):
            continue
        assert len(line) <= 1000
        source, target, status = line.split()
        assert source.startswith("/")
        assert target.startswith(("/", "https://"))
        assert status == "301"
        assert line.isascii()
        if "*" in source or re.search(r":[A-Za-z]\w*", source):
            dynamic += 1
        else:
            assert dynamic == 0, "a static rule behind a dynamic one counts as dynamic"
            static += 1
        rules.append((source, target))
    assert len({source for source, _ in rules}) == len(rules)
    assert static <= 2000
    assert dynamic <= 100
    return rules


def test_cloudflare_pages_takes_every_rule() -> None:
    rules = cloudflare_reads(redirects.load("cloudflare").rules(MOVES).text)

    assert {(unquote(source), target) for source, target in rules} >= set(HARD)
    assert ("/p/:name/comments", "/:name/") in rules


def test_over_two_thousand_posts_go_by_one_pattern_in_cloudflare_pages() -> None:
    rules = redirects.load("cloudflare").rules(many(2500))

    assert rules.left_out == ()
    assert cloudflare_reads(rules.text)[-1] == ("/p/:name", "/:name/")


def test_where_no_pattern_can_do_it_the_oldest_are_left_out_and_said() -> None:
    rules = redirects.load("cloudflare").rules(many(2500, new="/2024/{}/"))

    assert [move.old for move in rules.left_out[:2]] == ["/p/post-0", "/p/post-1"]
    assert len(rules.left_out) == 500
    assert "2,000" in rules.why
    assert len(cloudflare_reads(rules.text)) == 2002


def test_cloudflare_pages_never_sends_readers_in_a_ring() -> None:
    pattern = MOVES.pattern
    assert pattern is not None
    moves = Moves(
        host="letters.example",
        moves=many(2500, new="/p/{}.html").moves,
        pattern=type(pattern)(start="/p/", ends=("/comments",), new_start="/p/", new_end=".html"),
    )

    rules = redirects.load("cloudflare").rules(moves)

    assert len(rules.left_out) == 500
    assert "/p/:name " not in rules.text


def test_bulk_redirects_have_no_header_and_name_both_hosts() -> None:
    text = redirects.load("cloudflare-bulk").rules(MOVES).text
    rows = list(csv.reader(io.StringIO(text)))

    assert len(rows) == len(MOVES.one_by_one())
    assert rows[0] == ["letters.example/p/plain", "https://letters.example/plain/", "301", "TRUE", *["FALSE"] * 3]
    assert {(unquote(row[0]), row[1]) for row in rows} >= {
        ("letters.example/p/com,ma", "https://letters.example/com-ma/"),
        ("letters.example/p/away", "https://new.example/away/"),
        ("letters.example/p/plain/comments", "https://letters.example/plain/"),
    }
    assert '"letters.example/p/com,ma"' in text
    assert not any("?" in row[0] or "#" in row[0] or not row[0].isascii() for row in rows)


def test_bulk_redirects_beyond_the_free_plan_are_left_out_and_said() -> None:
    rules = redirects.load("cloudflare-bulk").rules(many(10_003))

    assert len(rules.left_out) == 3
    assert "10,000" in rules.why


def ghost_leads(rules: list[dict[str, object]], path: str) -> str | None:
    """Return where Ghost sends a path as it is sent: its own way (express-dynamic-redirects)."""
    for rule in rules:
        pattern = str(rule["from"])
        assert pattern.endswith("$")
        if found := re.search(pattern, path):
            target = re.sub(r"\$(\d)", lambda match, found=found: found[int(match[1])], str(rule["to"]))  # type: ignore[misc]
            return path[: found.start()] + target + path[found.end() :]
    return None


def test_ghost_finds_every_move() -> None:
    rules = json.loads(redirects.load("ghost").rules(MOVES).text)

    assert all(rule["permanent"] is True for rule in rules)
    for old, new in HARD:
        assert ghost_leads(rules, sent(old)) == ghost_leads(rules, sent(old) + "/") == new
    assert ghost_leads(rules, "/p/plain/comments") == "/plain/"
    assert ghost_leads(rules, "/p/plain/comment/77") == "/plain/"
    assert ghost_leads(rules, "/p/plain/other") is None
    assert ghost_leads(rules, "/x/p/plain") is None

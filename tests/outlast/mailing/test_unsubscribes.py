"""Collecting by several ways: each says what came in, and one that fails holds up no other."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from mailer.errors import MailboxProblem
from mailer.model import Reason
from mailer.tokens import Purpose
from mailer.unsubscribe.applying import Wish
from outlast.mailing.addressees import Addressees
from outlast.mailing.campaign_tokens import CampaignTokens
from outlast.mailing.campaigns import Campaigns
from outlast.mailing.suppressing import suppression_list
from outlast.mailing.unsubscribes import Collected, Way, collect_unsubscribes
from tests.outlast.mailing.a_box import Sent, sent

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture
def letters(home, monkeypatch, tmp_path):
    """Return a campaign that went out, and a drop-box."""
    with sent(home, monkeypatch, tmp_path) as made:
        yield made


def collected(letters: Sent, *ways: Way) -> list[Collected]:
    tokens_of = CampaignTokens(letters.archive, Purpose.UNSUBSCRIBE)
    with Addressees(letters.archive) as addressees:
        return collect_unsubscribes(
            ways, suppression_list(letters.archive), tokens_of=tokens_of, address_of=addressees.address_of
        )


def test_a_way_that_fails_in_the_middle_keeps_what_came_and_holds_up_no_other(letters):
    def breaks() -> Iterator[Wish]:
        yield Wish(at=NOW, tokens=(letters.token(1),))
        raise MailboxProblem("The server hung up.")

    def provider() -> list[Wish]:
        return [Wish(at=NOW, address="reader2@example.org", reason=Reason.COMPLAINED)]

    first, second = collected(letters, Way(name="mailbox", wishes=breaks), Way(name="postmark", wishes=provider))
    assert (first.way, first.applied.news, str(first.problem)) == ("mailbox", 1, "The server hung up.")
    assert (second.way, second.applied.news, second.problem) == ("postmark", 1, None)
    found = suppression_list(letters.archive)
    assert found.reason_of("reader1@example.org") is Reason.UNSUBSCRIBED
    assert found.reason_of("reader2@example.org") is Reason.COMPLAINED
    assert {line.source for line in found.lines()} == {"mailbox", "postmark"}


def test_a_damaged_campaign_is_named_and_its_tokens_do_not_stop_the_others(letters):
    campaigns = Campaigns(letters.archive)
    token = letters.token(1)
    [file] = [path for path in campaigns.folder(1).iterdir() if path.name.startswith("campaign")]
    file.write_bytes(b"damaged")
    tokens_of = CampaignTokens(letters.archive, Purpose.UNSUBSCRIBE)
    done = collect_unsubscribes(
        [Way(name="drop-box", wishes=lambda: [Wish(at=NOW, tokens=(token,))])],
        suppression_list(letters.archive),
        tokens_of=tokens_of,
        address_of=lambda *_: None,
    )
    assert done[0].applied.forged == 1
    assert tokens_of.damaged == {1}


def test_no_address_is_in_the_folder_of_the_mail_after_all_that(letters):
    collected(letters, Way(name="x", wishes=lambda: [Wish(at=NOW, tokens=(letters.token(n),)) for n in range(1, 10)]))
    assert len(suppression_list(letters.archive)) == 9
    for path in (letters.archive.root / "mail").rglob("*"):
        if path.is_file():
            assert b"example.org" not in path.read_bytes(), path

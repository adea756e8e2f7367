"""Who is on the list stays on it: whatever comes later, whoever is imported, until the writer takes them off by hand."""

from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backup.archive.forgotten import Forgotten
from backup.archive.keys import Key, Vault
from mailer.model import Reason
from mailer.suppression.suppression_list import Entry, SuppressionList, address_digest
from tests.mailer.suppression.lists import EARLIER, LATER, NOON, digest, opened

ANNA, BEN = "anna@example.org", "ben@example.org"


def test_who_was_added_is_on_the_list_and_on_the_disk(tmp_path):
    first = opened(tmp_path)
    assert first.add(ANNA, Reason.UNSUBSCRIBED, "drop-box", NOON)
    for one in (first, opened(tmp_path)):
        assert ANNA in one
        assert BEN not in one
        assert one.reason_of(ANNA) is Reason.UNSUBSCRIBED
        assert len(one) == 1


@pytest.mark.parametrize(
    "written",
    ["ANNA@Example.org", "  anna@example.org \n", "Anna@EXAMPLE.ORG"],
)
def test_an_address_is_the_same_however_it_is_written(tmp_path, written):
    opened(tmp_path).add(ANNA, Reason.BOUNCED, "mailbox", NOON)
    assert written in opened(tmp_path)


def test_a_server_is_the_same_in_letters_and_in_punycode(tmp_path):
    opened(tmp_path).add("jörg@bücher.example", Reason.BOUNCED, "mailbox", NOON)
    for written in ("jörg@xn--bcher-kva.example", "JÖRG@Bücher.example", "jo\u0308rg@bücher.example"):
        assert written in opened(tmp_path)
    assert "jorg@bücher.example" not in opened(tmp_path)


def test_who_unsubscribed_is_not_taken_for_another_with_nearly_the_same_address(tmp_path):
    opened(tmp_path).add("maß@example.org", Reason.UNSUBSCRIBED, "drop-box", NOON)
    assert "Maß@example.org" in opened(tmp_path)
    assert "mass@example.org" not in opened(tmp_path)


def test_who_was_noted_before_the_two_were_told_apart_stays_on_the_list(tmp_path):
    before = digest("mass@fass.example")
    opened(tmp_path).add_digest(before, Reason.UNSUBSCRIBED, "drop-box", NOON)
    now = opened(tmp_path)
    assert now.reason_of("maß@faß.example") is Reason.UNSUBSCRIBED
    assert now.matching(["maß@faß.example"]) == ([("maß@faß.example", Reason.UNSUBSCRIBED)], 0)
    assert now.remove("maß@faß.example", "asked for it", LATER)
    assert "maß@faß.example" not in opened(tmp_path)


@given(st.text(max_size=40) | st.from_regex(r"[^@]{0,9}@[^@]{0,9}"))
def test_no_text_makes_it_raise(text):
    assert text not in SuppressionList(Path("/nowhere/at/all"), digest)


def test_the_strongest_reason_stays_in_whatever_order_they_come(tmp_path):
    for number, order in enumerate(permutations((Reason.BOUNCED, Reason.COMPLAINED, Reason.UNSUBSCRIBED))):
        one = opened(tmp_path)
        address = f"subscriber{number}@example.org"
        for reason in order:
            one.add(address, reason, "provider", NOON)
        assert one.reason_of(address) is opened(tmp_path).reason_of(address) is Reason.COMPLAINED


def test_what_is_known_already_is_not_written_again(tmp_path):
    one = opened(tmp_path)
    entries = [Entry(f"subscriber{n % 50}@example.org", Reason.UNSUBSCRIBED, "drop-box", NOON) for n in range(500)]
    assert one.add_many(entries) == 50
    size = (tmp_path / "suppressed.jsonl").stat().st_size
    assert one.add_many(entries) == opened(tmp_path).add_many(entries) == 0
    assert not one.add("subscriber1@example.org", Reason.BOUNCED, "mailbox", LATER)
    assert (tmp_path / "suppressed.jsonl").stat().st_size == size


def test_two_runs_see_each_others_additions(tmp_path):
    first, second = opened(tmp_path), opened(tmp_path)
    first.add(ANNA, Reason.UNSUBSCRIBED, "drop-box", NOON)
    assert ANNA not in second
    second.refresh()
    assert ANNA in second
    assert not second.add(ANNA, Reason.UNSUBSCRIBED, "mailbox", LATER), "it looks before it writes"
    second.remove(ANNA, "asked for it", LATER)
    first.refresh()
    assert ANNA not in first


def test_a_run_of_days_sees_who_signed_off_meanwhile(tmp_path):
    sending = opened(tmp_path)
    assert sending.reason_now(ANNA) is None
    opened(tmp_path).add(ANNA, Reason.UNSUBSCRIBED, "drop-box", NOON)
    assert sending.reason_of(ANNA) is None
    assert sending.reason_now(ANNA) is Reason.UNSUBSCRIBED
    opened(tmp_path).remove(ANNA, "asked for it", LATER)
    assert sending.reason_now(ANNA) is None


def test_a_digest_of_the_ledger_is_as_good_as_an_address(tmp_path):
    one = opened(tmp_path)
    assert one.add_digest(digest(ANNA), Reason.BOUNCED, "campaign 3", NOON)
    assert ANNA in one
    assert one.reason_of_digest(digest(ANNA)) is Reason.BOUNCED
    assert one.reason_of_digest(digest(BEN)) is None


def test_only_a_hand_takes_somebody_off_and_the_list_says_why(tmp_path):
    one = opened(tmp_path)
    one.add(ANNA, Reason.UNSUBSCRIBED, "drop-box", NOON)
    with pytest.raises(ValueError, match="why"):
        one.remove(ANNA, " ", LATER)
    before = (tmp_path / "suppressed.jsonl").read_bytes()
    assert one.remove(ANNA, "wrote to me that she wants letters again", LATER)
    assert ANNA not in one
    assert ANNA not in opened(tmp_path)
    assert not one.remove(ANNA, "again", LATER)
    assert (tmp_path / "suppressed.jsonl").read_bytes().startswith(before), "nothing is rewritten"
    assert [line.note for line in one.lines()] == ["", "wrote to me that she wants letters again"]


def test_what_happened_before_does_not_undo_what_was_done_by_hand_but_what_happens_after_does(tmp_path):
    one = opened(tmp_path)
    one.add(ANNA, Reason.UNSUBSCRIBED, "drop-box", EARLIER)
    one.remove(ANNA, "subscribed again", NOON)
    again = opened(tmp_path)
    assert not again.add(ANNA, Reason.UNSUBSCRIBED, "drop-box", EARLIER), "the drop-box is emptied over and over"
    assert ANNA not in again
    both = [Entry(ANNA, Reason.COMPLAINED, "provider", EARLIER), Entry(ANNA, Reason.UNSUBSCRIBED, "mailbox", LATER)]
    assert again.add_many(both) == 1
    assert opened(tmp_path).reason_of(ANNA) is Reason.UNSUBSCRIBED


def test_an_opt_out_in_the_second_of_the_removal_counts(tmp_path):
    one = opened(tmp_path)
    one.add(ANNA, Reason.UNSUBSCRIBED, "drop-box", EARLIER)
    one.remove(ANNA, "subscribed again", NOON + timedelta(milliseconds=900))
    assert one.add(ANNA, Reason.UNSUBSCRIBED, "drop-box", NOON)


def test_it_says_which_of_some_addresses_are_on_it_and_how_many_it_cannot_name(tmp_path):
    one = opened(tmp_path)
    one.add_many(
        [
            Entry(ANNA, Reason.UNSUBSCRIBED, "drop-box", NOON),
            Entry("gone@example.net", Reason.BOUNCED, "mailbox", NOON),
        ]
    )
    assert one.matching(["Anna@example.org", BEN, ANNA]) == ([("Anna@example.org", Reason.UNSUBSCRIBED)], 1)
    assert one.counts() == {Reason.UNSUBSCRIBED: 1, Reason.BOUNCED: 1}


def test_the_forgotten_are_suppressed_without_being_on_the_list(tmp_path):
    vault = Vault(recipient=None, key=None, plain_digest_key=b"k")
    forgotten = Forgotten(tmp_path, vault)
    forgotten.add(ANNA)
    one = SuppressionList(tmp_path / "mail", address_digest(vault), forgotten=forgotten)
    assert one.reason_of("Anna@example.org") is Reason.FORGOTTEN
    assert BEN not in one
    assert one.matching([ANNA, BEN]) == ([(ANNA, Reason.FORGOTTEN)], 0)
    assert len(one) == 0


def test_another_archive_cannot_tell_who_is_on_the_list(tmp_path):
    keys = [Key.generate(), Key.generate()]
    vaults = [Vault(recipient=key.recipient, key=key) for key in keys]
    SuppressionList(tmp_path, address_digest(vaults[0])).add(ANNA, Reason.BLOCKED, "by hand", NOON)
    assert ANNA in SuppressionList(tmp_path, address_digest(vaults[0]))
    assert ANNA not in SuppressionList(tmp_path, address_digest(vaults[1]))


def test_no_byte_of_an_address_is_in_the_folder(tmp_path):
    one = opened(tmp_path)
    one.add(ANNA, Reason.UNSUBSCRIBED, f"mail from {ANNA}", NOON)
    one.add_many([Entry("Ben.Secret@Hidden.example", Reason.INVALID, "ben.secret@hidden.example.csv", NOON)])
    one.remove(ANNA, f"{ANNA} wrote to me", LATER)
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file()).lower()
    assert b"[erased] wrote to me" in written
    for part in (b"anna", b"example.org", b"ben", b"hidden", b"@"):
        assert part not in written


def test_the_file_is_its_owners_alone(tmp_path):
    opened(tmp_path / "mail").add(ANNA, Reason.UNSUBSCRIBED, "drop-box", NOON)
    assert (tmp_path / "mail").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "mail" / "suppressed.jsonl").stat().st_mode & 0o777 == 0o600

"""What a killed run leaves behind: told by its journal, and in doubt only where that cannot tell."""

import errno
import os
from datetime import timedelta

import pytest

from mailer.ledger import Ledger, boot, journal
from mailer.ledger.journal import Journal, read_journals
from mailer.model import Destination, RecipientState
from tests.mailer.ledger.made import NOW, VAULT, made_ledger, people

ALL = {Destination.GMAIL: 1000, Destination.REST: 1000}
PENDING, ACCEPTED, IN_DOUBT = RecipientState.PENDING, RecipientState.ACCEPTED, RecipientState.IN_DOUBT


def killed(folder, *, synced=False):
    """Leave a ledger as a run does that was killed: 1 answered, 2 out, 3 refused, 4 and 5 only claimed."""
    ledger = made_ledger(folder, people(5))
    written = ledger.begin(synced=synced, now=NOW)
    ledger.step([], ALL, NOW)
    for number in (1, 2, 3):
        written.handing_over(number)
    written.answered(written.record(1, 250))
    written.answered(written.record(3, 451))
    written.close()
    ledger.close()


def states(folder):
    with Ledger(folder, VAULT) as ledger:
        return [ledger.standing_of(number).state for number in range(1, 6)]


def test_an_answer_counts_content_without_one_is_in_doubt_and_the_rest_were_never_tried(tmp_path):
    killed(tmp_path)
    assert states(tmp_path) == [ACCEPTED, IN_DOUBT, PENDING, PENDING, PENDING]


def test_who_was_claimed_and_never_tried_is_told_once_with_the_time_of_the_claim(tmp_path):
    killed(tmp_path)
    with Ledger(tmp_path, VAULT):
        pass
    with Ledger(tmp_path, VAULT) as ledger:
        since, unsent = ledger.take_unsent()
        assert (since, sum(unsent.values())) == (NOW, 2)
        assert ledger.take_unsent() is None


def test_after_a_power_cut_nobody_is_told_as_never_tried(tmp_path, monkeypatch):
    killed(tmp_path, synced=True)
    monkeypatch.setattr("mailer.ledger.ledger.boot_id", lambda: "another start")
    with Ledger(tmp_path, VAULT) as ledger:
        assert ledger.take_unsent() is None


def test_what_was_settled_stays_so_when_the_ledger_is_opened_once_more(tmp_path):
    killed(tmp_path)
    assert states(tmp_path) == states(tmp_path)
    assert not list(tmp_path.glob("journal-*"))


def test_since_when_somebody_is_in_doubt_is_told_rather_too_early_than_too_late(tmp_path):
    killed(tmp_path)
    (path,) = tmp_path.glob("journal-*.log")
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    with Ledger(tmp_path, VAULT) as ledger:
        assert ledger.standing_of(2).changed == NOW - timedelta(minutes=10)


def test_after_a_power_cut_every_claim_without_an_answer_is_in_doubt(tmp_path, monkeypatch):
    killed(tmp_path)
    monkeypatch.setattr("mailer.ledger.ledger.boot_id", lambda: "another start")
    assert states(tmp_path) == [ACCEPTED, IN_DOUBT, PENDING, IN_DOUBT, IN_DOUBT]


def test_a_journal_that_was_synced_tells_all_even_after_a_power_cut(tmp_path, monkeypatch):
    killed(tmp_path, synced=True)
    monkeypatch.setattr("mailer.ledger.ledger.boot_id", lambda: "another start")
    assert states(tmp_path) == [ACCEPTED, IN_DOUBT, PENDING, PENDING, PENDING]


def test_where_the_system_has_no_name_for_its_start_it_may_have_been_a_power_cut(tmp_path, monkeypatch):
    monkeypatch.setattr("mailer.ledger.ledger.boot_id", lambda: "")
    killed(tmp_path)
    assert states(tmp_path) == [ACCEPTED, IN_DOUBT, PENDING, IN_DOUBT, IN_DOUBT]


def test_a_torn_last_line_was_never_written(tmp_path):
    killed(tmp_path)
    (path,) = tmp_path.glob("journal-*.log")
    path.write_bytes(path.read_bytes() + b"D 4")
    assert states(tmp_path) == [ACCEPTED, IN_DOUBT, PENDING, PENDING, PENDING]


def test_a_damaged_line_makes_every_claim_without_an_answer_doubtful(tmp_path):
    killed(tmp_path)
    (path,) = tmp_path.glob("journal-*.log")
    path.write_bytes(path.read_bytes().replace(b"D 3\n", b"\xffq\x00\n"))
    assert states(tmp_path) == [ACCEPTED, IN_DOUBT, PENDING, IN_DOUBT, IN_DOUBT]


@pytest.mark.parametrize("left", ["nothing", "an empty file", "another run's", "no head"])
def test_without_the_journal_of_the_run_every_claim_is_in_doubt(tmp_path, left):
    killed(tmp_path)
    (path,) = tmp_path.glob("journal-*.log")
    if left == "another run's":
        path.rename(tmp_path / "journal-000007.log")
    elif left == "no head":
        path.write_bytes(path.read_bytes().partition(b"\n")[2])
    elif left == "an empty file":
        path.write_bytes(b"")
    else:
        path.unlink()
    assert not {PENDING} & set(states(tmp_path)[3:])
    assert set(states(tmp_path)[:2]) <= {ACCEPTED, IN_DOUBT}


def test_a_journal_can_be_found_again_after_a_power_cut(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(journal.atomic, "sync_folder", synced.append)
    Journal(tmp_path / "journal-000001.log", boot="b", synced=False).close()
    assert synced == [tmp_path]


@pytest.mark.parametrize("left", range(1, 8))
def test_an_answer_that_a_full_disk_cut_short_is_no_refusal(tmp_path, monkeypatch, left):
    ledger = made_ledger(tmp_path, people(3))
    written = ledger.begin(synced=False, now=NOW)
    ledger.step([], ALL, NOW)
    written.handing_over(1)
    written.handing_over(3)
    really = os.write
    monkeypatch.setattr(journal.os, "write", lambda file, content: really(file, content[:left]))
    with pytest.raises(OSError, match="space"):
        written.handing_over(2, written.record(1, 250))
    monkeypatch.undo()
    written.answered(b"\n" + written.record(3, 250))
    written.close()
    ledger.close()
    with Ledger(tmp_path, VAULT) as again:
        assert again.standing_of(1).state in (ACCEPTED, IN_DOUBT)
        assert again.standing_of(3).state is ACCEPTED


def test_an_intent_that_cannot_be_noted_stops_the_mail(tmp_path, monkeypatch):
    written = Journal(tmp_path / "journal-000001.log", boot="b", synced=False)

    def full(*_):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(journal.os, "write", full)
    with pytest.raises(OSError, match="full"):
        written.handing_over(1)


def test_an_answer_is_noted_even_on_a_full_disk_because_room_was_kept_for_it(tmp_path, monkeypatch):
    path = tmp_path / "journal-000001.log"
    written, really = Journal(path, boot="b", synced=False), os.write
    written.handing_over(1)

    def full(file, content):
        if list(tmp_path.glob("*.ballast")):
            really(file, content[:3])
            raise OSError(errno.ENOSPC, "full")
        return really(file, content)

    monkeypatch.setattr(journal.os, "write", full)
    written.answered(written.record(1, 250))
    monkeypatch.undo()
    told = read_journals(tmp_path, run=1, boot="b")
    assert told.answered == {1: 250}
    written.close()


def test_an_answer_that_was_written_in_part_is_written_again(tmp_path, monkeypatch):
    written, really = Journal(tmp_path / "journal-000001.log", boot="b", synced=False), os.write
    written.handing_over(1)

    def full(file, content):
        return really(file, content[:5] if list(tmp_path.glob("*.ballast")) else content)

    monkeypatch.setattr(journal.os, "write", full)
    written.answered(written.record(1, 250))
    monkeypatch.undo()
    assert read_journals(tmp_path, run=1, boot="b").answered == {1: 250}
    written.close()


def test_this_start_of_the_computer_has_a_name_that_stays(monkeypatch):
    assert boot.boot_id() == boot.boot_id()
    monkeypatch.setattr(boot.platform, "system", lambda: "Plan 9")
    assert boot.boot_id() == ""

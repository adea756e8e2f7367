"""Who gets a campaign, in which order, and why the others do not."""

from collections.abc import Iterable
from typing import Any

import pytest

from backup.archive.archive import Archive
from backup.archive.forgotten import Forgotten
from backup.audience.subscriber import Status
from backup.errors import KeyProblem, NotFound, UsageError
from mailer.campaign import Segment
from mailer.model import Destination, Reason
from outlast.mailing import recipients
from outlast.mailing.left_out import LeftOut, in_words
from outlast.mailing.recipients import Chosen, choose
from tests.outlast.mailing.conftest import Saved, opens, person

ADA, BEN, CLEO = person("ada@example.org", "yearly"), person("ben@example.net"), person("cleo@gmail.com")


def chosen(archive: Archive, **segment: Any) -> Chosen:
    return choose(archive, "night-letters", Segment(**segment), suppressed=lambda _: None)


def addresses(found: Iterable[Any]) -> list[str]:
    return [one.address for one in found]


def test_everybody_who_may_get_letters_gets_one(saved: Saved) -> None:
    found = chosen(saved([ADA, BEN, CLEO]))

    assert sorted(addresses(found)) == ["ada@example.org", "ben@example.net", "cleo@gmail.com"]
    assert (len(found), found.paid, found.left_out) == (3, 1, {})
    assert found.statuses == {Status.FREE: 2, Status.PAID: 1}
    assert found.destinations == {Destination.GMAIL: 1, Destination.REST: 2}


def test_a_recipient_has_what_the_list_knows(saved: Saved) -> None:
    [one] = chosen(saved([b"ada@example.org,true,2030-01-01,yearly,false,2024-05-31T10:00:00.000Z,"]))

    assert (one.name, one.status, one.plan, one.joined, one.paid) == ("", Status.PAID, "yearly", "2024-05-31", True)


def test_who_pays_comes_first_then_who_opened_lately_then_who_joined_lately(saved: Saved) -> None:
    rows = [
        person("a.old@x.org", joined="2020-01-01"),
        person("b.new@x.org", joined="2025-12-01"),
        person("c.unknown@x.org", joined=""),
        person("d.opened.long.ago@x.org", joined="2019-01-01"),
        person("e.opened.lately@x.org", joined="2019-01-01"),
        person("f.comp@x.org", "comp"),
        person("g.paid@x.org", "monthly"),
        person("h.founding@x.org", "founding"),
    ]
    events = [
        opens("1", "2025-01-05T10:00:00.000Z,d.opened.long.ago@x.org", "2024-01-01T10:00:00Z,e.opened.lately@x.org"),
        opens("2", "2025-12-30T10:00:00.000Z,E.Opened.Lately@x.org"),
    ]

    found = chosen(saved(rows, opened=events))

    assert [one.address[0] for one in found] == ["h", "g", "f", "e", "d", "b", "a", "c"]
    assert found.opens_of == "2026-01-01T12:00:00Z"


def test_the_order_is_the_same_each_time_and_in_small_parts(saved: Saved, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        person(f"p{n}@x{n % 3}.org", "monthly" if n % 4 == 0 else "", joined=f"2025-{n % 12 + 1:02d}-03")
        for n in range(500)
    ]
    archive = saved(rows)
    whole = addresses(chosen(archive))
    monkeypatch.setattr(recipients, "_PART", 7)

    found = chosen(archive)

    assert addresses(found) == addresses(found) == whole
    assert len(set(whole)) == 500


@pytest.mark.parametrize(
    ("segment", "expected"),
    [
        ({"who": "paid"}, ["ada"]),
        ({"who": "free"}, ["ben", "cleo"]),
        ({"who": "founding"}, []),
        ({"who": "comp"}, []),
        ({"who": "engaged"}, ["cleo"]),
        ({"domain": "gmail.com"}, ["cleo"]),
        ({"domain": "@GMAIL.com"}, ["cleo"]),
        ({"domain": "mail.com"}, []),
        ({"since": "2024-05-02"}, []),
        ({"since": "2024-05-01"}, ["ada", "ben", "cleo"]),
        ({"only": ("CLEO@gmail.com", "nobody@example.org")}, ["cleo"]),
        ({"who": "free", "domain": "example.net"}, ["ben"]),
    ],
)
def test_a_segment_is_who_fits_all_that_is_said(saved: Saved, segment: dict[str, Any], expected: list[str]) -> None:
    archive = saved([ADA, BEN, CLEO], opened=[opens("1", "2025-12-24T10:00:00.000Z,cleo@gmail.com")])

    found = chosen(archive, **segment)

    assert sorted(one.address.partition("@")[0] for one in found) == expected
    assert sum(found.left_out.values()) + len(found) == 3
    assert set(found.left_out) <= {LeftOut.NOT_IN_SEGMENT}


def test_of_those_named_one_by_one_who_is_not_on_the_list_is_counted(saved: Saved) -> None:
    assert chosen(saved([ADA, BEN]), only=("ben@example.net", "x@example.org", "y@example.org")).strangers == 2


def test_a_limit_takes_the_first_in_order_and_counts_those_only(saved: Saved) -> None:
    found = chosen(saved([BEN, CLEO, ADA]), limit=1)

    assert addresses(found) == ["ada@example.org"]
    assert (found.statuses, found.left_out) == ({Status.PAID: 1}, {"over-the-limit": 2})
    assert found.destinations == {Destination.REST: 1}


def test_who_opened_before_the_last_ninety_days_of_the_export_is_not_engaged(saved: Saved) -> None:
    events = [opens("1", "2025-10-02T10:00:00.000Z,ben@example.net", "2025-10-03T10:00:00.000Z,cleo@gmail.com")]

    assert addresses(chosen(saved([BEN, CLEO], opened=events), who="engaged")) == ["cleo@gmail.com"]


def test_where_nothing_tells_who_opened_engaged_is_refused(saved: Saved) -> None:
    archive = saved([ADA])

    assert chosen(archive).opens_of is None
    with pytest.raises(UsageError, match="who opened"):
        chosen(archive, who="engaged")


def test_each_who_is_left_out_is_counted_once_with_the_reason(saved: Saved) -> None:
    rows = [
        ADA,
        person("off@example.org", off=True),
        person("ADA@example.org"),
        person("gone@deletion-request.substack.com"),
        person("b***@example.org"),
        person(""),
        person("two@at@example.org"),
        person("in side@example.org"),
        person("a..b@example.org"),
        person("x@localhost"),
        person(f"{'x' * 65}@example.org"),
        person("erased@example.org"),
        person("bounced@example.org"),
        person("left@example.org"),
    ]
    archive = saved(rows, masked=3)
    Forgotten(archive.root, archive.vault).add("erased@example.org")
    suppressed = {"bounced@example.org": Reason.INVALID, "left@example.org": Reason.UNSUBSCRIBED}

    found = choose(archive, "night-letters", Segment(), suppressed=suppressed.get)

    assert addresses(found) == ["ada@example.org"]
    assert found.left_out == {
        "unsubscribed": 1,
        "suppressed-invalid": 1,
        "suppressed-unsubscribed": 1,
        "masked": 4,
        "no-address": 1,
        "not-one-at": 1,
        "bad-letters": 1,
        "bad-name": 1,
        "bad-host": 1,
        "too-long": 1,
        "deleted": 1,
        "forgotten": 1,
        "repeated": 1,
    }
    assert in_words(found.left_out)[0] == "4 whose address the platform hides"


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_of_a_suppression_has_its_own_count(saved: Saved, reason: Reason) -> None:
    found = choose(saved([BEN]), "night-letters", Segment(), suppressed=lambda _: reason)

    assert (len(found), found.left_out) == (0, {f"suppressed-{reason}": 1})


def test_who_turned_letters_off_by_another_list_gets_none(saved: Saved) -> None:
    saved([ADA, person("ben@example.net", off=True)], day=1)
    archive = saved([b"ada@example.org,Ada", b"ben@example.net,Ben"], day=2, header=("Email", "Name"))

    found = chosen(archive)

    assert addresses(found) == ["ada@example.org"]
    assert found.left_out == {"unsubscribed-elsewhere": 1}
    assert (found.mail_off.told, found.mail_off.since) == (False, "2026-01-01T12:00:00Z")


def test_a_row_that_turned_letters_off_counts_for_its_twin_too(saved: Saved) -> None:
    found = chosen(saved([person("Eva@example.org", "yearly"), person("eva@example.org", off=True)]))

    assert (len(found), found.left_out) == (0, {"unsubscribed": 1, "repeated": 1})


def test_hard_addresses_and_names_come_out_as_they_can_be_written(saved: Saved) -> None:
    rows = [
        b"=cmd@example.org,=1+1",
        "anna@münchen.example,Änne".encode(),
        b"Case@EXAMPLE.org,  two   blanks ",
        b'lines@example.org,"Two\r\nlines\tand\x07bell"',
        b'"x\r\nRcpt To:<y@example.org>@example.org",Evil',
        b'"""quoted""@example.org",Quoted',
        b"<script>@example.org,Tag",
        f"{'y' * 64}@example.org,Long".encode(),
    ]

    found = chosen(saved(rows, header=("email", "name")))

    assert {one.address: one.name for one in found} == {
        "=cmd@example.org": "=1+1",
        "anna@xn--mnchen-3ya.example": "Änne",
        "case@example.org": "two blanks",
        "lines@example.org": "Two lines andbell",
        f"{'y' * 64}@example.org": "Long",
    }
    assert found.left_out == {"bad-letters": 3}
    assert all(one.address.isascii() for one in found)


def test_the_newest_good_list_counts(saved: Saved) -> None:
    saved([ADA, BEN, CLEO], day=1)

    found = chosen(saved([CLEO], day=5))

    assert (addresses(found), found.list_of) == (["cleo@gmail.com"], "2026-01-05T12:00:00Z")


def test_without_a_list_or_the_key_nobody_is_chosen(saved: Saved) -> None:
    archive = saved([ADA])
    with pytest.raises(KeyProblem):
        chosen(Archive(archive.root))
    with pytest.raises(NotFound):
        chosen(archive_without_list(archive))


def archive_without_list(archive: Archive) -> Any:
    from datetime import UTC, datetime

    from backup.model import Complete, Publication
    from tests.archive.night_letters import post

    empty = Archive.create(archive.root.parent / "empty", key=None)
    publication = Publication(slug="night-letters", platform="substack", name="Night Letters")
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    empty.snapshot([post(1), Complete(table="posts")], publication, source="test", as_of=moment)
    return empty


def test_words_that_make_no_sense_are_told(saved: Saved) -> None:
    archive = saved([ADA])
    for segment in ({"who": "aliens"}, {"since": "soon"}):
        with pytest.raises(UsageError):
            chosen(archive, **segment)

"""An incident from the first sign to the end: pins, pauses, notes, alerts in the timeline, and what was lost."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from backup.archive.incidents import Incidents
from backup.errors import DamageError, IncidentClosed, IncidentOpen, InputError, UsageError, WebProblem
from backup.model import Complete, Present, Row, SubscriberRows
from backup.watch.incident import EntryKind, NewEntry, NewEvidence
from outlast.errors import AlertFailed
from outlast.incidents.closing import close_incident
from outlast.incidents.comparing import compare
from outlast.incidents.evidence_out import write_evidence
from outlast.incidents.noting import attach, note, note_alerts
from outlast.incidents.opening import open_incident
from outlast.incidents.pausing import is_paused, open_incident_of
from outlast.settings import AlertSetting
from outlast.state.database import StateDatabase
from outlast.telling.delivering import deliver_due
from outlast.telling.outbox import Outbox
from tests.archive.night_letters import HEADER, PUBLICATION, day, posts, records, subscriber
from tests.outlast.sealed_archive import make
from tests.outlast.telling.test_outbox import Way

SLUG = PUBLICATION.slug
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
MAIL = AlertSetting(name="mail", kind="email")


@pytest.fixture
def archive(places):
    made = make(places)
    yield made
    made.close()


@pytest.fixture
def outbox(tmp_path):
    notes = StateDatabase(tmp_path / "state")
    yield Outbox(notes)
    notes.close()


def saved(archive, *, posts_given=10, people=40, number=1, extra=()):
    rows = [subscriber(one) for one in range(people)]
    archive.snapshot(records(posts(posts_given), rows, extra=extra), PUBLICATION, source="memory", as_of=day(number))


def opened(archive, **more):
    return open_incident(archive, SLUG, text="The watch found it suspended.", now=NOON, **more)


def test_opening_pins_the_last_good_snapshots_pauses_jobs_and_makes_news(archive):
    saved(archive)
    saved(archive, posts_given=12, number=2)
    saved(archive, posts_given=0, people=0, number=3)  # emptied: kept apart as suspect
    probe = NewEntry(
        kind=EntryKind.PROBE, at=NOON, text="404", evidence=(NewEvidence(name="home.html", content=b"gone"),)
    )
    done = opened(archive, found=[probe])
    chain = archive.chain(SLUG)
    assert done.pinned == (2,)
    assert [snapshot.pinned for snapshot in chain] == [False, True, False]
    assert [entry.kind for entry in done.incident.entries] == ["opened", "probe", "paused", "pinned"]
    assert done.incident.entries[-1].fields == {"snapshots": [2]}
    assert is_paused(archive, SLUG)
    assert not is_paused(archive, "tides")
    assert (done.news.kind, done.news.state, done.news.incident) == ("incident", "opened", done.incident.id)


def test_a_list_of_its_own_date_is_pinned_as_well(archive):
    saved(archive, people=0)
    rows = SubscriberRows(header=HEADER, records=[subscriber(1)], file="list.csv")
    archive.snapshot([rows, Complete(table="subscribers")], PUBLICATION, source="memory", as_of=day(2))
    assert opened(archive).pinned == (1, 2)


def test_an_incident_of_a_publication_that_was_never_saved_can_be_kept(archive):
    done = open_incident(archive, "tides", text="It is gone.", now=NOON)
    assert done.pinned == ()
    assert is_paused(archive, "tides")


def test_a_second_opening_changes_nothing(archive):
    saved(archive)
    first = opened(archive)
    with pytest.raises(IncidentOpen):
        opened(archive)
    assert open_incident_of(archive, SLUG) == first.incident


def test_a_damaged_timeline_stops_jobs_with_a_reason(archive):
    saved(archive)
    name = opened(archive).incident.id
    (archive.root / "incidents" / f"{name}.json").write_bytes(b"{}")
    with pytest.raises(DamageError):
        is_paused(archive, SLUG)


def test_importing_by_hand_goes_on_while_an_incident_is_open(archive):
    saved(archive)
    opened(archive)
    saved(archive, posts_given=12, number=2)
    assert archive.chain(SLUG).newest.number == 2


def test_notes_and_files_are_added_and_read_back(archive, tmp_path):
    saved(archive)
    name = opened(archive).incident.id
    note(archive, name, "They wrote to me.", now=NOON, kind=EntryKind.MAIL)
    for file, content in (("shot.png", b"\x89PNG"), ("mail.eml", b"From: desk")):
        (tmp_path / file).write_bytes(content)
    done = attach(archive, name, [tmp_path / "shot.png", tmp_path / "mail.eml"], now=NOON, words="this morning")
    assert [entry.kind for entry in done.entries[-3:]] == ["mail", "attachment", "attachment"]
    assert done.entries[-1].evidence[0].size == 10
    assert "changed" in done.entries[-1].fields

    written = write_evidence(archive, done, tmp_path / "out")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [
        "0004-words.txt", "0005-shot.png", "0005-words.txt", "0006-mail.eml", "0006-words.txt",
    ]  # fmt: skip
    assert (tmp_path / "out" / "0006-mail.eml").read_bytes() == b"From: desk"
    assert written.damaged == ()


def test_one_file_that_cannot_be_read_attaches_none(archive, tmp_path):
    saved(archive)
    name = opened(archive).incident.id
    (tmp_path / "there").write_bytes(b"x")
    with pytest.raises(InputError):
        attach(archive, name, [tmp_path / "there", tmp_path / "nowhere"], now=NOON)
    assert len(Incidents(archive)[name].entries) == 3


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd", "..", "a\nb.txt", "-rf", "Ünïcödé 名.txt", "x" * 300 + ".txt", "CON"]
)
def test_a_name_from_outside_becomes_a_plain_file_in_the_folder(archive, tmp_path, name):
    saved(archive)
    entry = NewEntry(kind=EntryKind.PROBE, at=NOON, text="x", evidence=(NewEvidence(name=name, content=b"1"),))
    incident = opened(archive, found=[entry]).incident
    written = write_evidence(archive, incident, tmp_path / "out")
    (path,) = written.files.values()
    assert path.parent == tmp_path / "out"
    assert path.read_bytes() == b"1"
    assert path.name.isascii()


def test_evidence_goes_into_no_archive_and_over_no_files(archive, tmp_path):
    saved(archive)
    incident = opened(archive, words="x").incident
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").touch()
    for folder in (archive.root / "open", tmp_path / "full"):
        with pytest.raises(UsageError):
            write_evidence(archive, incident, folder)


def test_damaged_evidence_is_named_and_the_rest_is_written(archive, tmp_path):
    saved(archive)
    parts = tuple(NewEvidence(name=f"{one}.html", content=one.encode()) for one in "ab")
    entry = NewEntry(kind=EntryKind.PROBE, at=NOON, text="x", evidence=parts)
    incident = opened(archive, found=[entry]).incident
    archive.store.path(incident.entries[1].evidence[0].object).write_bytes(b"rubbish")
    written = write_evidence(archive, incident, tmp_path / "out")
    assert written.damaged == ("a.html",)
    assert [path.read_bytes() for path in (tmp_path / "out").iterdir()] == [b"b"]


def test_the_timeline_says_which_alerts_were_sent_and_which_failed_each_once(archive, outbox):
    saved(archive)
    done = opened(archive)
    good, bad = Way(), Way()
    bad.failure = AlertFailed("451 later", permanent=False)
    outbox.post(done.news, [MAIL, replace(MAIL, name="phone")], now=NOON)
    deliver_due(outbox, {"mail": good, "phone": bad}, NOON)
    assert note_alerts(archive, outbox) == 2
    assert note_alerts(archive, outbox) == 0
    told = Incidents(archive)[done.incident.id].entries[-2:]
    assert [(one.kind, one.fields) for one in told] == [
        ("alert-sent", {"way": "mail", "answer": "250 Ok"}),
        ("alert-failed", {"way": "phone", "answer": "451 later"}),
    ]


def test_closing_lists_what_was_lost_and_seals_the_names(archive):
    chats = [Row(table="chats", id=f"t{n}", data={"title": f"Chat {n}"}) for n in range(3)]
    saved(archive, extra=[*chats, Complete(table="chats")])
    name = opened(archive).incident.id

    def look(archive, incident):
        now = records(
            posts(10)[2:], [subscriber(one) for one in range(2, 40)], extra=[chats[0], Complete(table="chats")]
        )
        return compare(archive, incident.publication, now, until=incident.opened)

    done = close_incident(archive, name, compare=look, now=NOON)
    lost = done.comparison.lost
    assert lost["chats"] == ("Chat 1", "Chat 2")
    assert lost["subscribers"] == ("reader0@example.org", "reader1@example.org")
    assert lost["posts"] == ("Letter 0", "Letter 1")  # a draft and a paid one
    compared, closed = done.incident.entries[-2:]
    assert (compared.kind, closed.kind) == ("compared", "closed")
    assert compared.fields["lost"]["chats"] == 2
    assert b"reader1@" in Incidents(archive).read(compared.evidence[0])
    assert b"reader1@" not in (archive.root / "incidents" / f"{name}.json").read_bytes()
    assert "@" not in done.news.text
    assert not is_paused(archive, SLUG)
    with pytest.raises(IncidentClosed):
        note(archive, name, "too late", now=NOON)


def test_what_the_source_did_not_give_whole_is_not_called_lost(archive):
    saved(archive)
    found = compare(archive, SLUG, [Present(table="posts", ids=frozenset({"100"})), Complete(table="posts")])
    assert "subscribers" not in found.lost
    assert "subscribers" in found.not_looked_at
    assert found.back["posts"] == 1


def test_rows_that_are_present_are_not_lost(archive):
    rows = [Row(table="chats", id=f"m{n}", data={"text": "hello"}) for n in range(3)]
    saved(archive, extra=[*rows, Complete(table="chats")])
    present = Present(table="chats", ids=frozenset({"m0", "m1"}))
    assert compare(archive, SLUG, [present, Complete(table="chats")]).lost == {"chats": ("hello",)}


def test_a_whole_group_can_be_present_and_what_a_source_remembers_is_no_loss(archive):
    rows = [Row(table="chats/messages", id=f"m{n}", data={"text": "hi"}, group=f"thread:{n % 2}") for n in range(4)]
    remembered = Row(table="fetched", id="posts", data={"mark": "x"})
    saved(archive, extra=[*rows, Complete(table="chats/messages"), remembered])
    given = [
        Present(table="chats/messages", groups=frozenset({"thread:0"})),
        Complete(table="chats/messages"),
        Present(table="posts", groups=frozenset({"post"})),
        Complete(table="posts"),
    ]
    found = compare(archive, SLUG, given)
    assert found.lost["messages"] == ("hi", "hi")
    assert found.lost["posts"] == ("Letter 0", "Letter 5")  # the drafts
    assert "fetched" not in found.not_looked_at


def test_rows_that_come_again_under_one_id_are_not_lost(archive):
    saved(archive)
    found = compare(archive, SLUG, records(posts(10)))
    assert found.lost == {}


def test_a_look_that_fails_leaves_the_incident_open(archive):
    saved(archive)
    name = opened(archive).incident.id

    def look(archive, incident):
        raise WebProblem("offline")

    with pytest.raises(WebProblem):
        close_incident(archive, name, compare=look, now=NOON)
    assert is_paused(archive, SLUG)


def test_it_can_be_closed_without_looking(archive):
    saved(archive)
    done = close_incident(archive, opened(archive).incident.id, compare=None, now=NOON, words="I moved away.")
    assert done.comparison is None
    assert "not looked at" in done.incident.entries[-1].text
    assert done.news.severity == "info"

"""Incidents in the archive: sealed evidence, a timeline that shows damage, and nothing that loses or betrays either."""

import base64
import errno
import hashlib
import json
import os
import shutil
import stat
from datetime import UTC, datetime

import pytest

from backup.archive import layout, packing, timelines
from backup.archive.archive import Archive
from backup.archive.incidents import Incidents
from backup.archive.retention import Policy
from backup.archive.verify import Verifier, repair
from backup.errors import DamageError, IncidentClosed, IncidentOpen, KeyProblem, Locked, NoIncident, StorageError
from backup.watch.incident import EntryKind, NewEntry, NewEvidence
from outlast.checkup import check, clean
from tests.archive.conftest import KEY
from tests.archive.killing import moments
from tests.archive.night_letters import PUBLICATION, day, records

SLUG = PUBLICATION.slug
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
PAGE = b"<html>Publication not available</html>" * 50
ADDRESS = "reader1@example.org"


def entry(kind=EntryKind.NOTE, text="A note.", **more):
    return NewEntry(kind=kind, at=NOON, text=text, **more)


def probe(name="home.html", content=PAGE):
    headers = {"server": "cloudflare", "Set-Cookie": "substack.sid=s3cret"}
    return entry(
        EntryKind.PROBE, "The home page answered 404.", evidence=(NewEvidence(name=name, content=content),),
        fields={"status": 404, "headers": headers},
    )  # fmt: skip


def opened(archive):
    incidents = Incidents(archive)
    return incidents, incidents.open(SLUG, [entry(EntryKind.OPENED, "It was opened."), probe()]).id


def everything(archive):
    return b"\n".join(path.read_bytes() for path in archive.root.rglob("*") if path.is_file())


def unpacked(archive):
    return b"\n".join(
        packing.unpack(name, archive.store.read(name), archive.vault) for name, _ in archive.store.names()
    )


def test_an_incident_is_kept_with_its_evidence_and_read_back(archive):
    incidents, name = opened(archive)
    incidents.append(name, [entry(words="I called them.")])
    found = incidents[name]
    assert name == "2026-11-20-night-letters-1"
    assert [one.kind for one in found.entries] == ["opened", "probe", "note"]
    (kept,) = found.entries[1].evidence
    assert incidents.read(kept) == PAGE
    assert (kept.name, kept.size, kept.sha256) == ("home.html", len(PAGE), hashlib.sha256(PAGE).hexdigest())
    assert kept.object.endswith(".html.zst.age")
    assert incidents.read(found.entries[2].words) == b"I called them."
    assert found.is_open
    assert found.opened == "2026-11-20T12:00:00Z"


def test_evidence_and_words_are_sealed_and_no_session_or_address_lies_in_the_open(archive):
    incidents, name = opened(archive)
    mail = NewEvidence(name=f"mail from {ADDRESS}.eml", content=b"From: reader1@example.org")
    incidents.append(name, [entry(words=f"{ADDRESS} telephoned", text=f"Mail of {ADDRESS}", evidence=(mail,))])
    data = everything(archive)
    for private in (b"s3cret", b"reader1", b"not available", b"telephoned"):
        assert private not in data
    assert incidents[name].entries[2].evidence[0].name == "mail from [address].eml"
    if os.name == "posix":
        assert stat.S_IMODE(timelines.path_of(archive.root, name).stat().st_mode) == 0o600
        assert stat.S_IMODE((archive.root / layout.INCIDENTS).stat().st_mode) == 0o700


def test_without_the_private_half_everything_is_kept_and_nothing_is_shown(archive):
    _, name = opened(archive)
    keyless = Archive(archive.root)
    incidents = Incidents(keyless)
    incidents.append(name, [probe("later.html")])
    with pytest.raises(KeyProblem):
        incidents.read(incidents[name].entries[2].evidence[0])
    keyless.close()
    assert Incidents(archive).read(Incidents(archive)[name].entries[2].evidence[0]) == PAGE


def test_only_one_is_open_for_a_publication_and_a_closed_one_is_not_changed(archive):
    incidents, name = opened(archive)
    with pytest.raises(IncidentOpen):
        incidents.open(SLUG, [entry(EntryKind.OPENED)])
    assert incidents.open("tides", [entry(EntryKind.OPENED)]).id == "2026-11-20-tides-1"
    incidents.append(name, [entry(EntryKind.CLOSED)])
    with pytest.raises(IncidentClosed):
        incidents.append(name, [entry()])
    assert incidents.open(SLUG, [entry(EntryKind.OPENED)]).id == "2026-11-20-night-letters-2"
    assert incidents.open_one(SLUG).id == "2026-11-20-night-letters-2"


@pytest.mark.parametrize("name", ["nothing", "../archive", "/etc/passwd", ".", "2026-11-20-night-letters-9"])
def test_what_is_no_incident_is_told_and_leads_nowhere(archive, name):
    opened(archive)
    with pytest.raises(NoIncident):
        Incidents(archive)[name]


def test_the_chain_can_be_made_again_by_any_program(archive):
    incidents, name = opened(archive)
    incidents.append(name, [entry(text="Schön", words="x")])
    said = json.loads(timelines.path_of(archive.root, name).read_bytes())

    def canonical(value):
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    digest = hashlib.sha256(canonical(said["head"])).hexdigest()
    for link in said["entries"]:
        digest = hashlib.sha256(digest.encode() + canonical(link["entry"])).hexdigest()
        assert link["digest"] == digest
    assert said["last"] == digest


def test_a_flipped_bit_anywhere_in_a_timeline_is_noticed(archive):
    _, name = opened(archive)
    path = timelines.path_of(archive.root, name)
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        for bit in (1, 32):
            damaged = bytearray(whole)
            damaged[place] ^= bit
            with pytest.raises(DamageError):
                timelines.decode(path.name, bytes(damaged))
    assert timelines.decode(path.name, whole).incident.id == name


def test_a_cut_file_a_missing_entry_and_another_name_are_noticed(archive):
    incidents, name = opened(archive)
    incidents.append(name, [entry()])
    path = timelines.path_of(archive.root, name)
    whole = path.read_bytes()
    timeline = timelines.decode(path.name, whole)
    less = timelines.encode(timelines.Timeline(head=timeline.head, last=timeline.last, entries=timeline.entries[:-1]))
    for data in (whole[:-2], whole + b" ", less, b""):
        with pytest.raises(DamageError):
            timelines.decode(path.name, data)
    with pytest.raises(DamageError):
        timelines.decode("2026-11-20-other-1.json", whole)


def test_nothing_is_added_to_a_damaged_timeline(archive):
    incidents, name = opened(archive)
    path = timelines.path_of(archive.root, name)
    damaged = path.read_bytes().replace(b"answered 404", b"answered 200")
    path.write_bytes(damaged)
    with pytest.raises(DamageError):
        incidents.append(name, [entry()])
    assert path.read_bytes() == damaged


def test_verify_names_damage_and_repairs_it_from_a_copy(archive, tmp_path):
    archive.snapshot(records(), PUBLICATION, source="memory", as_of=day(1))
    incidents, name = opened(archive)
    copy = shutil.copytree(archive.root, tmp_path / "copy")
    kept = incidents[name].entries[1].evidence[0]
    path = timelines.path_of(archive.root, name)
    whole = path.read_bytes()
    assert check(archive).damages == ()

    archive.store.path(kept.object).write_bytes(b"rubbish")
    (damage,) = check(archive).damages
    assert (damage.what, damage.belongs_to) == ("damaged", f"evidence of the incident {name}: home.html")
    archive.store.path(kept.object).unlink()
    assert [one.what for one in check(archive).damages] == ["missing"]
    assert repair(archive, Verifier(archive).verify(), copy) == [damage.file]

    path.write_bytes(whole.replace(b"404", b"403"))
    (damage,) = check(archive, publications=[SLUG]).damages
    assert damage.belongs_to == f"the timeline of incident {name}"
    assert repair(archive, Verifier(archive).verify(), copy) == [f"incidents/{name}.json"]
    assert path.read_bytes() == whole
    assert check(archive).damages == ()
    assert incidents.read(kept) == PAGE


def test_a_damaged_timeline_in_the_copy_is_not_taken(archive, tmp_path):
    _, name = opened(archive)
    copy = shutil.copytree(archive.root, tmp_path / "copy")
    for root in (archive.root, copy):
        timelines.path_of(root, name).write_bytes(b"{}")
    assert repair(archive, Verifier(archive).verify(), copy) == []


def test_cleaning_pruning_and_saving_leave_the_evidence_where_it_is(archive):
    for number in (1, 2, 3):
        archive.snapshot(records(subscribers=[]), PUBLICATION, source="memory", as_of=day(number))
    incidents, name = opened(archive)
    stray = archive.store.put(b"nobody names me", ".bin")
    assert clean(archive) == [stray]
    archive.prune(Policy(last=1))
    archive.snapshot(records(), PUBLICATION, source="memory", as_of=day(9))
    assert incidents.read(incidents[name].entries[1].evidence[0]) == PAGE
    assert check(archive).damages == ()


def test_nothing_is_cleaned_while_a_timeline_is_damaged(archive):
    incidents, name = opened(archive)
    kept = incidents[name].entries[1].evidence[0]
    timelines.path_of(archive.root, name).write_bytes(b"{")
    with pytest.raises(DamageError):
        clean(archive)
    assert archive.store.path(kept.object).exists()


def test_another_run_that_writes_is_told_and_nothing_is_changed(archive):
    _, name = opened(archive)
    other = Archive(archive.root, key=KEY)
    with archive.writing(), pytest.raises(Locked):
        Incidents(other).append(name, [entry()])
    other.close()


def base64_mail(address):
    body = base64.encodebytes(f"Dear writer, {address} asks you to write back soon. Yours, the desk".encode())
    return b"Content-Transfer-Encoding: base64\n\n" + body


def quoted_mail(address):
    return (
        b"Content-Transfer-Encoding: quoted-printable\n\nDear " + address.encode()[:9] + b"=\n" + address.encode()[9:]
    )


def test_forget_takes_a_person_out_of_evidence_words_and_timeline(archive):
    archive.snapshot(records(), PUBLICATION, source="memory", as_of=day(1))
    incidents, name = opened(archive)
    files = {
        "plain.eml": f"From: {ADDRESS}\nHello".encode(),
        "page.html": b'<a href="mailto:reader1%40example.org">Reader1@Example.org</a>',
        "wide.txt": f"from {ADDRESS}".encode("utf-16"),
        "base64.eml": base64_mail(ADDRESS),
        "quoted.eml": quoted_mail(ADDRESS),
        "other.eml": b"From: somebody@example.net",
        "shot.png": b"\x89PNG\r\n\x1a\n rubbish",
    }
    evidence = tuple(NewEvidence(name=file, content=content) for file, content in files.items())
    incidents.append(name, [entry(words=f"{ADDRESS} saw it too", evidence=evidence)])
    old = {kept.object for kept in incidents[name].entries[2].kept}

    report = archive.forget(ADDRESS)

    found = incidents[name]
    kept = {one.name: incidents.read(one) for one in found.entries[2].evidence}
    assert kept["plain.eml"] == b"From: [erased]\nHello"
    assert kept["page.html"] == b'<a href="mailto:[erased]">[erased]</a>'
    assert kept["wide.txt"] == kept["base64.eml"] == kept["quoted.eml"] == b"[erased]"
    assert kept["other.eml"] == files["other.eml"]
    assert incidents.read(found.entries[2].words) == b"[erased] saw it too"
    assert incidents.read(found.entries[1].evidence[0]) == PAGE
    for one in found.entries[2].evidence:
        assert one.sha256 == hashlib.sha256(kept[one.name]).hexdigest()
    assert report.unsearched == (f"{name}: shot.png",)
    assert report.passages >= 6
    assert b"reader1@" not in unpacked(archive).lower()
    gone = {json.loads(line) for line in (archive.root / "redactions.jsonl").read_text().splitlines()}
    assert len(old & gone) == 6
    assert timelines.read(archive.root, name).head.rewritten[0].endswith("a person was erased on request")
    assert check(archive).damages == ()


def test_forgetting_somebody_whom_no_evidence_names_changes_no_timeline(archive):
    _, name = opened(archive)
    before = timelines.path_of(archive.root, name).read_bytes()
    archive.forget("nobody@example.org")
    assert timelines.path_of(archive.root, name).read_bytes() == before


def test_a_copy_from_before_an_erasure_does_not_bring_the_person_back(archive, tmp_path):
    archive.snapshot(records(), PUBLICATION, source="memory", as_of=day(1))
    incidents, name = opened(archive)
    incidents.append(name, [entry(words=f"{ADDRESS} saw it too")])
    copy = shutil.copytree(archive.root, tmp_path / "copy")
    archive.forget(ADDRESS)
    timelines.path_of(archive.root, name).write_bytes(b"{}")

    repair(archive, Verifier(archive).verify(), copy)
    repair(archive, Verifier(archive).verify(), copy)

    assert b"reader1@" not in unpacked(archive).lower()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_any_step_the_timeline_is_the_old_or_the_new_one_and_whole(tmp_path):
    made = Archive.create(tmp_path / "base", key=KEY)
    _, name = opened(made)
    made.close()
    numbers = iter(range(1000))

    def add(folder):
        archive = Archive(folder, key=KEY)
        Incidents(archive).append(name, [probe("second.html", PAGE * 3), entry(words="and this")])
        archive.close()

    def fresh():
        return shutil.copytree(tmp_path / "base", tmp_path / f"copy{next(numbers)}")

    seen = set()
    for folder in moments(add, fresh, steps=40, times=15):
        archive = Archive(folder, key=KEY)
        found = Incidents(archive)[name]
        seen.add(len(found.entries))
        assert Verifier(archive).verify().damages == ()
        for one in found.entries:
            for kept in one.kept:
                Incidents(archive).read(kept)
        archive.close()
        add(folder)
        archive = Archive(folder, key=KEY)
        assert Incidents(archive)[name].entries[-1].kind == "note"
        clean(archive)
        assert not list((folder / layout.INCIDENTS).glob(".*"))
        archive.close()
        shutil.rmtree(folder)
    assert seen == {2, 4}


def test_a_full_disk_at_every_write_is_told_and_leaves_the_timeline_as_it_was(archive, monkeypatch):
    incidents, name = opened(archive)
    before = timelines.path_of(archive.root, name).read_bytes()
    objects = sorted(stored for stored, _ in archive.store.names())
    real_write, left, failed = os.write, 0, 0

    def write(descriptor, data):
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real_write(descriptor, data)

    for allowed in range(30):
        left = allowed
        monkeypatch.setattr(os, "write", write)
        try:
            incidents.append(name, [probe("second.html", os.urandom(50_000)), entry(words="and this")])
            break
        except StorageError as error:
            failed += 1
            assert "is full" in error.what
        finally:
            monkeypatch.setattr(os, "write", real_write)
        assert timelines.path_of(archive.root, name).read_bytes() == before
        assert sorted(stored for stored, _ in archive.store.names()) == objects
    assert failed >= 3
    assert len(incidents[name].entries) == 4


def test_an_archive_without_encryption_keeps_incidents_too(tmp_path):
    archive = Archive.create(tmp_path / "plain", key=None)
    incidents, name = opened(archive)
    assert incidents.read(incidents[name].entries[1].evidence[0]) == PAGE
    assert check(archive).damages == ()
    archive.close()

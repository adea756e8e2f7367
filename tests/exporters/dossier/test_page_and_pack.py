"""The page makes no request and runs nothing; the pack holds what its manifest says, and nobody's address unasked."""

import hashlib
import json
import os
import stat
import zipfile
from html.parser import HTMLParser

import pytest

from backup.archive.archive import Archive
from backup.archive.incidents import Incidents
from backup.errors import KeyProblem, NeedsConfirmation, UsageError
from backup.risk.audit import Audit
from exporters.dossier import LANGUAGES, Form, dossier_of, write_pack
from tests.exporters.dossier.accounts import GONE, NOW, audit, with_incident

FETCHING = {"src", "href", "srcset", "data", "action", "poster", "background", "formaction", "ping"}


class Looking(HTMLParser):
    """Collects what a browser would fetch or run, and whether tags close."""

    def __init__(self, page):
        super().__init__()
        self.found, self.open = [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag in ("script", "link", "iframe", "img", "object", "embed", "base", "form"):
            self.found.append(tag)
        self.found += [name for name, _ in attributes if name in FETCHING or name.startswith("on")]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture
def dossier(archive):
    incident = with_incident(archive, "nightletters", closed=True)
    return dossier_of(archive, "nightletters", incident=incident, audit=audit(archive=archive), language="en", now=NOW)


def read_zip(path):
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_runs_no_script_and_makes_no_request(archive, language):
    incident = with_incident(archive, "nightletters", closed=True)
    said = audit(archive=archive)
    made = dossier_of(archive, "nightletters", incident=incident, audit=said, language=language, eu=True, now=NOW)
    page = made.page()
    looking = Looking(page)
    assert looking.found == []
    assert looking.open == []
    assert "url(" not in page
    assert "@import" not in page
    assert f'<html lang="{language}">' in page
    assert "@media print" in page
    assert "{{" not in page
    assert "{%" not in page


def test_what_others_wrote_is_text_on_the_page(archive):
    made = dossier_of(archive, "nightletters", audit=Audit(), language="en", now=NOW)
    assert "Letter 12 &lt;&amp;&gt; “lamps”" in made.page()


def test_a_closed_incident_ends_with_how_long_it_took(dossier):
    assert "from 20 November 2026, 06:41 to 23 November 2026, 08:41 UTC: 3 days and 2 hours." in dossier.page()


def test_what_was_lost_is_told_of_the_comparison_and_not_asked_for(dossier):
    page = dossier.page()
    assert "Saved, but not on the platform when it was compared with the copies: chats (1), messages (1,396)." in page
    assert "Not compared: pictures and files." in page
    assert "what was lost, and what came back" not in page


def test_an_answer_that_came_again_is_shown_once_and_counted(dossier):
    page = dossier.page()
    assert page.count("https://nightletters.example/ answered with status 404.") == 1 + 3  # and in the three letters
    assert "The same answer 1 more time, last on 20 November 2026, 07:41 UTC." in page


def test_what_only_the_writer_sees_who_is_signed_in_stays_in_the_archive(dossier, archive, tmp_path):
    packed = write_pack(dossier, archive, tmp_path / "dossier.zip")
    assert "owner.txt" in packed.withheld
    assert "Asked while signed in" in dossier.page()
    assert not any(b"maya@example.org" in content for content in read_zip(tmp_path / "dossier.zip").values())


def test_an_open_incident_has_no_end(archive):
    incident = with_incident(archive, "nightletters")
    made = dossier_of(archive, "nightletters", incident=incident, audit=Audit(), language="en", now=NOW)
    assert "How it ended" not in made.page()
    assert "No reasons were checked." in made.page()


def test_a_zip_holds_what_its_manifest_says(dossier, archive, tmp_path):
    packed = write_pack(dossier, archive, tmp_path / "out" / "dossier.zip")
    files = read_zip(tmp_path / "out" / "dossier.zip")
    manifest = json.loads(files.pop("manifest.json"))
    assert set(files) == {one["path"] for one in manifest["files"]} == {one.path for one in packed.files}
    for one in manifest["files"]:
        assert hashlib.sha256(files[one["path"]]).hexdigest() == one["sha256"]
        assert len(files[one["path"]]) == one["size"]
    assert files["evidence/0002-home-page.html"] == GONE
    for form in Form:
        assert files[f"letters/{form}.txt"].decode() == dossier.letter(form) + "\n"
    for proof in manifest["facts_from"]:
        assert hashlib.sha256((archive.root / proof["path"]).read_bytes()).hexdigest() == proof["sha256"]
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "out" / "dossier.zip").stat().st_mode) == 0o600


def test_nobodys_address_is_packed_unless_it_is_asked_for(dossier, archive, tmp_path):
    packed = write_pack(dossier, archive, tmp_path / "dossier.zip")
    files = read_zip(tmp_path / "dossier.zip")
    assert not any(b"reader1@" in content for content in files.values())
    assert not any(b"angry" in content for content in files.values())
    assert "compared.csv" in packed.withheld
    incident = next(iter(Incidents(archive)))
    asked = dossier_of(
        archive, "nightletters", incident=incident, audit=Audit(), language="en", subscribers=True, now=NOW
    )
    write_pack(asked, archive, tmp_path / "asked.zip")
    files = read_zip(tmp_path / "asked.zip")
    assert files["subscribers.csv"].count(b"@example.org") == 3
    assert files["evidence/0007-compared.csv"] == b"reader1@example.org,gone"


def test_the_same_dossier_gives_the_same_bytes(dossier, archive, tmp_path):
    for name in ("a.zip", "b.zip"):
        write_pack(dossier, archive, tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_folder_holds_the_same_as_a_zip(dossier, archive, tmp_path):
    write_pack(dossier, archive, tmp_path / "pack")
    write_pack(dossier, archive, tmp_path / "pack.zip")
    folder = {
        path.relative_to(tmp_path / "pack").as_posix(): path.read_bytes()
        for path in (tmp_path / "pack").rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }
    assert folder == read_zip(tmp_path / "pack.zip")


def test_damaged_evidence_is_named_and_the_rest_is_packed(dossier, archive, tmp_path):
    kept = dossier.facts.shared[0]
    archive.store.path(kept.object).write_bytes(b"damaged")
    packed = write_pack(dossier, archive, tmp_path / "dossier.zip")
    assert packed.damaged == ("home page.html",)
    assert "evidence/0006-mail.eml" in {one.path for one in packed.files}


def test_what_is_there_is_never_written_over_and_nothing_is_written_into_the_archive(dossier, archive, tmp_path):
    (tmp_path / "mine.zip").write_bytes(b"mine")
    with pytest.raises(NeedsConfirmation):
        write_pack(dossier, archive, tmp_path / "mine.zip")
    assert (tmp_path / "mine.zip").read_bytes() == b"mine"
    with pytest.raises(UsageError):
        write_pack(dossier, archive, archive.root / "pack")


def test_without_the_key_sealed_evidence_is_asked_for_plainly(dossier, archive, tmp_path):
    keyless = Archive(archive.root)
    with pytest.raises(KeyProblem):
        write_pack(dossier, keyless, tmp_path / "dossier.zip")
    assert not (tmp_path / "dossier.zip").exists()
    keyless.close()

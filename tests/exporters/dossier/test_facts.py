"""The facts: each leads to a file of the archive whose digest is as said, and shows what it says."""

import hashlib
from dataclasses import replace

import msgspec
import pytest

from backup.archive import packing
from backup.archive.archive import Archive
from backup.errors import NotFound, UsageError
from backup.risk.audit import Audit
from backup.risk.rules.lookalike_handles import RULE as LOOKALIKES
from exporters.dossier import LANGUAGES, dossier_of
from exporters.dossier.proof import ProofKind
from tests.exporters.dossier.accounts import BY_PLATFORM, NOW, audit, with_incident


def made_of(archive, slug="nightletters", **more):
    return dossier_of(archive, slug, audit=audit(archive=archive, slug=slug), language="en", now=NOW, **more)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_leads_to_a_file_of_the_archive_with_its_digest(archive, language):
    incident = with_incident(archive, "nightletters", closed=True)
    said = audit(archive=archive)
    made = dossier_of(archive, "nightletters", incident=incident, audit=said, language=language, now=NOW)
    facts = list(made.facts.every())
    assert len(facts) > 15
    page = made.page()
    for fact in facts:
        assert fact.proofs
        for proof in fact.proofs:
            data = (archive.root / proof.path).read_bytes()
            assert hashlib.sha256(data).hexdigest() == proof.sha256
            assert proof.path in page
            assert proof.sha256 in page
            if proof.kind is ProofKind.OBJECT:
                assert packing.unpack(proof.path.rpartition("/")[2], data, archive.vault)
    assert {proof.kind for proof in made.facts.proofs()} == set(ProofKind)


def test_what_others_did_to_the_account_is_no_reason_of_the_platform(archive):
    said = audit(archive=archive)
    found = replace(said.findings[0], rule=LOOKALIKES.id, title="Two commenters can be taken for you")
    both = replace(said, findings=(*said.findings, found), rules=(*said.rules, LOOKALIKES))
    made = dossier_of(archive, "nightletters", audit=both, language="en", now=NOW)
    assert [reason.rule for reason in made.facts.checked.found] == [said.findings[0].rule]
    assert len(made.facts.checked.reasons) == len([rule for rule in said.rules if "substack" in rule.platforms])
    assert found.title not in made.page()


def test_the_files_named_show_what_the_facts_say(archive):
    made = made_of(archive, incident=with_incident(archive, "nightletters"))
    standing = made.facts.standing

    def read(proof):
        return (archive.root / proof.path).read_bytes()

    manifest = msgspec.json.decode(read(standing.subscribers.proofs[0]))
    assert manifest["tables"]["subscribers"]["rows"] == standing.subscribers.value == 3
    assert manifest["tables"]["posts"]["kinds"]["post"] == standing.posts.value == 6
    for published in made.facts.before.published:
        body = published.proofs[-1]
        text = packing.unpack(body.path.rpartition("/")[2], read(body), archive.vault)
        assert all(link.encode() in text for link in published.value.links)
        assert all(picture.url.encode() in text for picture in published.value.pictures)
    for event in made.facts.happened.events:
        assert event.proofs[0].kind is ProofKind.TIMELINE
        assert event.value.at.strftime("%Y-%m-%dT%H:%M:%SZ").encode() in read(event.proofs[0])
        for kept in event.value.kept:
            name = archive.store.resolve(kept.object)
            content = packing.unpack(name, archive.store.read(name), archive.vault)
            assert hashlib.sha256(content).hexdigest() == kept.sha256


@pytest.mark.parametrize("platform", ["substack", "medium"])
def test_the_days_before_hold_what_was_published_with_links_and_pictures_and_what_was_changed(platform, request):
    archive = request.getfixturevalue(platform)
    slug = BY_PLATFORM[platform].slug
    before = made_of(archive, slug).facts.before
    assert [one.value.at.day for one in before.published] == [12, 18]
    assert before.published[0].value.links == ("https://museum.example/lamps",)
    assert [picture.url for picture in before.published[1].value.pictures] == ["https://pictures.example/18.jpg"]
    assert before.published[0].value.pictures[0].credit
    assert [(one.value.title[:8], one.value.gone) for one in before.changes] == [
        ("Letter 1", False),
        ("Letter 2", True),
    ]
    assert before.compared
    assert not before.unread


def test_the_days_end_where_the_incident_was_first_seen(archive):
    made = made_of(archive, incident=with_incident(archive, "nightletters"))
    assert made.facts.before.until.isoformat() == "2026-11-20T06:41:00+00:00"


def test_with_one_copy_nothing_is_said_of_changes(archive):
    early = dossier_of(
        archive, "nightletters", audit=Audit(), language="en", now=NOW.replace(day=6)
    )  # only the first copy is that old
    assert not early.facts.before.compared
    assert not early.facts.before.changes
    assert "changes are not known" in early.page()


def test_without_the_key_counts_and_open_posts_are_told_and_words_are_not(archive):
    incident = with_incident(archive, "nightletters")
    keyless = Archive(archive.root)
    made = made_of(keyless, incident=incident)
    assert made.facts.standing.subscribers.value == 3
    assert made.facts.standing.posts.value == 6
    assert len(made.facts.before.published) == 2
    assert not any(event.value.words for event in made.facts.happened.events)
    assert "404" in made.letter("account")
    keyless.close()


def test_a_damaged_body_is_counted_as_unread_and_its_links_are_not_said_to_be_none(archive):
    body = next(post for post in archive.posts("nightletters") if post.id == "18").body
    archive.store.path(body).write_bytes(b"damaged")
    made = made_of(archive, incident=with_incident(archive, "nightletters"))
    assert made.facts.before.unread == 1
    assert "Links to other sites in them" not in made.letter("account")
    assert "could not be read" in made.page()


def test_an_unknown_publication_or_language_is_refused(substack):
    with pytest.raises(NotFound):
        dossier_of(substack, "nothing", audit=Audit(), language="en", now=NOW)
    with pytest.raises(UsageError):
        dossier_of(substack, "nightletters", audit=Audit(), language="xx", now=NOW)

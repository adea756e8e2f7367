"""The contract of every exporter, found by listing the package: a new one is held to it without being named here."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

import exporters
from backup.document.blocks import Block, Document
from backup.document.walk import walk
from backup.errors import StorageError
from backup.model import Publication
from exporters._base import Exporter, Options, Report
from exporters.losses import counted
from exporters.selection import Criteria, Entry, Reading, Selection, choose
from exporters.selection.chosen import NO_TEXT
from exporters.selection.criteria import EVERYTHING
from exporters.target import Folder, Nowhere
from tests.document.every_node import BLOCKS, FULL, words_of
from tests.exporters.made_up import DRAFT_WORD, FREE_WORD, MEDIUM, PAID_WORD, SUBSTACK, Made
from tests.exporters.reading_back import contains, tree, words_in
from tests.exporters.survival import missing_words, words_shown
from tests.exporters.survival import words_of as counted_words

EXPORTERS = sorted(exporters.found())
BASE = Options(base_url="https://letters.example")


class OneBody(Selection):
    """A selection of one post whose words are given."""

    document: Document

    def read(self, entry: Entry) -> Reading:
        return Reading(document=self.document)


def with_body(publication: Made, document: Document) -> Selection:
    whole = choose(publication.archive, SUBSTACK, Criteria(ids=frozenset({"1001"})))
    selection = OneBody(
        publication.archive, SUBSTACK, entries=whole.entries, others=whole.others, left_out=whole.left_out
    )
    selection.document = document
    return selection


def chosen(publication: Made, exporter: type[Exporter], which: Publication = SUBSTACK) -> Selection:
    """Return what a writer gets who asks for nothing special."""
    held = exporter.holds_back
    audiences = EVERYTHING if held else Criteria().audiences
    return choose(publication.archive, which, Criteria(drafts=held, audiences=audiences))


def written(exporter: type[Exporter], selection: Selection, folder: Path) -> tuple[Report, dict[str, bytes]]:
    target = Folder(folder)
    report = exporter(BASE).write(selection, target)
    target.finish()
    return report, tree(folder)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection: the old platform may be gone."""

    def refuse(*_: object) -> None:
        raise AssertionError("an exporter asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize("name", EXPORTERS)
class TestExporterContract:
    """What the command line and a writer rely on in every exporter."""

    def test_it_is_found_under_its_own_name_and_says_what_it_writes(self, name: str) -> None:
        assert issubclass(exporters.load(name), Exporter)
        assert len(exporters.found()[name]) > 10

    def test_the_same_archive_gives_the_same_bytes(self, name: str, publication: Made, tmp_path: Path) -> None:
        exporter = exporters.load(name)

        first = written(exporter, chosen(publication, exporter), tmp_path / "a")
        second = written(exporter, chosen(publication, exporter), tmp_path / "b")

        assert first == second

    def test_a_dry_run_says_what_a_real_one_says(self, name: str, publication: Made, tmp_path: Path) -> None:
        exporter = exporters.load(name)

        real, _ = written(exporter, chosen(publication, exporter), tmp_path / "a")
        dry = exporter(BASE).write(chosen(publication, exporter), Nowhere())

        assert dry == real

    def test_what_is_not_for_everybody_is_not_where_everybody_can_read_it(
        self, name: str, publication: Made, tmp_path: Path
    ) -> None:
        exporter = exporters.load(name)
        if exporter.holds_back:
            pytest.skip("the target keeps drafts and paid posts from those who may not see them")

        report, files = written(exporter, chosen(publication, exporter), tmp_path / "a")

        assert report.drafts == 0
        assert (report.left_out.drafts, report.left_out.audience) == (1, 2)
        for secret in (DRAFT_WORD, PAID_WORD, FREE_WORD, "A draft", "For payers"):
            assert contains(files, secret.encode()) == []
        for picture in ("draft.png", "paid.png"):
            assert contains(files, publication.pictures[picture]) == []

    def test_drafts_and_paid_posts_are_there_when_they_are_asked_for(
        self, name: str, publication: Made, tmp_path: Path
    ) -> None:
        everything = choose(publication.archive, SUBSTACK, Criteria(drafts=True, audiences=EVERYTHING))

        report, files = written(exporters.load(name), everything, tmp_path / "a")

        assert (report.posts, report.drafts) == (14, 1)
        text = words_in(files)
        assert all(word in text for word in (DRAFT_WORD, PAID_WORD, FREE_WORD))

    def test_pictures_of_the_archive_go_along(self, name: str, publication: Made, tmp_path: Path) -> None:
        exporter = exporters.load(name)
        report, files = written(exporter, chosen(publication, exporter), tmp_path / "a")

        if report.media == 0:
            assert any(block in ("figure", "cover") for block, _ in counted(report.losses))
            return
        for picture in ("a.png", "b.png", "cover.png"):
            assert contains(files, publication.pictures[picture]), picture

    def test_what_is_missing_is_a_loss_that_names_the_post(self, name: str, publication: Made, tmp_path: Path) -> None:
        exporter = exporters.load(name)
        report, _ = written(exporter, chosen(publication, exporter), tmp_path / "a")

        missing = [loss for loss in report.losses if loss.what.endswith("missing.png")]
        assert [(loss.post, loss.title) for loss in missing] == [("1002", "Second: {{ title }} {% raw %}")]
        assert [loss.post for loss in report.losses if loss.reason == NO_TEXT] == ["1013"]
        assert any(loss.post == "1015" and loss.block == "platform-only" for loss in report.losses)
        assert all(loss.reason.strip() for loss in report.losses)

    def test_the_words_of_every_post_arrive(self, name: str, publication: Made, tmp_path: Path) -> None:
        exporter = exporters.load(name)
        selection = chosen(publication, exporter)

        report, files = written(exporter, selection, tmp_path / "a")

        there = counted_words(words_in(files))
        for entry in selection.entries:
            document = selection.read(entry).document
            lost = missing_words(document, there, {loss.block for loss in report.losses if loss.post == entry.id})
            assert lost.total() <= 0.01 * words_shown(document).total(), (entry.title, lost)

    def test_every_block_is_written_or_named_as_lost(self, name: str, publication: Made, tmp_path: Path) -> None:
        for number, block in enumerate(BLOCKS):
            selection = with_body(publication, Document(blocks=(block,)))
            report, files = written(exporters.load(name), selection, tmp_path / str(number))

            text = words_in(files)
            unseen = {word for word in words_of(block) if word not in text}
            assert not unseen or _loss_of(block, report), (type(block).__name__, unseen)

    def test_footnotes_arrive(self, name: str, publication: Made, tmp_path: Path) -> None:
        _, files = written(exporters.load(name), with_body(publication, FULL), tmp_path / "a")

        assert "noteword" in words_in(files)

    def test_responses_are_left_out_unless_asked_for(self, name: str, publication: Made, tmp_path: Path) -> None:
        exporter = exporters.load(name)
        without, files = written(exporter, chosen(publication, exporter, MEDIUM), tmp_path / "a")
        everything = choose(publication.archive, MEDIUM, Criteria(responses=True))
        with_them, more = written(exporter, everything, tmp_path / "b")

        assert (without.posts, without.responses, without.left_out.responses) == (2, 0, 2)
        assert "Words of 3" not in words_in(files)
        assert (with_them.posts, with_them.responses) == (2, 2)
        assert "Words of 3" in words_in(more)

    def test_nothing_leads_to_the_old_platform_but_what_is_named(
        self, name: str, publication: Made, tmp_path: Path
    ) -> None:
        exporter = exporters.load(name)
        report, files = written(exporter, chosen(publication, exporter), tmp_path / "a")

        links = [loss.what for loss in report.losses if loss.block == "link"]
        assert [link for link in links if link.endswith("/p/not-there")]
        assert not contains(files, b"open.substack.com/pub/nightletters")
        assert not contains(files, b"/p/letter-2?utm_source")

    def test_a_full_disk_leaves_nothing_behind(self, name: str, publication: Made, tmp_path: Path) -> None:
        exporter = exporters.load(name)
        target = FullDisk(tmp_path / "a", after=3 if exporter.single is None else 0)

        with pytest.raises(StorageError):
            exporter(BASE).write(chosen(publication, exporter), target)
        target.abandon()

        assert list(tmp_path.iterdir()) == []

    def test_a_publication_without_any_post_of_note_is_written_too(
        self, name: str, publication: Made, tmp_path: Path
    ) -> None:
        only = choose(publication.archive, SUBSTACK, Criteria(ids=frozenset({"1013"})))

        report, _ = written(exporters.load(name), only, tmp_path / "a")

        assert report.posts == 1


class FullDisk(Folder):
    """A folder on a disk that is full after some files."""

    def __init__(self, path: Path, *, after: int) -> None:
        self._left: Callable[[], int] = iter(range(after, -1, -1)).__next__
        super().__init__(path)

    def _new(self, path: str) -> str:
        if path != ".made-by-outlast" and self._left() == 0:
            raise StorageError("The disk is full.")
        return super()._new(path)


def _loss_of(block: Block, report: Report) -> bool:
    inner = {block.kind} | {type(node).kind for node in _all(block)}
    return any(loss.block in inner for loss in report.losses)


def _all(block: Block) -> list[Block]:
    return list(walk(block))  # type: ignore[arg-type]

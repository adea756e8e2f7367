"""How long it takes to write a publication elsewhere, and how much memory: one process for each target.

    python -m bench.export FOLDER [--posts 2000] [--peer PATH/TO/medium-2-md]

FOLDER must be new or empty. The posts are those of the made-up writer, over and over under other names: some 9 KB each,
with the pictures they show.
Each target is written twice, with all posts and with a quarter of them, to see whether memory grows with the posts.
With `--peer`, medium-2-md (npm) converts the same Medium stories to Markdown in the same run.
"""

import argparse
import gc
import os
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import exporters
from backup.archive.archive import Archive
from backup.media import Kind, media_in
from backup.model import Body, BodyFormat, Complete, Media, Post, PostKind, Publication, Record
from exporters._base import Options
from exporters.selection import Criteria, choose
from exporters.target import Folder

if TYPE_CHECKING:
    from bench.rivals import Figures  # what is measured imports nothing of the bench but this module

SUBSTACK = Publication(
    slug="night-letters", platform="substack", name="Night Letters", url="https://nightletters.substack.com"
)
MEDIUM = Publication(slug="maya", platform="medium", name="Maya", url="https://medium.com/@maya")
TARGETS = {"ghost": (2000, 2.3), "hugo": (2000, 3.0), "epub": (500, 3.0)}
"""For each target that has one: posts, and CPU seconds that it may take."""
_TINY_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def bodies(platform: str) -> list[bytes]:
    """Return the bodies of the made-up writer's newest export."""
    from outlast.demo_writer import build  # what is measured does not need it

    with tempfile.TemporaryDirectory() as folder:
        newest = [export.path for export in build(Path(folder)) if export.platform == platform][-1]
        with zipfile.ZipFile(newest) as export:
            names = sorted(name for name in export.namelist() if "posts/" in name and name.endswith(".html"))
            return [export.read(name) for name in names]


def posts(platform: str, count: int) -> Iterator[Post]:
    """Yield so many posts, one a day."""
    texts = bodies(platform)
    form = BodyFormat.SUBSTACK_HTML if platform == "substack" else BodyFormat.MEDIUM_HTML
    for number in range(count):
        day = datetime(2015, 1, 1, 8, tzinfo=UTC) + timedelta(days=number)
        identity = str(100_000 + number) if platform == "substack" else f"{number:012x}"
        name = f"letter-{number}" if platform == "substack" else f"story-{identity}"
        yield Post(
            id=identity,
            kind=PostKind.POST,
            type="newsletter" if platform == "substack" else "story",
            title=f"Letter number {number}",
            slug=name,
            url=f"https://nightletters.substack.com/p/{name}"
            if platform == "substack"
            else f"https://medium.com/@maya/{name}",
            published_at=day.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            tags=("letters", f"tag {number % 20}"),
            authors=("Maya Lindqvist",),
            body=Body(data=texts[number % len(texts)], format=form),
        )


def pictures(texts: list[bytes]) -> Iterator[Media]:
    """Yield a small picture for each one that the bodies show."""
    used = (file for text in texts for file in media_in(Body(data=text, format=BodyFormat.SUBSTACK_HTML)))
    shown = dict.fromkeys(file.url for file in used if file.kind is Kind.PICTURE)
    for number, url in enumerate(shown):
        yield Media(url=url, content=_TINY_PNG + number.to_bytes(2), media_type="image/png")


def prepare(root: Path, count: int) -> None:
    """Make the archive of the benchmark."""
    archive = Archive.create(root, key=None)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    media = list(pictures(bodies("substack")))
    for publication, more in ((SUBSTACK, media), (MEDIUM, [])):
        records: list[Record] = [*posts(publication.platform, count), *more, Complete(table="posts")]
        archive.snapshot(records, publication, source="bench", as_of=at)
    archive.close()


def write(root: Path, target: str, out: Path, platform: str, count: int) -> None:
    """Write the first `count` posts to one target: what is measured."""
    archive = Archive(root)
    publication = SUBSTACK if platform == "substack" else MEDIUM
    everything = choose(archive, publication, Criteria())
    some = choose(archive, publication, Criteria(ids=frozenset(entry.id for entry in everything.entries[:count])))
    folder = Folder(out)
    exporters.load(target)(Options(base_url="https://letters.example")).write(some, folder)
    folder.finish()
    archive.close()


def run(root: Path, target: str, folder: Path, platform: str, count: int) -> "Figures":
    """Measure one export as a process of its own."""
    from bench.rivals import measure

    out = folder / f"{platform}-{target}-{count}"
    command = [sys.executable, "-m", "bench.export", "--write", target, str(root), str(out), platform, str(count)]
    # As installed: compiled once, not each time anew.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return measure(command, env | {"PYTHONPYCACHEPREFIX": str(folder / "bytecode")})


def peer(program: Path, folder: Path, count: int) -> "Figures":
    """Measure medium-2-md on the same stories, as files the way Medium exports them."""
    from bench.rivals import measure

    stories = folder / "stories"
    stories.mkdir()
    for post in posts("medium", count):
        assert post.body is not None
        (stories / f"{(post.published_at or '')[:10]}_{post.slug}.html").write_bytes(post.body.data)
    return measure([str(program), "convertLocal", str(stories), "-f"], dict(os.environ), cwd=folder)


def main() -> int:
    """Print a table, and return 1 if a target is missed."""
    if sys.argv[1:2] == ["--write"]:
        gc.set_threshold(50_000, 50, 50)  # as the command line does
        target, root, out, platform, count = sys.argv[2:]
        write(Path(root), target, Path(out), platform, int(count))
        return 0
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--posts", type=int, default=2000)
    parser.add_argument("--peer", type=Path)
    parser.add_argument("--only", nargs="*", default=sorted(exporters.found()))
    said = parser.parse_args()
    said.folder.mkdir(exist_ok=True)
    root = said.folder / "archive"
    prepare(root, said.posts)
    missed = 0
    print(f"{'target':<12}{'posts':>7}{'CPU s':>8}{'MB':>6}{'MB with a quarter':>19}   may take")
    for target in said.only:
        count, limit = TARGETS.get(target, (said.posts, None))
        run(root, target, said.folder, "substack", 1)  # compiles
        few, all_of_it = (run(root, target, said.folder, "substack", number) for number in (count // 4, count))
        verdict = "" if limit is None else f"{limit} s: {'met' if all_of_it.cpu <= limit else 'MISSED'}"
        missed += verdict.endswith("MISSED")
        print(
            f"{target:<12}{count:>7}{all_of_it.cpu:>8.2f}{all_of_it.rss_mb:>6.0f}{few.rss_mb:>19.0f}   {verdict}",
            flush=True,
        )
    if "markdown" not in said.only:
        return 1 if missed else 0
    run(root, "markdown", said.folder, "medium", 1)
    ours = run(root, "markdown", said.folder, "medium", said.posts)
    print(f"Medium to Markdown: {ours.cpu:.2f} CPU s, {ours.rss_mb:.0f} MB", end="")
    if said.peer is not None:
        theirs = peer(said.peer, said.folder, said.posts)
        print(
            f"; medium-2-md {theirs.cpu:.2f} CPU s, {theirs.rss_mb:.0f} MB; {theirs.cpu / ours.cpu:.1f} times ours",
            end="",
        )
    print()
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

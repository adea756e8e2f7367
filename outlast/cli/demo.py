"""Show the whole thing on made-up data, without network.

Saves half a year of a made-up writer's exports (Substack and Medium), as they would have come, month by month, up to
the day on which the platform shuts her out. Then it says what to look at. Nothing of yours is read or changed.

With --live a made-up Substack runs on this computer, and you see a suspension as it happens: the backup before it, the
look that notices it, the alert, the proof that is kept, and what did not come back.

Examples:
    outlast demo
    outlast demo --live
    outlast demo --dir ~/outlast-demo
"""

import os
import shlex
import shutil
import sys
from pathlib import Path

import click

from backup.archive.result import Count
from backup.archive.verify import Verifier
from backup.errors import NeedsConfirmation
from outlast import demo as story
from outlast.cli._frame.command import Command
from outlast.cli._frame.session import Session, pass_session
from outlast.demo_writer import EDITED, REMOVED
from outlast.exit_codes import ExitCode

SECTION = "GET STARTED"
ORDER = 20


@click.command(cls=Command, help=__doc__)
@click.option("--dir", "folder", type=click.Path(path_type=Path), help="Where to make it (default: out of the way).")
@click.option("--live", is_flag=True, help="Play a suspension on a made-up platform on this computer.")
@click.option("--keep/--no-keep", default=True, help="Leave it there to look at afterwards.", show_default=True)
@pass_session
def demo(session: Session, folder: Path | None, live: bool, keep: bool) -> int:
    """Play the story and say what to look at next."""
    output = session.output
    target = (folder or (story.default_folder(session.places) if keep else story.elsewhere())).expanduser().absolute()
    if target.exists() and any(target.iterdir()) and not story.is_demo(target):
        raise NeedsConfirmation(
            f"{target} holds other files.", so_what="Nothing was written there.", next="Name a new folder with --dir"
        )
    story.prepare(target)
    if live:
        from outlast.cli._demo_live import tell_live

        return tell_live(output, target, _start(), keep=keep)
    output.prose("Maya writes “Night Letters” on Substack, and now and then on Medium. All of it is made up.")
    damages = saved = 0
    with output.progress("Half a year of exports", 10) as progress:
        for archive, chapter in story.play(target, session.settings, session.places, session.environ):
            progress.advance()
            _tell(session, chapter)
            saved += 1
            if chapter.export.emptied:
                damages = len(Verifier(archive).verify().damages)
    output.text()
    output.ok(
        f"All of it was read again and checked: {damages} files damaged." if damages == 0 else "Damage was found."
    )
    root = target / "archive"
    hints = _hints()
    if keep:
        setting = "set" if os.name == "nt" else "export"
        output.text(f"\nLook around:\n  {setting} OUTLAST_ARCHIVE={shlex.quote(str(root))}")
        for command, meaning in hints:
            output.text(f"  {command}\n      {meaning}")
        output.text(f"\nThe exports it was made from are in {target / 'exports'}.")
        output.text("Your own: download your export from the platform, then  outlast import FILE")
    else:
        shutil.rmtree(target)
    output.summary(
        archive=str(root) if keep else None,
        snapshots=saved,
        damaged=damages,
        next=[command for command, _ in hints] if keep else [],
    )
    return ExitCode.DONE if damages == 0 else ExitCode.DAMAGED


def _tell(session: Session, chapter: story.Chapter) -> None:
    """Say what happened, and what saving it did."""
    output, result, export = session.output, chapter.imported.result, chapter.export
    output.prose(f"\n{export.as_of.day} {export.as_of:%B %Y}  {export.story}")
    if result.suspect:
        output.attention(f"kept apart, because {result.suspect}; the last good list stays the one that counts")
    else:
        news = {name: count for name, count in result.counts.items() if count.new or count.changed or count.gone}
        parts = [
            f"{name} {_news(count)}"
            for name in ("posts", "drafts", "responses", "subscribers")
            if (count := news.get(name)) and count.new is not None
        ]
        output.ok(f"saved: {' · '.join(parts) or 'nobody came or went'}")
    output.line(
        "chapter",
        file=str(export.path),
        as_of=result.as_of,
        story=export.story,
        publication=result.publication,
        suspect=result.suspect,
    )


def _news(count: Count) -> str:
    numbers = {"new": count.new, "changed": count.changed, "gone": count.gone}
    return ", ".join(f"{number:,} {word}" for word, number in numbers.items() if number)


def _start() -> str:
    """Return how `outlast` is called here."""
    program, here = Path(sys.argv[0]), Path.cwd()
    if shutil.which("outlast") == str(program):
        return "outlast"
    return str(program.relative_to(here) if program.is_relative_to(here) else program)


def _hints() -> list[tuple[str, str]]:
    """Return what to look at, as commands that can be copied, and why."""
    start = _start()
    slug = story.PUBLICATIONS["substack"]
    return [
        (f"{start} status", "am I safe? (the story ends in September 2026, so the list is called old)"),
        (f"{start} snapshots list", "every month, and the emptied list, kept apart"),
        (f"{start} search lighthouse", "full text, over Substack and Medium"),
        (f"{start} show {EDITED} --versions --publication {slug}", "a letter that was edited twice after it was sent"),
        (f"{start} show {REMOVED}", "a letter that is gone from the platform, and kept here"),
        (f"{start} subscribers stats --publication {slug}", "who is on the list, and how it grew"),
        (f"{start} subscribers diff 2026-04-01 2026-07-15 --publication {slug}", "who came and who left in between"),
        (f"{start} verify", "every file read again and checked"),
    ]


COMMAND = demo

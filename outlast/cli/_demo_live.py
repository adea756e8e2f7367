"""The story of `outlast demo --live`, told step by step."""

import os
import shlex
import shutil
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from backup.watch.incident import EntryKind
from outlast.cli.output import Output
from outlast.demo_live import Stage, stage
from outlast.exit_codes import ExitCode
from outlast.schedule.job import Ending

_TABLES = {
    "chats": ("chat thread", "chat threads"),
    "messages": ("chat message", "chat messages"),
    "comments": ("comment", "comments"),
    "posts": ("post", "posts"),
}


def tell_live(output: Output, folder: Path, start: str, *, keep: bool) -> int:
    """Play the suspension in `folder` and tell what happens; `start` is how `outlast` is called here."""
    with stage(folder) as made:
        output.prose(
            "Maya writes “Night Letters” on Substack. The platform runs on this computer; all of it is made up."
        )
        worked = _play(output, made)
    if keep:
        _hints(output, made, start)
    else:
        shutil.rmtree(folder)
    output.summary(archive=str(made.places.archive) if keep else None, incident=bool(worked))
    return ExitCode.DONE if worked else ExitCode.FAILED


def _play(output: Output, made: Stage) -> bool:
    with output.progress("First backup"):
        saved = made.save()
    _scene(output, made.now, "Outlast saves what the export leaves out too, signed in as Maya.")
    output.ok("saved: " + " · ".join(f"{count:,} {name}" for name, count in saved.counts.items()))
    looked = made.watch()
    _scene(output, made.now, "Twice an hour Outlast looks from the outside.")
    output.ok(f"up: {looked.counts['probes']} questions asked, all well")

    made.shut_out()
    looked = made.watch()
    _scene(output, made.now, "The spam filter suspends Maya overnight. No warning, no mail. The next look:")
    output.bad(looked.text)
    for message in made.phone.messages:
        _message(output, message)
    incident = made.incident()
    if looked.ending is not Ending.SUSPENDED or incident is None or not made.phone.messages:
        output.bad("That was not noticed as it should be.")
        return False
    pages = sum(len(entry.evidence) for entry in incident.entries)
    probes = sum(entry.kind is EntryKind.PROBE for entry in incident.entries)
    output.ok(f"The incident {incident.id} is open: {probes} answers and {pages} pages are kept as proof, sealed.")
    for entry in incident.entries:
        if entry.kind in (EntryKind.PINNED, EntryKind.PAUSED):
            output.ok(entry.text)
    output.line("incident", id=incident.id, probes=probes, pages=pages)

    held = made.backup_while_shut_out()
    _scene(output, made.now, "The nightly backup would now see an empty publication.")
    output.ok(f"not run: {held.text}")

    gone = made.let_in()
    made.watch(after=timedelta(hours=28))
    _scene(output, made.now, "Forty hours and one appeal later it is back. The next look:")
    for message in made.phone.messages[1:]:
        _message(output, message)
    closed = made.end(incident.id)
    _scene(output, made.now, "Maya closes the incident. Outlast compares the platform with the archive:")
    lost = closed.comparison.lost if closed.comparison else {}
    for table, names in lost.items():
        if names:
            one, many = _TABLES.get(table, (table, table))
            output.attention(
                f"{len(names):,} {one if len(names) == 1 else many} did not come back; all of it is in the archive"
            )
    output.prose(f"  The thread began: “{gone}”", hanging=2)
    return True


def _scene(output: Output, when: datetime, text: str) -> None:
    output.prose(f"\n{when.day} {when:%B %Y, %H:%M}  {text}")
    output.line("scene", when=when, text=text)


def _message(output: Output, message: Mapping[str, str]) -> None:
    output.text("  ┌ on Maya's phone")
    output.prose(f"  │ {message['title']}", hanging=4)
    output.prose(f"  │ {message['text']}", hanging=4)
    if message.get("next"):
        output.prose(f"  │ → {message['next']}", hanging=4)
    output.text("  └")
    output.line("alert", **{name: message[name] for name in ("kind", "title", "text")})


def _hints(output: Output, made: Stage, start: str) -> None:
    setting = "set" if os.name == "nt" else "export"
    output.text("\nLook around:")
    output.text(f"  {setting} OUTLAST_CONFIG={shlex.quote(str(made.places.settings_file))}")
    output.text(f"  {setting} OUTLAST_STATE_DIR={shlex.quote(str(made.places.state_dir))}")
    for command, meaning in (
        ("incident timeline", "every answer, the alerts, what was pinned, what was lost"),
        ("snapshots list", "what was saved, and which snapshot is pinned"),
        ("status", "am I safe? (the story ends in September 2026, so it is called old)"),
    ):
        output.text(f"  {start} {command}\n      {meaning}")
    output.text("\nYour own account: outlast init, then outlast backup, and outlast schedule on")

"""What is known of the key, for people and for programs."""

from pathlib import Path

from backup.archive.info import ArchiveInfo
from outlast.cli.output import Output
from outlast.keys.archive_key import sheet_mark
from outlast.keys.recovery import Opened
from outlast.keys.recovery_sheet import printed_on
from outlast.keys.standing import KeyStanding, KeyState
from outlast.places import Places
from outlast.standing.spoken_time import day


def report_key(
    output: Output, said: ArchiveInfo, root: Path, standing: KeyStanding, places: Places, *, private_half: str | None
) -> None:
    """Tell where the halves of the key are; the private one itself only if it is given."""
    output.text(f"Archive {said.id} in {root}")
    if standing.state is KeyState.NOT_NEEDED:
        output.text("  It is not sealed, so it has no key: whoever gets at the folder can read it.")
    else:
        _halves(output, said, standing, private_half)
        _sheet(output, said, standing, places)
    fields: dict[str, object] = {
        "archive": said.id,
        "encrypted": said.recipient is not None,
        "public_half": said.recipient,
        "key": standing.state,
        "key_place": standing.where or None,
        "recovery_sheet_printed": sheet_mark(places, said.id).exists(),
        "recovery_sheet_date": printed_on(places, said.id),
    }
    output.line("result", **fields, **({"private_half": private_half} if private_half else {}))


def report_opened(output: Output, opened: list[Opened]) -> None:
    """Tell what a key that was brought back opens."""
    for one in opened:
        output.line(
            "publication",
            publication=one.publication,
            subscribers=one.subscribers,
            private_posts=one.private_posts,
            damage=one.damage,
        )
        if one.damage:
            output.bad(f"{one.publication}: {one.damage} → outlast verify")
        else:
            sealed = f"{one.subscribers:,} subscribers, {one.private_posts:,} drafts and paid posts"
            output.ok(f"{one.publication}: {sealed} can be read")
    if not opened:
        output.text("Nothing is saved in this archive yet, so there was nothing to try it on.")


def _halves(output: Output, said: ArchiveInfo, standing: KeyStanding, private_half: str | None) -> None:
    places = {
        KeyState.HERE: f"in {standing.where}; it fits",
        KeyState.PASSPHRASE: f"in {standing.where}",
        KeyState.NAMED: f"in {standing.where} (not opened now)",
        KeyState.UNFIT: f"in {standing.where}, and of no use",
    }
    output.text(f"  Public half      {said.recipient}")
    output.text(f"  Private half     {places.get(standing.state, 'not on this computer')}")
    if private_half is not None:
        output.text(f"  KEEP IT SECRET   {private_half}")
    if standing.problem is not None:
        output.attention(f"{standing.problem.what}\n  → {standing.problem.advice}")
    elif standing.state is KeyState.MISSING:
        output.attention("Bring it back from your recovery sheet → outlast keys recover")


def _sheet(output: Output, said: ArchiveInfo, standing: KeyStanding, places: Places) -> None:
    if sheet_mark(places, said.id).exists():
        printed = printed_on(places, said.id)
        output.text(f"  Recovery sheet   printed{f' on {day(printed)}' if printed else ''}")
    elif standing.at_hand:
        output.text("  Recovery sheet   never printed on this computer → outlast keys print-sheet")

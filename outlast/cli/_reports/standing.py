"""The status screen: how safe everything is, for people and for programs."""

from collections.abc import Iterator
from datetime import datetime

from outlast.cli._frame.table import columns_of
from outlast.cli._reports.source_names import source_name
from outlast.cli.output import Output
from outlast.doctor.check import State
from outlast.keys.standing import KeyState
from outlast.standing.archive import Standing
from outlast.standing.gaps import HEADINGS, SERIOUS, Gap, GapKind, worst
from outlast.standing.publication import PublicationStanding
from outlast.standing.spoken_time import day, spoken

_COLUMN = 13
_NOUNS = {
    "posts": ("post", "posts"),
    "drafts": ("draft", "drafts"),
    "responses": ("response", "responses"),
    "media": ("picture", "pictures"),
    "subscribers": ("subscriber", "subscribers"),
    "masked": ("hidden address", "hidden addresses"),
    "comments": ("comment", "comments"),
    "notes": ("note", "notes"),
    "chats": ("chat thread", "chat threads"),
}


def report(output: Output, standing: Standing, *, now: datetime) -> None:
    """Show the whole screen, except for the summary that programs get."""
    for number, one in enumerate(standing.publications):
        if number:
            output.text()
        output.line("publication", **publication_fields(one))
        _show(output, one, now=now)
    if len(standing.publications) > 1:
        output.text()
    _show_archive(output, standing)
    for gap in standing.own_gaps:
        _tell(output, gap)
    for line in _advice(standing, now):
        output.text(line)


def publication_fields(one: PublicationStanding) -> dict[str, object]:
    """Return how safe a publication is, for programs."""
    return {
        "publication": one.slug,
        "name": one.name,
        "platform": one.platform,
        "safe": one.safe,
        "counts": one.counts,
        "saved": one.saved,
        "snapshot": one.snapshot,
        "source": one.source,
        "posts_as_of": one.posts_as_of,
        "subscribers_as_of": one.subscribers_as_of,
        "noted": one.noted.total,
        "online": one.online,
        "kept_apart": [{"snapshot": apart.number, "as_of": apart.as_of, "reason": apart.reason} for apart in one.apart],
        "gaps": [_gap_fields(gap) for gap in one.gaps],
    }


def summary_fields(standing: Standing) -> dict[str, object]:
    """Return how safe everything is, for programs."""
    return {
        "safe": standing.safe,
        "gaps": [_gap_fields(gap) for gap in standing.gaps],
        "next": standing.next,
        "archive": standing.archive,
        "encrypted": standing.encrypted,
        "key": standing.key.state,
        "key_place": standing.key.where or None,
        "recovery_sheet_printed": standing.sheet_printed,
    }


def _gap_fields(gap: Gap) -> dict[str, object]:
    return {"kind": gap.kind, "publication": gap.publication, "text": gap.text, "next": gap.next}


def _show(output: Output, one: PublicationStanding, *, now: datetime) -> None:
    state = State.OK
    if one.gaps:
        state = State.BAD if any(gap.kind in SERIOUS for gap in one.gaps) else State.ATTENTION
    word = "Safe" if one.safe else "Not safe" if state is State.BAD else "Gaps"
    title = f"{one.name} ({one.platform})" if one.platform else one.name
    counts = " · ".join(_counted(one)) or "nothing saved"
    output.prose(f"{output.sign(state)} {word:<{_COLUMN}}{title}   {counts}", hanging=_COLUMN + 2)
    if one.online is not None and not any(HEADINGS[gap.kind] == "Online" for gap in one.gaps):
        seen = one.online
        _plain(output, "Online", f"seen {spoken(seen.at, now)}, {seen.well} of {seen.asked} checks well")
    if one.saved is not None:
        _plain(output, "Saved", f"{spoken(one.saved, now)}, from a {source_name(one.source or '')}")
    told = {HEADINGS[gap.kind] for gap in one.gaps}
    if one.posts_as_of is not None and "Posts" not in told:
        _plain(output, "Posts", f"as of {spoken(one.posts_as_of, now)}")
    if one.subscribers_as_of is not None and "Subscribers" not in told:
        _plain(output, "Subscribers", f"as of {spoken(one.subscribers_as_of, now)}")
    elif one.platform == "medium" and one.subscribers_as_of is None:
        _plain(output, "Subscribers", "none saved; Medium gives them apart, under “Stats” > “Audience”")
    if harmless := one.noted.kept or one.noted.untold:
        what = "1 thing" if harmless == 1 else f"{harmless:,} things"
        how = "new to Outlast or repeated; kept as it came" if one.noted.kept else "unreadable, missing or unknown"
        show = f"outlast snapshots show {one.snapshot} --publication {one.slug}"
        _row(output, " ", "Noted", f"{what} in it {how}", show)
    for gap in one.gaps:
        _tell(output, gap)


def _show_archive(output: Output, standing: Standing) -> None:
    if not standing.encrypted:
        _plain(output, "Archive", f"{standing.archive}, not sealed: whoever gets at the folder can read it")
        return
    sheet = "; the recovery sheet is printed" if standing.sheet_printed else ""
    _plain(output, "Archive", f"{standing.archive}, private data sealed{sheet}")
    if standing.key.state is KeyState.PASSPHRASE:
        _plain(output, "Key", standing.key.where)
    elif standing.key.at_hand:
        how = " (not opened now)" if standing.key.state is KeyState.NAMED else ""
        _plain(output, "Key", f"in {standing.key.where}{how}")


def _counted(one: PublicationStanding) -> Iterator[str]:
    # A zero says something only where what is counted was looked at.
    dates = {"posts": one.posts_as_of, "subscribers": one.subscribers_as_of}
    always = {name for name, date in dates.items() if date is not None}
    for name, count in one.counts.items():
        if count or name in always:
            yield f"{count:,} {_NOUNS[name][count != 1]}"


def _tell(output: Output, gap: Gap) -> None:
    state = State.BAD if gap.kind in SERIOUS else State.ATTENTION
    _row(output, output.sign(state), HEADINGS[gap.kind], gap.text, gap.next)


def _plain(output: Output, heading: str, text: str) -> None:
    output.prose(f"  {heading:<{_COLUMN}}{text}", hanging=_COLUMN + 2)


def _row(output: Output, sign: str, heading: str, text: str, command: str) -> None:
    """Write a line with a command at its end, or under it where the terminal is too narrow."""
    line, arrow = f"{sign} {heading:<{_COLUMN}}{text}", f"→ {command}"
    if columns_of(line) + columns_of(arrow) + 3 <= output.width:
        output.text(f"{line}   {arrow}")
    else:
        output.prose(line, hanging=_COLUMN + 2)
        output.text(f"{'':<{_COLUMN + 2}}{arrow}")


def _advice(standing: Standing, now: datetime) -> Iterator[str]:
    gap = worst(standing.gaps)
    if gap is not None and gap.kind is GapKind.KEPT_APART:
        # Accepting a loss unseen would undo what keeping it apart is for.
        yield "→ Next: see whether that loss is right. If it is:"
        yield f"        {gap.next}"
    elif gap is not None:
        yield f"→ Next: {gap.next}"
    elif standing.due is not None:
        yield f"→ Nothing to do until {day(standing.due.astimezone(now.tzinfo))}, then: outlast import FILE"
    else:
        yield "→ Nothing to do."

"""The status screen: how safe everything is, for people and for programs."""

from collections.abc import Iterator
from datetime import datetime

from outlast.check import State
from outlast.cli._table import columns_of
from outlast.cli.output import Output
from outlast.gaps import HEADINGS, SERIOUS, Gap, GapKind, worst
from outlast.key_standing import KeyState
from outlast.spoken_time import day, spoken
from outlast.standing import PublicationStanding, Standing

_COLUMN = 13
_SOURCES = {
    "substack_export": "a Substack export",
    "medium_export": "a Medium export",
    "subscriber_csv": "a subscriber list",
}
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
    output.text(f"→ {_advice(standing, now)}")


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
        "noted": one.noted,
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
    output.text(f"{output.sign(state)} {word:<{_COLUMN}}{title}   {counts}")
    if one.saved is not None:
        source = _SOURCES.get(one.source or "", one.source)
        _plain(output, "Saved", f"{spoken(one.saved, now)}, from {source}")
    told = {HEADINGS[gap.kind] for gap in one.gaps}
    if one.posts_as_of is not None and "Posts" not in told:
        _plain(output, "Posts", f"as of {spoken(one.posts_as_of, now)}")
    if one.subscribers_as_of is not None and "Subscribers" not in told:
        _plain(output, "Subscribers", f"as of {spoken(one.subscribers_as_of, now)}")
    elif one.platform == "medium" and one.subscribers_as_of is None:
        _plain(output, "Subscribers", "no list saved; Medium's export has none, “Stats” > “Audience” may")
    if one.noted:
        what = "1 thing" if one.noted == 1 else f"{one.noted:,} things"
        show = f"outlast snapshots show {one.snapshot} --publication {one.slug}"
        _row(output, " ", "Noted", f"{what} in it unreadable, missing, or unknown to Outlast", show)
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
    for name, count in one.counts.items():
        if count or (name in ("posts", "subscribers") and one.saved is not None):
            yield f"{count:,} {_NOUNS[name][count != 1]}"


def _tell(output: Output, gap: Gap) -> None:
    state = State.BAD if gap.kind in SERIOUS else State.ATTENTION
    _row(output, output.sign(state), HEADINGS[gap.kind], gap.text, gap.next)


def _plain(output: Output, heading: str, text: str) -> None:
    output.text(f"  {heading:<{_COLUMN}}{text}")


def _row(output: Output, sign: str, heading: str, text: str, command: str) -> None:
    """Write a line with a command at its end, or under it where the terminal is too narrow."""
    line, arrow = f"{sign} {heading:<{_COLUMN}}{text}", f"→ {command}"
    if columns_of(line) + columns_of(arrow) + 3 <= output.width:
        output.text(f"{line}   {arrow}")
    else:
        output.text(line)
        output.text(f"{'':<{_COLUMN + 2}}{arrow}")


def _advice(standing: Standing, now: datetime) -> str:
    gap = worst(standing.gaps)
    if gap is not None:
        # Accepting a loss unseen would undo what keeping it apart is for.
        look = "see whether that loss is right, then " if gap.kind is GapKind.KEPT_APART else ""
        return f"Next: {look}{gap.next}"
    if standing.due is not None:
        return f"Nothing to do until {day(standing.due.astimezone(now.tzinfo))}, then: outlast import FILE"
    return "Nothing to do."

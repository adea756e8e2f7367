"""Cuts CSV bytes into records without loading the file. RFC 4180, read as leniently as Python's `csv` does.

A record keeps the bytes it came with. Records without quotes, nearly all of them, are cut at the speed of
`bytes.split`; only lines with quotes are looked at one by one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONGEST = 1 << 20
"""A record with more bytes is no subscriber and no post: it is skipped without being loaded."""
KEPT_OF_LONG = 1 << 16
_START = 1 << 16
"""How much is looked at to tell what lines end in."""
_LINE_END = re.compile(rb"\r\n|\n|\r")
_QUOTED_OR_LINE_END = re.compile(rb'"(?:[^"]++|"")*+"|\r*+\n|\r')
_MANY_CRS = re.compile(rb"(?<!\r)\r++\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Some records in their order, without the blank lines between them."""

    records: list[bytes]
    plain: bool
    """No quote and no stray line end in any of them: cells are simply what stands between delimiters."""
    utf8: bool
    """All of them are valid UTF-8."""
    cut: bool = False
    """The file ends with the last of them, without a line end: it may have been cut there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Torn:
    """A record that has no end: longer than any row, or with a quote that is never closed."""

    start: bytes
    """Its bytes, or the first of them when they are too many."""
    size: int
    cut: bool = False
    """The file ends inside it."""


def split_records(chunks: Iterable[bytes], *, delimiter: bytes = b",") -> Iterator[Records | Torn]:
    """Yield the records of a CSV file given in pieces of any size, in order.

    Lines end in LF or CRLF, or, where the first one and most of the others do, in a lone CR (Excel for Mac's "CSV
    (Macintosh)"). The first line may end in another way than the rest, and CRs before an LF are one line end with it:
    what writes CRLF through Windows' text mode makes CRCRLF of it.

    A quote that is not closed within `LONGEST` bytes, or before the end of the file, tears one line only: what follows
    is read as if that line were not there.
    """
    quotes = _QuotedLines(delimiter)
    for block in _blocks(chunks):
        if isinstance(block, Torn):
            yield from quotes.give_up()
            yield block
        elif b'"' not in block.data and not quotes.pending:
            yield from _plain(block)
        else:
            yield from quotes.feed(block)
    yield from quotes.give_up(at_end=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """Whole lines."""

    data: bytes
    end: bytes
    cut: bool = False


def _blocks(chunks: Iterable[bytes]) -> Iterator[_Block | Torn]:
    """Cut at line ends; a line that is too long comes as `Torn` and is never held in memory."""
    rest = end = start = b""
    skipped = 0
    for chunk in _with_even_start(_with_whole_ends(chunks)):
        data = chunk if skipped else rest + chunk
        end = end or _first_end(data)
        if skipped:
            at = data.find(end) + 1 if end else 0
            skipped += at or len(data)
            if not at:
                continue
            yield Torn(start=start, size=skipped - 1)
            data, skipped = data[at:], 0
        cut = data.rfind(end) + 1 if end else 0
        if cut:
            yield from _without_long_lines(_Block(data=data[:cut], end=end))
        rest = data[cut:]
        if len(rest) > LONGEST:
            start, skipped, rest = rest[:KEPT_OF_LONG], len(rest), b""
    if skipped:
        yield Torn(start=start, size=skipped, cut=True)
    elif rest:
        yield from _without_long_lines(_Block(data=rest.rstrip(b"\r"), end=end or b"\n", cut=True))


def _with_whole_ends(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Move a CR at the end of a piece to the next one, so that CRLF is never halved."""
    held = b""
    for chunk in chunks:
        data = held + chunk if held else chunk
        held = data[-1:] if data.endswith(b"\r") else b""
        yield data[:-1] if held else data
    if held:
        yield held


def _with_even_start(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Give the first line that is not blank the line end that most lines have, so that it tells it of all."""
    start = b""
    for chunk in chunks:
        start += chunk
        if len(start) >= _START:
            break
    yield _evened(start[:_START]) + start[_START:]
    yield from chunks


def _evened(start: bytes) -> bytes:
    ends = (m for m in _QUOTED_OR_LINE_END.finditer(start) if not m.group().startswith(b'"'))
    for match in ends:
        first = start[: match.start()].lstrip(b"\r\n")
        if not first:
            continue
        end = match.group()[-1:]
        if end == b"\r":
            others = [m.group()[-1:] for m in ends]
            end = b"\n" if others.count(b"\n") > others.count(b"\r") else end
        return first + end + start[match.end() :]
    return start


def _first_end(data: bytes) -> bytes:
    match = _LINE_END.search(data)
    return match.group()[-1:] if match else b""


def _without_long_lines(block: _Block) -> Iterator[_Block | Torn]:
    if len(block.data) <= LONGEST:
        yield block
        return
    lines: list[bytes] = []
    for line in block.data.split(block.end):
        if len(line) <= LONGEST:
            lines.append(line)
            continue
        if lines:
            yield _Block(data=block.end.join([*lines, b""]), end=block.end)
            lines = []
        yield Torn(start=line[:KEPT_OF_LONG], size=len(line), cut=False)
    yield _Block(data=block.end.join(lines), end=block.end, cut=block.cut and bool(lines))


def _plain(block: _Block) -> Iterator[Records]:
    data, stray = block.data, b"\n"
    if block.end == b"\n":
        stray = b"\r"
        if stray in data:
            data = data.replace(b"\r\n", b"\n")
            if b"\r\n" in data:
                data = _MANY_CRS.sub(b"\n", data)
    elif stray in data:
        data = data.replace(b"\r\n", b"\r")
    records = data.split(block.end)
    if b"" in records:
        records = [record for record in records if record]
    if records:
        yield Records(records=records, plain=stray not in data, utf8=_is_utf8(data), cut=block.cut)


class _QuotedLines:
    """Puts the lines of a quoted cell together again."""

    def __init__(self, delimiter: bytes) -> None:
        d = re.escape(delimiter)
        tail = rb'[^%b]*+(?:%b(?:"(?:[^"]++|"")*+"[^%b]*+|[^"%b][^%b]*+|))*+' % (d, d, d, d, d)
        self._closing = re.compile(rb'(?:[^"]++|"")*+"' + tail)
        self._whole = re.compile(rb'(?:"(?:[^"]++|"")*+"|(?!"))' + tail)
        self._end = b"\n"
        self._lines: list[bytes] = []
        self._size = 0
        self._ready: list[bytes] = []

    @property
    def pending(self) -> bool:
        """Tell whether a quote is open."""
        return bool(self._lines)

    def feed(self, block: _Block) -> Iterator[Records | Torn]:
        """Take more lines."""
        self._end = block.end
        lines = block.data.split(block.end)
        if not block.cut:
            lines.pop()
        for line in lines:
            yield from self._add(line, trusted=True)
        yield from self._flush(cut=block.cut and not self._lines)

    def give_up(self, *, at_end: bool = False) -> Iterator[Records | Torn]:
        """Say that the line which opened the quote is torn, and read those after it as lines of their own.

        These are not joined again, so no byte is looked at more than twice, whatever the file holds.
        """
        lines, self._lines, self._size = self._lines, [], 0
        for i, line in enumerate(lines):
            if i:
                yield from self._add(line, trusted=False)
            else:
                yield from self._tear(line, cut=at_end)
        yield from self._flush(cut=False)

    def _add(self, line: bytes, *, trusted: bool) -> Iterator[Records | Torn]:
        if self._lines:
            self._lines.append(line)
            self._size += len(line) + 1
            if b'"' in line and self._closing.fullmatch(line):
                self._take(self._end.join(self._lines))
                self._lines, self._size = [], 0
            elif self._size > LONGEST:
                yield from self.give_up()
        elif self._end == b"\r" and line.startswith(b"\n"):
            yield from self._add(line[1:], trusted=trusted)  # the rest of a CRLF in a file of CRs
        elif b'"' not in line or self._whole.fullmatch(line):
            self._take(line)
        elif trusted:
            self._lines, self._size = [line], len(line)
        else:
            yield from self._tear(line, cut=False)

    def _take(self, record: bytes) -> None:
        if self._end == b"\n" and record.endswith(b"\r"):
            record = record.rstrip(b"\r")
        if record:
            self._ready.append(record)

    def _tear(self, line: bytes, *, cut: bool) -> Iterator[Records | Torn]:
        yield from self._flush(cut=False)
        yield Torn(start=line[:KEPT_OF_LONG], size=len(line), cut=cut)

    def _flush(self, *, cut: bool) -> Iterator[Records]:
        if self._ready:
            ready, self._ready = self._ready, []
            yield Records(records=ready, plain=False, utf8=_is_utf8(b"\n".join(ready)), cut=cut)


def _is_utf8(data: bytes) -> bool:
    if data.isascii():
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True

"""How many entries a ZIP lists, found before its list is read. APPNOTE.TXT 4.3.12 to 4.3.16."""

import struct
from typing import BinaryIO

_END = b"PK\x05\x06"
_END_SIZE = 22
_LOCATOR = b"PK\x06\x07"
_LOCATOR_SIZE = 20
_END_64 = b"PK\x06\x06"
_END_64_SIZE = 56
_ENTRY = b"PK\x01\x02"


def entries_at_most(stream: BinaryIO) -> int:
    """Return an upper bound for the number of entries, 0 where no list is found, at a fixed cost in memory.

    `zipfile` makes an object for every entry it finds, whatever the ZIP says about their number, so it is asked only
    once the list is known to be short.
    """
    size = stream.seek(0, 2)
    tail_start = max(0, size - _END_SIZE - 0xFFFF - _LOCATOR_SIZE)
    stream.seek(tail_start)
    tail = stream.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        return 0
    (length,) = struct.unpack_from("<L", tail, at + 12)
    end = tail_start + at
    # As zipfile does: where a locator stands, the record just before it counts, whatever the short one says.
    locator = at - _LOCATOR_SIZE
    if locator >= 0 and tail.startswith(_LOCATOR, locator):
        end = max(0, tail_start + locator - _END_64_SIZE)
        stream.seek(end)
        record = stream.read(_END_64_SIZE)
        if record.startswith(_END_64) and len(record) == _END_64_SIZE:
            (length,) = struct.unpack_from("<Q", record, 40)
    return _count(stream, max(0, end - length), min(length, size))


def _count(stream: BinaryIO, start: int, length: int) -> int:
    stream.seek(start)
    found, before = 0, b""
    while length > 0 and (block := stream.read(min(length, 1 << 20))):
        length -= len(block)
        found += (before + block).count(_ENTRY)
        before = block[-3:]
    return found

"""The identity that addresses had before, by which lists that hold nothing but digests may still know them.

It made one of `ß` and `ss` and of `ς` and `σ`, before the `@` by case folding and behind it by the first edition of
IDNA (RFC 3490), although mail servers tell them apart. Whoever was noted then has to be known again.
"""

import contextlib
import unicodedata


def older_identity(address: str) -> str:
    """Return it for an address, however it is written. For an address in ASCII it is the identity of today."""
    key = address.strip().casefold()
    if key.isascii() and "xn--" not in key:
        return key
    name, at, host = unicodedata.normalize("NFC", key).rpartition("@")
    with contextlib.suppress(UnicodeError):
        host = host.encode("idna").decode("ascii").lower()
    return f"{name}{at}{host}"

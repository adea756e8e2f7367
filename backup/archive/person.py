"""Finds one person's address in bytes, in the ways in which addresses are written there."""

import re


class Person:
    """Somebody who is to be erased."""

    def __init__(self, address: str) -> None:
        """Take the address; it is found in any case, also with `%40` for `@` as links have it."""
        name, _, host = address.strip().lower().rpartition("@")
        escaped = rb"%s(?:@|%%40|&#64;|\\u0040)%s" % (re.escape(name.encode()), re.escape(host.encode()))
        # Not inside a longer address: “bob@x.org” is neither “jimbob@x.org” nor “bob@x.org.uk”.
        self.pattern = re.compile(rb"(?<![\w.+%%-])%s(?![\w-]|\.\w)" % escaped, re.IGNORECASE)

    def is_named_in(self, content: bytes) -> bool:
        """Tell whether the person is named in some bytes."""
        if self.pattern.search(content) is not None or self._fold_names(content):
            return True
        narrow = content.replace(b"\\u0000", b"").replace(b"\0", b"")  # UTF-16, raw or as text in JSON
        return len(narrow) != len(content) and self.pattern.search(narrow) is not None

    def _fold_names(self, content: bytes) -> bool:
        # `re.IGNORECASE` on bytes folds ASCII only; addresses may be in any script (RFC 6531).
        if content.isascii():
            return False
        return self.pattern.search(content.decode("utf-8", "replace").lower().encode()) is not None

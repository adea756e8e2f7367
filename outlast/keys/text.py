"""The key as a person hands it in: typed from paper, in a key file, or as a whole recovery sheet that was kept."""

import re
from contextlib import suppress

from backup.archive.keys import Key
from backup.errors import KeyProblem

# age: an X25519 identity is Bech32 (BIP 173): the name, a 1, and 58 signs for 32 bytes and the checksum.
_ON_A_SHEET = re.compile(r"AGE-SECRET-KEY-1(?:\s*[0-9A-Z]){58}", re.IGNORECASE)


def read_key(text: str) -> Key:
    """Return the key in `text`; blanks, line ends and small letters do not matter, nor what stands around it.

    Raises:
        KeyProblem: there is none in it, or a sign of it is wrong.
    """
    for found in _ON_A_SHEET.findall(text):
        with suppress(KeyProblem):
            return Key(found)
    return Key(text)


def in_groups(key: Key) -> list[str]:
    """Return the key in lines that can be read aloud and typed: first its name, then groups of four signs."""
    name, _, signs = key.text.rpartition("1")
    groups = [signs[start : start + 4] for start in range(0, len(signs), 4)]
    return [f"{name}1", *(" ".join(groups[start : start + 5]) for start in range(0, len(groups), 5))]

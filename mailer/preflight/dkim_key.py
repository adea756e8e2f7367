"""A DKIM key as it lies in the DNS (RFC 6376, 3.6.1), and how long it is, read from its DER by hand."""

import base64
import binascii
import re
from dataclasses import dataclass

from mailer.preflight.tags import read_tags

_SEQUENCE, _INTEGER, _BITS = 0x30, 0x02, 0x03
_BLANKS = re.compile(r"\s+")
_ED25519_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class DkimKey:
    """What a key record says."""

    kind: str = "rsa"
    """`rsa` or `ed25519` (RFC 8463)."""
    bits: int = 0
    """How long the key is; 0 where it cannot be read or is revoked."""
    revoked: bool = False
    """An empty `p=`: the key was taken back, and signatures by it fail (3.6.1)."""
    testing: bool = False
    """`t=y`: receivers are asked to treat a failure as if there were no signature."""
    strict: bool = False
    """`t=s`: it signs for exactly this domain, not for names below it."""
    slips: tuple[str, ...] = ()
    """What keeps a receiver from using it; phrases for the middle of a sentence."""


def looks_like_a_key(text: str) -> bool:
    """Tell whether a TXT record may be a DKIM key at all: others can lie at the same name through a wildcard."""
    tags, _ = read_tags(text)
    return "p" in tags or tags.get("v", "").upper() == "DKIM1"


def parse_dkim_key(text: str) -> DkimKey:
    """Read a key record. Never raises: what is wrong becomes a slip."""
    tags, found = read_tags(text)
    slips = list(found)
    if tags.get("v", "DKIM1") != "DKIM1":
        slips.append("its version is not DKIM1")
    elif "v" in tags and next(iter(tags)) != "v":
        slips.append("v=DKIM1 does not stand first")
    if not {"*", "email"} & set(_listed(tags.get("s", "*"))):
        slips.append("it is not meant for mail")
    if "h" in tags and "sha256" not in _listed(tags["h"]):
        slips.append("it does not allow sha256, and sha1 is refused by receivers (RFC 8301)")
    kind = tags.get("k", "rsa").lower()
    if kind not in ("rsa", "ed25519"):
        slips.append("it is of a kind that receivers do not know")
    if "p" not in tags:
        slips.append("the key itself (p=) is missing")
    material = _BLANKS.sub("", tags.get("p", ""))
    bits = _bits(kind, material) if material else 0
    if material and not bits:
        slips.append("the key itself (p=) is cut off or damaged")
    flags = _listed(tags.get("t", ""))
    return DkimKey(
        kind=kind,
        bits=bits,
        revoked="p" in tags and not material,
        testing="y" in flags,
        strict="s" in flags,
        slips=tuple(slips),
    )


def _listed(value: str) -> tuple[str, ...]:
    return tuple(word.strip().lower() for word in value.split(":"))


def _bits(kind: str, material: str) -> int:
    try:
        key = base64.b64decode(material, validate=True)
    except (binascii.Error, ValueError):
        return 0
    if kind == "ed25519":
        return 256 if len(key) == _ED25519_BYTES else 0
    return _rsa_bits(key)


def _rsa_bits(key: bytes) -> int:
    """Return the length of an RSA key's modulus.

    SubjectPublicKeyInfo (RFC 5280, 4.1.2.7) around RSAPublicKey (RFC 8017, A.1.1), which RFC 6376 means by its erratum
    3017; the bare RSAPublicKey that its text names is read as well.
    """
    try:
        body = _value(key, 0, _SEQUENCE)[0]
        if body[:1] == bytes([_SEQUENCE]):
            _, after = _value(body, 0, _SEQUENCE)
            bits, _ = _value(body, after, _BITS)
            body = _value(bits, 1, _SEQUENCE)[0]  # the first byte tells how many bits at the end are unused: none
        modulus, after = _value(body, 0, _INTEGER)
        _value(body, after, _INTEGER)
    except ValueError:
        return 0
    return int.from_bytes(modulus, "big").bit_length()


def _value(data: bytes, start: int, tag: int) -> tuple[bytes, int]:
    """Return the content of the DER value at `start`, and where the next one begins (X.690, 8.1)."""
    if len(data) < start + 2 or data[start] != tag:
        raise ValueError("another value")
    length, at = data[start + 1], start + 2
    if length & 0x80:
        size = length & 0x7F
        length, at = int.from_bytes(data[at : at + size], "big"), at + size
    if len(data) < at + length:
        raise ValueError("cut off")
    return data[at : at + length], at + length

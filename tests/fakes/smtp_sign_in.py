"""How the made-up mail server finds out whether somebody knows the secret (RFC 4954)."""

import base64
import hmac
from collections.abc import Callable, Mapping

_QUESTION = "<1896.697170952@made-up.test>"


def knows_secret(mechanism: str, first: str, ask: Callable[[str], str], users: Mapping[str, str]) -> bool | None:
    """Tell whether name and secret fit; `None`: the mechanism is not known. `first` came with the command."""
    known = {name.encode(): secret.encode() for name, secret in users.items()}
    if mechanism == "PLAIN":
        name, secret = base64.b64decode(first or ask("")).split(b"\0")[1:]
    elif mechanism == "LOGIN":
        name = base64.b64decode(first or ask("Username:"))
        secret = base64.b64decode(ask("Password:"))
    elif mechanism == "CRAM-MD5":
        name, secret = base64.b64decode(ask(_QUESTION)).split(b" ")
        known = {each: hmac.new(word, _QUESTION.encode(), "md5").hexdigest().encode() for each, word in known.items()}
    elif mechanism == "XOAUTH2":
        name, secret = base64.b64decode(first or ask("")).removesuffix(b"\1\1").split(b"\1")
        name, secret = name.removeprefix(b"user="), secret.removeprefix(b"auth=Bearer ")
    else:
        return None
    right = known.get(name) == secret
    if not right and mechanism == "XOAUTH2":
        ask('{"status":"400","schemes":"Bearer"}')
    return right

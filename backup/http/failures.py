"""The libraries' errors, and which of ours each one is: nothing of theirs leaves the session."""

import ssl
from collections.abc import Iterator

import requests.exceptions as theirs
import urllib3.exceptions as below

from backup.errors import BadCertificate, NoConnection, OutlastError, UnexpectedAnswer, UnsafeAnswer
from backup.http.connect import InnerAddress
from backup.http.patience import TooSlow

_PROXY = (
    theirs.ProxyError,
    theirs.InvalidProxyURL,
    below.ProxyError,
    below.ProxySchemeUnknown,
    below.ProxySchemeUnsupported,
)
CAUGHT = (theirs.RequestException, below.HTTPError, below.ProxySchemeUnsupported, OSError, UnicodeError)
"""What sending and reading can raise. `OSError` of our own disk is kept apart by the callers."""

_BAD_CERTIFICATE = (theirs.SSLError, below.SSLError, ssl.SSLError)
_BAD_ADDRESS = (
    theirs.InvalidURL,
    theirs.InvalidSchema,
    theirs.MissingSchema,
    theirs.URLRequired,
    theirs.InvalidHeader,
    below.LocationValueError,
    UnicodeError,
)
_BAD_ANSWER = (
    theirs.ContentDecodingError,
    theirs.InvalidJSONError,
    theirs.StreamConsumedError,
    theirs.TooManyRedirects,
    below.DecodeError,
    below.HeaderParsingError,
    below.InvalidHeader,
    below.BodyNotHttplibCompatible,
    below.ResponseNotChunked,
)


def said(error: BaseException, host: str) -> OutlastError:
    """Return our error for one of the libraries', with a sentence that names the host and no more."""
    causes = list(_causes(error))
    if _any(causes, (InnerAddress,)):
        return UnsafeAnswer(
            f"{host} leads to an address inside a private network, so nothing was sent to it.",
            next="A hotel's or company's network can do this: try from another one, or without a VPN.",
        )
    if _any(causes, (TooSlow,)):
        return NoConnection(f"{host} answered so slowly that the answer was given up.")
    if _is_bad_certificate(causes):
        return BadCertificate(f"{host} could not prove that it is {host}: its certificate does not hold.")
    if isinstance(error, _PROXY):
        return NoConnection(f"{host} could not be reached through the proxy that this computer is set to use.")
    if isinstance(error, _BAD_ANSWER):
        return UnexpectedAnswer(f"{host} sent an answer that cannot be read.")
    if isinstance(error, _BAD_ADDRESS):
        return UnsafeAnswer(f"An address at {host} is not one that can be asked.")
    return NoConnection(f"{host} {_how(causes)}.")


def kinds(error: BaseException) -> str:
    """Return the names of an error's class and of those it came from, for the log: their texts hold addresses."""
    return ", ".join(type(cause).__name__ for cause in _causes(error))


def worth_another_try(error: BaseException) -> bool:
    """Tell whether the same request may go better in a moment: the line broke, or nobody answered."""
    causes = list(_causes(error))
    return isinstance(said(error, ""), NoConnection) and not _any(causes, (TooSlow,))


def _is_bad_certificate(causes: list[BaseException]) -> bool:
    # A line that breaks during or after the handshake is an SSLError too, and says nothing about who is there.
    broken = (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError, TimeoutError, ConnectionError)
    return _any(causes, _BAD_CERTIFICATE) and not _any(causes, broken)


def _how(causes: list[BaseException]) -> str:
    if _any(causes, (below.NameResolutionError,)):
        return "was not found: this computer may be offline"
    if _any(causes, (theirs.Timeout, below.TimeoutError, TimeoutError)) and not _any(
        causes, (below.NewConnectionError,)
    ):
        return "did not answer in time"
    if _any(causes, (theirs.ChunkedEncodingError, below.ProtocolError)):
        return "broke off in the middle of the answer"
    return "could not be reached"


def _any(causes: list[BaseException], kinds: tuple[type[BaseException], ...]) -> bool:
    return any(isinstance(cause, kinds) for cause in causes)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and all that it came from: requests wraps urllib3's, which wrap the system's."""
    waiting: list[object] = [error]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if not isinstance(one, BaseException) or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *getattr(one, "args", ())]

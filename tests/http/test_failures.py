"""Every error of the libraries has one of ours."""

import inspect
import logging
import socket
import ssl
import traceback

import pytest
import requests.exceptions
import urllib3.exceptions

from backup.errors import BadCertificate, NoConnection, OutlastError, UnexpectedAnswer, UnsafeAnswer
from backup.http.failures import CAUGHT, said, worth_another_try
from backup.http.patience import TooSlow
from tests.http.asking import HOME, session
from tests.http.server import Says, serving

NO_CONNECTION = {
    # requests
    "RequestException", "HTTPError", "ConnectionError", "ProxyError", "Timeout", "ConnectTimeout", "ReadTimeout",
    "ChunkedEncodingError", "RetryError", "UnrewindableBodyError",
    # urllib3
    "PoolError", "RequestError", "ProtocolError", "MaxRetryError", "HostChangedError", "TimeoutStateError",
    "TimeoutError", "ReadTimeoutError", "ConnectTimeoutError", "NewConnectionError", "NameResolutionError",
    "EmptyPoolError", "FullPoolError", "ClosedPoolError", "ResponseError", "IncompleteRead", "InvalidChunkLength",
    "InvalidProxyURL", "ProxySchemeUnknown", "ProxySchemeUnsupported",
}  # fmt: skip
UNSAFE = {
    "URLRequired", "MissingSchema", "InvalidSchema", "InvalidURL",
    "LocationValueError", "LocationParseError", "URLSchemeUnknown",
}  # fmt: skip
UNEXPECTED = {
    "TooManyRedirects", "InvalidJSONError", "JSONDecodeError", "ContentDecodingError", "StreamConsumedError",
    "DecodeError", "ResponseNotChunked", "BodyNotHttplibCompatible", "HeaderParsingError",
}  # fmt: skip
CERTIFICATE = {"SSLError"}


def classes() -> list[type[Exception]]:
    """Return every exception class of both libraries."""
    return [
        one
        for module in (requests.exceptions, urllib3.exceptions)
        for _, one in inspect.getmembers(module, inspect.isclass)
        if issubclass(one, Exception) and not issubclass(one, Warning) and one.__module__ == module.__name__
    ]


@pytest.mark.parametrize("kind", classes(), ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_each_error_of_a_library_is_one_of_ours(kind: type[Exception]) -> None:
    ours = said(kind.__new__(kind), "letters.example.org")
    if kind.__name__ == "InvalidHeader":  # requests: ours is bad; urllib3: theirs is
        expected: type[OutlastError] = UnsafeAnswer if kind.__module__ == "requests.exceptions" else UnexpectedAnswer
    else:
        named = ((NO_CONNECTION, NoConnection), (UNSAFE, UnsafeAnswer), (UNEXPECTED, UnexpectedAnswer))
        expected = next((error for names, error in named if kind.__name__ in names), BadCertificate)
        assert expected is not BadCertificate or kind.__name__ in CERTIFICATE, (
            "a new error of a library: say whose it is"
        )
    assert type(ours) is expected
    assert issubclass(kind, CAUGHT)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (socket.gaierror(-2, "unknown"), NoConnection),
        (ConnectionResetError(), NoConnection),
        (TooSlow(), NoConnection),
        (UnicodeError(), UnsafeAnswer),
        (ssl.SSLCertVerificationError(1, "self-signed"), BadCertificate),
        (ssl.SSLEOFError(8, "EOF occurred in violation of protocol"), NoConnection),
    ],
)
def test_each_error_of_the_system_is_one_of_ours(error: Exception, expected: type[OutlastError]) -> None:
    assert type(said(error, "letters.example.org")) is expected


def test_a_wrapped_error_is_known_by_what_it_came_from() -> None:
    inner = ssl.SSLCertVerificationError(1, "self-signed certificate")
    middle = urllib3.exceptions.MaxRetryError(None, "/", urllib3.exceptions.SSLError(inner))  # type: ignore[arg-type]
    assert type(said(requests.exceptions.ConnectionError(middle), "a")) is BadCertificate


def test_only_a_broken_line_is_worth_another_try() -> None:
    assert worth_another_try(requests.exceptions.ReadTimeout())
    assert worth_another_try(urllib3.exceptions.IncompleteRead(1, 2))
    assert not worth_another_try(requests.exceptions.SSLError())
    assert not worth_another_try(requests.exceptions.ReadTimeout(TooSlow()))
    assert not worth_another_try(requests.exceptions.InvalidURL())


def test_neither_an_error_nor_the_log_holds_a_query(caplog: pytest.LogCaptureFixture) -> None:
    with serving(lambda asked: Says(body=b"x", length=9)) as server:
        port = server.port
        with pytest.raises(NoConnection) as broken, caplog.at_level(logging.DEBUG, "backup"):
            session(port).get(f"{HOME}/list?email=ines@example.org&token=secret")
    with pytest.raises(NoConnection) as refused, caplog.at_level(logging.DEBUG, "backup"):
        session(port).get(f"{HOME}/list?email=ines@example.org&token=secret")
    told = "".join("".join(traceback.format_exception(caught.value)) for caught in (broken, refused))
    ours = "".join(record.getMessage() for record in caplog.records if record.name.startswith("backup"))
    assert "NewConnectionError" in ours
    # The lines of this test stand in the traceback, and hold the query; what the errors say does not.
    told = told.replace("list?email=ines@example.org&token=secret", "", 2)
    assert "ines" not in told + ours
    assert "secret" not in told + ours

"""A real mail server on this computer, which keeps what it is given and says what a test wants it to say."""

import asyncio
import ssl
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).parents[2] / "fixtures" / "tls"
PASSWORD = "correct horse"

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # aiosmtpd 1.4 uses parts of asyncio that Python 3.12 calls deprecated
    from aiosmtpd.smtp import SMTP, AuthResult


@dataclass
class MailServer:
    """What the server was given, and what it answers instead of 250."""

    port: int = 0
    mails: list[bytes] = field(default_factory=list)
    signed_in: list[bool] = field(default_factory=list)
    sealed: list[bool] = field(default_factory=list)
    to_recipient: str | None = None
    to_data: str | None = None

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802  # aiosmtpd's name
        if self.to_recipient:
            return self.to_recipient
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.to_data:
            return self.to_data
        self.mails.append(envelope.content)
        self.signed_in.append(bool(session.authenticated))
        self.sealed.append(server.transport.get_extra_info("ssl_object") is not None)
        return "250 2.0.0 Ok: queued as 4711"


def _let_in(server, session, envelope, mechanism, data):
    return AuthResult(success=data.login == b"maya" and data.password == PASSWORD.encode(), handled=False)


@contextmanager
def running(*, tls: str = "", certificate: str = "localhost", handler: Any = None) -> Iterator[Any]:
    """Run a server: in the clear, with `starttls`, or with `tls` from the beginning.

    Yield its `MailServer`, or the `handler` of aiosmtpd that was given instead; its `port` says where it listens.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(FIXTURES / f"{certificate}.pem")
    handler = handler or MailServer()
    options = {"authenticator": _let_in, "auth_require_tls": False, "hostname": "mail.test", "enable_SMTPUTF8": True}
    if tls == "starttls":
        options["tls_context"] = context
    loop = asyncio.new_event_loop()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = loop.create_server(
            lambda: SMTP(handler, loop=loop, **options), "127.0.0.1", 0, ssl=context if tls == "tls" else None
        )
        server = loop.run_until_complete(made)
        handler.port = server.sockets[0].getsockname()[1]
        thread = threading.Thread(target=loop.run_forever)
        thread.start()
        try:
            yield handler
        finally:
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.run_until_complete(_end(server))
            loop.close()


async def _end(server: asyncio.AbstractServer) -> None:
    server.close()
    waiting = asyncio.all_tasks() - {asyncio.current_task()}
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)


def believing() -> ssl.SSLContext:
    """Return a context that believes the test's own certificate and checks names."""
    return ssl.create_default_context(cafile=str(FIXTURES / "localhost.pem"))

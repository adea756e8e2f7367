"""A private rspamd with the rules that Debian's package brings, which asks a name server of ours and nobody else.

Started as the package starts it, it would listen at fixed ports and look things up in the world.
"""

import json
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from tests.real.components import program
from tests.real.servers import started

_CONFIG = """
.include "$CONFDIR/common.conf"
options {{
    pidfile = "$RUNDIR/rspamd.pid";
    .include "$CONFDIR/options.inc"
    .include(priority=1,duplicate=merge) "$LOCAL_CONFDIR/local.d/options.inc"
}}
logging {{ type = "console"; level = "info"; }}
worker "normal" {{ bind_socket = "127.0.0.1:{port}"; count = 1; }}
"""
_LOCAL = {
    # Compiling its rules would take longer than the tests do.
    "options.inc": 'dns {{ nameserver = ["127.0.0.1:{name_server}"]; }}\ndisable_hyperscan = true;\n',
    # Sends digests of each message to its makers.
    "fuzzy_check.conf": "enabled = false;\n",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What rspamd thinks of a message."""

    score: float
    symbols: dict[str, float]
    """The rules that met, with what each adds to the score."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rspamd:
    """One that runs."""

    port: int

    def judge(self, message: bytes, envelope: Mapping[str, str]) -> Verdict:
        """Return what it thinks of a message; `envelope` has IP, Helo, Hostname, From and Rcpt of its delivery.

        (rspamd.com, “Rspamd HTTP protocol”.)
        """
        line = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request("POST", "/checkv2", message, dict(envelope))
            said = json.load(line.getresponse())
        finally:
            line.close()
        symbols = {name: float(symbol["score"]) for name, symbol in said["symbols"].items()}
        return Verdict(score=float(said["score"]), symbols=symbols)


@contextmanager
def rspamd(folder: Path, *, name_server: int) -> Iterator[Rspamd]:
    """Run it until the block ends, with everything it writes in `folder`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    (folder / "rspamd.conf").write_text(_CONFIG.format(port=port, name_server=name_server))
    command = [program("rspamd"), "--no-fork", "--insecure", "--config", str(folder / "rspamd.conf")]
    for place in ("DBDIR", "RUNDIR", "LOGDIR", "LOCAL_CONFDIR"):
        (folder / place).mkdir()
        command += ["--var", f"{place}={folder / place}"]
    (folder / "LOCAL_CONFDIR" / "local.d").mkdir()
    for name, setting in _LOCAL.items():
        (folder / "LOCAL_CONFDIR" / "local.d" / name).write_text(setting.format(name_server=name_server))
    # Its own words once it has the port: whoever else holds that, is never taken for it.
    ready = rf"starting normal process \d+ \(0\); listen on: 127\.0\.0\.1:{port}\b"
    with started(command, folder / "log", ready, folder=folder, environ=os.environ):
        yield Rspamd(port=port)

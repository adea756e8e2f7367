"""A mailbox server on loopback that lets one person in and knows nothing else (RFC 3501, as far as signing in goes)."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

USER, PASSWORD = "maya", "correct horse"


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say("* OK IMAP4rev1 here")
        while line := self.rfile.readline().decode("ascii", "replace").strip():
            tag, _, rest = line.partition(" ")
            command, _, words = rest.partition(" ")
            match command.upper():
                case "CAPABILITY":
                    self._say("* CAPABILITY IMAP4rev1")
                    self._say(f"{tag} OK done")
                case "LOGIN":
                    user, _, password = words.partition(" ")
                    known = (user.strip('"'), password.strip('"')) == (USER, PASSWORD)
                    self._say(f"{tag} OK welcome" if known else f"{tag} NO [AUTHENTICATIONFAILED] not {words}")
                case "LOGOUT":
                    self._say("* BYE")
                    self._say(f"{tag} OK done")
                    return
                case _:
                    self._say(f"{tag} BAD unknown")

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, *args: object) -> None:
        pass  # who tries the mailbox hangs up


@contextmanager
def imap_door() -> Iterator[int]:
    """Run it and yield its port."""
    with _Server(("127.0.0.1", 0), _Talk) as server:
        thread = threading.Thread(target=lambda: server.serve_forever(0.01), daemon=True)
        thread.start()
        yield int(server.server_address[1])
        server.shutdown()
        thread.join()

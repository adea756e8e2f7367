"""What tokens, the suppression list and the drop-box cost, beside what the standard library or a package would.

python -m bench.unsubscribing FOLDER [--entries N] [--posts N]
"""

import argparse
import base64
import hmac
import http.client
import resource
import subprocess
import sys
import time
import timeit
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from mailer.addressing import Addressing
from mailer.campaign import Campaign, Sender
from mailer.model import Reason, Recipient
from mailer.suppression.suppression_list import Entry, SuppressionList
from mailer.tokens import Tokens, read_token
from mailer.unsubscribe.drop_box import DropBoxKind, drop_box_file
from mailer.unsubscribe.pulling import DropBox

KEY = b"k" * 32
_LOAD = "import sys; from pathlib import Path; from bench.unsubscribing import load; load(Path(sys.argv[1]))"
_SERVE = """
import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
sys.path.insert(0, sys.argv[1])
from drop_box import application
class Quiet(WSGIRequestHandler):
    log_message = lambda *_: None
class Server(ThreadingMixIn, WSGIServer):
    daemon_threads, request_queue_size = True, 128
server = make_server("127.0.0.1", 0, application, Server, Quiet)
print(server.server_port, flush=True)
server.serve_forever()
"""


def digest(address: str) -> str:
    """Return a keyed digest, as the vault of an archive makes it."""
    return hmac.digest(KEY, b"mail address\0" + address.encode(), "sha256").hex()


def tokens() -> None:
    """Print processor time a token, of ours and as the standard library makes it."""
    made, salt = Tokens(KEY, campaign=7, salt="0123456789abcdef"), b"0123456789abcdef"
    campaign = Campaign(
        number=7, salt="0123456789abcdef", publication="p", template="plain", language="en", subject="", body="",
        sender=Sender(name="Maya", address="maya@example.org"), created="",
    )  # fmt: skip
    addressing = Addressing(
        campaign,
        lambda parts: hmac.digest(KEY, b"".join(parts), "sha256").hex(),
        bounces="bounces@example.org",
        bounces_plus=True,
        unsubscribe="off@example.org",
        unsubscribe_plus=True,
        drop_box="https://u.example.org",
    )
    anna, payload = Recipient(address="anna@example.org"), b"\0\7\0\0\0\1"
    one = made.url(12_345)

    def plain() -> str:
        return base64.b32encode(payload + hmac.digest(KEY, salt + payload, "sha256")[:9]).decode().lower()

    for name, target, work in (
        ("token for a link", 2, lambda: made.url(12_345)),
        ("token for mail", 2, lambda: made.mail(12_345)),
        ("  the same by hmac and base64", None, plain),
        ("all that is personal of a mail", 10, lambda: addressing.of(12_345, anna)),
        ("token read and checked", None, lambda: read_token(one, lambda _: made)),
    ):
        limit = f"(target {target})" if target else ""
        print(f"{name:34} {_microseconds(work):6.2f} µs {limit}")


def _microseconds(work: Callable[[], object]) -> float:
    return min(timeit.repeat(work, number=20_000, repeat=7, timer=time.process_time)) / 20_000 * 1e6


def suppression(folder: Path, entries: int) -> None:
    """Print what a long list costs; it is read in a process of its own."""
    began = time.process_time()
    suppressions = SuppressionList(folder, digest)
    now = datetime.now(UTC)
    people = (f"subscriber{n}@host{n % 999}.example.org" for n in range(entries))
    suppressions.add_many(Entry(address, Reason.UNSUBSCRIBED, "drop-box", now) for address in people)
    print(f"{entries:,} added in {time.process_time() - began:.1f} s (processor)")
    subprocess.run([sys.executable, "-c", _LOAD, str(folder)], check=True)


def load(folder: Path) -> None:
    """Print what reading the list costs, and asking it."""
    before, began = _megabytes(), time.process_time()
    suppressions = SuppressionList(folder, digest)
    seconds = time.process_time() - began
    print(f"{len(suppressions):,} read in {seconds:.2f} s (processor; target 2)")
    print(f"{_megabytes():.0f} MB (target 150), of which the program had {before:.0f} before")
    print(f"asked for an address: {_microseconds(lambda: 'anna@example.org' in suppressions):.2f} µs")


def _megabytes() -> float:
    """Return what this process holds. Not its peak: that would count the process by which it was started."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


def drop_box(folder: Path, posts: int) -> None:
    """Print how many posts a second a drop-box under wsgiref takes."""
    made = drop_box_file(DropBoxKind.WSGI, word="word", speaks=["en"])
    (folder / made.name).write_bytes(made.content)
    links = [f"/u/{Tokens(KEY, campaign=7, salt='s').url(number)}" for number in range(posts)]
    with subprocess.Popen([sys.executable, "-c", _SERVE, str(folder)], stdout=subprocess.PIPE, text=True) as server:
        try:
            port = int(server.stdout.readline()) if server.stdout else 0
            began = time.perf_counter()
            with ThreadPoolExecutor(4) as pool:
                taken = sum(pool.map(lambda link: _posted(port, link), links))
            seconds = time.perf_counter() - began
            print(f"{taken:,} of {posts:,} posted, {posts / seconds:,.0f} a second (target 1,000)")
            began = time.perf_counter()
            box = DropBox(f"http://127.0.0.1:{port}", "word", clock=lambda: datetime.now(UTC))
            print(f"{sum(1 for _ in box.posted()):,} fetched in {time.perf_counter() - began:.2f} s")
        finally:
            server.terminate()


def _posted(port: int, link: str) -> bool:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        line.request("POST", link, body=b"List-Unsubscribe=One-Click")
        return line.getresponse().status == 200
    finally:
        line.close()


def main() -> None:
    """Run all three."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--posts", type=int, default=10_000)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True)
    tokens()
    suppression(arguments.folder, arguments.entries)
    drop_box(arguments.folder, arguments.posts)


if __name__ == "__main__":
    main()

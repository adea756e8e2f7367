"""The dead man's switch: called after a backup, told of a failure, and never a reason to fail."""

import http.server
import socket
import threading
from datetime import timedelta

import pytest

from outlast.schedule.job import Ending, Job, Outcome
from outlast.schedule.ping import ping, worked
from outlast.schedule.tick import Ran, TickReport
from outlast.secrets import Secret
from tests.outlast.schedule.pretending import a_backup, a_watch

ADDRESS = "https://hc.example/ping/5f2c-secret"


def report(*endings: Ending, watch: Ending | None = None) -> TickReport:
    ran = [Ran(job=a_backup(), why="", outcome=Outcome(ending=ending)) for ending in endings]
    if watch:
        ran.append(Ran(job=a_watch(), why="", outcome=Outcome(ending=watch)))
    return TickReport(ran=tuple(ran))


@pytest.mark.parametrize(
    ("found", "success"),
    [
        (report(), None),
        (report(watch=Ending.FAILED), None),
        (report(Ending.LATER), None),
        (report(Ending.PAUSED, Ending.LOCKED), None),
        (report(Ending.DONE), True),
        (report(Ending.DONE, Ending.PARTLY, Ending.LATER), True),
        (report(Ending.DONE, Ending.FAILED), False),
        (report(Ending.SIGNED_OUT), False),
        (report(Ending.SUSPENDED), False),
    ],
)
def test_only_a_backup_that_came_to_an_end_is_told(found, success):
    assert worked(found) is success


def test_a_failure_is_told_under_the_same_address():
    called = []

    def send(url):
        called.append(url)
        return 200

    assert ping(Secret(ADDRESS), success=True, send=send) is None
    assert ping(Secret(f"{ADDRESS}/?create=1\n"), success=False, send=send) is None
    assert called == [ADDRESS, f"{ADDRESS}/fail?create=1"]


@pytest.mark.parametrize("address", ["", "hc.example/ping/secret", "file:///etc/secret", "https://[secret", "https://"])
def test_what_is_no_address_is_told_without_showing_it(address):
    told = ping(Secret(address), success=True, send=lambda url: 200)
    assert told is not None
    assert "secret" not in told


@pytest.mark.parametrize("status", [0, 301, 404, 500])
def test_an_address_that_does_not_answer_is_told_without_showing_it(status):
    told = ping(Secret(ADDRESS), success=True, send=lambda url: status)
    assert told is not None
    assert "hc.example" not in told


class _Switch(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.seen.append(self.path)
        moved = self.path.startswith("/moved")
        self.send_response(302 if moved else 200)
        if moved:
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


@pytest.fixture
def switch():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Switch)
    server.seen = []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_it_is_called_over_the_wire_and_follows_no_redirect(switch):
    base = f"http://127.0.0.1:{switch.server_port}"
    assert ping(Secret(f"{base}/abc"), success=False) is None
    assert "302" in ping(Secret(f"{base}/moved"), success=True)
    assert switch.seen == ["/abc/fail", "/moved"]


def test_a_dead_port_is_a_remark():
    with socket.socket() as closed_soon:
        closed_soon.bind(("127.0.0.1", 0))
        port = closed_soon.getsockname()[1]
    assert "could not be reached" in ping(Secret(f"http://127.0.0.1:{port}/x"), success=True)


def test_a_job_that_is_no_backup_counts_for_nothing():
    one = Ran(job=Job(name="inbox", kind="inbox", every=timedelta(0)), why="", outcome=Outcome(ending=Ending.DONE))
    assert worked(TickReport(ran=(one,))) is None

"""The made-up platforms in a process of their own: they start, answer, and end by themselves."""

import subprocess
import sys
from pathlib import Path

from tests.demo_platforms.places import API
from tests.fakes.asking import Client
from tests.fakes.process import platforms_process

_PARENT = """
import os, subprocess, sys
me = str(os.getpid())
command = [sys.executable, "-m", "outlast.demo_platforms", "--port-file", sys.argv[1], "--parent", me]
child = subprocess.Popen(command)
print(child.pid)
"""


def test_a_process_answers_is_controlled_and_stops(tmp_path: Path) -> None:
    with platforms_process(tmp_path, "--world", "small", "--seed", "3") as running:
        asking = Client(running.port)
        before = len(asking.ask(f"{API}/archive?limit=50").data)
        assert running.requests() == 1
        assert running.control(on=["outage"]) == {"on": ["outage"]}
        assert asking.ask(f"{API}/archive").status == 503
        running.control(off=["outage"], edit={"publish-post": 1})
        assert len(asking.ask(f"{API}/archive?limit=50").data) == before + 1
        asking.connection.close()
        process = running.process
    assert process.returncode is not None


def test_a_process_ends_when_its_time_is_over(tmp_path: Path) -> None:
    with platforms_process(tmp_path, "--seconds", "0.1") as running:
        assert running.process.wait(timeout=20) == 0


def test_a_process_ends_when_the_one_that_started_it_does(tmp_path: Path) -> None:
    parent = subprocess.run(
        [sys.executable, "-c", _PARENT, str(tmp_path / "port")],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        timeout=60,
        check=True,
    )
    # The pipe is at its end once the last process that has it is gone, and the child has it too.
    assert int(parent.stdout) > 0

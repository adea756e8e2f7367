"""The real nginx takes the map, and sends readers where it says."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from exporters import redirects
from exporters.redirects._base import sent
from tests.exporters.redirects.moves import HARD, MOVES, many
from tests.exporters.redirects.serving import asked, free_port, serving, there
from tests.real import components

pytestmark = pytest.mark.real

CONFIGURATION = """\
daemon off; master_process off; worker_processes 1; pid nginx.pid; error_log error.log;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3; uwsgi_temp_path t4; scgi_temp_path t5;
    include redirects.conf;
    server {{
        listen 127.0.0.1:{port};
        if ($outlast_moved) {{ return 301 $outlast_moved$is_args$args; }}
        location / {{ return 200 "stays"; }}
    }}
}}
"""


def written(folder: Path, rules: str, port: int) -> list[str]:
    """Write a server's folder and return how nginx is called for it."""
    nginx = components.program("nginx")
    (folder / "redirects.conf").write_text(rules, encoding="utf-8")
    (folder / "nginx.conf").write_text(CONFIGURATION.format(port=port))
    return [nginx, "-p", str(folder), "-e", "error.log", "-c", str(folder / "nginx.conf")]


def test_nginx_takes_twenty_thousand_lines(tmp_path: Path) -> None:
    command = written(tmp_path, redirects.load("nginx").rules(many(20_000)).text, free_port())

    said = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False, timeout=60)

    assert said.returncode == 0, said.stderr
    assert "warn" not in said.stderr


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Run nginx with the hard moves on a free port."""
    number = free_port()
    folder = tmp_path_factory.mktemp("nginx")
    command = written(folder, redirects.load("nginx").rules(MOVES).text, number)
    with serving(command, number):
        yield number


@pytest.mark.parametrize(("old", "new"), HARD)
def test_every_old_path_leads_to_its_new_place(port: int, old: str, new: str) -> None:
    assert asked(port, sent(old)) == (301, there(port, new))
    assert asked(port, sent(old) + "/?utm_source=x") == (301, there(port, new) + "?utm_source=x")


def test_comments_lead_to_their_post(port: int) -> None:
    assert asked(port, "/p/plain/comments") == (301, there(port, "/plain/"))
    assert asked(port, "/p/plain/comment/77") == (301, there(port, "/plain/"))
    assert asked(port, sent("/p/夜の手紙/comments")) == (301, there(port, "/post-1005/"))


@pytest.mark.parametrize("path", ["/", "/plain/", "/p/", "/p/unknown", "/p/plain/more", "/x/p/plain"])
def test_other_paths_stay(port: int, path: str) -> None:
    assert asked(port, path) == (200, None)


def test_no_path_writes_the_servers_headers(port: int) -> None:
    assert asked(port, "/p/x%0d%0aSet-Cookie:%20a=b/comments") == (200, None)

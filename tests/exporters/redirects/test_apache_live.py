"""The real Apache takes the lines from `.htaccess`, and sends readers where they say."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from exporters import redirects
from exporters.redirects._base import sent
from tests.exporters.redirects.moves import HARD, MOVES
from tests.exporters.redirects.serving import asked, free_port, serving, there
from tests.real import components

pytestmark = pytest.mark.real

CONFIGURATION = """\
ServerRoot "{root}"
ServerName letters.example
Listen 127.0.0.1:{port}
PidFile "{root}/apache.pid"
ErrorLog "{root}/error.log"
LoadModule mpm_event_module "{modules}/mod_mpm_event.so"
LoadModule authz_core_module "{modules}/mod_authz_core.so"
LoadModule alias_module "{modules}/mod_alias.so"
LoadModule dir_module "{modules}/mod_dir.so"
StartServers 1
ThreadsPerChild 4
MinSpareThreads 1
MaxSpareThreads 4
MaxRequestWorkers 4
UseCanonicalName Off
DocumentRoot "{root}/site"
<Directory "{root}/site">
    AllowOverride FileInfo
    Require all granted
</Directory>
"""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Run Apache with the hard moves on a free port."""
    apache, number = components.program("apache2"), free_port()
    modules = Path(apache).resolve().parent.parent / "lib" / "apache2" / "modules"
    folder = tmp_path_factory.mktemp("apache")
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("stays")
    (folder / "site" / ".htaccess").write_text(redirects.load("apache").rules(MOVES).text, encoding="utf-8")
    configuration = folder / "apache.conf"
    configuration.write_text(CONFIGURATION.format(root=folder, port=number, modules=modules))
    folder.chmod(0o755)
    with serving([apache, "-D", "FOREGROUND", "-f", str(configuration)], number):
        yield number


def leads(port: int, path: str) -> tuple[int, str]:
    """Return the status of a path, and where it leads, read: Apache encodes with small letters, and no `$`."""
    status, where = asked(port, path)
    return status, unquote(where or "")


@pytest.mark.parametrize(("old", "new"), HARD)
def test_every_old_path_leads_to_its_new_place(port: int, old: str, new: str) -> None:
    new = unquote(there(port, new))
    assert leads(port, sent(old)) == (301, new)
    assert leads(port, sent(old) + "/?utm_source=x") == (301, f"{new}?utm_source=x")


def test_comments_lead_to_their_post(port: int) -> None:
    assert asked(port, "/p/plain/comments") == (301, there(port, "/plain/"))
    assert asked(port, "/p/plain/comment/77") == (301, there(port, "/plain/"))
    assert asked(port, sent("/p/夜の手紙/comments")) == (301, there(port, "/post-1005/"))


@pytest.mark.parametrize(("path", "status"), [("/", 200), ("/p/unknown", 404), ("/p/plain/more", 404)])
def test_other_paths_stay(port: int, path: str, status: int) -> None:
    assert asked(port, path) == (status, None)


def test_no_path_writes_the_servers_headers(port: int) -> None:
    assert asked(port, "/p/x%0d%0aSet-Cookie:%20a=b/comments") == (404, None)


def test_a_place_on_a_page_stays_one(port: int) -> None:
    assert asked(port, "/subscribe") == (301, there(port, "/#/portal/signup"))

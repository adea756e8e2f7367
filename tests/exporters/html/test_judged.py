"""What programs from outside say of the mirror: the checker of HTML, a link checker, an XML parser."""

import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from backup.model import Publication
from backup.sources._base import find_source
from exporters._base import Options
from exporters.selection import Criteria
from exporters.selection.criteria import EVERYTHING
from tests.exporters.html.mirrored import mirrored
from tests.exporters.made_up import MEDIUM, SUBSTACK, Made
from tests.exporters.test_samples import ALL_POSTS, SAMPLES
from tests.real.components import node_package, program

pytestmark = pytest.mark.real
BASE = Options(base_url="https://letters.example")


@pytest.fixture(scope="module")
def mirrors(publication: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of mirrors: of the made-up publication, and of every sample export."""
    root = tmp_path_factory.mktemp("judged")
    mirrored(publication.archive, SUBSTACK, root / "public", options=BASE)
    everything = Criteria(drafts=True, audiences=EVERYTHING)
    mirrored(publication.archive, SUBSTACK, root / "everything", criteria=everything)
    mirrored(publication.archive, MEDIUM, root / "stories", criteria=Criteria(responses=True), options=BASE)
    for name, path in SAMPLES.items():
        source = find_source(path)
        identity = source.identity()
        sample = Publication(
            slug="sample", platform=identity.platform, name=identity.name or "Sample", url=identity.url
        )
        archive = Archive.create(root / f".{name}", key=None)
        archive.snapshot(source.fetch(), sample, source=source.kind, as_of=datetime(2026, 1, 1, tzinfo=UTC))
        mirrored(archive, sample, root / name, criteria=ALL_POSTS)
        archive.close()
    return root


@pytest.fixture
def served(mirrors: Path) -> Iterator[str]:
    """Serve the mirrors on this computer."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(mirrors))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_the_checker_of_html_finds_no_error(mirrors: Path) -> None:
    java, checker = program("java"), node_package("vnu-jar") / "build" / "dist" / "vnu.jar"
    written = [
        str(path) for path in sorted(mirrors.rglob("*.html")) if not path.relative_to(mirrors).parts[0].startswith(".")
    ]
    assert len(written) > 60

    done = subprocess.run(
        [java, "-jar", str(checker), "--errors-only", "--format", "gnu", *written], capture_output=True, text=True
    )

    assert done.stderr == ""
    assert done.returncode == 0


@pytest.mark.parametrize("name", ["public", "stories", "current"])
def test_the_link_checker_finds_no_error(served: str, name: str) -> None:
    checker = program("linkchecker")

    done = subprocess.run(
        [checker, "--no-robots", "--no-status", "--threads", "2", f"{served}/{name}/index.html"],
        capture_output=True,
        text=True,
    )

    assert "0 errors found" in done.stdout, done.stdout
    assert done.returncode == 0


def test_the_feed_and_the_map_are_xml(mirrors: Path) -> None:
    files = [str(path) for path in mirrors.glob("*/feed.xml")] + [str(path) for path in mirrors.glob("*/sitemap.xml")]

    done = subprocess.run([program("xmllint"), "--noout", *files], capture_output=True, text=True)

    assert len(files) > 6
    assert (done.returncode, done.stderr) == (0, "")

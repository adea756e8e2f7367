"""Runs the real generators on what the exporters write, and reads what they made of it."""

import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from lxml import html as lxml_html

import exporters
from exporters._base import Options, Report
from exporters.selection import Selection
from exporters.target import Folder
from tests.exporters.survival import words_of
from tests.real import components

_TROUBLE = re.compile(r"\b(warn(ing)?|error|deprecat\w*|conflict|problem)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Built:
    """A site that a generator made."""

    report: Report
    source: Path
    site: Path

    def page(self, path: str) -> Path:
        """Return the file of a page."""
        return self.site / path / "index.html"

    def words(self, path: str) -> Counter[str]:
        """Return the words of a post's page: what is read, what stands for pictures and frames, and the numbers of lists."""
        (article,) = lxml_html.parse(self.page(path)).findall(".//article")
        for mark in article.iter("br", "sup"):  # `claim<sup>1</sup>` is two words
            mark.text = f" {mark.text or ''}"
        parts = ["".join(article.itertext())]
        parts += [image.get("alt", "") for image in article.iter("img")]
        parts += [frame.get("title", "") for frame in article.iter("iframe")]
        for ordered in article.iter("ol"):
            parts += [str(number + int(ordered.get("start", 1))) for number in range(len(ordered.findall("li")))]
        return words_of(" ".join(parts))


def built(name: str, selection: Selection, folder: Path, *options: str) -> Built:
    """Export a selection and build the site as a writer would."""
    source, site = folder / "source", folder / "site"
    target = Folder(source)
    report = exporters.load(name)(Options(base_url="https://letters.example")).write(selection, target)
    target.finish()
    command = {
        "hugo": lambda: [components.program("hugo"), "--source", str(source), "--destination", str(site)],
        "jekyll": lambda: [components.program("jekyll"), "build", "--source", str(source), "--destination", str(site)],
        "eleventy": lambda: ["node", str(components.node_package("@11ty/eleventy") / "cmd.cjs"), f"--output={site}"],
    }[name]()
    done = subprocess.run([*command, *options], cwd=source, env=_environment(folder), capture_output=True, text=True)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert _TROUBLE.search(said) is None, said
    return Built(report, source, site)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("LinkChecker", "yes")  # it waits between requests to servers that do not know it
        super().end_headers()

    def log_message(self, *_: object) -> None: ...


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return kept | {"HOME": str(folder), "LC_ALL": "C.UTF-8", "HUGO_CACHEDIR": str(folder / "cache")}

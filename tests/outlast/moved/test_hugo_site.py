"""A site that the real Hugo built of the posts' own HTML: its typography and furniture are no gaps, real ones are."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import ClassVar

import pytest

from exporters._base import Exporter, Options, Place
from exporters.export import Export
from exporters.selection import Entry
from exporters.target import Folder
from exporters.writers.html import HtmlWriter
from tests.exporters.made_up import Made
from tests.outlast.moved.small_site import change, checked, chosen, gaps_of
from tests.real import components

pytestmark = pytest.mark.real

SETTINGS = """\
baseURL = "https://new.example/"
title = "Night Letters"
disableKinds = ["taxonomy", "term"]
[permalinks]
p = "/p/:slug/"
[markup.goldmark.renderer]
unsafe = true
"""
BASE = """\
<!doctype html><html><head><title>{{ .Title }} | {{ .Site.Title }}</title></head><body><nav><a href="/">Home</a></nav>
<main><article><h1>{{ .Title }}</h1><time datetime="{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}">{{ .Date.Format "January 2, 2006" }}</time>
{{ .Content }}</article></main><footer>Built with Hugo</footer></body></html>
"""
LIST = '<main><h1>{{ .Title }}</h1>{{ range .Site.RegularPages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</main>'


class Source(Exporter):
    """Writes a folder that Hugo builds."""

    as_it_is: ClassVar[bool] = True

    def write_all(self, export: Export) -> None:
        export.target.write("config.toml", SETTINGS)
        export.target.write("layouts/_default/single.html", BASE)
        export.target.write("layouts/_default/list.html", LIST)
        for article in export.articles():
            entry = article.entry
            head = {"title": article.title, "slug": entry.slug}
            if entry.published_at:
                head["date"] = entry.published_at.isoformat()
            body = HtmlWriter(article).body().replace("\n\n", "\n&#10;")
            export.target.write(f"content/p/{entry.slug}/index.md", f"{json.dumps(head)}\n\n{body}\n")

    def address(self, entry: Entry, *, here: Entry | None) -> str:
        return f"/p/{entry.slug}/"

    def place(self, name: str, *, here: Entry) -> Place:
        return Place(path=f"content/p/{here.slug}/{name}", address=name)


@pytest.fixture(scope="module")
def built(publication: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that Hugo built; tests only read it."""
    hugo, folder = components.program("hugo"), tmp_path_factory.mktemp("hugo")
    everybody = chosen(publication)
    tame = frozenset(entry.id for entry in everybody.entries if entry.id != "1002")  # template syntax is the exporter's
    target = Folder(folder / "source")
    Source(Options()).write(chosen(publication, ids=tame), target)
    target.finish()
    command = [hugo, "-s", str(folder / "source"), "-d", str(folder / "public")]
    said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert said.returncode == 0, said.stdout + said.stderr
    return folder / "public"


def test_what_hugo_built_is_whole_but_for_the_post_that_is_not_there(publication: Made, built: Path) -> None:
    outcome = checked(chosen(publication), built)

    assert gaps_of(outcome) == [("link", "1001"), ("missing", "1002")]
    assert "old platform: https://nightletters.substack.com/p/letter-2" in outcome.gaps[0].what


def test_what_is_spoilt_in_it_is_found(publication: Made, built: Path, tmp_path: Path) -> None:
    site = Path(shutil.copytree(built, tmp_path / "site"))
    change(site / "p" / "letter-9" / "index.html", "Listen.", "")

    assert ("words", "1009") in gaps_of(checked(chosen(publication), site))

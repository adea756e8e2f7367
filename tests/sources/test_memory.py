from datetime import UTC, datetime

from backup.model import Complete, Remark
from backup.sources._base import Identity, load
from backup.sources.memory import MemorySource
from tests.sources.reading import read


def test_it_yields_what_it_was_given_as_often_as_asked() -> None:
    source = MemorySource([Remark(text="hello"), Complete(table="posts")])
    assert read(source).remarks == read(source).remarks == ["hello"]
    assert read(source).complete == {"posts"}


def test_it_says_about_itself_what_it_was_told() -> None:
    when, who = datetime(2025, 1, 1, tzinfo=UTC), Identity(platform="medium", slug="ada")
    source = MemorySource(identity=who, as_of=when, fingerprint=b"1")
    assert (source.identity(), source.as_of(), source.fingerprint()) == (who, when, b"1")
    assert load("memory") is MemorySource

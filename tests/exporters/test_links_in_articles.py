"""What a link of a post becomes when the post is written elsewhere."""

from exporters._base import Exporter, Options, Place
from exporters.article import NOT_EXPORTED, UNKNOWN, Article
from exporters.export import Export
from exporters.selection import Criteria, Entry, choose
from exporters.target import Nowhere
from tests.exporters.made_up import SUBSTACK, Made
from tests.exporters.test_own_links import NAME, signed


class Somewhere(Exporter):
    """A target whose posts lie at `/x/<slug>/`."""

    def write_all(self, export: Export) -> None:
        raise NotImplementedError

    def address(self, entry: Entry, *, here: Entry | None) -> str:
        return f"/x/{entry.slug}/"

    def place(self, name: str, *, here: Entry) -> Place:
        return Place(path=name, address=name)


def article(publication: Made) -> Article:
    export = Export(Somewhere(Options()), choose(publication.archive, SUBSTACK, Criteria()), Nowhere())
    return next(export.articles())


def test_own_links_lead_to_the_new_place_and_keep_their_fragment(publication: Made) -> None:
    one = article(publication)

    assert one.link(f"{NAME}/p/letter-2?utm_source=x&r=1#part") == "/x/letter-2/#part"
    assert one.link(signed({"e": f"{NAME}/p/letter-2"})) == "/x/letter-2/"
    assert one.link(f"{NAME}/archive?utm_source=x") == "/"


def test_own_links_that_lead_nowhere_lose_their_tracking_and_are_listed(publication: Made) -> None:
    one = article(publication)

    assert one.link(f"{NAME}/p/not-there?utm_source=x#part") == f"{NAME}/p/not-there#part"
    assert one.link(f"{NAME}/p/letter-10?r=1") == f"{NAME}/p/letter-10"
    assert [(loss.what, loss.reason) for loss in one.export.losses] == [
        (f"{NAME}/p/not-there#part", UNKNOWN),
        (f"{NAME}/p/letter-10", NOT_EXPORTED),
    ]


def test_other_peoples_links_stay_but_for_the_platforms_wrapping(publication: Made) -> None:
    one = article(publication)

    assert one.link("https://example.org/x?utm_source=keep&r=1") == "https://example.org/x?utm_source=keep&r=1"
    assert (
        one.link(signed({"e": "https://example.org/x?utm_source=keep", "u": 7}))
        == "https://example.org/x?utm_source=keep"
    )
    assert one.link("#anchor") == "#anchor"
    assert list(one.export.losses) == []

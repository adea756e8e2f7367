"""What does not belong in a letter's HTML: pictures from elsewhere, scripts, forms."""

from collections.abc import Iterator

from mailer.preflight.finished import FinishedLetter
from mailer.preflight.rules._base import Expected, LintRule, Slip, attention, bad

_ACTIVE = "script, form, iframe, frame, object, embed, applet, input, button, base, meta[http-equiv=refresh]"
_SOURCES = ("src", "background", "srcset", "poster")


def _pictures(letter: FinishedLetter, _: Expected) -> Iterator[Slip]:
    count = sum(
        any(_from_elsewhere(node.attributes.get(name) or "") for name in _SOURCES)
        for node in letter.tree.css("img, td, table, body, video, source, th, div")
    )
    count += letter.html.lower().count("url(http") + letter.html.lower().count("url('http")
    if count:
        what = f"The letter loads {count} pictures from the web: many programs hide them, and they tell who opened it."
        yield attention(what, "Do without them; Outlast does not count who reads")


def _from_elsewhere(address: str) -> bool:
    return address.strip().lower().startswith(("http:", "https:", "//"))


def _active(letter: FinishedLetter, _: Expected) -> Iterator[Slip]:
    names = sorted({str(node.tag) for node in letter.tree.css(_ACTIVE)})
    names += sorted(
        {name for node in letter.tree.css("*") for name in node.attributes if name.lower().startswith("on")}
    )
    if names:
        yield bad(f"The HTML holds what mail programs forbid: {', '.join(names)}.", "Take it out of your layout")


RULES = (
    LintRule(name="Pictures", source="mailer rule R9: no tracking", kept="None from the web.", find=_pictures),
    LintRule(
        name="Nothing active", source="caniemail.com; rspamd’s HTML rules", kept="Words and links only.", find=_active
    ),
)

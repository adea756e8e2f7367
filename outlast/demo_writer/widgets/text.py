"""Widgets of words: footnotes, verse, formulas, code, call-outs, and the spans that are empty in the export."""

from random import Random

from outlast.demo_writer.chance import uuid
from outlast.demo_writer.widgets._attrs import attrs

_VERSES = (
    "The lamp goes round.\n   The dark comes after,\n      on foot,\nnot minding.",
    "Six notes, and <em>then</em>\n    the sea again,\nwhich has no notes\n    and keeps no time.",
    "Eleven minutes of water.\nOne train above,\n   one train below,\nand both of them late.",
)
_NOTES = (
    "I have this from the harbour master, who had it from his father, who made things up.",
    "The house where the fig tree leans is now a dentist’s. The tree was asked, and stayed.",
    "It is pronounced as it is spelled, except by anybody who lives there.",
    "A viaduct. I know. I have been written to.",
)


def blockquote(chance: Random) -> str:
    """Return a quotation."""
    who = chance.choice(("the keeper’s log", "a letter of 1911", "the notice on the pier"))
    return f"<blockquote><p>Wind NW, later none. Saw nothing. It was very fine.</p><p>— {who}</p></blockquote>"


def rule(chance: Random) -> str:
    """Return a dividing line, sometimes with the empty paragraph that the editor likes to leave behind it."""
    return chance.choice(("<div><hr></div>", "<div><hr></div><p></p>"))


def code(chance: Random) -> str:
    """Return a plain code block."""
    place = chance.choice(("quay", "bar", "island"))
    return f"<pre><code>$ tide --at {place}\nhigh  05:41   4.9 m\nlow   11:58   0.6 m</code></pre>"


def highlighted_code(chance: Random) -> str:
    """Return a code block with its language."""
    return (
        f'<div class="highlighted_code_block" {attrs({"language": "python", "nodeId": uuid(chance)})} '
        'data-component-name="HighlightedCodeBlockToDOM"><pre class="shiki"><code class="language-python">'
        "def next_water(now, hours=12.42):\n    return now + hours  # the moon is late, every day</code></pre></div>"
    )


def verse(chance: Random) -> str:
    """Return a poem, in which white space is content."""
    return (
        '<div class="preformatted-block" data-component-name="PreformattedTextBlockToDOM">'
        '<label class="hide-text" contenteditable="false">Text within this block will maintain its original spacing '
        f'when published</label><pre class="text">{chance.choice(_VERSES)}</pre></div>'
    )


def formula(chance: Random) -> str:
    """Return a formula (LaTeX), which is empty but for its attributes."""
    name = "".join(chance.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=10))
    expression = r"h(t) = H_0 + \sum_{i=1}^{n} A_i \cos(\omega_i t + \varphi_i)"
    values = attrs({"persistentExpression": expression, "id": name})
    return f'<div class="latex-rendered" {values} data-component-name="LatexBlockToDOM"></div>'


def callout(chance: Random) -> str:
    """Return a call-out."""
    when = chance.choice(("on the first Sunday", "at low water", "in November"))
    return (
        f'<div class="callout-block" data-callout="true"><p>We meet again {when}, at the bench. Bring a cup.</p></div>'
    )


def list_from(chance: Random) -> str:
    """Return an ordered list that goes on from an earlier one."""
    start = chance.choice((2, 3, 4))
    items = ("Leave before it is quite dark.", "Take the <em>slow</em> one.", "Wave at the level crossings.")
    return f'<ol start="{start}">' + "".join(f"<li><p>{item}</p></li>" for item in items) + "</ol>"


def bullets(chance: Random) -> str:
    """Return a plain list."""
    items = chance.sample(("a torch with a red glass", "two pencils", "something for the dog", "the wrong map"), 3)
    return "<p>What to bring:</p><ul>" + "".join(f"<li><p>{item}</p></li>" for item in items) + "</ul>"


def mention(chance: Random) -> str:
    """Return a paragraph that names another writer in a span that is empty."""
    values = attrs(
        {
            "name": chance.choice(("Ilse Varga-Thorne", "Corin Ashdown", "Bettina Oakhurst")),
            "id": chance.randrange(10_000_000, 99_999_999),
            "type": "user",
            "url": None,
            "photo_url": "https://example.org/portraits/invented.png",
            "uuid": uuid(chance),
        }
    )
    span = f'<span class="mention-wrap" {values} data-component-name="MentionToDOM"></span>'
    return f"<p>I owe the heron to {span}, who saw it first.</p>"


def cashtag(chance: Random) -> str:
    """Return a paragraph with a share's symbol in a span that is empty."""
    symbol = chance.choice(("$LAMP", "$TIDE", "$POST"))
    span = f'<span class="cashtag-wrap" {attrs({"symbol": symbol})} data-component-name="CashtagToDOM"></span>'
    return f"<p>If night trains were a company I would hold on to my {span} until morning.</p>"


def footnote(chance: Random, number: int = 1) -> tuple[str, str]:
    """Return an anchor for the text, and the note for the end of the body."""
    anchor = (
        f'<a class="footnote-anchor" data-component-name="FootnoteAnchorToDOM" id="footnote-anchor-{number}" '
        f'href="#footnote-{number}" target="_self">{number}</a>'
    )
    note = (
        f'<div class="footnote" data-component-name="FootnoteToDOM"><a id="footnote-{number}" '
        f'href="#footnote-anchor-{number}" class="footnote-number" contenteditable="false" target="_self">{number}</a>'
        f'<div class="footnote-content"><p>{_note(chance, number)}</p></div></div>'
    )
    return anchor, note


def _note(chance: Random, number: int) -> str:
    """Return a note that is not the text of the note with the next number."""
    return _NOTES[(number + 2 * chance.randrange(2)) % len(_NOTES)]


def old_footnote(chance: Random, number: int = 1) -> tuple[str, str]:
    """Return the same in the older form, with the id on the note itself."""
    anchor = f'<a class="footnote-anchor" id="footnote-anchor-{number}" href="#footnote-{number}">{number}</a>'
    note = (
        f'<div class="footnote" id="footnote-{number}"><a href="#footnote-anchor-{number}" class="footnote-number" '
        f'contenteditable="false">{number}</a><div class="footnote-content"><p>{_note(chance, number)}</p></div></div>'
    )
    return anchor, note


ASIDES = (blockquote, rule, verse, code, formula, callout, highlighted_code, list_from, mention, bullets, cashtag)

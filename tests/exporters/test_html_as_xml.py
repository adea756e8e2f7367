"""Strangers' markup in a book: all of its words, in elements that may stand where they stand."""

import pytest

from exporters.writers._html_as_xml import as_xml


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<b>a<p>b</p></b>", "<b>a b </b>"),
        ("<li>stray</li>", "stray"),
        ("<ul><p>x</p>t<li>q</li></ul>", "<ul><li><p>x</p></li><li>t</li><li>q</li></ul>"),
        ("<center>c</center><tt>t</tt><strike>s</strike>", "<div>c</div><code>t</code><s>s</s>"),
        ('<a href="u">a<a href="v">b</a></a>', '<a href="u">a</a><a href="v">b</a>'),
        ('<img alt="seen">', "seen"),
        ('<img src="u" alt="&quot;" width="100%">', '<img src="u" alt="&quot;"/>'),
        ("a<br>b<hr>c &amp; &lt;d&gt;", "a<br/>b<hr/>c &amp; &lt;d&gt;"),
        (
            "<table><caption>c<p>d</p></caption><tfoot><tr><td>f</td></tr></tfoot><tr><th colspan=2 align=left>h</th></tr></table>",
            '<table><caption>c d </caption><tbody><tr><td>f</td></tr><tr><th colspan="2">h</th></tr></tbody></table>',
        ),
        ("<table><tr></tr></table>", ""),
        ("<details><summary>s</summary>d</details>", "<p>s</p>d"),
    ],
)
def test_what_may_not_stand_there_leaves_its_words(markup: str, expected: str) -> None:
    assert as_xml(markup, inline=False) == expected


def test_among_words_no_block_is_left() -> None:
    assert as_xml("<div>a<ul><li>b</li></ul><hr></div>c", inline=True).split() == ["a", "b", "c"]

"""What readers do not see is not among the words of a post, and is kept apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backup.model import Body, BodyFormat
from backup.risk.hidden import without_hidden
from backup.risk.post_text import read_text


def _read(html: str, form: BodyFormat = BodyFormat.SUBSTACK_HTML) -> tuple[str, tuple[str, ...]]:
    found = read_text(Body(data=html.encode("utf-8", "replace"), format=form), lambda _: False)
    return " ".join(paragraph.text for paragraph in found.paragraphs), found.hidden


@pytest.mark.parametrize(
    "mark",
    [
        "hidden",
        'hidden=""',
        'style="display:none"',
        'style="color: red; DISPLAY : none !important"',
        'style="visibility: hidden"',
        'style="font-size:0"',
        'style="font-size: 0px;"',
        'style="opacity:0"',
        'style="position:absolute; left:-9999px"',
        'style="text-indent:-5000px"',
        'style="color:transparent"',
        'style="color:#fff"',
        'style="height:0; overflow:hidden"',
    ],
)
def test_hidden_words_are_told_apart(mark: str) -> None:
    html = f"<p>The lamp is lit.</p><p {mark}>cheap pills here</p><p>Good <span {mark}>spam</span> night.</p>"
    assert _read(html) == ("The lamp is lit. Good night.", ("spam", "cheap pills here")) or _read(html) == (
        "The lamp is lit. Good night.",
        ("cheap pills here", "spam"),
    )


@pytest.mark.parametrize(
    "mark",
    [
        'style="font-size:0.9em"',
        'style="opacity:0.8"',
        'style="color:#fff;background:#000"',
        'style="background-color:#fff"',
        'style="max-width:700px;height:40px"',
        'style="left:-3px"',
        'class="hidden-gem"',
        'title="hidden"',
    ],
)
def test_words_that_are_seen_stay(mark: str) -> None:
    assert _read(f"<p {mark}>The lamp is lit.</p>") == ("The lamp is lit.", ())


def test_a_hidden_part_of_a_medium_page_is_told_apart() -> None:
    html = (
        '<article class="h-entry"><header><h1 class="p-name">Lamp</h1></header>'
        '<section data-field="body" class="e-content"><p class="graf graf--p">Seen.</p>'
        '<p class="graf graf--p" style="display:none">Unseen.</p></section>'
        '<footer><p>Exported from <a href="https://medium.com">Medium</a> on April 4, 2026.</p></footer></article>'
    )
    assert _read(html, BodyFormat.MEDIUM_HTML) == ("Seen.", ("Unseen.",))


def test_an_address_in_hidden_words_is_no_link_of_the_post() -> None:
    found = read_text(
        Body(data=b'<p>a</p><div hidden><a href="https://x.example">b</a></div>', format=BodyFormat.SUBSTACK_HTML),
        lambda _: False,
    )
    assert found.links == []


def test_a_body_without_anything_hidden_is_left_as_it_is() -> None:
    body = Body(data=b"<p>The lamp is <b>lit</b>.</p>", format=BodyFormat.SUBSTACK_HTML)
    assert without_hidden(body).body is body


@given(st.text(alphabet="<>p/ hidden=\"'style:none;dvx"), st.sampled_from(list(BodyFormat)))
def test_no_markup_breaks_the_reading(text: str, form: BodyFormat) -> None:
    _read(text, form)

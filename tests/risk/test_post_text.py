"""What readers see of a post: its paragraphs, links, mentions, embeds and pictures."""

from backup.model import Body, BodyFormat
from backup.risk.post import LinkIn, Part, RiskPost
from backup.risk.post_text import PostText, read_text


def _read(html: str, form: BodyFormat = BodyFormat.SUBSTACK_HTML) -> PostText:
    return read_text(Body(data=html.encode(), format=form), lambda url: "tides" in url)


def test_paragraphs_know_what_they_are() -> None:
    found = _read(
        "<h2>Lamp</h2><p>Lit.</p><blockquote><p>They said.</p></blockquote><ul><li><p>One</p></li></ul>"
        "<pre><code>x = 1</code></pre>"
    )
    assert [(one.text, one.kind) for one in found.paragraphs] == [
        ("Lamp", Part.HEADING),
        ("Lit.", Part.TEXT),
        ("They said.", Part.QUOTE),
        ("One", Part.LIST),
        ("x = 1", Part.CODE),
    ]
    post = RiskPost(key="a/1", publication="a", platform="substack", title="", paragraphs=tuple(found.paragraphs))
    assert post.text == "Lamp\nLit.\nThey said.\nOne"
    assert post.words == ("lamp", "lit", "they", "said", "one")
    assert post.passage(1, 3) == "Lit.\nThey"


def test_links_know_where_they_stand_and_whose_they_are() -> None:
    found = _read(
        '<p>First.</p><p>See <a href="https://WWW.Other.example/x">that</a>, <a href="https://tides.substack.com/p/a">mine'
        '</a>, <a href="mailto:a@b.example">mail</a> and <a href="#foot">below</a>.</p>'
    )
    assert [(link.host, link.text, link.own, link.paragraph) for link in found.links] == [
        ("other.example", "that", False, 1),
        ("tides.substack.com", "mine", True, 1),
    ]


def test_an_address_in_the_text_is_a_link_once() -> None:
    found = _read('<p>Go to https://a.example/x.</p><p><a href="https://b.example">https://b.example</a></p>')
    assert [(link.href, link.shown) for link in found.links] == [
        ("https://a.example/x", LinkIn.BARE),
        ("https://b.example", LinkIn.TEXT),
    ]


def test_a_picture_knows_its_caption_and_whose_it_is() -> None:
    html = (
        '<figure class="graf graf--figure"><img class="graf-image" data-image-id="1*a.png" src="https://cdn-images-1'
        '.medium.com/max/800/1*a.png">{caption}</figure>'
    )
    captions = {
        "<figcaption>Photo by Ada on Unsplash</figcaption>": True,
        "<figcaption>Source: the harbour office</figcaption>": True,
        '<figcaption>By <a href="https://ada.example">Ada</a></figcaption>': True,
        "<figcaption>The image of a lamp by night</figcaption>": False,
        "": False,
    }
    for caption, credited in captions.items():
        (picture,) = _read(html.format(caption=caption), BodyFormat.MEDIUM_HTML).media
        assert bool(picture.credit) is credited, caption


def test_members_are_named_by_their_handle() -> None:
    html = (
        '<p class="graf graf--p">Thank you, <a href="https://medium.com/@Ada" data-anchor-type="2" data-user-id="1a2b3c4d"'
        ' class="markup--user markup--p-user">Ada L</a> and <a href="https://medium.com/u/99" data-anchor-type="2"'
        ' data-user-id="99aa99aa" class="markup--user markup--p-user">Bo</a>.</p>'
    )
    assert _read(html, BodyFormat.MEDIUM_HTML).mentions == ["@ada", "Bo"]


def test_embeds_and_forms_are_named() -> None:
    html = (
        '<figure class="graf graf--figure graf--iframe"><iframe src="https://www.youtube.com/embed/abc"></iframe></figure>'
        '<figure class="graf graf--figure graf--iframe"><iframe src="https://upscri.be/form"></iframe></figure>'
    )
    found = _read(html, BodyFormat.MEDIUM_HTML).embeds
    assert [(one.kind, one.host) for one in found] == [("youtube", "youtube.com"), ("upscribe", "upscri.be")]

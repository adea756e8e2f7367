"""Which address is a picture's original, which site an embed is from, and what may be clicked."""

import pytest

from backup.document._providers import embed_of, id_of, page_of, pixels, provider_of
from backup.document.image_urls import medium_original, substack_original
from backup.document.tree import Element
from backup.document.urls import host, safe_url, split, web_url

ORIGIN = "https://substack-post-media.s3.amazonaws.com/public/images/a%20b_1x2.png"
ENCODED = "https%3A%2F%2Fsubstack-post-media.s3.amazonaws.com%2Fpublic%2Fimages%2Fa%2520b_1x2.png"


@pytest.mark.parametrize(
    ("url", "original"),
    [
        (f"https://substackcdn.com/image/fetch/$s_!AbCd!,w_1456,c_limit,f_auto/{ENCODED}", ORIGIN),
        (f"https://substackcdn.com/image/fetch/w_1456,c_limit,f_auto,q_auto:good/{ENCODED}", ORIGIN),
        (f"https://cdn.substack.com/image/fetch/c_limit,f_auto/{ENCODED}", ORIGIN),
        (f"https://substackcdn.com/image/fetch/w_1/{ENCODED.lower()}", ORIGIN.lower()),
        (f"https://substackcdn.com/image/fetch/f_auto/{ORIGIN}", ORIGIN),
        (f"https://substackcdn.com/image/fetch/{ENCODED}", ORIGIN),
        (ORIGIN, ORIGIN),
        ("https://substackcdn.com/image/youtube/w_728,c_limit/ZoEUu1XHL7U", None),
        ("https://example.com/image/fetch/w_1/https%3A%2F%2Fe.com%2Fx", None),
        ("", None),
    ],
)
def test_substacks_original_is_the_address_that_its_network_fetches(url: str, original: str | None) -> None:
    assert substack_original(url) == (url if original is None else original)


def test_a_copy_of_a_copy_has_one_original() -> None:
    inner = (
        f"https://substackcdn.com/image/fetch/w_1/{ENCODED}".replace("%", "%25").replace(":", "%3A").replace("/", "%2F")
    )
    assert substack_original(f"https://substackcdn.com/image/fetch/w_2/{inner}") == ORIGIN


@pytest.mark.parametrize(
    "url",
    [
        "https://cdn-images-1.medium.com/max/800/1*a-B_c.png",
        "https://cdn-images-1.medium.com/fit/c/160/160/1*a-B_c.png",
        "https://cdn-images-1.medium.com/proxy/1*a-B_c.png",
        "https://miro.medium.com/1*a-B_c.png",
        "https://miro.medium.com/v2/1*a-B_c.png",
        "https://miro.medium.com/v2/resize:fit:1400/format:webp/1*a-B_c.png?x=1",
        "https://miro.medium.com/v2/da:true/resize:fill:88:88/1*a-B_c.png",
    ],
)
def test_mediums_original_is_told_by_the_id(url: str) -> None:
    assert medium_original(url) == "https://cdn-images-1.medium.com/1*a-B_c.png"


@pytest.mark.parametrize("url", ["https://example.com/max/800/1*a.png", "https://miro.medium.com/", "x", ""])
def test_an_address_without_a_known_id_is_left_alone(url: str) -> None:
    assert medium_original(url) == url


def test_an_id_that_is_known_is_enough() -> None:
    assert medium_original("", "0*x") == "https://cdn-images-1.medium.com/0*x"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://e.com/a?b=1#c", "https://e.com/a?b=1#c"),
        (" https://e.com ", "https://e.com"),
        ("/p/x", "/p/x"),
        ("#there", "#there"),
        ("//e.com/x", "//e.com/x"),
        ("mailto:ada", "mailto:ada"),
        ("", None),
        (None, None),
        ("javascript:x", None),
        (" java\nscript:x", None),
        ("\x00javascript:x", None),
        ("data:text/html,x", None),
        ("ftp://e.com", None),
    ],
)
def test_only_some_addresses_may_be_clicked(url: str | None, expected: str | None) -> None:
    assert safe_url(url) == expected


def test_only_the_web_may_be_loaded_from() -> None:
    assert web_url("//e.com/x") == "https://e.com/x"
    assert web_url("HTTP://e.com") == "HTTP://e.com"
    assert web_url("/x") is None
    assert web_url("data:image/png,x") is None


@pytest.mark.parametrize(
    "url", ["http://[broken", "http://[::1", "//[", "http://a:b:c/", "\x00", "http://e.com:99999999/"]
)
def test_what_is_no_address_has_no_parts_and_raises_nothing(url: str) -> None:
    split(url)
    host(url)
    provider_of(url)
    page_of("youtube", url)
    embed_of(url, Element("iframe", {}))


@pytest.mark.parametrize(
    ("url", "provider", "identity", "page"),
    [
        ("https://www.youtube.com/embed/ZoEUu1XHL7U?rel=0", "youtube", "ZoEUu1XHL7U", "https://www.youtube.com/watch?v=ZoEUu1XHL7U"),
        ("https://youtu.be/ZoEUu1XHL7U", "youtube", "ZoEUu1XHL7U", "https://www.youtube.com/watch?v=ZoEUu1XHL7U"),
        ("https://www.youtube.com/embed/videoseries?list=PL1", "youtube", None, "https://www.youtube.com/embed/videoseries?list=PL1"),
        ("https://player.vimeo.com/video/288003645?autoplay=0", "vimeo", "288003645", "https://vimeo.com/288003645"),
        ("https://open.spotify.com/embed-podcast/episode/abc1", "spotify", "episode/abc1", "https://open.spotify.com/episode/abc1"),
        ("https://gist.github.com/ada/abc123.js", "gist", "ada/abc123", "https://gist.github.com/ada/abc123"),
        ("https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fa%2Fb", "soundcloud", None, "https://soundcloud.com/a/b"),
        ("https://codepen.io/ada/embed/abCD?x=1", "codepen", "ada/abCD", "https://codepen.io/ada/pen/abCD"),
        ("https://x.com/ada/status/99?s=20", "twitter", "99", "https://x.com/ada/status/99?s=20"),
        ("https://ada.bandcamp.com/track/end", "bandcamp", None, "https://ada.bandcamp.com/track/end"),
        ("https://notyoutube.com/embed/ZoEUu1XHL7U", "notyoutube.com", None, "https://notyoutube.com/embed/ZoEUu1XHL7U"),
    ],
)  # fmt: skip
def test_an_embed_knows_its_site_id_and_page(url: str, provider: str, identity: str | None, page: str) -> None:
    assert provider_of(url) == provider
    assert id_of(provider, url) == identity
    assert page_of(provider, url) == page


def test_a_frame_in_a_frame_of_embedly_is_unwrapped() -> None:
    url = "https://cdn.embedly.com/widgets/media.html?src=https%3A%2F%2Fwww.youtube.com%2Fembed%2FZoEUu1XHL7U%3Fstart%3D9&x=1"
    embed = embed_of(url, Element("iframe", {"width": "854", "height": "480px", "title": "T"}))
    assert (embed.provider, embed.id, embed.start) == ("youtube", "ZoEUu1XHL7U", "9")
    assert (embed.width, embed.height, embed.title) == (854, 480, "T")


def test_a_size_is_a_number_of_pixels_or_nothing() -> None:
    assert [pixels(text) for text in ("730", "560px", "12.5", "100%", "", "auto", "9" * 9)] == [
        730,
        560,
        12,
        *[None] * 4,
    ]

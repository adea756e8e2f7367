"""Which files a body uses."""

from pathlib import Path

import pytest

from backup.media import Kind, media_in, wanted
from backup.media.wanted import merged
from backup.model import Body, BodyFormat

FIXTURES = Path(__file__).parents[1] / "fixtures"
STORE = "https://substack-post-media.s3.amazonaws.com/public/images"


def found(html: str) -> list[tuple[str, str]]:
    return [(file.kind.value, file.url) for file in media_in(html)]


def test_a_picture_is_found_with_its_copy_as_the_last_resort() -> None:
    copy = "https://substackcdn.com/image/fetch/$s_!a!,w_96/https%3A%2F%2Fsubstack-post-media.s3.amazonaws.com%2Fpublic%2Fimages%2Fa.png"
    (file,) = media_in(f'<p>One</p><img src="{copy}">', used_by="post:1")
    assert (file.url, file.origins[0], file.origins[-1]) == (f"{STORE}/a.png", f"{STORE}/a.png", copy)
    assert file.used_by == ("post:1",)


def test_a_picture_used_twice_is_wanted_once() -> None:
    assert found(f'<img src="{STORE}/a.png"><p>x <img src="{STORE}/a.png"></p>') == [("picture", f"{STORE}/a.png")]


def test_sound_video_and_files_may_want_to_know_who_asks() -> None:
    html = """<div class="native-audio-embed" data-attrs='{"mediaUploadId":"34fd1f0e"}'></div>
      <div class="native-video-embed" data-attrs='{"mediaUploadId":"b66aaef5"}'></div>
      <div class="file-embed-wrapper"><div class="file-embed-details-h1">Notes</div>
      <a class="file-embed-button" href="https://x.substack.com/api/v1/file/1.pdf">Download</a></div>"""
    files = media_in(html)
    assert [(file.kind, file.url) for file in files] == [
        (Kind.SOUND, "https://api.substack.com/api/v1/audio/upload/34fd1f0e/src"),
        (Kind.VIDEO, "https://api.substack.com/api/v1/video/upload/b66aaef5/src"),
        (Kind.FILE, "https://x.substack.com/api/v1/file/1.pdf"),
    ]
    assert all(file.signed_in for file in files)


def test_a_gallery_and_pictures_of_cards_are_found() -> None:
    html = f"""<div class="image-gallery-embed" data-attrs='{{"gallery":{{"images":[{{"src":"{STORE}/1.png"}},{{"src":"{STORE}/2.png"}}]}}}}'></div>
      <div class="tweet" data-attrs='{{"url":"https://twitter.com/a/status/1","full_text":"x","username":"a","photos":[{{"img_url":"https://pbs.example/p.jpg"}}]}}'></div>"""
    assert found(html) == [
        ("picture", f"{STORE}/1.png"),
        ("picture", f"{STORE}/2.png"),
        ("picture", "https://pbs.example/p.jpg"),
    ]


def test_players_of_plain_html_are_found() -> None:
    assert found(
        '<audio src="https://a.example/s.mp3"></audio><video><source src="https://a.example/v.mp4"></video>'
    ) == [
        ("sound", "https://a.example/s.mp3"),
        ("video", "https://a.example/v.mp4"),
    ]


def test_pictures_in_markup_that_nobody_knows_are_found() -> None:
    html = """<div data-component-name="Hologram" data-attrs='{"id":1}' class="hologram"><img src="https://a.example/h.png"></div>"""
    assert found(html) == [("picture", "https://a.example/h.png")]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>words</p>",
        '<img src="data:image/png;base64,AAAA">',
        '<img src="/x.png">',
        "<img>",
        b"\xff\xfe",
        "<div data-attrs='{'>",
    ],
)
def test_a_body_without_files_wants_none(html: str | bytes) -> None:
    assert media_in(html) == []


def test_pictures_of_a_medium_body_are_found_at_full_size() -> None:
    html = b"""<section data-field="body"><figure class="graf graf--figure"><img class="graf-image" data-image-id="1*abc.png"
      data-width="1200" src="https://cdn-images-1.medium.com/max/800/1*abc.png"></figure></section>"""
    (file,) = media_in(Body(data=html, format=BodyFormat.MEDIUM_HTML))
    assert file.url == "https://cdn-images-1.medium.com/1*abc.png"


def test_one_file_of_two_posts_has_both_as_users_and_all_addresses() -> None:
    one = wanted("https://a.example/p.png?Signature=1", used_by="post:1")
    two = wanted("https://a.example/p.png?Signature=2", used_by="post:2")
    assert one is not None
    assert two is not None
    (file,) = merged([one, two])
    assert file.used_by == ("post:1", "post:2")
    assert len(file.origins) == 2

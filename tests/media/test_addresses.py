"""One name for a file, and where it may lie."""

import pytest

from backup.media.addresses import candidates, canonical, storage_rates

STORE = "https://substack-post-media.s3.amazonaws.com/public/images/ae0bf2aa_1400x1400.png"
ENCODED = "https%3A%2F%2Fsubstack-post-media.s3.amazonaws.com%2Fpublic%2Fimages%2Fae0bf2aa_1400x1400.png"
BUCKET = "https://bucketeer-e05bbc84-baa3-437e-9518-adb32be77984.s3.amazonaws.com/public/images/ae0bf2aa_1400x1400.png"


@pytest.mark.parametrize(
    "copy",
    [
        STORE,
        STORE.replace("https:", "http:"),
        STORE.removeprefix("https:"),
        BUCKET,
        f"https://substackcdn.com/image/fetch/$s_!Ivys!,w_848,c_limit,f_auto,q_auto:good/{ENCODED}",
        f"https://substackcdn.com/image/fetch/w_1456/{ENCODED}",
        f"https://cdn.substack.com/image/fetch/w_96/{STORE}",
        f"{STORE}?X-Amz-Algorithm=AWS4&X-Amz-Signature=ab&X-Amz-Expires=3600",
        f"{STORE}?AWSAccessKeyId=a&Signature=b&Expires=1",
        f"{STORE}#part",
        STORE.replace("substack-post-media", "SUBSTACK-POST-MEDIA").replace(".com/", ".com:443/"),
    ],
)
def test_every_copy_of_a_substack_picture_has_one_name(copy: str) -> None:
    assert canonical(copy) == STORE


@pytest.mark.parametrize(
    "copy",
    [
        "https://cdn-images-1.medium.com/1*a-B_c.png",
        "https://cdn-images-1.medium.com/max/800/1*a-B_c.png",
        "https://cdn-images-1.medium.com/fit/c/100/100/1*a-B_c.png",
        "https://miro.medium.com/v2/resize:fit:1400/format:webp/1*a-B_c.png",
        "https://miro.medium.com/v2/da:true/resize:fit:700/1*a-B_c.png?q=1",
        "https://miro.medium.com/max/700/1*a-B_c.png",
        "https://miro.medium.com/v2/1%2Aa-B_c.png",
    ],
)
def test_every_copy_of_a_medium_picture_has_one_name(copy: str) -> None:
    assert canonical(copy) == "https://cdn-images-1.medium.com/1*a-B_c.png"


def test_what_is_no_signature_stays_in_the_name() -> None:
    assert canonical("https://a.example/p?id=3&size=l&token=x") == "https://a.example/p?id=3&size=l"
    assert canonical("https://a.example/p?b=%20x&a") == "https://a.example/p?b=%20x&a"
    assert canonical("https://a.example:8443/p") == "https://a.example:8443/p"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "data:image/png;base64,AA",
        "/local.png",
        "mailto:a@b",
        "https://",
        "https://[",
        "https://a:b/",
        "https://a:99999/",
        "javascript:1",
    ],
)
def test_what_is_no_address_has_no_name(url: str) -> None:
    assert canonical(url) is None
    assert candidates(url) == ()


def test_the_origin_comes_before_its_copies() -> None:
    shown = f"https://substackcdn.com/image/fetch/$s_!Ivys!,w_848/{ENCODED}"
    found = candidates(shown)
    assert found[0] == STORE
    assert found[-1] == shown
    assert found[1] == f"https://substackcdn.com/image/fetch/f_auto,q_auto:good,fl_progressive:steep/{ENCODED}"


def test_the_old_bucket_is_asked_after_the_new_one() -> None:
    assert candidates(BUCKET)[:2] == (STORE, BUCKET)


def test_a_signed_address_is_asked_as_it_is_signed() -> None:
    signed = "https://store.example/sound.mp3?Expires=9&Signature=a%2Bb"
    assert candidates(signed) == (signed,)
    assert canonical(signed) == "https://store.example/sound.mp3"


def test_a_medium_picture_is_asked_of_all_its_hosts() -> None:
    assert candidates("https://miro.medium.com/v2/resize:fit:1400/0*x.jpg") == (
        "https://cdn-images-1.medium.com/0*x.jpg",
        "https://miro.medium.com/v2/0*x.jpg",
        "https://miro.medium.com/0*x.jpg",
        "https://miro.medium.com/v2/resize:fit:1400/0*x.jpg",
    )


def test_an_address_of_another_site_is_asked_over_https() -> None:
    assert candidates("http://pictures.example/a.png") == ("https://pictures.example/a.png",)


def test_storages_are_asked_faster_than_the_platform_and_slower_if_it_is_slower() -> None:
    assert storage_rates(1.0)["substackcdn.com"] == 8.0
    assert storage_rates(0.5)["miro.medium.com"] == 4.0
    assert "substack.com" not in storage_rates(1.0)

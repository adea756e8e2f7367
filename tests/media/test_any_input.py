"""Whatever stands in a body, files are found in it or not, and nothing raises."""

from hypothesis import given
from hypothesis import strategies as st

from backup.media import canonical, media_in
from backup.media.addresses import candidates

PIECES = [
    "https://", "http:", "//", "substackcdn.com/image/fetch/w_1/", "https%3A%2F%2F", "miro.medium.com/", "max/8/", "1*a.png",
    "bucketeer-e05bbc84.s3.amazonaws.com", ":", "443", "/", "?Expires=1", "&a=%zz", "#", "[", "]", "@", ".", "\n",
]  # fmt: skip
ADDRESSES = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join))


@given(ADDRESSES)
def test_a_name_is_its_own_name(url: str) -> None:
    name = canonical(url)
    assert name is None or canonical(name) == name
    assert (name is None) == (candidates(url) == ())


@given(
    st.lists(
        st.sampled_from(
            ["<img src='", "'>", "<div data-attrs='{", "}'>", "https://a.b/c.png", "<p>", "&quot;", '"src":']
        )
    ).map("".join)
)
def test_any_body_has_files_or_none(html: str) -> None:
    assert all(file.url.startswith("https://") and file.origins for file in media_in(html))

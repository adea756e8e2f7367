"""From which number on a rule speaks. None of these is a platform's limit: those are not public.

Two numbers were told to a writer by Medium's support, who then had them published; all others are our own choice, made
so that real innocent accounts seldom reach them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Origin(StrEnum):
    """Whose number it is, in the words that stand beside it."""

    TOLD = "the number a writer was told by Medium’s support"
    OWN = "a number of Outlast’s own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A number from which on a rule speaks; its setting is `risk.` and its name."""

    name: str
    default: float
    words: str
    """What it counts: "posts clapped for in a minute"."""
    origin: Origin = Origin.OWN

    @property
    def setting(self) -> str:
        """Return the name of its setting."""
        return f"risk.{self.name}"


THRESHOLDS: Final = (
    Threshold(name="follows_per_day", default=125, words="people followed in a day", origin=Origin.TOLD),
    Threshold(name="responses_per_day", default=100, words="responses written in a day", origin=Origin.TOLD),
    Threshold(name="responses_per_hour", default=20, words="responses written in an hour"),
    Threshold(name="responses_per_minute", default=3, words="responses written in a minute"),
    Threshold(name="claps_per_day", default=100, words="posts clapped for in a day"),
    Threshold(name="claps_per_hour", default=40, words="posts clapped for in an hour"),
    Threshold(name="claps_per_minute", default=5, words="posts clapped for in a minute"),
    Threshold(name="highlights_per_day", default=100, words="passages highlighted in a day"),
    Threshold(name="highlights_per_hour", default=40, words="passages highlighted in an hour"),
    Threshold(name="highlights_per_minute", default=5, words="passages highlighted in a minute"),
    Threshold(name="bookmarks_per_day", default=150, words="posts bookmarked in a day"),
    Threshold(name="bookmarks_per_hour", default=60, words="posts bookmarked in an hour"),
    Threshold(name="bookmarks_per_minute", default=10, words="posts bookmarked in a minute"),
    Threshold(name="acts_per_minute", default=10, words="claps, highlights, bookmarks and responses in a minute"),
    Threshold(name="full_claps_per_minute", default=3, words="posts given all fifty claps in a minute"),
    Threshold(name="praise_with_claps_per_day", default=5, words="short words of praise with claps in a day"),
    Threshold(name="same_link_in_responses", default=3, words="responses with a link to the same place"),
    Threshold(name="same_phrase_in_responses", default=3, words="responses with the same words"),
    Threshold(name="mentions_per_post", default=10, words="people mentioned in one post"),
    Threshold(name="links_per_100_words", default=1.0, words="links to other sites for each 100 words of a post"),
    Threshold(name="clipped_words", default=300, words="words up to which a post can be a clipped one"),
    Threshold(name="duplicate_words", default=50, words="words in a row that two posts have in common"),
    Threshold(name="template_posts", default=4, words="posts made from one template"),
    Threshold(name="undisclosed_affiliate_posts", default=1, words="posts with affiliate links that are not called so"),
    Threshold(name="collecting_embed_posts", default=1, words="posts with a form of another site inside"),
    Threshold(name="unmarked_sign_up_posts", default=3, words="posts with a sign-up link that does not say where to"),
    Threshold(name="ad_posts", default=1, words="posts that seem to advertise something of others"),
    Threshold(name="crypto_posts", default=1, words="posts that seem to sell a crypto-currency"),
    Threshold(name="hashtags_in_a_row", default=10, words="hashtags in one paragraph"),
    Threshold(name="same_tags_posts", default=30, words="posts with the same five tags"),
    Threshold(name="posts_per_week_suddenly", default=14, words="posts in a week, where there were few before"),
    Threshold(name="agency_pictures", default=1, words="pictures of agencies that sell licences"),
    Threshold(name="stock_pictures_uncredited", default=5, words="pictures of free collections without a name"),
    Threshold(name="pictures_without_source", default=50, words="pictures with no caption, source or description"),
    Threshold(name="strange_links", default=1, words="links that look like those of fraud"),
    Threshold(name="shortened_links", default=5, words="links through a shortener"),
    Threshold(name="new_country_sessions", default=1, words="sessions in a country where there were none before"),
    Threshold(name="lookalike_commenters", default=1, words="commenters who look like you"),
)
"""All of them, by the number of their rule; those of rules beyond the ten come last."""


def thresholds(chosen: Mapping[str, float] | None = None) -> dict[str, float]:
    """Return every threshold by its name, those that the writer chose in the place of the defaults."""
    return {one.name: one.default for one in THRESHOLDS} | dict(chosen or {})

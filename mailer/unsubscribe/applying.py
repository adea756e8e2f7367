"""What follows from wishes to get no more letters: tokens are checked, and whom they speak of is suppressed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import msgspec

from mailer.model import Reason
from mailer.suppression.suppression_list import Entry, SuppressionList
from mailer.tokens import TokenFound, Tokens, read_token


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """That somebody wants no more letters, or that a provider says so of somebody."""

    at: datetime
    tokens: tuple[str, ...] = ()
    """What may be tokens of ours; one that is right is enough."""
    address: str = ""
    """Who it is, where no token says so."""
    reason: Reason = Reason.UNSUBSCRIBED


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What became of wishes. Holds no address."""

    wishes: int
    news: int
    """How many addresses were not suppressed before, or for a weaker reason."""
    forged: int
    """How many had a token that we never made, or one of a campaign that is not in this archive."""
    unknown: int
    """How many had a right token of somebody whose address is not known any more."""


def apply_wishes(
    wishes: Iterable[Wish],
    suppressions: SuppressionList,
    *,
    source: str,
    tokens_of: Callable[[int], Tokens | None],
    address_of: Callable[[int, int], str | None],
) -> Applied:
    """Suppress whom the wishes speak of. The same wishes again change nothing.

    `tokens_of` gives the tokens for unsubscribing of a campaign, `address_of` the address of a recipient from the
    numbers of campaign and recipient.

    Raises:
        StorageError: the disk refuses; the same wishes can be applied again.
    """
    signed: dict[tuple[int, int], Wish] = {}
    named: list[Wish] = []
    count = forged = 0
    for wish in wishes:
        count += 1
        if found := _signed_by(wish, tokens_of):
            known = signed.get(found)
            if known is None or known.at < wish.at:
                signed[found] = wish
        elif wish.address:
            named.append(wish)
        else:
            forged += 1
    unknown = 0

    def entries() -> Iterator[Entry]:
        nonlocal unknown
        for campaign, number in sorted(signed):  # in order: addresses are sealed many together
            wish = signed[campaign, number]
            if address := address_of(campaign, number):
                yield Entry(address, wish.reason, source, wish.at)
            else:
                unknown += 1
        for wish in named:
            yield Entry(wish.address, wish.reason, source, wish.at)

    news = suppressions.add_many(entries())
    return Applied(wishes=count, news=news, forged=forged, unknown=unknown)


def _signed_by(wish: Wish, tokens_of: Callable[[int], Tokens | None]) -> tuple[int, int] | None:
    for text in wish.tokens:
        found: TokenFound | None = read_token(text, tokens_of)
        if found is not None:
            return found.campaign, found.number
    return None

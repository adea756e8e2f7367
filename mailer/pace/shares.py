"""What little there is, parted fairly."""

from collections.abc import Mapping

from mailer.model import Destination


def shared(asked: Mapping[Destination, int], room: int) -> dict[Destination, int]:
    """Return how many of `room` each gets: what it asks for, or else as large a share as it has of all that is asked.

    What is left over after rounding goes to those who lost most by it. Those that get nothing are left out.
    """
    total = sum(count for count in asked.values() if count > 0)
    if total <= room:
        return {destination: count for destination, count in asked.items() if count > 0}
    if room <= 0:
        return {}
    shares = {destination: divmod(count * room, total) for destination, count in asked.items() if count > 0}
    over = room - sum(whole for whole, _ in shares.values())
    first = sorted(shares, key=lambda destination: -shares[destination][1])[:over]
    granted = {destination: whole + (destination in first) for destination, (whole, _) in shares.items()}
    return {destination: count for destination, count in granted.items() if count}

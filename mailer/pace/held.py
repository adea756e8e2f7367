"""What holds mails back: the words of a pace for why nothing may go just now."""

from enum import StrEnum


class Held(StrEnum):
    """Which kind of gate is closed."""

    QUOTA = "quota"
    """As many went in the last 24 hours as may."""
    WARM_UP = "warm-up"
    """As many went to a provider today as may, from a sender whom it does not know yet."""
    RATE = "rate"
    """The rate of the settings, or a lower one for which somebody asked."""

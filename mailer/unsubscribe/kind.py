"""Which of the three ways of unsubscribing a letter offers."""

from enum import StrEnum


class UnsubscribeKind(StrEnum):
    """How a subscriber gets off the list. A mailbox is always there beside the first two."""

    PROVIDER = "provider"
    """The provider that sends the letters puts in its own link and keeps the list."""
    DROP_BOX = "drop-box"
    """A link to the writer's drop-box: one click (RFC 8058)."""
    MAILTO = "mailto"
    """A mail to the writer's mailbox, and nothing else: no click is enough, so no `List-Unsubscribe-Post`."""

    @property
    def one_click(self) -> bool:
        """Tell whether one click is enough, as Gmail asks of whoever writes to many."""
        return self is not UnsubscribeKind.MAILTO


def kind_of(*, drop_box: str | None, provider_does_it: bool) -> UnsubscribeKind:
    """Return the best way that a writer has: the provider's, which needs no care; else the drop-box; else a mailbox."""
    if provider_does_it:
        return UnsubscribeKind.PROVIDER
    return UnsubscribeKind.DROP_BOX if drop_box else UnsubscribeKind.MAILTO

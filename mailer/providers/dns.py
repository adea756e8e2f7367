"""What a mail provider wants in the DNS of the writer's domain, and what it makes of the envelope."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderDns:
    """What one provider wants. Where the writer gave it a domain of their own for the envelope, a test copy tells."""

    include: str = ""
    """What SPF has to name; empty: nothing, or it is not known."""
    selectors: tuple[str, ...] = ()
    """Under which names its DKIM keys lie; empty: they differ for each customer."""
    envelope: str = ""
    """The domain that it puts into the envelope, where `{domain}` is the writer's; empty: the one it is given."""
    bounces_at: str = ""
    """An address that bounces on purpose, without harm to anybody's reputation; empty: it has none."""
    source: str = ""

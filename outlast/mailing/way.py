"""By which way letters go out: what is known of the mail provider in the settings, as checks and plans need it."""

from dataclasses import dataclass

from mailer.unsubscribe.kind import UnsubscribeKind, kind_of
from outlast.mailing.providers import provider_of
from outlast.settings.mail import MailSettings

_SOURCE = "the provider’s own pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What is known of the mail provider."""

    name: str
    """As people call it."""
    demands: tuple[str, ...] = ()
    """What it wants before it sends to everybody, in sentences."""
    spf_include: str = ""
    selectors: tuple[str, ...] = ()
    envelope_domain: str = ""
    """See `mailer.preflight.domain.SendingAs`."""
    bounces_at: str = ""
    """An address of the provider that bounces on purpose; empty: it has none."""
    unsubscribing: UnsubscribeKind = UnsubscribeKind.MAILTO
    placeholders: tuple[str, ...] = ()
    """What it replaces in a letter on the way."""
    source: str = _SOURCE

    @property
    def provider_unsubscribes(self) -> bool:
        """Tell whether the provider puts its own ways to unsubscribe into the letter."""
        return self.unsubscribing is UnsubscribeKind.PROVIDER

    @property
    def one_click(self) -> bool:
        """Tell whether one click is enough to unsubscribe."""
        return self.unsubscribing.one_click


def way_of(mail: MailSettings) -> Way:
    """Return what is known of the provider in the settings.

    Raises:
        NotSetUpForMail: Outlast knows none of that name.
    """
    provider = provider_of(mail)
    domain, envelope = _domain_of(mail.sender or ""), provider.dns.envelope
    if not envelope and not provider.keeps_return_path:
        envelope = _domain_of(mail.user or "") or domain  # it writes the account's own address there
    managed = provider.unsubscribe if mail.provider_unsubscribes else None
    return Way(
        name=provider.title if provider.servers else "your mail server",
        demands=provider.demands,
        spf_include=provider.dns.include,
        selectors=provider.dns.selectors,
        envelope_domain=envelope.replace("{domain}", domain),
        bounces_at=provider.dns.bounces_at,
        unsubscribing=kind_of(drop_box=mail.drop_box, provider_does_it=managed is not None),
        placeholders=(managed.url,) if managed else (),
        source=provider.dns.source or _SOURCE,
    )


def _domain_of(address: str) -> str:
    return address.rpartition("@")[2].lower() if "@" in address else ""

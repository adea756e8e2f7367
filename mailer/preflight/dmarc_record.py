"""A DMARC record taken apart (RFC 7489, 6.3; RFC 9989 takes its place and drops `pct`, `rf` and `ri`)."""

from dataclasses import dataclass

from mailer.preflight.tags import read_tags

_POLICIES = ("none", "quarantine", "reject")


@dataclass(frozen=True, slots=True, kw_only=True)
class DmarcRecord:
    """What a domain's owner asks of receivers."""

    policy: str = "none"
    """`none`, `quarantine` or `reject`: what to do with letters in its name that do not prove it."""
    below: str = "none"
    """The same for names below the domain (`sp`)."""
    strict_dkim: bool = False
    """Whether the signing domain must be exactly that of From (`adkim=s`)."""
    strict_spf: bool = False
    """Whether the envelope's domain must be exactly that of From (`aspf=s`)."""
    reports: tuple[str, ...] = ()
    """Where receivers send their daily reports (`rua`)."""
    partly: bool = False
    """Whether the policy holds for some letters only, or is tested (`pct` below 100, `t=y`)."""
    suffix: str = "u"
    """`y`: people register names below this domain; `n`: they do not, an organisation ends here; `u`: not said."""
    slips: tuple[str, ...] = ()
    """What receivers stumble over; phrases for the middle of a sentence."""


def is_dmarc(text: str) -> bool:
    """Tell whether a TXT record is meant to be DMARC: the version stands first (RFC 7489, 6.6.3)."""
    name, equals, value = text.partition(";")[0].partition("=")
    return bool(equals) and name.strip() == "v" and value.strip() == "DMARC1"


def parse_dmarc(text: str) -> DmarcRecord:
    """Read a record. Never raises: what is wrong becomes a slip."""
    tags, found = read_tags(text)
    slips = list(found)
    policy = tags.get("p", "").lower()
    if policy not in _POLICIES:
        slips.append(f"“p={policy}” is no policy" if policy else "the policy (p=) is missing")
        policy = "none"
    below = tags.get("sp", policy).lower()
    if below not in _POLICIES:
        slips.append(f"“sp={below}” is no policy")
        below = policy
    slips += [
        f"“{name}=” must be r or s" for name in ("adkim", "aspf") if tags.get(name, "r").lower() not in ("r", "s")
    ]
    reports = tuple(place.strip() for place in tags.get("rua", "").split(",") if place.strip())
    slips += ["an address for reports (rua=) does not begin with mailto:" for place in reports if ":" not in place][:1]
    return DmarcRecord(
        policy=policy,
        below=below,
        strict_dkim=tags.get("adkim", "").lower() == "s",
        strict_spf=tags.get("aspf", "").lower() == "s",
        reports=reports,
        partly=tags.get("pct", "100") != "100" or tags.get("t", "n").lower() == "y",
        suffix=tags.get("psd", "u").lower(),
        slips=tuple(slips),
    )

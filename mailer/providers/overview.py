"""All providers on a page, made from the modules."""

from mailer.providers import found, load
from mailer.providers._base import Provider
from mailer.smtp.server import Security, SignIn

_SECURITY = {Security.TLS: "TLS", Security.STARTTLS: "STARTTLS", Security.NONE: "none (this computer)"}
_SIGN_IN = {SignIn.PASSWORD: "a password", SignIn.XOAUTH2: "an OAuth token"}


def overview() -> str:
    """Return Markdown: a table with a row for each provider, then what each wants first."""
    providers = {name: load(name) for name in found()}
    lines = ["| Name in the settings | Provider | Server | Letters in 24 hours | Letters a second | Good for |"]
    lines += ["| --- | --- | --- | --- | --- | --- |"]
    for name, one in providers.items():
        cells = (f"`{name}`", one.title, _server(one), _daily(one), _rate(one), one.suits)
        lines.append(f"| {' | '.join(cells)} |")
    for name, one in providers.items():
        lines += ["", f"## {one.title}", "", found()[name], ""]
        lines += [f"- {sentence}" for sentence in one.demands]
        lines += ["", *_facts(one)]
    return "\n".join(lines) + "\n"


def _server(one: Provider) -> str:
    if not one.servers:
        return "yours"
    first = one.servers[0]
    more = ", one for each region" if len({server.where for server in one.servers}) > 1 else ""
    return f"`{first.place}` ({_SECURITY[first.security]}){more}"


def _daily(one: Provider) -> str:
    return f"{one.daily:,}" + (f" ({one.daily_of})" if one.daily_of else "") if one.daily else "no limit known"


def _rate(one: Provider) -> str:
    if one.rate is None:
        return "as fast as it takes them"
    return f"{one.rate:g}" if one.rate >= 1 else f"one in {1 / one.rate:.0f} seconds"


def _facts(one: Provider) -> list[str]:
    rows = {
        "You sign in with": " or ".join(_SIGN_IN[way] for way in one.sign_ins),
        "Unsubscribing with one click": "by the provider" if one.unsubscribe else "with a drop-box of your own",
        "Bounces": _bounces(one),
        "Its own lists": f"are asked for with {one.api_words[0].lower()}{one.api_words[1:]}"
        if one.api_words
        else "none",
        "Taken once, however often it is handed over": _once(one),
        "Your Message-ID": "stays" if one.keeps_message_id else "is replaced by its own",
        "Tracking of opens and clicks": _tracking(one),
    }
    lines = ["| | |", "| --- | --- |", *(f"| {what} | {value} |" for what, value in rows.items())]
    if one.sources:
        lines += ["", f"Read in {one.seen}: " + ", ".join(f"<{source}>" for source in one.sources)]
    return lines


def _lists(one: Provider) -> str:
    return f"are asked for with {one.api_words[0].lower()}{one.api_words[1:]}" if one.api_words else "none"


def _bounces(one: Provider) -> str:
    if one.keeps_return_path:
        return "come to your mailbox"
    return "are kept by the provider; Outlast asks for its list" if one.api_words else "come to your mailbox, no token"


def _once(one: Provider) -> str:
    hours = one.idempotency.window.total_seconds() / 3_600 if one.idempotency else 0
    return f"within {hours:.0f} hours" if hours else "no"


def _tracking(one: Provider) -> str:
    off = any("track" in header.lower() for header in one.headers)
    return "switched off in each letter" if off else "not by Outlast; look into the account’s settings"

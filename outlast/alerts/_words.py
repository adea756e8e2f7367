"""News as the words of a message, the same for every way."""

from outlast.telling.news import News


def one_line(text: str) -> str:
    """Return text as one line, so that it can begin no header and no second message."""
    return " ".join(text.split())


def body(news: News) -> str:
    """Return the news as plain text: what happened, when, and what to do."""
    parts = [news.text.strip()]
    if news.next:
        parts.append(f"What to do: {news.next}")
    facts = [f"When: {news.when:%Y-%m-%d %H:%M %Z}".rstrip()]
    if news.account:
        facts.append(f"Account: {news.account}")
    if news.incident:
        facts.append(f"Incident: {news.incident}")
    parts.append("\n".join(facts))
    return "\n\n".join(part for part in parts if part)


def said(text: str, *, hide: tuple[str, ...] = (), longest: int = 300) -> str:
    """Return what another side said as one short line, with the parts that are secret taken out."""
    for secret in sorted((part for part in hide if len(part) > 3), key=len, reverse=True):
        text = text.replace(secret, "…")
    line = one_line("".join(sign if sign.isprintable() else " " for sign in text))
    return line if len(line) <= longest else f"{line[: longest - 1]}…"

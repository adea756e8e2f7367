"""Makes a draft from a template, and puts a draft into the text that an editor shows and back."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from backup.errors import UsageError
from mailer.campaign import Campaign, Segment, Sender
from mailer.errors import LetterProblem
from mailer.letter.library import Ask, LetterTemplate, load_own, load_template
from outlast.mailing.transitions import written
from outlast.mailing.web_answers import fitting
from outlast.places import at_home

_OWN = "own"
"""What a campaign notes as its template where that is a file of the writer's."""
_HEAD = ("Subject", "Preheader")


def template_of(name: str, language: str) -> tuple[str, LetterTemplate]:
    """Return the template that a person means by a name, or by the path of a file, and what to note of it.

    Raises:
        LetterProblem: there is none, or it has a slip.
    """
    if name.endswith(".md") or "/" in name or "\\" in name:
        return _OWN, load_own(at_home(Path(name)))
    return name, load_template(name, language)


def answers(template: LetterTemplate, given: Mapping[str, str], ask: Callable[[Ask], str] | None) -> dict[str, str]:
    """Return a value for each that the template asks for: what was given, else what `ask` gets from a person.

    Raises:
        UsageError: one is missing and nobody is there to ask, is no web address where one is asked for, or was given
            though the template does not ask for it.
    """
    names = [one.name for one in template.asks]
    for name in given:
        if name not in names:
            known = f"It asks for: {', '.join(names)}" if names else "It asks for nothing."
            raise UsageError(f"The template does not ask for “{name}”.", next=known)
    values = {}
    for one in template.asks:
        value = given.get(one.name, "")
        if not value and ask is not None and one.name not in given:
            value = ask(one)
        if not value and one.required:
            raise UsageError(
                f"The letter needs an answer: {one.question}",
                so_what="Nothing was changed.",
                next=f'Add: --set {one.name}="{one.example or "…"}"',
            )
        values[one.name] = fitting(one, value)
    return values


def changed_answers(campaign: Campaign, given: Mapping[str, str]) -> dict[str, str]:
    """Return the answers of a draft with others in the place of some; those of a template of one's own stay as given.

    Raises:
        UsageError: one is no web address where the template asks for one.
    """
    asks = {} if campaign.template == _OWN else _asks_of(campaign)
    fit = {name: fitting(asks[name], value) if name in asks else value for name, value in given.items()}
    return {**campaign.values, **fit}


def _asks_of(campaign: Campaign) -> dict[str, Ask]:
    try:
        return {ask.name: ask for ask in load_template(campaign.template, campaign.language).asks}
    except LetterProblem:  # written with another Outlast, whose template this one does not have
        return {}


def draft_of(
    template: LetterTemplate,
    *,
    publication: str,
    name: str,
    language: str,
    values: dict[str, str],
    sender: Sender,
    segment: Segment,
    now: datetime,
) -> Campaign:
    """Return a draft, which `Campaigns.new` gives its number."""
    return Campaign(
        number=0,
        salt="",
        publication=publication,
        template=name,
        language=language,
        subject=template.subject,
        preheader=template.preheader,
        body=template.body,
        values=values,
        sender=sender,
        segment=segment,
        created=written(now),
    )


def as_text(campaign: Campaign) -> str:
    """Return a draft as an editor shows it: its subject and preheader like the head of a mail, then its words."""
    head = "".join(
        f"{name}: {text}\n" for name, text in zip(_HEAD, (campaign.subject, campaign.preheader), strict=True)
    )
    return f"{head}\n{campaign.body.strip()}\n"


def from_text(text: str) -> dict[str, str]:
    """Return the fields of a draft from the text that comes back from an editor.

    Raises:
        LetterProblem: it does not begin with a subject.
    """
    head, _, body = text.replace("\r\n", "\n").lstrip("\ufeff").partition("\n\n")
    found = {}
    for line in head.splitlines():
        name, colon, words = line.partition(":")
        if not colon or name.strip().capitalize() not in _HEAD:
            raise LetterProblem(
                "The letter does not begin with its subject.",
                so_what="The draft is as it was.",
                next="Write “Subject: …” on the first line, then an empty line, then the letter.",
            )
        found[name.strip().lower()] = words.strip()
    if not found.get("subject"):
        raise LetterProblem(
            "The letter has no subject.", so_what="The draft is as it was.", next="Write it behind “Subject:”."
        )
    return {"subject": found["subject"], "preheader": found.get("preheader", ""), "body": f"{body.strip()}\n"}

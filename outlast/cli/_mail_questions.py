"""What `outlast mail setup` asks: the six questions, and the secrets, which nobody sees."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from backup.errors import NeedsConfirmation, UsageError
from mailer import providers
from outlast.cli._frame.answers import ask_choice, ask_text, ask_yes
from outlast.cli._frame.session import Session
from outlast.cli._secret_file import read_secret_file
from outlast.cli.output import Output
from outlast.mailing.setting_up import (
    NONE,
    Ask,
    Given,
    asks,
    has_own_inbox,
    keep_mail_secret,
    without_blanks_for_the_eye,
)
from outlast.secrets import Secret, split_reference
from outlast.settings.table import setting_named

if TYPE_CHECKING:
    from mailer.providers import Provider

_OTHER_WORDS = {"from": "--from", "inbox_server": "--inbox", "postal_address": "--postal-address"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretGiven:
    """How a secret was given on the command line: in a file, or by saying where it lies."""

    file: str | None = None
    reference: str | None = None


def chosen_provider(output: Output, said: str | None, known: str) -> str:
    """Return the name of the provider that sends the letters.

    Raises:
        UsageError: nobody said which one, and nobody is there to ask.
    """
    if said is not None:
        return said
    there_are = providers.found()
    if not output.can_ask:
        raise UsageError(
            "It does not say who sends your letters.", next=f"Add --provider, one of: {', '.join(there_are)}"
        )
    output.note("Who sends your letters?")
    widest = max(map(len, there_are))
    for name, words in there_are.items():
        output.note(f"  {name:{widest}}  {words}")
    return ask_choice(output, "Provider", tuple(there_are), default=known if known in there_are else "smtp")


def answers(output: Output, provider: "Provider", said: Mapping[str, str | None], known: Mapping[str, str]) -> Given:
    """Return what was said, completed by asking; `known` are the settings so far, which Enter keeps.

    Raises:
        UsageError: something that is needed is missing and nobody is there to ask, or it does not fit.
    """
    given = {name: value for name, value in said.items() if value is not None}
    if not provider.servers and not provider.user and given.get("user", "").strip() in ("", NONE):
        given |= {"user": ""} if "user" in given else {}  # a server of one's own that wants no name
    for name, value in given.items():
        if name != "user" or value:
            given[name] = _accepted(name, _chosen(provider, name, value))
    for ask in asks(provider, given):
        if ask.setting not in given and (answer := _asked(output, ask, known.get(ask.setting, ""))):
            given[ask.setting] = "" if ask.setting == "user" and answer == NONE else answer
    return given


def secrets_of(
    session: Session,
    provider: "Provider",
    given: Given,
    said: Mapping[str, SecretGiven],
    known: Mapping[str, str],
    *,
    in_keyring: bool,
) -> Given:
    """Return the settings with references to the secrets, which are kept now where they are new.

    `said` has what the command line says of `password`, `inbox` and `api`; `known` the references so far.

    Raises:
        UsageError: one was given twice, or is no reference.
        NeedsConfirmation: the password is needed, and nobody is there to type it.
        SecretProblem: one cannot be read or kept.
    """
    questions = {"password": ("secret", provider.secret_words)} if given.get("user") or provider.user else {}
    if given.get("inbox_server") not in (None, NONE) and not has_own_inbox(provider, given):
        questions["inbox"] = ("inbox_secret", "The password of that mailbox")
    if provider.api_words and not provider.api_is_secret:
        questions["api"] = ("api_secret", provider.api_words)
    for which, one in said.items():
        if which not in questions and (one.file or one.reference):
            raise UsageError(f"{provider.title} wants no {_secret_words(which)}.", next="Leave it out.")
    settings = dict(given)
    for which, (setting, question) in questions.items():
        known_one = known.get(setting, "")
        if reference := _reference(session, which, question, said[which], known_one, in_keyring=in_keyring):
            settings[setting] = reference
    return settings


def _reference(session: Session, which: str, question: str, said: SecretGiven, known: str, *, in_keyring: bool) -> str:
    if said.file is not None and said.reference is not None:
        raise UsageError("A secret was given twice.", next="Use the flag with -file or the one with -from, not both.")
    if said.reference is not None:
        try:
            split_reference(said.reference)
        except ValueError as error:
            raise UsageError(f"What follows the flag with -from {error}.") from None
        return said.reference
    output = session.output
    if said.file is not None:
        text = read_secret_file(said.file)
    elif known and (not output.can_ask or ask_yes(output, f"Keep the {_secret_words(which)} that Outlast has?")):
        return known
    elif which == "api" and not (output.can_ask and ask_yes(output, f"{question}: give it now? It is for {_FOR_WHAT}")):
        return ""
    elif not output.can_ask:
        raise NeedsConfirmation(
            f"The {_secret_words(which)} is needed, and nobody is there to type it.",
            next="Add the flag with -file FILE (- is stdin) or with -from REFERENCE; see: outlast mail setup --help",
        )
    else:
        text = output.ask_secret(question)
    secret = Secret(without_blanks_for_the_eye(text.strip()))
    return keep_mail_secret(session.places, which, secret, in_keyring=in_keyring)


_FOR_WHAT = "the provider’s own lists of bounces and unsubscriptions"


def _secret_words(which: str) -> str:
    return {"password": "password", "inbox": "password of the mailbox", "api": "key of the web interface"}[which]


def _chosen(provider: "Provider", name: str, value: str) -> str:
    """Return what a region stands for, where one was said in the place of a server."""
    places = {server.where: server.place for server in provider.servers if server.where}
    return places.get(value, value) if name == "server" else value


def _asked(output: Output, ask: Ask, known: str) -> str:
    if ask.choices:
        names = {place: name for name, place in ask.choices.items()}
        if not output.can_ask and known not in names:
            raise UsageError("It does not say in which region.", next=f"Add --server, one of: {', '.join(ask.choices)}")
        default = names.get(known, next(iter(ask.choices)))
        return ask.choices[ask_choice(output, ask.question, tuple(ask.choices), default=default)]
    default = known or ask.default
    if ask.required and not default and not output.can_ask:
        raise UsageError(f"{ask.question} is needed.", next=f"Add {_flag(ask.setting)}")
    while True:
        answer = ask_text(output, ask.question, default=default)
        if not answer and not ask.required:
            return ""
        if not answer and output.can_ask:
            output.warn("This is needed. Ctrl-C ends, and keeps nothing.")
            continue
        try:
            return _fitting(ask.setting, answer)
        except ValueError as error:
            if not output.can_ask:
                raise UsageError(f"{_flag(ask.setting)} {error}.") from None
            output.warn(f"That {error}.")


def _accepted(name: str, value: str) -> str:
    """Return a value as the settings take it.

    Raises:
        UsageError: it does not fit.
    """
    try:
        return _fitting(name, value)
    except ValueError as error:
        raise UsageError(f"{_flag(name)} {error}.") from None


def _fitting(name: str, value: str) -> str:
    """Return a value as the settings take it, or raise `ValueError` with what it should be."""
    setting = setting_named(("mail", name))
    if setting is None or (name == "inbox_server" and value == NONE):
        return value
    return str(setting.kind.accept(setting.kind.from_text(value)))


def _flag(setting: str) -> str:
    return _OTHER_WORDS.get(setting, f"--{setting.replace('_', '-')}")

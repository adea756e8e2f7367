"""What `outlast alerts add` asks: the settings that a kind needs, and its secret, which nobody sees."""

from collections.abc import Mapping
from typing import TypeAlias

from backup.errors import NeedsConfirmation, UsageError
from outlast.alerts._base import Ask, load
from outlast.cli._frame.answers import ask_text
from outlast.cli._frame.session import Session
from outlast.cli._secret_file import read_secret_file
from outlast.cli.output import Output
from outlast.secrets import Secret, split_reference
from outlast.settings import AlertSetting
from outlast.settings.table import setting_named
from outlast.telling.secrets import keep_secret

Given: TypeAlias = dict[str, str]
"""Settings by the last word of their names."""


def complete(output: Output, kind: str, said: Mapping[str, str | None], *, known: AlertSetting | None = None) -> Given:
    """Return what was said, completed by asking for what the kind needs; what is known already is not asked again.

    Raises:
        UsageError: something is missing and nobody is there to ask, or something does not belong to the kind.
    """
    given = {("from" if key == "sender" else key): value for key, value in said.items() if value is not None}
    asks = {ask.setting: ask for ask in load(kind).asks}
    for key in given:
        if key != "on" and key not in asks and not (key in ("from", "security") and "server" in asks):
            raise UsageError(f"--{key} says nothing to an alert of the kind {kind}.", next="Leave it out.")
        setting = setting_named(("alerts", kind, key))
        try:
            given[key] = str(setting.kind.accept(given[key])) if setting else given[key]
        except ValueError as error:
            raise UsageError(f"--{key} {error}.") from None
    for ask in asks.values():
        if ask.setting == "secret" or ask.setting in given or (known and getattr(known, ask.setting)):
            continue
        if answer := _asked(output, kind, ask):
            given[ask.setting] = answer
    return given


def _asked(output: Output, kind: str, ask: Ask) -> str:
    if ask.required and not output.can_ask:
        raise UsageError(f"An alert of the kind {kind} needs its “{ask.setting}”.", next=f"Add --{ask.setting}")
    setting = setting_named(("alerts", kind, ask.setting))
    while True:
        answer = ask_text(output, ask.question, default=ask.default)
        if not answer and not ask.required:
            return ""
        try:
            return str(setting.kind.accept(answer)) if setting else answer
        except ValueError as error:
            output.warn(f"It {error}.")


def kept_secret(
    session: Session,
    name: str,
    kind: str,
    given: Given,
    *,
    file: str | None,
    reference: str | None,
    in_keyring: bool,
) -> Given:
    """Return the settings with the reference to the secret, which is kept now if it is a new one.

    Raises:
        UsageError: it was given twice, or is no reference.
        NeedsConfirmation: it is needed, and nobody is there to type it.
        SecretProblem: it cannot be read or kept.
    """
    ask = next((ask for ask in load(kind).asks if ask.setting == "secret"), None)
    if file is not None and reference is not None:
        raise UsageError("The secret was given twice.", next="Use --secret-file or --secret-from, not both.")
    if ask is None:
        if file is not None or reference is not None:
            raise UsageError(f"An alert of the kind {kind} has no secret.", next="Leave it out.")
        return given
    if reference is not None:
        try:
            split_reference(reference)
        except ValueError as error:
            raise UsageError(f"--secret-from {error}.") from None
        return {**given, "secret": reference}
    known = next((alert for alert in session.settings.alerts if alert.name == name), None)
    if file is None and known is not None and known.secret and not session.output.can_ask:
        return given
    text = read_secret_file(file) if file is not None else _typed(session, kind, given, ask, known)
    if not text:
        return given
    return {**given, "secret": keep_secret(session.places, name, Secret(text), in_keyring=in_keyring)}


def _typed(session: Session, kind: str, given: Given, ask: Ask, known: AlertSetting | None) -> str:
    output = session.output
    user = given.get("user") or (known.user if known else None)
    if not ask.required and not user:
        return ""  # a server that takes mail without a name wants no password either
    if not output.can_ask:
        raise NeedsConfirmation(
            f"An alert of the kind {kind} needs its secret, and nobody is there to type it.",
            next="Add --secret-file FILE (- is stdin) or --secret-from REFERENCE",
        )
    return output.ask_secret(ask.question).strip()

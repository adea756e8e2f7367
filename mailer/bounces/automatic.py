"""Automatic answers: holiday notes, tickets, notes that somebody left. Nothing follows from them (RFC 3834)."""

import re

from mailer.bounces.bounce_signs import seems_bounce
from mailer.bounces.finding import Finding
from mailer.bounces.headers import Headers
from mailer.bounces.returned_letter import words_before_letter
from mailer.bounces.sections import Apart
from mailer.model import EventKind

_FIELDS = re.compile(
    r"x-(?:mail-)?auto-?(?:repl|respon|generated|answer)(?!\w*-suppress)|x-vacation|x-fc-machinegenerated"
)
"""Names of fields that only programs write which answer by themselves. X-Auto-Response-Suppress is another thing."""
_SUBJECTS = re.compile(
    r"^(?:(?:re|aw|sv|rv|antw|fw|wg)\s*:\s*)*\W*(?:"
    r"auto(?:matic|mated|matisk|matische|matikus)?[ -]?(?:reply|response|responder|answer|antwort|svar|válasz)"
    r"|automatisch antwoord|out of (?:the )?office|(?:i am |i'm )?(?:away|on (?:holiday|vacation|leave))\b|vacation\b"
    r"|abwesen|abwesenheit|bin im urlaub|nicht im büro|réponse automatique|absen(?:ce|t)\b|message d.absence"
    r"|respuesta autom|fuera de (?:la )?oficina|ausente|resposta autom|ausência|fora do escrit"
    r"|risposta automatica|fuori (?:sede|ufficio)|afwezig|frånvaro|fravær|autosvar|automaattinen vastaus|poissa"
    r"|autoodpowied|odpowiedź automatyczna|automatická odpov|otomatik (?:yanıt|cevap)|автоответ|автоматический ответ"
    r"|自動応答|自動返信|不在|自动回复|自動回覆|자동 ?(?:회신|응답)|부재중"
    r"|स्वचालित|स्वतः उत्तर|رد تلقائي|رد آلي|خارج المكتب"
    r")",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"no longer (?:works?|employed|with (?:us|the|our)|at th(?:is|e) (?:company|address))"
    r"|no longer (?:using|monitoring|checking) this"
    r"|has left (?:the|our) (?:company|organi[sz]ation)|this (?:mailbox|address) is (?:no longer|not) monitored"
    r"|nicht mehr (?:bei uns|für uns|im unternehmen|in unserem)|hat (?:das|unser) unternehmen verlassen"
    r"|ne (?:fait|travaille) plus|a quitté (?:la société|l.entreprise)|ya no (?:trabaja|forma parte)"
    r"|não (?:trabalha|faz parte) mais|non lavora più|werkt niet (?:meer|langer)",
    re.IGNORECASE,
)
_WORDS = 4_000
_FOUND = Finding(kind=EventKind.AUTORESPONDED)


def automatic(mail: Apart) -> Finding | None:
    """Tell that a mail was written by a program in answer to a letter, or says that somebody is gone."""
    headers = mail.headers
    if _SUBJECTS.match(headers.words("subject").strip()) or "disposition-notification" in mail.kind:
        return _FOUND
    # Bounces are sent automatically, too, and say so.
    return _FOUND if not seems_bounce(mail) and (is_automatic(headers) or _says_gone(mail)) else None


def answers_by_itself(headers: Headers) -> bool:
    """Tell whether a mail is an answer that no person wrote, as far as its header says so itself."""
    return (
        _SUBJECTS.match(headers.words("subject").strip()) is not None
        or _submitted(headers) == "auto-replied"
        or any(_FIELDS.match(name) for name in headers.names())
    )


def is_automatic(headers: Headers) -> bool:
    """Tell whether a program says of its own mail that no person wrote it."""
    return (
        _submitted(headers) not in ("", "no")
        or "auto" in headers.first("precedence").lower()
        or any(_FIELDS.match(name) for name in headers.names())
    )


def _submitted(headers: Headers) -> str:
    return headers.first("auto-submitted").split(";")[0].strip().lower()


def _says_gone(mail: Apart) -> bool:
    return _GONE.search(words_before_letter(mail.sections)[:_WORDS]) is not None

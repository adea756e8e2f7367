"""The signs by which one sees that a mail system wrote a mail, because a letter could not be delivered."""

import re

from mailer.bounces.sections import Apart

_MACHINES = re.compile(r"mailer[-_ ]?daemon|mail delivery|delivery (?:subsystem|system)|<>|smtp agent", re.IGNORECASE)
_OFFICES = re.compile(r"post[-_. ]?master|mail administrator", re.IGNORECASE)
"""Behind these there may be a person, too: the one who looks after a small domain."""
_SUBJECTS = re.compile(
    r"undeliver|(?:un|non)-?delivery|returned (?:mail|to sender)|mail (?:delivery|system error)"
    r"|delivery (?:status|fail|report|not)"
    r"|failure (?:notice|delivery)|(?:could not|cannot|can't|not) be delivered|unable to deliver|delivery has failed"
    r"|unzustellbar|nicht zugestellt|non remis|échec de (?:la )?remise|non recapitat|mancato recapito"
    r"|no se pudo entregar"
    r"|devuelto|não (?:entregue|foi possível)|devolvida|onbestelbaar|niet bezorg|niedostarczon|не доставлен|недоставлен"
    r"|配信不能|配信エラー|送信エラー|投递失败|退信|반송",
    re.IGNORECASE,
)


def seems_bounce(mail: Apart) -> bool:
    """Tell whether a mail was written by a mail system and not by a person, as far as its header shows."""
    return is_bounce(mail) or _OFFICES.search(mail.headers.words("from")) is not None


def is_bounce(mail: Apart) -> bool:
    """Tell the same where it is sure: the office of a postmaster alone is no proof."""
    headers = mail.headers
    return (
        "x-failed-recipients" in headers
        or _MACHINES.search(headers.words("from")) is not None
        or _SUBJECTS.search(headers.words("subject")) is not None
        # Alone, the empty return path proves nothing: holiday notes have it too (RFC 3834, section 3.3).
        or (headers.first("return-path").strip() == "<>" and any(one.kind == "message/rfc822" for one in mail.sections))
    )

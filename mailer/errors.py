"""Errors of the mailer; they complete the tree in `backup.errors`.

OutlastError
└── MailProblem                1   OUT-300   the mailer cannot go on as things are
    ├── NotSetUpForMail        6   OUT-301   no server, sender or postal address in the settings
    ├── LetterProblem          1   OUT-302   a letter that cannot be made: a slip in its words or template
    ├── NoCampaign             1   OUT-303   there is none of that number
    ├── CampaignNotOpen        1   OUT-304   it is not in the state that this needs
    ├── NotTested              9   OUT-305   no test copy of exactly this letter has gone to the writer
    ├── AnotherComputer        9   OUT-306   this archive is a copy: another one began to send
    ├── MailServerRefused      1   OUT-310   the mail server does not take what it is given, or not from the writer
    ├── MailServerAway         75  OUT-311   it cannot be reached, or asks to wait
    ├── UnsafeConnection       1   OUT-312   no encryption, or not the server it should be
    ├── CampaignPaused         3   OUT-313   sending stopped by itself, so that nothing worse happens
    ├── MailboxProblem         1   OUT-320   the mailbox for bounces and unsubscriptions cannot be read
    ├── ProviderProblem        75  OUT-321   the provider's web interface does not answer as it should
    └── DropBoxProblem         75  OUT-322   the writer's drop-box does not answer as it should
"""

from typing import ClassVar

from backup.errors import OutlastError


class MailProblem(OutlastError):
    """The mailer cannot go on as things are."""

    code: ClassVar[str] = "OUT-300"
    so_what = "Nothing was sent."
    next = "See how it stands: outlast mail list"


class NotSetUpForMail(MailProblem):
    """Outlast does not know yet how to send letters for you."""

    code = "OUT-301"
    exit_code = 6
    next = "Answer six questions, now, before you need it: outlast mail setup"


class LetterProblem(MailProblem):
    """A letter cannot be made from its words: a slip in a placeholder, or something that does not belong in a mail."""

    code = "OUT-302"
    next = (
        "Mend what the message names: outlast mail edit ID, or in an answer outlast mail edit ID --set NAME=…"
        "    then look at it: outlast mail preview ID"
    )


class NoCampaign(MailProblem):
    """There is no campaign of that number."""

    code = "OUT-303"
    next = "See which there are: outlast mail list"


class CampaignNotOpen(MailProblem):
    """The campaign is not in the state that this needs: what is being sent, or was sent, is not changed."""

    code = "OUT-304"
    next = "See how it stands: outlast mail status"


class NotTested(MailProblem):
    """No test copy of exactly this letter has come back to you yet."""

    code = "OUT-305"
    exit_code = 9
    next = "Send one to yourself and look at it: outlast mail test"


class AnotherComputer(MailProblem):
    """This archive is a copy, or an older state, of one from which sending has begun: people could get it twice."""

    code = "OUT-306"
    exit_code = 9
    next = "Go on where sending began; if that computer is gone, say so: outlast mail resume --take-over"


class MailServerRefused(MailProblem):
    """The mail server does not accept the name, the password, the sender or the letter."""

    code = "OUT-310"
    next = "Read what it says; most often the password or the sender's address is not the right one: outlast mail setup"


class MailServerAway(MailProblem):
    """The mail server cannot be reached, or asks to come again later."""

    code = "OUT-311"
    exit_code = 75
    so_what = "Whoever has not been written to yet still will be; nobody is written to twice."
    next = "Run the same command again later: it goes on where it stopped."


class UnsafeConnection(MailProblem):
    """The way to the mail server is not encrypted, or somebody else answers in its name."""

    code = "OUT-312"
    next = "Ask your provider for the right server and port (465 or 587), then: outlast mail setup"


class CampaignPaused(MailProblem):
    """Sending stopped by itself, because going on would do harm: too many bounces, a quota, a provider that refuses."""

    code = "OUT-313"
    exit_code = 3
    so_what = "Whoever has not been written to yet is not lost: they wait. Nobody is written to twice."
    next = "See why, and what to do: outlast mail status"


class MailboxProblem(MailProblem):
    """The mailbox to which bounces and unsubscriptions come cannot be read."""

    code = "OUT-320"
    so_what = "Nothing in it was changed, and nothing was lost: the next look finds the same mails."
    next = "Check server, name and password of the mailbox: outlast mail setup"


class ProviderProblem(MailProblem):
    """The web interface of your mail provider does not answer as it should."""

    code = "OUT-321"
    exit_code = 75
    so_what = "What the provider knows of bounces and unsubscriptions could not be fetched; nothing was sent."
    next = "Try again later; if it stays, check the key: outlast mail setup"


class DropBoxProblem(MailProblem):
    """Your drop-box for unsubscribing with one click cannot be reached, or does not answer as it should."""

    code = "OUT-322"
    exit_code = 75
    so_what = "Who unsubscribed there stays noted there, and is fetched when it answers again."
    next = "Open its address in a browser; if it is not there any more, put it up again: outlast mail drop-box"

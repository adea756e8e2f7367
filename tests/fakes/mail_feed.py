"""A feed of mails for a connection under test: it keeps what it was asked and told, in order, and insists on the rules."""

from collections.abc import Callable, Iterable

from mailer.model import Answer, Mail, Stage

CONTENT = b"Subject: From elsewhere\r\n\r\nIt goes on.\r\n"


def mail(number: int, recipient: str = "", *, sender: str = "writer@example.org", content: bytes = CONTENT) -> Mail:
    """Return a mail; its recipient is `r<number>@example.com` unless said."""
    return Mail(number=number, sender=sender, recipient=recipient or f"r{number}@example.com", content=content)


class MailFeed:
    """Gives out `mails` in order; where `ready` says no, one has to wait for the next one. See `mailer.transport.Feed`."""

    def __init__(self, mails: Iterable[Mail], *, ready: Callable[[Mail], bool] = lambda _mail: True) -> None:
        self._waiting = list(mails)
        self._ready = ready
        self.given: list[int] = []
        self.handed_over: list[int] = []
        self.answers: dict[int, Answer] = {}

    def next(self, *, wait: bool) -> Mail | None:
        if not self._waiting or not (wait or self._ready(self._waiting[0])):
            return None
        given = self._waiting.pop(0)
        self.given.append(given.number)
        return given

    def handing_over(self, mail: Mail) -> None:
        assert mail.number in self.given
        assert mail.number not in self.handed_over
        assert mail.number not in self.answers
        self.handed_over.append(mail.number)

    def answered(self, mail: Mail, answer: Answer) -> None:
        assert mail.number not in self.answers, "answered twice"
        assert (answer.stage is Stage.DOT) == (mail.number in self.handed_over)
        self.answers[mail.number] = answer

    @property
    def open(self) -> list[int]:
        """Return who was taken and has no answer."""
        return [number for number in self.given if number not in self.answers]

    @property
    def accepted(self) -> list[int]:
        """Return whose mail was taken over."""
        return [number for number, answer in self.answers.items() if answer.accepted]

    def told(self, number: int) -> tuple[str, int]:
        """Return the stage and the code of the answer."""
        answer = self.answers[number]
        return answer.stage.value, answer.code

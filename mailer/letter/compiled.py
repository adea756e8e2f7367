"""A letter that is ready to be made for a million recipients: rendered once for each combination of answers."""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import datetime
from threading import Lock

import msgspec

from mailer.errors import LetterProblem
from mailer.letter import address, headers, proof
from mailer.letter.fields import Values, values_of
from mailer.letter.layout import Layout, load_layout
from mailer.letter.letter import Letter
from mailer.letter.message import Frame, Message, frame
from mailer.letter.preview import Preview, preview_of
from mailer.letter.rendering import Rendered, Renderer
from mailer.letter.tracing import Question, Trace, Untraceable
from mailer.letter.unmakeable import unmakeable
from mailer.letter.words import load_words
from mailer.model import Mail, Personal, Recipient
from mailer.unsubscribe.kind import UnsubscribeKind

LARGEST = 100_000
"""Bytes. Gmail cuts what is longer than some 102 KB, and the link to unsubscribe stands at the end."""
_BAD = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_MOST_VARIANTS = 256
_WORKS_ON_VALUES = (
    "The letter does more with what is known of a subscriber than print it, ask whether it is there or compare it,"
    " so each mail is made by itself; that is slower, and changes nothing else."
)


class CompiledLetter:
    """Makes the mails of a letter. Threads may share it."""

    def __init__(self, letter: Letter, *, date: datetime, layout: Layout) -> None:
        """Read the letter, and prove for made-up recipients that what is put together is what it says.

        Raises:
            LetterProblem: see `compile_letter`.
        """
        self.letter = letter
        self.digest = _digest(letter, layout)
        self._renderer = Renderer(letter, layout, self.digest[:12])
        self._frame: Frame = frame(letter, self.digest, date)
        self.rendered_afresh_because = ""
        """Why each mail has to be rendered by itself (some hundred times slower); empty: it has not."""
        self._known: tuple[tuple[Callable[[Values], bool], ...], dict[tuple[bool, ...], Message]] = ((), {})
        self._questions: dict[Question, None] = {}
        self._growing = Lock()
        for number, (recipient, personal) in enumerate(proof.probes(letter.unsubscribing), 1):
            self._prove(number, recipient, personal)

    def mail(self, number: int, recipient: Recipient, personal: Personal) -> Mail:
        """Return the mail to a recipient.

        Raises:
            LetterProblem: it cannot be made for this one; to all others it can (see `unmakeable`).
        """
        values = self._checked(recipient, personal)
        answers, messages = self._known
        message = messages.get(tuple([ask(values) for ask in answers]))  # a generator would take twice as long
        if message is None:
            message = self._grown(values)
        return self._made(number, recipient, personal, values, message)

    def fresh(self, number: int, recipient: Recipient, personal: Personal) -> Mail:
        """Return the same mail, rendered for this recipient alone.

        Raises:
            LetterProblem: it cannot be made for this one.
        """
        values = self._checked(recipient, personal)
        return self._made(number, recipient, personal, values, Message(self._rendered(values), self._frame))

    def set_date(self, moment: datetime) -> None:
        """Let the mails that are made from now on name another moment, with its time zone; all else stays.

        Filters take a mail for spam whose date is long past, and a letter to many is under way for days.
        """
        self._frame = frame(self.letter, self.digest, moment)  # in one step: threads see the old one or the new one

    def preview(self, number: int, recipient: Recipient, personal: Personal) -> Preview:
        """Return what the recipient will see, and what is worth a warning.

        Raises:
            LetterProblem: their mail cannot be made.
        """
        mail = self.mail(number, recipient, personal)
        values = values_of(recipient, personal)
        return preview_of(mail, self._renderer.for_values(values), values, self.rendered_afresh_because)

    def _rendered(self, values: Values) -> Rendered:
        try:
            return self._renderer.for_values(values)
        except LetterProblem:
            # Not “from” it: it may quote a value, and nothing of a subscriber goes into errors and logs.
            raise unmakeable("The letter cannot be filled in with what is known of this subscriber.") from None

    def _grown(self, values: Values) -> Message:
        """Return the message for a combination of answers that has not been met yet, and keep it."""
        fresh = self._rendered(values)
        if not self.rendered_afresh_because:
            trace = Trace(values)
            try:
                traced = self._renderer.traced(trace)
            except (LetterProblem, Untraceable):
                traced = None
            if traced and proof.words(traced, values) == proof.words(fresh, values):
                return self._kept(Message(traced, self._frame), trace, values)
            self.rendered_afresh_because = _WORKS_ON_VALUES
        return Message(fresh, self._frame)

    def _kept(self, message: Message, trace: Trace, values: Values) -> Message:
        with self._growing:
            _, messages = self._known
            if not trace.questions.keys() <= self._questions.keys() or len(messages) >= _MOST_VARIANTS:
                self._questions.update(trace.questions)
                messages = {}
            answers = tuple(question.answer() for question in self._questions)
            self._known = (answers, {**messages, tuple([ask(values) for ask in answers]): message})
        return message

    def _prove(self, number: int, recipient: Recipient, personal: Personal) -> None:
        """Prove for one recipient that the mail says what the letter says; see `mailer.letter.proof`."""
        values = values_of(recipient, personal)
        expected = proof.words(self._renderer.for_values(values), values)
        try:
            mail, fresh = self.mail(number, recipient, personal), self.fresh(number, recipient, personal)
        except LetterProblem as error:
            raise LetterProblem(error.what) from error  # nobody real is spoken of yet
        read = proof.said(fresh)
        if proof.said(mail) != read:
            self._only_afresh()
        flaw = proof.flaw(fresh) or proof.flaw(mail)
        if flaw or (read.subject, read.text, read.html) != expected or read.to[0] != recipient.name.strip():
            raise LetterProblem(
                f"A mail of this letter would be broken: {flaw or 'its words would come out changed'}.",
                next="Please report this, together with the letter.",
            )

    def _only_afresh(self) -> None:
        """Render each mail by itself from now on."""
        self.rendered_afresh_because = _WORKS_ON_VALUES
        self._known = ((), {})

    def _checked(self, recipient: Recipient, personal: Personal) -> Values:
        values = values_of(recipient, personal)
        text = "".join((*values, personal.message_id, personal.return_path, personal.idempotency_key))
        if not text.isprintable() and _BAD.search(text):  # a blank of Japanese is not printable either, and is fine
            raise unmakeable("The name, or something else that is known of this subscriber, holds a control character.")
        return values

    def _made(self, number: int, recipient: Recipient, personal: Personal, values: Values, message: Message) -> Mail:
        to, sender = address.written(recipient.address), address.written(personal.return_path)
        if isinstance(to, str):
            raise unmakeable(f"The address of this subscriber cannot be written to. {to}")
        if isinstance(sender, str):
            raise unmakeable(f"The address for bounces cannot be used. {sender}")
        wide = to.wide or sender.wide or self._frame.wide
        head = (
            headers.mailbox_field("To", recipient.name.strip(), to.text)
            + message.subject_field(values)
            + f"Message-ID: <{personal.message_id}>\r\n"
            + self._ways_out(personal)
            + (self._frame.keyed(personal.idempotency_key) if self._frame.extra else "")
        )
        content = message.put_together(self._frame.first, head.encode("utf-8" if wide else "ascii"), values)
        if len(content) > LARGEST:
            raise unmakeable(f"The mail would be larger than {LARGEST // 1000} KB, and mail programs would cut it.")
        return Mail(number=number, sender=sender.text, recipient=to.text, content=content, wide=wide)

    def _ways_out(self, personal: Personal) -> str:
        url, mailto = personal.unsubscribe_url, personal.unsubscribe_mailto
        if self.letter.unsubscribing == UnsubscribeKind.PROVIDER and not url.startswith("https://"):
            return ""  # the provider puts its own fields there
        fields = headers.unsubscribe_fields(url, mailto)
        if not fields:
            raise unmakeable("There is no way to unsubscribe that can stand in the head of this mail.")
        return fields


def compile_letter(letter: Letter, *, date: datetime, layout: Layout | None = None) -> CompiledLetter:
    """Return a letter that is ready to be made for each recipient.

    Args:
        letter: what goes to all of them.
        date: the moment that its mails name, with its time zone, until it is told another (`set_date`).
        layout: what stands around the words; the one that comes along unless said otherwise.

    Raises:
        LetterProblem: a slip in it (a name, a condition, a link, a character); it names the line where it can.
    """
    return CompiledLetter(letter, date=date, layout=layout or load_layout())


def _digest(letter: Letter, layout: Layout) -> str:
    """Return the SHA-256 of all that makes a letter, but for its date."""
    parts = [msgspec.to_builtins(part) for part in (letter, layout, load_words(letter.language))]
    text = json.dumps(parts, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()

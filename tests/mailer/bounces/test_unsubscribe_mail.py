"""Understands mails that ask to get no more letters, and leaves others alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.bounces.unsubscribe_mail import unsubscribe_request

_MAILBOX = "unsub@letters.example.org"
_TOKEN = "aaaqaaaaabljh2cn7ubnwx5p"


def _mail(*fields: str, body: str = "", to: str = _MAILBOX) -> bytes:
    return "\r\n".join((f"To: {to}", "From: Anna <anna@example.net>", *fields, "", body)).encode()


@pytest.mark.parametrize(
    "mail",
    [
        _mail(f"Delivered-To: unsub+{_TOKEN}@letters.example.org", "Subject: unsubscribe"),
        _mail(f"Delivered-To: Unsub+{_TOKEN}@Letters.Example.ORG", to="list@example.org"),
        _mail(to=f'"Letters" <unsub+{_TOKEN}@letters.example.org>', body="I wonder what this is"),
        _mail(f"Subject: unsubscribe {_TOKEN}"),
        _mail(f"Subject: unsubscribe {_TOKEN}", "Auto-Submitted: auto-generated"),
        _mail(f"Subject: Unsubscribe+{_TOKEN}", to="writer@letters.example.org"),
        _mail(f"Subject: =?utf-8?q?unsubscribe_{_TOKEN}?="),
        _mail(f"Subject: unsubscribe%20{_TOKEN}"),
        _mail(f"Subject: Re: unsubscribe {_TOKEN}"),
        _mail(f"Subject: [EXTERNAL] unsubscribe  {_TOKEN}."),
        _mail(f"Subject: Unsubscribe: {_TOKEN} - please"),
        _mail(f"Subject: unsubscribe {_TOKEN}", body="Anna is no longer with us."),
        _mail(to=f"maya+letters+{_TOKEN}@mail.example.org"),
        _mail(f"Subject: unsubscribe {_TOKEN}", to="earlier@letters.example.org"),
        _mail(to=f"earlier+{_TOKEN}@letters.example.com"),
    ],
)
def test_a_token_in_address_or_subject_is_a_request_of_whoever_has_it(mail: bytes) -> None:
    found = unsubscribe_request(mail, _MAILBOX)

    assert found is not None
    assert found.tokens == (_TOKEN,)


@pytest.mark.parametrize(
    "sender", ["Postmaster <postmaster@small.example>", "Ana (Mail Administrator) <ana@small.example>"]
)
@pytest.mark.parametrize(
    ("to", "subject"), [(f"unsub+{_TOKEN}@letters.example.org", ""), (_MAILBOX, f"unsubscribe {_TOKEN}")]
)
def test_who_looks_after_a_mail_server_may_unsubscribe_too(sender: str, to: str, subject: str) -> None:
    found = unsubscribe_request(f"From: {sender}\nTo: {to}\nSubject: {subject}\n\n".encode(), _MAILBOX)

    assert found is not None
    assert found.tokens == (_TOKEN,)


_LETTER = f"From: maya@letters.example.org\nTo: anna@example.net\nList-Unsubscribe: <mailto:unsub+{_TOKEN}@x.example>\n"


@pytest.mark.parametrize(
    "mail",
    [
        (
            "From: postmaster@example.net\nSubject: unsubscribe {token}\nContent-Type: multipart/report; boundary=b\n\n"
            "--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; anna@example.net\nAction: failed\n"
            "Status: 5.1.1\n\n--b\nContent-Type: message/rfc822\n\n{letter}\n--b--\n"
        ),
        "From: postmaster@example.net\nSubject: Undeliverable: unsubscribe {token}\n\nNo such user.\n\n{letter}\n",
        (
            "From: postmaster@example.net\nSubject: Your letter\n\nFinal-Recipient: rfc822; anna@example.net\n"
            "Action: failed\nStatus: 5.1.1\n\n{letter}\n"
        ),
        "From: MAILER-DAEMON@example.net\nSubject: unsubscribe {token}\n\n{letter}\n",
        (
            "From: anna@example.net\nSubject: Automatic reply: unsubscribe {token}\n"
            "Auto-Submitted: auto-generated\n\n{letter}\n"
        ),
        "From: anna@example.net\nSubject: Re: unsubscribe {token}\nAuto-Submitted: auto-replied\n\n{letter}\n",
        "From: anna@example.net\nSubject: Re: Your letter\n\nThank you!\n\n{letter}\n",
        (
            "From: fbl@example.net\nSubject: unsubscribe {token}\nContent-Type: multipart/report; boundary=b\n\n--b\n"
            "Content-Type: message/feedback-report\n\nFeedback-Type: abuse\n\n--b\nContent-Type: message/rfc822\n\n"
            "{letter}\n--b--\n"
        ),
    ],
)
def test_what_only_brings_the_letter_back_asks_for_nothing(mail: str) -> None:
    filled = f"To: {_MAILBOX}\n" + mail.format(token=_TOKEN, letter=_LETTER)

    assert unsubscribe_request(filled.encode(), _MAILBOX) is None


@pytest.mark.parametrize(
    "subject",
    ["unsubscribe", "Re: UNSUBSCRIBE", "Unsubscribe me please.", "Abmelden", "bitte abmelden", "AW: Kündigen", "STOP",
     "Désabonnement", "Baja", "darme de baja", "Uitschrijven", "Отписаться", "配信停止", "退订", "구독 취소",
     "إلغاء الاشتراك", "सदस्यता रद्द करें", "remove me from your list", "=?utf-8?b?RMOpc2Fib25uZW1lbnQ=?="],
)  # fmt: skip
def test_the_word_as_subject_or_first_line_is_a_request_of_the_sender(subject: str) -> None:
    by_subject = unsubscribe_request(_mail(f"Subject: {subject}"), _MAILBOX)

    assert by_subject is not None
    assert by_subject.sender == "anna@example.net"
    if not subject.startswith("=?"):
        by_line = unsubscribe_request(
            _mail(
                "Subject: Your letter",
                "Content-Type: text/plain; charset=utf-8",
                body=f"\r\n  {subject}\r\n\r\nAnna\r\n",
            ),
            _MAILBOX,
        )
        assert by_line is not None
        assert by_line.sender == "anna@example.net"


@pytest.mark.parametrize(
    "mail",
    [
        _mail("Subject: Your letter", body="I nearly wrote unsubscribe, but then I liked it."),
        _mail("Subject: How do I unsubscribe from the other list?"),
        _mail("Subject: Re: Your letter", body="> unsubscribe\r\n\r\nWhat does this mean?"),
        _mail("Subject: Re: Your letter", body="On Monday, 3 May 2027 Maya wrote:\r\n> unsubscribe\r\n"),
        _mail("Subject: Re: Your letter", body="-----Original Message-----\r\nunsubscribe\r\n"),
        _mail("Subject: stop the presses, you are quoted in the paper"),
        _mail("Subject: unsubscribe", to="somebody@else.example"),
        _mail("Subject: unsubscribe", "Auto-Submitted: auto-replied"),
        b"Subject: unsubscribe\r\nTo: unsub@letters.example.org\r\nFrom: \r\n\r\n",
        b"To: unsub+"
        + _TOKEN.encode()
        + b"@letters.example.org\r\nFrom: MAILER-DAEMON@x.example\r\nSubject: failure\r\n\r\n",
        b"",
    ],
)
def test_other_mail_asks_for_nothing(mail: bytes) -> None:
    assert unsubscribe_request(mail, _MAILBOX) is None


@given(st.binary(max_size=2_000))
def test_no_mail_makes_it_stumble(mail: bytes) -> None:
    unsubscribe_request(mail, _MAILBOX)
    unsubscribe_request(b"To: unsub@letters.example.org\n" + mail, _MAILBOX)

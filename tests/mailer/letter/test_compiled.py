"""A letter, compiled and made for one recipient after the other."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email.message import EmailMessage
from string import ascii_lowercase

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backup.audience.subscriber import Status
from mailer.campaign import Sender
from mailer.errors import LetterProblem
from mailer.letter import proof
from mailer.letter.compiled import LARGEST
from mailer.letter.library import load_template, templates_there_are
from mailer.model import Personal, Recipient
from mailer.unsubscribe.kind import UnsubscribeKind
from tests.mailer.letter.night_letters import ANA, DATE, FOR_ANA, compiled, html_of, letter, parsed, text_of

BODY = """\
Dear {{ subscriber.name or "reader" }}, or {{ subscriber.first_name }}{{ subscriber.plan }}.
{% if subscriber.paid %}
.{{ subscriber.name }} pays{% if subscriber.joined >= "2024" %} since {{ subscriber.joined }}{% endif %}.
{% elif subscriber.status in ["trial", "gift"] %}
**{{ subscriber.status }}** `{{ subscriber.name }}` [stop]({{ unsubscribe.url or "https://example.org/" }})
{% endif %}

> {{ subscriber.address }} {{ subscriber.name }}
"""
HARD = compiled(BODY, subject="For {{ subscriber.name or 'you' }}: news")
NOT_CONTROL = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))
NAMES = st.one_of(
    st.text(NOT_CONTROL, max_size=120),
    st.text(".=<>&\"'\\ {}%*_[]()`~#aé🎉\u05d0", max_size=200),
    st.from_regex(r"outlast:[0-9a-f]{12}q000[0-9]z", fullmatch=True),
)
ADDRESSES = st.builds(
    "{}@{}.example".format,
    st.text(ascii_lowercase + "=+'%{}", min_size=1, max_size=64),
    st.text(ascii_lowercase, min_size=1, max_size=60),
)
RECIPIENTS = st.builds(
    Recipient,
    address=ADDRESSES,
    name=NAMES,
    status=st.sampled_from(Status),
    plan=st.sampled_from(["", "monthly", "a & b"]),
    joined=st.sampled_from(["", "2023-12-31", "2024-01-01"]),
)


@given(RECIPIENTS, st.booleans())
def test_what_is_put_together_says_the_same_as_what_is_rendered_afresh(recipient: Recipient, url: bool) -> None:
    personal = FOR_ANA if url else msgspec.structs.replace(FOR_ANA, unsubscribe_url="")
    mail, fresh = HARD.mail(7, recipient, personal), HARD.fresh(7, recipient, personal)
    assert proof.said(mail) == proof.said(fresh)
    assert proof.flaw(mail) == ""
    assert HARD.rendered_afresh_because == ""
    preview = HARD.preview(7, recipient, personal)
    read = proof.said(mail)
    assert (read.subject, read.text, read.html) == (preview.subject, preview.text, preview.html)
    assert read.to == (recipient.name.strip(), recipient.address)
    assert max(map(len, mail.content.split(b"\r\n"))) <= 200


def test_a_later_date_changes_the_date_of_the_mails_and_nothing_else() -> None:
    made, early = compiled(BODY), compiled(BODY).mail(7, ANA, FOR_ANA).content

    made.set_date(DATE + timedelta(days=4))

    late = made.mail(7, ANA, FOR_ANA).content
    assert late == made.fresh(7, ANA, FOR_ANA).content
    assert b"\r\nDate: Thu, 03 Dec 2026 12:00:00 +0000\r\n" in late
    assert late == early.replace(b"Sun, 29 Nov 2026", b"Thu, 03 Dec 2026")


def test_each_combination_of_answers_is_rendered_once() -> None:
    made = compiled("{% if subscriber.paid %}paid{% else %}free{% endif %} {{ subscriber.name }}")
    rendered: list[object] = []
    original = made._renderer.for_values
    made._renderer.for_values = lambda values: rendered.append(values) or original(values)  # type: ignore[method-assign, func-returns-value]
    for number in range(100):
        status = Status.PAID if number % 2 else Status.FREE
        mail = made.mail(number, Recipient(address=f"a{number}@example.com", name=f"N{number}", status=status), FOR_ANA)
        assert f"{'paid' if number % 2 else 'free'} N{number}" in text_of(parsed(mail))
    assert rendered == []


def test_a_comparison_that_no_made_up_recipient_meets_is_rendered_when_somebody_does() -> None:
    made = compiled("{% if subscriber.name == 'Zoë' %}You, Zoë{% else %}Anybody{% endif %}, hello.")
    assert "Anybody" in text_of(parsed(made.mail(1, ANA, FOR_ANA)))
    zoe = Recipient(address="zoe@example.com", name="Zoë")
    assert "You, Zoë" in text_of(parsed(made.mail(2, zoe, FOR_ANA)))
    assert made.rendered_afresh_because == ""


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("{{ subscriber.name | upper }}", "ANA GARCÍA"),
        ("{{ subscriber.joined[:4] }}", "2024"),
        ("{{ subscriber.name | length }}", "10"),
        ("{% if subscriber.name in publication.name %}x{% else %}other{% endif %}", "other"),
        ("{% if subscriber.name == subscriber.first_name %}x{% else %}two{% endif %}", "two"),
        ("{% for sign in subscriber.plan %}{{ sign }}.{% endfor %}", "m.o.n.t.h.l.y."),
    ],
)
def test_a_letter_that_works_on_values_is_rendered_for_each_and_says_so(expression: str, said: str) -> None:
    made = compiled(f"Words {expression} end")
    assert "each mail is made by itself" in made.rendered_afresh_because
    assert f"Words {said} end" in text_of(parsed(made.mail(1, ANA, FOR_ANA)))
    assert made.preview(1, ANA, FOR_ANA).warnings == (made.rendered_afresh_because,)


@pytest.mark.parametrize(
    "bad", ["Ana\r\nBcc: all@example.com", "A\nB", "A\0B", "A\tB", "A\x85B", "A\u2028B", "A\ud800B"]
)
def test_a_control_character_in_a_value_stops_that_mail_and_names_nobody(bad: str) -> None:
    made = compiled()
    with pytest.raises(LetterProblem, match="control character") as caught:
        made.mail(1, Recipient(address="ana@example.com", name=bad), FOR_ANA)
    assert "Ana" not in caught.value.what and "example" not in caught.value.what
    with pytest.raises(LetterProblem):
        made.fresh(1, Recipient(address="ana@example.com", plan=bad), FOR_ANA)
    with pytest.raises(LetterProblem):
        made.mail(1, ANA, msgspec.structs.replace(FOR_ANA, message_id=bad))
    assert made.mail(2, ANA, FOR_ANA).number == 2


@pytest.mark.parametrize(
    "address", ['"a b"@example.com', "a" * 65 + "@example.com", "a@b@example.com", "ana", "a..b@example.com"]
)
def test_an_address_that_cannot_be_written_to_stops_that_mail_and_is_not_named(address: str) -> None:
    with pytest.raises(LetterProblem, match="cannot be written to") as caught:
        compiled().mail(1, Recipient(address=address), FOR_ANA)
    assert address not in caught.value.what
    assert "all others do" in caught.value.meaning


def test_a_letter_that_fails_for_one_subscriber_stops_that_mail_and_quotes_nothing() -> None:
    made = compiled("{% if subscriber.plan == 'x' %}{{ subscriber.name[40:] | first }}{% endif %}Hello")
    with pytest.raises(LetterProblem, match="cannot be filled in") as caught:
        made.mail(1, Recipient(address="ana@example.com", name="Ana", plan="x"), FOR_ANA)
    assert caught.value.__cause__ is None and "Ana" not in caught.value.what
    assert made.mail(2, ANA, FOR_ANA).number == 2


def test_a_mail_without_a_way_to_unsubscribe_is_not_made() -> None:
    bare = Personal(message_id="1@example.org", return_path="bounces@example.org")
    with pytest.raises(LetterProblem, match="no way to unsubscribe"):
        compiled().mail(1, ANA, bare)
    assert compiled(unsubscribing=UnsubscribeKind.PROVIDER).mail(1, ANA, bare).content


def test_the_digest_changes_with_everything_but_the_date_and_the_recipient() -> None:
    digests = {
        compiled().digest,
        compiled("Other words.").digest,
        compiled(subject="Other").digest,
        compiled(language="de").digest,
        compiled(values={"a": "b"}).digest,
        compiled(extra_headers={"X-A": "b"}).digest,
        compiled(unsubscribing=UnsubscribeKind.MAILTO).digest,
    }
    assert len(digests) == 7
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in digests)
    assert compiled().digest == compiled().digest


def test_a_letter_that_mail_programs_would_cut_is_refused() -> None:
    with pytest.raises(LetterProblem, match="larger than 100 KB"):
        compiled("word " * 12_000)
    made = compiled("word " * 5_000)
    preview = made.preview(1, ANA, FOR_ANA)
    assert 40_000 < preview.size < LARGEST
    assert "KB" in preview.warnings[0]


def test_the_envelope_is_the_recipients_own() -> None:
    mail = compiled().mail(5, ANA, FOR_ANA)
    assert (mail.number, mail.sender, mail.recipient) == (5, FOR_ANA.return_path, ANA.address)
    assert not mail.wide and not mail.eight_bit and mail.content.isascii()


def test_only_a_name_before_the_at_needs_smtputf8() -> None:
    made = compiled()
    domain = made.mail(1, Recipient(address="ana@bücher.example"), FOR_ANA)
    assert (domain.recipient, domain.wide) == ("ana@xn--bcher-kva.example", False)
    assert parsed(domain)["To"] == "ana@xn--bcher-kva.example"
    name = made.mail(2, Recipient(address="añá@example.com"), FOR_ANA)
    assert (name.recipient, name.wide) == ("añá@example.com", True)
    assert "To: añá@example.com\r\n".encode() in name.content


def test_the_same_mail_is_made_again_to_the_byte() -> None:
    first, second = compiled(BODY), compiled(BODY)
    assert first.mail(1, ANA, FOR_ANA) == second.mail(1, ANA, FOR_ANA) == first.fresh(1, ANA, FOR_ANA)


def test_a_mail_is_read_as_one_that_pythons_own_library_wrote() -> None:
    made = compiled(BODY)
    preview = made.preview(1, ANA, FOR_ANA)
    model = EmailMessage()
    model["Subject"] = letter().subject
    model.set_content(preview.text)
    model.add_alternative(preview.html, subtype="html")
    ours = parsed(made.mail(1, ANA, FOR_ANA))
    assert ours["Subject"] == model["Subject"]
    assert ours.get_content_type() == model.get_content_type() == "multipart/alternative"
    for get in (text_of, html_of):
        assert get(ours).rstrip("\n") == get(model).rstrip("\n")


@pytest.mark.parametrize("name", templates_there_are())
def test_no_template_that_comes_along_has_to_be_rendered_for_each(name: str) -> None:
    template = load_template(name, "en")
    values = {ask.name: ask.example for ask in template.asks}
    made = compiled(template.body, subject=template.subject, preheader=template.preheader, values=values)
    assert made.rendered_afresh_because == ""


def test_threads_may_share_a_letter() -> None:
    made = compiled(
        "{% if subscriber.plan == 'a' %}A{% endif %}{% if subscriber.plan > 'm' %}M{% endif %}{{ subscriber.plan }}."
    )
    people = [
        Recipient(address=f"a{number}@example.com", plan="amz"[number % 3] * (number % 5)) for number in range(60)
    ]
    with ThreadPoolExecutor(8) as threads:
        mails = list(threads.map(lambda person: made.mail(1, person, FOR_ANA), people * 3))
    assert [mail.content for mail in mails[:60]] == [made.fresh(1, person, FOR_ANA).content for person in people]
    assert mails[:60] == mails[60:120] == mails[120:]


def test_a_sender_whose_name_before_the_at_is_in_another_script_makes_every_mail_wide() -> None:
    made = compiled(sender=Sender(name="Мая", address="мая@example.org"))
    mail = made.mail(1, ANA, FOR_ANA)
    assert mail.wide
    assert "<мая@example.org>".encode() in mail.content

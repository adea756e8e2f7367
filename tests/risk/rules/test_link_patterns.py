"""Links that look like those of fraud."""

import pytest

from backup.risk.corpus import Corpus
from backup.risk.model import Confidence, Finding, Severity
from backup.risk.rules.link_patterns import RULE
from backup.risk.thresholds import thresholds
from tests.risk.making.posts import corpus, post


def findings(of: Corpus, **numbers: float) -> list[Finding]:
    return list(RULE.examine(of, thresholds(numbers)))


def account(*links: str, more: str = "") -> Corpus:
    return corpus([post(1, ["A page.", *links, more], title="A page")])


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("[here](https://paypa1.com/x)", "paypa1.com looks like paypal and is not"),
        ("[here](https://xn--pypal-4ve.com/)", "letters of two scripts are mixed in pаypal.com (xn--pypal-4ve.com)"),
        ("[here](https://google.com@evil.example/)", "the address begins with google.com and leads to evil.example"),
        ("[here](https://paypal.com.check.example/a)", "begins like paypal and belongs to check.example"),
        ("[here](https://metamask-wallet.web.example/)", "has the name metamask beside wallet"),
        ("[www.paypal.com/login](https://evil.example/)", "its words say paypal.com and it leads to evil.example"),
    ],
)
def test_addresses_that_deceive_are_named(link: str, says: str) -> None:
    [finding] = findings(account(link))

    assert says in finding.title
    assert (finding.severity, finding.confidence) == (Severity.HIGH, Confidence.MEDIUM)


@pytest.mark.parametrize(
    "link",
    ["[here](http://93.184.216.34/a)", "[here](http://1572395042/)", "[here](https://files.example/lamp.exe)"],
)
def test_numbers_and_programs_are_doubtful(link: str) -> None:
    [finding] = findings(account(link))

    assert finding.confidence is Confidence.LOW


def test_who_warns_of_fraud_is_not_taken_for_one() -> None:
    [finding] = findings(account("[here](https://paypa1.com/x)", more="This is phishing: do not open it."))

    assert finding.confidence is Confidence.LOW


def test_five_links_through_a_shortener_are_told() -> None:
    short = [f"[here](https://bit.ly/{place})" for place in range(5)]

    [finding] = findings(account(*short))
    assert finding.title == "5 links through a shortener, in 1 post"
    assert (finding.severity, finding.confidence) == (Severity.LOW, Confidence.LOW)
    assert findings(account(*short[:4])) == []


@pytest.mark.parametrize(
    "link",
    [
        "[paypal.com](https://www.paypal.com/me)",
        "[amazon.com](https://amzn.to/1)",
        "[facebook.com/ines](https://fb.me/1)",
        "[gmail.com](https://mail.google.com/)",
        "[paypal.com](https://web.archive.org/web/2020/https://paypal.com)",
        "[apple.com](https://support.apple.com/1)",
        "[google.com](https://docs.google.co.uk/1)",
        "[here](https://xn--mnchen-3ya.de/)",
        "[here](https://xn--80aqf2ac.xn--p1ai/)",
        "[here](http://192.168.1.1/)",
        "[here](http://127.0.0.1:8000/)",
        "[here](https://medium.com/@ines)",
        "[here](https://social.example/@ines@other.example)",
        "[here](https://github.com/a/b/releases/download/1/a.exe)",
        "[here](https://apple-orchards.example/)",
        "[here](https://tidesmedium.example/)",
        "[v1.2](https://notes.example/)",
        "[here](https://files.example/?page=a.exe)",
        "[here](https://xn--)",
    ],
)
def test_plain_links_are_no_finding(link: str) -> None:
    assert findings(account(link)) == []

"""Before anything is sent, the provider is asked who gets no more letters."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mailer.errors import ProviderProblem
from mailer.model import Reason
from mailer.providers.postmark import PROVIDER
from mailer.providers.pulled import PulledSuppression
from tests.outlast.cli.mailing import Mailing, a_mailing
from tests.outlast.running import Ran


@pytest.fixture
def mailing(cli: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailing]:
    with a_mailing(cli, home, monkeypatch) as made:
        monkeypatch.setenv("OUTLAST_MAIL_PROVIDER", "postmark")
        monkeypatch.setenv("POSTMARK_KEY", "k")
        monkeypatch.setenv("OUTLAST_MAIL_API_SECRET", "env:POSTMARK_KEY")
        yield made


def says(monkeypatch: pytest.MonkeyPatch, *people: str, problem: bool = False) -> list[int]:
    asked: list[int] = []

    def pull(*_: object) -> Iterator[PulledSuppression]:
        asked.append(1)
        for one in people:
            yield PulledSuppression(address=one, reason=Reason.COMPLAINED, source="postmark", when=None)
        if problem:
            raise ProviderProblem("Postmark does not answer.")

    monkeypatch.setattr(PROVIDER, "pull", pull)
    return asked


def test_whom_the_provider_names_gets_nothing(mailing: Mailing, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = says(monkeypatch, "dan@example.org")
    number = str(mailing.tested())

    assert mailing("mail", "plan", number, "--json").lines[-1]["recipients"] == 3
    assert mailing("mail", "send", number, "--dry-run").code == 0
    assert not asked
    ran = mailing("mail", "send", number, "--confirm-count", "2")

    assert ran.code == 0, ran.err
    assert "knows 1 more who get no letters" in ran.err
    assert sorted(mailing.got()) == ["ada@example.org", "cleo@gmail.com"]
    assert mailing.campaigns.get(1).left_out["suppressed-complained"] == 1


def test_where_the_provider_does_not_answer_that_is_told_and_the_rest_counts(
    mailing: Mailing, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(monkeypatch, "dan@example.org", problem=True)

    ran = mailing("mail", "send", str(mailing.tested()), "--confirm-count", "2")

    assert ran.code == 0, ran.err
    assert "Postmark does not answer." in ran.err
    assert "dan@example.org" not in mailing.got()

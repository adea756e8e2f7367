"""What `outlast mail check` shows of the checks."""

import io
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailer.campaign import Sender
from mailer.preflight.check import Check, State
from outlast.cli import _mail_check, run
from outlast.cli._frame.application import Application
from outlast.cli._reports.mail_check import tell_checks
from outlast.mailing import checking
from outlast.mailing.campaigns import Campaigns
from outlast.mailing.checking import Found, Part
from outlast.mailing.drill.writing import drill_campaign
from tests.fakes.zone import FakeZone
from tests.mailer.preflight.test_domain import writers_zone
from tests.outlast.running import Ran, an_output
from tests.outlast.saved_letters import SLUG, new_archive, save

ANNA = b"Anna@example.org,true,,monthly,false,2026-01-02T10:00:00.000Z,2026-01-02T10:00:00.000Z"


def one(part, state, name="Something", mend=""):
    return Found(part=part, check=Check(name=name, state=state, what=f"It is {state}.", next=mend, source="RFC 0"))


FOUND = [
    one(Part.DOMAIN, State.OK),
    one(Part.DOMAIN, State.OK),
    one(Part.DOMAIN, State.BAD, "SPF", "Add a record"),
    one(Part.LETTER, State.ATTENTION, "Size", "Make it shorter"),
    one(Part.PLAN, State.UNKNOWN, "Leave", "Ask"),
]


def told(found, everything=False, **options):
    out = io.StringIO()
    worst = tell_checks(an_output(stdout=out, **options), found, everything=everything)
    return out.getvalue(), worst


def test_what_is_wrong_is_shown_with_its_remedy_and_the_rest_is_counted():
    text, worst = told(FOUND)
    assert worst is State.BAD
    assert text == (
        "Your domain\n✗ SPF: It is bad.\n  → Add a record\n✓ 2 checks passed\n\n"
        "The letter\n! Size: It is attention.\n  → Make it shorter\n\n"
        "The plan\n? Leave: It is unknown.\n  → Ask\n\n"
        "1 to mend before you send, 1 to look at.\n"
    )


def test_everything_is_shown_on_request():
    text, _ = told(FOUND, everything=True)
    assert text.count("✓ Something: It is ok.") == 2
    assert "checks passed" not in text


@pytest.mark.parametrize(
    ("states", "last"),
    [
        ([State.OK], "All is well."),
        ([State.OK, State.UNKNOWN], "Nothing is wrong as far as can be seen; 1 could not be."),
        ([State.UNKNOWN, State.ATTENTION], "Nothing keeps you from sending; 1 to look at."),
        ([], "All is well."),
    ],
)
def test_the_last_line_says_what_follows(states, last):
    text, _ = told([one(Part.DOMAIN, state) for state in states])
    assert text.rstrip().endswith(last)


@pytest.fixture
def cli(capsys, monkeypatch):
    """Run `outlast mail check`, by a group that has nothing else in it."""
    monkeypatch.setattr(_mail_check, "DnsZone", writers_zone)
    monkeypatch.setattr(checking, "rspamd_score", lambda content: None)
    monkeypatch.setattr(checking, "spam_assassin_score", lambda content: None)
    app = Application("tests.outlast.check_verbs", Path(__file__).parents[1] / "check_verbs")

    def run_words(*words):
        capsys.readouterr()
        code = run(app, ["mail", "check", *words], os.environ)
        said = capsys.readouterr()
        return Ran(code=code, out=said.out, err=said.err)

    return run_words


@pytest.fixture
def writer(home):
    """Return where the settings of a writer are, whose domain is set up."""
    file = home / ".config" / "outlast" / "outlast.toml"
    file.parent.mkdir(parents=True)
    file.write_text(
        '[mail]\nserver = "smtp.esp.example:587"\nfrom = "ada@writer.example"\npostal_address = "1 Quiet Lane / Bristol"\n'
    )
    return file


def test_a_domain_that_is_set_up_is_told_so_without_an_archive(cli, writer):
    ran = cli()
    assert ran.code == 0, ran.err
    assert ran.out.startswith("Your domain\n✓ ")


def test_a_program_gets_each_check_with_its_source(cli, writer):
    lines = cli("--json").lines
    checks = [line for line in lines if line["type"] == "check"]
    assert {line["part"] for line in checks} == {"domain", "plan"}
    assert all(line["source"] for line in checks)
    assert lines[-1]["ok"] == sum(line["state"] == "ok" for line in checks)


def test_a_domain_that_is_not_set_up_ends_with_3(cli, writer, monkeypatch):
    monkeypatch.setattr(_mail_check, "DnsZone", FakeZone)
    ran = cli()
    assert ran.code == 3
    assert "✗ SPF of writer.example: There is no SPF record" in ran.out
    assert "  → Add a TXT record" in ran.out


def test_without_an_address_to_write_from_it_says_what_to_set(cli):
    ran = cli()
    assert ran.code == 6
    assert "mail.from" in ran.err


def test_a_campaign_is_checked_with_its_letter_and_its_plan(cli, writer, home, monkeypatch):
    with new_archive(home, monkeypatch) as archive:
        save(archive, 1, subscribers=[ANNA])
        draft = drill_campaign(SLUG, Sender(name="", address=""), language="en", at=datetime(2026, 3, 4, tzinfo=UTC))
        number = Campaigns(archive).new(draft).number
    ran = cli(str(number), "--all", "--no-filters")
    assert ran.code == 0, ran.out + ran.err
    assert "The letter\n✓ Headers" in ran.out
    assert "✓ Recipients: 1 subscriber would get it." in ran.out


def test_a_campaign_that_is_not_there_is_told(cli, writer, home, monkeypatch):
    with new_archive(home, monkeypatch):
        pass
    ran = cli("7")
    assert (ran.code, "campaign 7" in ran.err) == (1, True)

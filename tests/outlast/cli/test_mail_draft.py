"""`outlast mail new`, `edit`, `preview`, `plan`, `list`: everything before anybody gets anything."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mailer.model import CampaignState
from tests.outlast.cli.mailing import ADDRESS, Mailing, a_mailing
from tests.outlast.running import Ran
from tests.outlast.saved_letters import lose_key
from tests.outlast.typing_person import sit_down


@pytest.fixture
def mailing(cli: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailing]:
    with a_mailing(cli, home, monkeypatch) as made:
        yield made


def test_a_draft_is_made_of_a_template_and_nothing_is_sent(mailing: Mailing) -> None:
    ran = mailing("mail", "new", "--template", "suspended", "--set", f"new_address={ADDRESS}")

    assert ran.code == 0
    assert "Campaign 1 is kept as a draft: “Night Letters: where to find me now”, to all subscribers." in ran.out
    assert "outlast mail preview 1" in ran.out
    campaign = mailing.campaigns.get(1)
    assert (campaign.state, campaign.values["new_address"]) == (CampaignState.DRAFT, ADDRESS)
    assert mailing.server.connections == 0


def test_what_the_template_needs_is_asked_for(mailing: Mailing, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = sit_down(monkeypatch, typed=[ADDRESS, "", "", ""])

    assert mailing("mail", "new", "--template", "suspended").code == 0
    assert "Where can people find you now?" in screen.getvalue()
    assert mailing.campaigns.get(1).values["new_address"] == ADDRESS


def test_where_nobody_is_there_the_flag_is_named(mailing: Mailing) -> None:
    ran = mailing("mail", "new", "--template", "suspended")

    assert ran.code == 2
    assert "--set new_address=" in ran.err
    assert mailing.campaigns.numbers() == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--template", "nothing"], 1),
        (["--template", "suspended", "--lang", "tlh", "--set", "new_address=x"], 1),
        (["--template", "suspended", "--set", "new_adress=x"], 2),
        (["--template", "suspended", "--set", "new_address"], 2),
        (["--template", "missing.md"], 1),
        (["--since", "soon", "--set", "subject_words=x", "--set", "letter_words=y"], 2),
    ],
)
def test_words_that_do_not_fit_are_told_and_keep_nothing(mailing: Mailing, words: list[str], code: int) -> None:
    assert mailing("mail", "new", *words).code == code
    assert mailing.campaigns.numbers() == []


def test_a_letter_can_be_in_the_writers_own_words(mailing: Mailing, home: Path) -> None:
    (home / "letter.md").write_text("Dear {{ subscriber.first_name or 'friend' }},\n\nI am *here*.\n")

    assert mailing("mail", "new", "--subject", "Still  here", "--body", "letter.md").code == 0

    ran = mailing("mail", "preview", "1")
    assert ran.out.startswith("Subject: Still here\n")
    assert "Dear Anna," in ran.out
    assert mailing("mail", "new", "--body", "letter.md").code == 2


def test_a_template_can_be_a_file_of_the_writers(mailing: Mailing, home: Path) -> None:
    (home / "mine.md").write_text('+++\nsubject = "Hello"\n+++\nHello from my own file.\n')

    assert mailing("mail", "new", "--template", "mine.md").code == 0
    assert "Hello from my own file." in mailing("mail", "preview", "1").out
    assert mailing.campaigns.get(1).template == "own"


def test_a_letter_with_a_slip_is_kept_and_the_line_is_named(mailing: Mailing, home: Path) -> None:
    (home / "letter.md").write_text("Hello\n{{ subscriber.nmae }}\n")

    ran = mailing("mail", "new", "--subject", "x", "--body", "letter.md", "--json")

    assert ran.code == 0
    assert "nmae" in ran.lines[-1]["slip"]
    assert mailing.campaigns.numbers() == [1]
    assert mailing("mail", "preview", "1").code == 1
    assert mailing("mail", "test", "1").code == 1
    assert mailing.server.connections == 0


def test_an_editor_shows_the_letter_and_what_comes_back_is_kept(
    mailing: Mailing, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def editor(text: str, **_: object) -> str:
        shown.append(text)
        return text.replace("You have done nothing wrong.", "You did nothing wrong.")

    number = mailing.tested()
    sit_down(monkeypatch)
    monkeypatch.setattr("click.edit", editor)

    assert mailing("mail", "edit", str(number)).code == 0
    assert shown[0].startswith("Subject: {{ publication.name }}: where to find me now\nPreheader: ")
    campaign = mailing.campaigns.get(number)
    assert "You did nothing wrong." in campaign.body
    assert (campaign.state, campaign.tested) == (CampaignState.DRAFT, None)


def test_what_comes_back_without_a_subject_is_refused_and_changes_nothing(
    mailing: Mailing, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = mailing.draft()
    before = mailing.campaigns.get(number)
    sit_down(monkeypatch)
    for text in ("no head at all", "Subject:\n\nbody", ""):
        monkeypatch.setattr("click.edit", lambda *_, text=text, **__: text)
        assert mailing("mail", "edit", str(number)).code == 1
    monkeypatch.setattr("click.edit", lambda *_, **__: None)
    assert mailing("mail", "edit", str(number)).code == 0
    assert mailing.campaigns.get(number) == before


def test_an_edit_by_options_makes_a_tested_letter_a_draft_again(mailing: Mailing) -> None:
    number = mailing.tested()

    assert mailing("mail", "edit", str(number), "--segment", "paid", "--set", "next_words=On Friday.").code == 0

    campaign = mailing.campaigns.get(number)
    assert (campaign.state, campaign.segment.who, campaign.values["next_words"]) == ("draft", "paid", "On Friday.")
    assert campaign.values["new_address"] == ADDRESS


def test_an_edit_that_changes_nothing_keeps_the_test(mailing: Mailing) -> None:
    number = mailing.tested()

    assert mailing("mail", "edit", str(number), "--segment", "all").code == 0
    assert mailing.campaigns.get(number).state is CampaignState.CHECKED


def test_an_edit_where_nobody_is_there_names_the_options(mailing: Mailing) -> None:
    assert mailing("mail", "edit", str(mailing.draft())).code == 9
    assert mailing("mail", "edit", "77", "--subject", "x").code == 1


def test_a_preview_shows_the_letter_as_a_subscriber_sees_it(mailing: Mailing, home: Path) -> None:
    number = str(mailing.draft("--set", "paid_words=Nothing was charged."))

    invented = mailing("mail", "preview", number).out
    ada = mailing("mail", "preview", number, "--as", "ADA@example.org", "--to-file", "out.html")

    assert "Hello Anna," in invented
    assert "Nothing was charged." not in invented
    assert "Nothing was charged." in ada.out
    assert "Nothing was charged." in mailing("mail", "preview", number, "--paid").out
    html = (home / "out.html").read_text()
    assert ADDRESS in html and html.lstrip().startswith("<!")
    seen = mailing("mail", "preview", number, "--json").lines[-1]
    assert seen["headers"]["From"] == "Maya Lind <maya@nightletters.example>"
    assert seen["headers"]["List-Id"] == "Night Letters <night-letters.nightletters.example>"
    assert "List-Unsubscribe" in seen["headers"]
    assert "Box 1" in seen["text"]


def test_a_preview_as_somebody_who_is_not_on_the_list_is_refused_without_the_address(mailing: Mailing) -> None:
    ran = mailing("mail", "preview", str(mailing.draft()), "--as", "nobody@example.org")

    assert ran.code == 1
    assert "nobody@" not in ran.out + ran.err


def test_a_plan_says_who_gets_it_who_does_not_and_what_is_missing(mailing: Mailing) -> None:
    number = str(mailing.draft())

    ran = mailing("mail", "plan", number)

    assert ran.code == 3
    assert "to 3 subscribers (1 paid first), from Maya Lind <maya@nightletters.example>" in ran.out
    assert "left out: 1 unsubscribed" in ran.out
    assert "1 whose address names no mail server" in ran.out
    assert f"✗ test copy: none has gone to you  → outlast mail test {number}" in ran.out
    assert "✓ list: made 9 days ago" in ran.out
    assert "✓ postal address" in ran.out
    for who in (b"ada", b"ben", b"cleo", b"dan"):
        assert who.decode() not in ran.out + ran.err


def test_a_plan_of_a_tested_letter_is_ready(mailing: Mailing) -> None:
    number = str(mailing.tested())

    found = mailing("mail", "plan", number, "--segment", "paid", "--json").lines[-1]

    assert (found["ready"], found["recipients"], found["left_out"]["not-in-segment"]) == (True, 1, 2)
    assert mailing("mail", "plan", number, "--domain", "nowhere.example").code == 3


def test_a_plan_tells_when_it_will_be_done(mailing: Mailing, monkeypatch: pytest.MonkeyPatch) -> None:
    number = str(mailing.tested())
    monkeypatch.setenv("OUTLAST_MAIL_DAILY", "1")

    ran = mailing("mail", "plan", number)

    assert "until Monday 12 January" in ran.out
    assert "takes 1 letters in 24 hours, so this takes 3 days" in ran.out


def test_an_old_list_is_told(mailing: Mailing, monkeypatch: pytest.MonkeyPatch) -> None:
    from outlast.cli._frame import clock
    from tests.archive.night_letters import day

    number = str(mailing.tested())
    monkeypatch.setattr(clock, "now", lambda: day(28))

    assert "! list: made 27 days ago: it does not know who unsubscribed since" in mailing("mail", "plan", number).out


def test_all_campaigns_are_listed(mailing: Mailing) -> None:
    assert "There is no campaign yet" in mailing("mail", "list").out
    mailing.draft()
    mailing.tested("--segment", "paid")

    ran, lines = mailing("mail", "list"), mailing("mail", "list", "--json").lines

    assert "Night Letters: where to find me now" in ran.out
    assert [(one["number"], one["state"], one["segment"]) for one in lines] == [
        (1, "draft", "all subscribers"),
        (2, "checked", "paid subscribers"),
    ]


def test_only_named_people_can_be_meant(mailing: Mailing, home: Path) -> None:
    (home / "some.csv").write_text("name,email\nDan,DAN@example.org\nX,x@example.org\nBad,nobody\n")

    number = mailing.tested("--only", "some.csv")
    found = mailing("mail", "plan", str(number), "--json").lines[-1]

    assert found["recipients"] == 1
    assert "1 of those you named are not on the list" in mailing("mail", "plan", str(number)).out
    (home / "none.csv").write_text("just words\n")
    assert mailing("mail", "edit", str(number), "--only", "none.csv").code == 1


def test_without_the_key_nothing_can_be_read_or_written(mailing: Mailing, monkeypatch: pytest.MonkeyPatch) -> None:
    number = str(mailing.draft())
    lose_key(monkeypatch)

    for words in (["preview", number], ["plan", number], ["list"], ["test", number], ["status", number]):
        ran = mailing("mail", *words)
        assert ran.code == 1
        assert "key" in ran.err


def test_a_draft_may_be_written_before_anything_is_set_up(mailing: Mailing, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SERVER", "FROM", "POSTAL_ADDRESS"):
        monkeypatch.delenv(f"OUTLAST_MAIL_{name}")

    number = mailing.draft()

    for verb in ("preview", "test", "send"):
        ran = mailing("mail", verb, str(number))
        assert ran.code == 6
        assert "mail.from" in ran.err
        assert "outlast mail setup" in ran.err


def test_plan_and_preview_show_what_the_letter_calls_publication_and_platform(
    mailing: Mailing, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = str(mailing.draft())

    assert "publication: “Night Letters”, on Substack" in mailing("mail", "plan", number).out
    assert "It calls your publication “Night Letters”, on Substack." in mailing("mail", "preview", number).err

    assert mailing("config", "set", "publications.night-letters.name", "The Letters of Night").code == 0
    assert mailing("config", "set", "publications.night-letters.platform", "none").code == 0
    assert "“The Letters of Night”, no platform named" in mailing("mail", "plan", number).out
    assert "The Letters of Night: where to find me now" in mailing("mail", "preview", number).out


def test_a_name_that_a_file_gave_is_shown_with_what_changes_it(
    cli: Callable[..., Ran], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_mailing(cli, home, monkeypatch, people=None) as mailing:
        (home / "subscribers.csv").write_text("Email,Name,Type\nada@example.org,Ada,free\n")
        assert mailing("import", "subscribers.csv").code == 0
        slug = mailing.archive.slugs()[0]

        ran = mailing("mail", "new", "--template", "suspended", "--set", f"new_address={ADDRESS}")

        how = f"outlast config set publications.{slug}.name"
        assert f"The letter calls your publication “{slug}”" in ran.err
        assert how in ran.err
        assert how in mailing("mail", "plan", "1").out
        assert mailing("config", "set", f"publications.{slug}.name", "Night Letters").code == 0
        assert how not in mailing("mail", "plan", "1").out


@pytest.mark.parametrize(
    "words",
    [
        ["--subject", "caf\udce9", "--set", "subject_words=x", "--set", "letter_words=y"],
        ["--set", "subject_words=caf\udce9", "--set", "letter_words=y"],
    ],
)
def test_words_that_are_no_text_are_refused_and_leave_nothing_behind(mailing: Mailing, words: list[str]) -> None:
    ran = mailing("mail", "new", *words)
    assert ran.code == 2
    assert "is not in UTF-8" in ran.err
    assert mailing.campaigns.numbers() == []
    assert not any(mailing.archive.root.glob("mail/*"))


def test_a_host_name_becomes_a_link_and_words_are_no_address(mailing: Mailing) -> None:
    new = ["mail", "new", "--template", "suspended", "--set"]
    refused = mailing(*new, "new_address=on my new site")
    assert refused.code == 2
    assert "“on my new site” is no web address" in refused.err
    assert mailing.campaigns.numbers() == []

    assert mailing(*new, "new_address=letters.example").code == 0
    assert mailing.campaigns.get(1).values["new_address"] == "https://letters.example"
    assert mailing("mail", "edit", "1", "--set", "new_address=somewhere else").code == 2
    assert mailing("mail", "edit", "1", "--set", "new_address=other.example").code == 0
    assert mailing.campaigns.get(1).values["new_address"] == "https://other.example"


def test_a_person_who_types_no_address_is_asked_again(mailing: Mailing, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = sit_down(monkeypatch, typed=["my site", "letters.example", "", "", ""])

    assert mailing("mail", "new", "--template", "suspended").code == 0
    assert "“my site” is no web address" in screen.getvalue()
    assert mailing.campaigns.get(1).values["new_address"] == "https://letters.example"

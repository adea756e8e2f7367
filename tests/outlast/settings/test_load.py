"""Settings: who counts before whom, and what does not fit is told with its line."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from backup.errors import BadSettings, UsageError
from backup.risk.thresholds import THRESHOLDS
from outlast.settings import (
    Account,
    MailSettings,
    Origin,
    ScheduleSettings,
    load_settings,
    look_at_settings,
    set_setting,
    starting_text,
)
from outlast.settings.mail import MAIL_SETTINGS
from outlast.settings.times import QuietHours


def write(places, text):
    places.settings_file.parent.mkdir(parents=True, exist_ok=True)
    places.settings_file.write_text(text, encoding="utf-8")


def faults(places, text, **environ):
    write(places, text)
    return [str(wrong) for wrong in look_at_settings(places, environ=environ).wrong]


def origins(settings):
    return {given.dotted: given.origin for given in settings.given}


def test_without_a_file_the_defaults_count(places):
    settings = load_settings(places, environ={})
    assert settings.archive == places.archive
    assert settings.key is None
    assert settings.accounts == ()
    assert (settings.suspect_share, settings.suspect_rows) == (0.10, 5)
    assert (settings.list_age_days, settings.export_age_days) == (7, 30)
    assert settings.color == "auto"
    assert set(origins(settings).values()) == {Origin.DEFAULT}


def test_every_setting_can_come_from_the_file(places, tmp_path):
    risk = "\n        ".join(f"{one.name} = {one.default * 2}" for one in THRESHOLDS)
    write(
        places,
        f"""
        archive = '{tmp_path}'
        key = "file:/keys/outlast"
        suspect.share = 0.5
        suspect.rows = 50
        [watch]
        control = "https://on.substack.com  https://medium.com/@MediumStaff"
        neutral = "https://neutral.example/204"
        rules = "{tmp_path}/rules.toml"
        [reminders]
        list_age_days = 14
        export_age_days = 60
        [schedule]
        backup_every = "6h"
        at = "3:00"
        watch_every = "15m"
        jitter = "0m"
        quiet = "22:00-06:30"
        alarm_days = 5
        ping = "file:/keys/ping"
        [network]
        rate = 2
        loopback_port = 8080
        [mail]
        provider = "postmark"
        server = "smtp.postmarkapp.com:587"
        security = "starttls"
        user = "maya"
        secret = "file:/keys/mail"
        sign_in = "xoauth2"
        api_secret = "file:/keys/api"
        from = "maya@nightletters.example"
        from_name = "Maya Lindgren"
        reply_to = "post@nightletters.example"
        postal_address = "Box 1 / 111 22 Stockholm"
        bounces = "bounces@nightletters.example"
        plus = "yes"
        unsubscribe = "stop@nightletters.example"
        provider_unsubscribes = "yes"
        drop_box = "https://nightletters.example/box"
        drop_box_secret = "file:/keys/box"
        inbox_server = "imap.example:993"
        inbox_security = "tls"
        inbox_user = "maya@inbox"
        inbox_secret = "file:/keys/inbox"
        inbox_folders = "INBOX, Bounces"
        sent_folder = "Sent Items"
        rate = 60
        daily = 500
        connections = 3
        warm_up = "no"
        expires = "7d"
        pause_bounces = 0.1
        pause_complaints = 0.01
        test_to = "maya@a.example  maya@b.example"
        helo = "laptop.example"
        [risk]
        {risk}
        [output]
        color = "never"
        [accounts.night-letters]
        platform = "substack"
        url = "https://nightletters.substack.com"
        session = "env:COOKIE"
        [accounts.maya]
        platform = "medium"
        publication = "maya-lindgren"
        """,
    )
    settings = load_settings(places, environ={})
    assert (settings.archive, settings.key) == (tmp_path, "file:/keys/outlast")
    assert (settings.suspect_share, settings.suspect_rows) == (0.5, 50)
    assert (settings.list_age_days, settings.export_age_days) == (14, 60)
    assert settings.schedule == ScheduleSettings(
        backup_every=timedelta(hours=6),
        at=time(3),
        watch_every=timedelta(minutes=15),
        jitter=timedelta(0),
        quiet=QuietHours(start=time(22), end=time(6, 30)),
        alarm_days=5,
        ping="file:/keys/ping",
    )
    assert (settings.rate, settings.loopback_port) == (2.0, 8080)
    assert settings.watch_control == ("https://on.substack.com", "https://medium.com/@MediumStaff")
    assert (settings.watch_neutral, settings.watch_rules) == ("https://neutral.example/204", tmp_path / "rules.toml")
    assert settings.mail == MailSettings(
        provider="postmark",
        server="smtp.postmarkapp.com:587",
        security="starttls",
        user="maya",
        secret="file:/keys/mail",
        sign_in="xoauth2",
        api_secret="file:/keys/api",
        sender="maya@nightletters.example",
        sender_name="Maya Lindgren",
        reply_to="post@nightletters.example",
        postal_address="Box 1\n111 22 Stockholm",
        bounces="bounces@nightletters.example",
        plus=True,
        unsubscribe="stop@nightletters.example",
        provider_unsubscribes=True,
        drop_box="https://nightletters.example/box",
        drop_box_secret="file:/keys/box",
        inbox_server="imap.example:993",
        inbox_security="tls",
        inbox_user="maya@inbox",
        inbox_secret="file:/keys/inbox",
        inbox_folders=("INBOX", "Bounces"),
        sent_folder="Sent Items",
        rate=60,
        daily=500,
        connections=3,
        warm_up=False,
        expires=timedelta(days=7),
        pause_bounces=0.1,
        pause_complaints=0.01,
        test_to=("maya@a.example", "maya@b.example"),
        helo="laptop.example",
    )
    assert settings.risk == {one.name: one.default * 2 for one in THRESHOLDS}
    assert settings.color == "never"
    assert settings.accounts == (
        Account(
            name="night-letters",
            platform="substack",
            url="https://nightletters.substack.com",
            publication="night-letters",
            session="env:COOKIE",
        ),
        Account(name="maya", platform="medium", url=None, publication="maya-lindgren"),
    )
    assert set(origins(settings).values()) == {Origin.FILE}


def test_the_environment_counts_before_the_file_and_a_flag_before_both(places, tmp_path):
    write(places, f"archive = '{tmp_path}'\n[suspect]\nshare = 0.5\nrows = 9\n")
    settings = load_settings(
        places,
        environ={"OUTLAST_SUSPECT_SHARE": "0.3", "OUTLAST_ARCHIVE": str(tmp_path / "e")},
        flags={"archive": tmp_path / "f"},
    )
    assert (settings.archive, settings.suspect_share, settings.suspect_rows) == (tmp_path / "f", 0.3, 9)
    found = origins(settings)
    assert (found["archive"], found["suspect.share"], found["suspect.rows"]) == (
        Origin.FLAG,
        Origin.ENVIRONMENT,
        Origin.FILE,
    )


def test_an_empty_variable_is_not_set(places):
    assert load_settings(places, environ={"OUTLAST_SUSPECT_ROWS": ""}).suspect_rows == 5


def test_a_tilde_is_the_home(places, home):
    assert load_settings(places, environ={"OUTLAST_ARCHIVE": "~/Letters"}).archive == home / "Letters"


@pytest.mark.parametrize(
    ("text", "name", "line", "hint"),
    [
        ("supect.share = 0.1", "supect.share", 1, "Did you mean suspect.share?"),
        ("\n[suspect]\n# so\nshares = 0.1", "suspect.shares", 4, "Did you mean suspect.share?"),
        ("archiv = '/a'", "archiv", 1, "Did you mean archive?"),
        ("colour = 'never'", "colour", 1, "Did you mean output.color?"),
        ("xyzzy = 1", "xyzzy", 1, "outlast config show"),
        ("[accounts.n]\nplatform='list'\nuri='x'", "accounts.n.uri", 3, "Did you mean accounts.n.url?"),
        ("[suspect.share]\nx = 1", "suspect.share.x", 2, "is no setting"),
    ],
)
def test_an_unknown_setting_is_told_with_its_line_and_the_nearest_name(places, text, name, line, hint):
    (fault,) = faults(places, text)
    assert fault.startswith(f"{name} is no setting.")
    assert hint in fault
    assert f"line {line})" in fault


@pytest.mark.parametrize(
    "text",
    [
        "archive = 3",
        "archive = ''",
        "archive = 'relative/folder'",
        "archive = '~no-such-person/x'",
        "key = 'hunter2'",
        "key = 'file:'",
        "suspect.share = 0",
        "suspect.share = 1.1",
        "suspect.share = true",
        "suspect.share = '0.1'",
        "suspect.share = nan",
        "suspect.rows = 0",
        "suspect.rows = 1.5",
        "suspect.rows = true",
        "reminders.list_age_days = '7'",
        "network.rate = 0",
        "network.rate = inf",
        "network.rate = '1'",
        "network.loopback_port = 65536",
        "network.loopback_port = true",
        "accounts.night = {platform = 'substack', session = 's%3Acookie'}",
        "output.color = 'pink'",
        "output.color = []",
        "accounts = 1",
        "accounts.night = 'substack'",
        "accounts.night.platform = 'blogger'",
        "accounts.night = {}",
        "accounts.night = {platform = 'list', url = 'nightletters.com'}",
        "accounts.night = {platform = 'list', url = 'ftp://a.b'}",
        "accounts.night = {platform = 'list', url = 'https://maya:secret@a.b'}",
        "accounts.night = {platform = 'list', url = 'https://[x'}",
        "accounts.night = {platform = 'list', publication = '../up'}",
        "accounts.'Night Letters' = {platform = 'list'}",
        "[[accounts]]\nplatform = 'list'",
    ],
)
def test_a_value_that_does_not_fit_is_one_fault_with_its_place(places, text):
    (fault,) = faults(places, text)
    assert "outlast.toml, line 1)" in fault
    with pytest.raises(BadSettings):
        load_settings(places, environ={})


def test_a_fault_in_the_environment_names_the_variable(places):
    (fault,) = faults(places, "", OUTLAST_SUSPECT_ROWS="many")
    assert fault == "suspect.rows should be a whole number, 1 or more, without quotes (OUTLAST_SUSPECT_ROWS)"


def test_neither_password_in_an_address_nor_key_is_repeated(places):
    text = "key = 'hunter2'\n[accounts.n]\nplatform = 'list'\nurl = 'https://maya:hunter2@a.b'"
    found = faults(places, text)
    assert len(found) == 2
    assert "hunter2" not in "".join(found)


def test_the_first_of_several_faults_says_how_many_more_there_are(places):
    write(places, "a = 1\nb = 2\nc = 3")
    with pytest.raises(BadSettings, match=r"a is no setting.*And 2 more like this"):
        load_settings(places, environ={})


def test_empty_headings_are_no_fault(places):
    assert faults(places, "[suspect]\n[reminders]\n[accounts]\n") == []


def test_the_text_of_a_new_file_changes_nothing(places):
    write(places, starting_text())
    assert set(origins(load_settings(places, environ={})).values()) == {Origin.DEFAULT}


def test_each_line_of_the_text_of_a_new_file_works_when_its_mark_is_taken_away(places):
    lines = [
        line.removeprefix("# ") if " = " in line else line for line in starting_text().splitlines() if '"…"' not in line
    ]
    write(places, "\n".join(lines))
    settings = load_settings(places, environ={})
    unset = {name for name, origin in origins(settings).items() if origin is Origin.DEFAULT}
    of_mail = {setting.name for setting in MAIL_SETTINGS if setting.default is None}
    assert unset - of_mail == {
        "archive",
        "key",
        "schedule.ping",
        "network.loopback_port",
        "watch.control",
        "watch.rules",
    }


def test_setting_one_keeps_comments_and_the_rest(places):
    write(places, "# mine\n[suspect]\nshare = 0.2 # careful\n\n[output]\ncolor = 'never'\n")
    set_setting(places, "suspect.share", "0.4")
    set_setting(places, "suspect.rows", "8")
    assert places.settings_file.read_text() == (
        "# mine\n[suspect]\nshare = 0.4 # careful\nrows = 8\n\n[output]\ncolor = 'never'\n"
    )


def test_setting_one_in_the_text_of_a_new_file_puts_it_where_it_belongs(places, tmp_path):
    write(places, starting_text())
    for name, value in (("archive", str(tmp_path)), ("suspect.rows", "8"), ("accounts.night.platform", "medium")):
        assert set_setting(places, name, value).origin is Origin.FILE
    settings = load_settings(places, environ={})
    assert (settings.archive, settings.suspect_rows) == (tmp_path, 8)
    assert [account.name for account in settings.accounts] == ["night"]
    assert "# Colours in the terminal" in places.settings_file.read_text(encoding="utf-8")


def test_an_account_may_have_a_dot_in_its_name(places):
    set_setting(places, "accounts.night.letters.platform", "substack")
    assert load_settings(places, environ={}).accounts[0].name == "night.letters"


def test_an_account_without_its_platform_is_not_written(places):
    with pytest.raises(BadSettings, match=r"accounts\.night\.platform must be given"):
        set_setting(places, "accounts.night.url", "https://nightletters.com")
    assert not places.settings_file.exists()


def test_a_broken_file_can_be_mended_one_setting_at_a_time(places):
    write(places, "suspect.share = 9\nsuspect.rows = 0\n")
    set_setting(places, "suspect.share", "0.1")
    assert faults(places, places.settings_file.read_text())[0].startswith("suspect.rows")


def test_a_value_in_the_place_of_a_table_is_not_overwritten(places):
    write(places, "suspect = 3\n")
    with pytest.raises(BadSettings, match="suspect is a single value"):
        set_setting(places, "suspect.share", "0.1")


def test_accounts_are_chosen_by_name(places):
    write(places, "[accounts.a]\nplatform='list'\n[accounts.b]\nplatform='list'\n")
    settings = load_settings(places, environ={})
    assert [account.name for account in settings.accounts_named(())] == ["a", "b"]
    assert [account.name for account in settings.accounts_named(("b",))] == ["b"]
    with pytest.raises(UsageError) as refused:
        settings.accounts_named(("c",))
    assert "a, b" in refused.value.advice


@pytest.mark.parametrize("name", ["", ".", "accounts", "accounts.x", "accounts..platform", "suspect", "archive.x"])
def test_a_name_that_is_no_setting_is_not_written(places, name):
    with pytest.raises((UsageError, BadSettings)):
        set_setting(places, name, "list")
    assert not Path(places.settings_file).exists()


def test_without_a_file_the_audit_has_its_own_numbers(places):
    assert load_settings(places, environ={}).risk == {one.name: one.default for one in THRESHOLDS}


@pytest.mark.parametrize("value", ["0", "-1", "true", '"ten"', "nan", "inf", "1e12"])
def test_a_threshold_is_a_number_above_zero(places, value):
    [fault] = faults(places, f"risk.claps_per_day = {value}")
    assert "should be a number above 0" in fault


def test_a_threshold_can_come_from_the_environment(places):
    settings = load_settings(places, environ={"OUTLAST_RISK_LINKS_PER_100_WORDS": "2.5"})
    assert settings.risk["links_per_100_words"] == 2.5

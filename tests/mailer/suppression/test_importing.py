"""Lists that other services hand out: every row suppresses its address, or is told of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backup.errors import UnknownFile
from mailer.model import Reason
from mailer.suppression.importing import LETTERS_WANTED, MASKED, import_file
from tests.mailer.suppression.lists import LATER, NOON, opened

SES = """EmailAddress,Reason,LastUpdateTime
anna@example.org,BOUNCE,2026-05-01T10:00:00Z
ben@example.org,COMPLAINT,2026-05-02T10:00:00Z
"""
POSTMARK = """EmailAddress;SuppressionReason;Origin
anna@example.org;HardBounce;Recipient
ben@example.org;SpamComplaint;Recipient
cem@example.org;ManualSuppression;Customer
"""
LISTMONK = """uuid,email,name,status
1,anna@example.org,Anna,blocklisted
2,ben@example.org,Ben,enabled
"""
MAILCHIMP = """Email Address,First Name,UNSUB_TIME,UNSUB_REASON
anna@example.org,Anna,2026-01-01 10:00:00,N/A (Unsubscribed by an admin)
"""


@pytest.mark.parametrize(
    ("name", "content", "reasons"),
    [
        ("ses.csv", SES, {"anna": Reason.BOUNCED, "ben": Reason.COMPLAINED}),
        (
            "postmark.csv",
            POSTMARK,
            {"anna": Reason.BOUNCED, "ben": Reason.COMPLAINED, "cem": Reason.UNSUBSCRIBED},
        ),
        ("listmonk.csv", LISTMONK, {"anna": Reason.BLOCKED, "ben": None}),
        ("mailchimp.csv", MAILCHIMP, {"anna": Reason.UNSUBSCRIBED}),
        ("bounces.csv", "address,code,error\nanna@example.org,550,no such mailbox\n", {"anna": Reason.BOUNCED}),
        ("list.txt", "anna@example.org\nben@example.org\n", {"anna": Reason.UNSUBSCRIBED}),
    ],
)
def test_columns_and_reasons_are_guessed(tmp_path, name, content, reasons):
    (tmp_path / name).write_text(content)
    one = opened(tmp_path)
    import_file(one, tmp_path / name, reason=None, at=NOON)
    assert {who: one.reason_of(f"{who}@example.org") for who in reasons} == reasons


def test_a_reason_that_is_said_is_for_rows_that_say_none(tmp_path):
    path = tmp_path / "spam.csv"
    path.write_text("email,status\nanna@example.org,\nben@example.org,bounced\n")
    one = opened(tmp_path)
    report = import_file(one, path, reason=Reason.BLOCKED, at=NOON)
    assert (one.reason_of("anna@example.org"), one.reason_of("ben@example.org")) == (Reason.BLOCKED, Reason.BOUNCED)
    assert (report.found, report.added) == (2, 2)


def test_an_import_takes_nobody_off_and_weakens_nothing(tmp_path):
    path = tmp_path / "status.csv"
    path.write_text("email,status\nanna@example.org,subscribed\nben@example.org,bounced\n")
    one = opened(tmp_path)
    one.add("anna@example.org", Reason.UNSUBSCRIBED, "drop-box", NOON)
    one.add("ben@example.org", Reason.COMPLAINED, "provider", NOON)
    report = import_file(one, path, reason=None, at=LATER)
    again = opened(tmp_path)
    assert again.reason_of("anna@example.org") is Reason.UNSUBSCRIBED
    assert again.reason_of("ben@example.org") is Reason.COMPLAINED
    assert report.added == 0
    assert [one.why for one in report.not_taken] == [LETTERS_WANTED]


def test_what_cannot_be_taken_is_told_and_names_nobody(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(
        "email,reason\nanna@example.org,bounce\n******@******.com,bounce\nsecret..dots@example.org,bounce\n"
        'no address,bounce\ntoo,many,cells,here\n"open quote@example.org,bounce\n'
    )
    report = import_file(opened(tmp_path), path, reason=None, at=NOON)
    assert (report.found, report.added, len(report.not_taken)) == (1, 1, 5)
    assert MASKED in {one.why for one in report.not_taken}
    assert not any("@" in one.why and "example" in one.why for one in report.not_taken)


def test_each_row_of_an_address_that_comes_twice_is_heard(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("email,status\nanna@example.org,complained\nAnna@example.org,subscribed\n")
    one = opened(tmp_path)
    import_file(one, path, reason=None, at=NOON)
    assert one.reason_of("anna@example.org") is Reason.COMPLAINED


def test_a_dry_run_only_reads(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(SES)
    report = import_file(opened(tmp_path / "mail"), path, reason=None, at=NOON, dry_run=True)
    assert (report.found, report.added) == (2, 0)
    assert not (tmp_path / "mail").exists()


def test_the_same_file_again_adds_nothing(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(SES)
    assert import_file(opened(tmp_path), path, reason=None, at=NOON).added == 2
    assert import_file(opened(tmp_path), path, reason=None, at=LATER).added == 0


def test_a_file_without_addresses_is_no_list(tmp_path):
    path = tmp_path / "notes.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(UnknownFile):
        import_file(opened(tmp_path), path, reason=None, at=NOON)


@given(st.binary(max_size=200))
def test_no_bytes_make_it_raise_anything_else(tmp_path_factory, noise):
    folder = tmp_path_factory.mktemp("import")
    (folder / "list.csv").write_bytes(b"email,reason\nanna@example.org,bounce\n" + noise)
    one = opened(folder)
    try:
        import_file(one, folder / "list.csv", reason=None, at=NOON)
    except UnknownFile:
        return
    assert "anna@example.org" in one

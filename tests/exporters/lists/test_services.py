"""What is peculiar to each service: the traps that its import has for a list."""

import json
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from backup.audience.saved_list import Wanted
from exporters.subscribers import load
from exporters.subscribers._export import NO_DATE, SHORTENED
from exporters.subscribers.mailchimp import NOT_ASCII
from tests.exporters.lists.made_up_list import AS_OF, ROWS, START, made_list, row
from tests.exporters.lists.reading_as_they_do import go_records, keila_contacts
from tests.exporters.lists.writing import PROBLEMS, STEPS, rows, table, written

PLAIN = ("email", "active_subscription", "expiry", "plan", "email_disabled", "created_at", "first_payment_at")


def by_address(content: bytes, column: str = "email") -> dict[str, dict[str, str]]:
    return {one[column]: one for one in rows(content)}


def noted(files: dict[str, bytes]) -> dict[str, str]:
    return {one["address"]: one["reason"] for one in rows(files[PROBLEMS])}


class TestGhost:
    """Members in files that can be imported at once, and one for when Stripe is there."""

    def test_stripe_stands_in_the_second_file_only(self, tmp_path: Path) -> None:
        _, files = written("ghost", made_list(), tmp_path / "out")

        assert b"cus_" not in files["members.csv"] + files["members-no-mail.csv"]
        assert b"complimentary_plan" not in files["members.csv"]
        later = by_address(files["members-stripe.csv"])
        assert later["ada@example.org"]["stripe_customer_id"] == "cus_ADA1"
        assert later["fay@example.org"]["stripe_customer_id"] == "auto"
        assert later["payer.off@example.org"]["subscribed_to_emails"] == "false"

    def test_who_reads_without_paying_has_no_customer_which_would_win(self, tmp_path: Path) -> None:
        _, files = written("ghost", made_list(), tmp_path / "out")

        later = by_address(files["members-stripe.csv"])
        for free in ("carla@example.org", "gift@example.org", "gus@example.org"):
            assert (later[free]["complimentary_plan"], later[free]["stripe_customer_id"]) == ("true", "")
        assert "cora@example.org" not in later, "her time was over before the list was made"

    def test_a_formula_is_no_customer(self, tmp_path: Path) -> None:
        _, files = written("ghost", made_list(), tmp_path / "out")

        assert "customer@example.org" not in by_address(files["members-stripe.csv"])

    def test_every_row_says_whether_letters_may_go_there(self, tmp_path: Path) -> None:
        _, files = written("ghost", made_list(), tmp_path / "out")

        assert {one["subscribed_to_emails"] for one in rows(files["members.csv"])} == {"true"}
        assert {one["subscribed_to_emails"] for one in rows(files["members-no-mail.csv"])} == {"false"}

    def test_a_name_that_is_too_long_is_cut_and_named(self, tmp_path: Path) -> None:
        _, files = written("ghost", made_list(), tmp_path / "out")

        assert len(by_address(files["members.csv"])["long@example.org"]["name"]) == 191
        assert noted(files)["long@example.org"] == SHORTENED

    def test_the_order_is_told(self, tmp_path: Path) -> None:
        _, files = written("ghost", made_list(), tmp_path / "out")

        text = files[STEPS].decode()
        order = (
            "choose members.csv",
            "Import members-no-mail.csv",
            "Only then connect Stripe",
            "import members-stripe.csv",
        )
        assert [text.index(step) for step in order] == sorted(text.index(step) for step in order)


class TestListmonk:
    """Three columns, strict quotes, JSON attributes, and a blocklist."""

    @pytest.mark.parametrize("name", ["subscribers.csv", "blocklist.csv"])
    def test_go_reads_what_we_wrote(self, name: str, tmp_path: Path) -> None:
        _, files = written("listmonk", made_list(), tmp_path / "out")

        records = list(go_records(files[name].decode()))
        assert records == table(files[name])
        assert records[0] == ["email", "name", "attributes"]

    def test_the_strict_reader_refuses_what_go_refuses(self) -> None:
        for bad in ('a,b\nx"y,z\n', 'a,b\n"x"y,z\n', "a,b\nx\n", 'a,b\n"x,z\n'):
            with pytest.raises(ValueError, match=r"quote|fields|field|substring"):
                list(go_records(bad))

    def test_attributes_are_an_object_with_all_that_is_known(self, tmp_path: Path) -> None:
        _, files = written("listmonk", made_list(), tmp_path / "out")

        known = {one["email"]: json.loads(one["attributes"]) for one in rows(files["subscribers.csv"])}
        assert known["ada@example.org"] == {
            "substack": {
                "status": "paid",
                "created_at": START,
                "first_paid_at": START,
                "source": "substack signup",
                "ip": "203.0.113.7",
                "stripe_customer_id": "cus_ADA1",
            }
        }
        assert known["gus@example.org"]["substack"]["status"] == "group-member"


class TestKeila:
    """Columns that it knows, and no other, since it puts cells into them in turn."""

    def test_each_cell_gets_where_it_belongs(self, tmp_path: Path) -> None:
        _, files = written("keila", made_list(), tmp_path / "out")

        contacts = keila_contacts(table(files["contacts.csv"]))
        named = rows(files["contacts.csv"])
        assert [one["email"] for one in contacts] == [one["Email"] for one in named]
        assert [one["data"] for one in contacts] == [one["Data"] for one in named]
        assert all(json.loads(one["data"]) for one in contacts)
        assert [one["first_name"] for one in contacts] == [one["First name"] for one in named]

    def test_an_unknown_column_would_shift_them(self) -> None:
        (contact,) = keila_contacts([["Email", "Country", "Data"], ["a@example.org", "DE", "{}"]])

        assert contact["data"] == "DE"

    def test_the_first_line_is_not_taken_for_semicolons(self, tmp_path: Path) -> None:
        _, files = written("keila", made_list(), tmp_path / "out")

        assert b";" not in files["contacts.csv"].partition(b"\r\n")[0]


def test_kit_gets_no_column_that_would_empty_what_it_has(tmp_path: Path) -> None:
    records = [b"ada@example.org,false,,other,false,2024-08-10T04:56:48.801Z,"]

    _, files = written("kit", made_list(records, PLAIN), tmp_path / "out")

    assert table(files["subscribers.csv"])[0] == ["email", "tags", "subscribed_on", "signup_source"]


def test_mailchimp_refuses_letters_and_has_a_file_for_each_status(tmp_path: Path) -> None:
    _, files = written("mailchimp", made_list(), tmp_path / "out")

    assert noted(files)["ömil@example.org"] == NOT_ASCII
    assert "anna@münchen.example" in by_address(files["subscribed.csv"], "Email Address")
    assert list(by_address(files["cleaned.csv"], "Email Address")) == ["bo@example.org"]
    assert "dora@example.org" in by_address(files["unsubscribed.csv"], "Email Address")
    assert len(load("mailchimp").fitting("語" * 90).encode()) == 255


def test_mailgun_gets_a_thousand_members_at_once_and_times_as_in_letters(tmp_path: Path) -> None:
    more = [row(f"reader{number}@example.org") for number in range(2500)]

    report, files = written("mailgun", made_list([*ROWS, *more]), tmp_path / "out")

    members = {name: len(rows(content)) for name, content in files.items() if name.startswith("members-")}
    assert members == {"members-0001.csv": 1000, "members-0002.csv": 1000, "members-0003.csv": report.active - 2000}
    unsubscribed = by_address(files["unsubscribes-0001.csv"], "address")
    assert list(unsubscribed["dora@example.org"]) == ["address", "tags", "created_at"]
    assert unsubscribed["dora@example.org"]["tags"] == "*"
    assert parsedate_to_datetime(unsubscribed["dora@example.org"]["created_at"]) == AS_OF
    assert list(by_address(files["complaints-0001.csv"], "address")) == ["com@example.org"]


def test_mailerlite_gets_the_fields_that_show_consent(tmp_path: Path) -> None:
    _, files = written("mailerlite", made_list(), tmp_path / "out")

    ada = by_address(files["subscribers.csv"])["ada@example.org"]
    assert (ada["subscribed_at"], ada["opted_in_at"]) == ("2024-08-10 04:56:48", "2024-08-10 04:56:48")
    assert (ada["ip_address"], ada["optin_ip"], ada["status"]) == ("203.0.113.7", "203.0.113.7", "active")
    off = by_address(files["unsubscribed.csv"])
    assert {one["email"]: one["status"] for one in off.values()} == {
        "bo@example.org": "bounced",
        "com@example.org": "junk",
        "dora@example.org": "unsubscribed",
        "half.off@example.org": "unsubscribed",
        "payer.off@example.org": "unsubscribed",
    }


def test_buttondown_gets_dates_as_americans_write_them(tmp_path: Path) -> None:
    _, files = written("buttondown", made_list(), tmp_path / "out")

    assert by_address(files["subscribers.csv"])["ada@example.org"]["date"] == "8/10/2024"
    assert by_address(files["subscribers.csv"])["plan@example.org"]["tags"] == "paid,=1+1 _yearly"


def test_a_date_that_cannot_be_is_named(tmp_path: Path) -> None:
    _, files = written("csv", made_list(), tmp_path / "out")

    assert by_address(files["subscribers.csv"])["undated@example.org"]["created_at"] == ""
    assert by_address(files["subscribers.csv"])["future@example.org"]["created_at"].startswith("2031")
    assert noted(files)["undated@example.org"] == noted(files)["future@example.org"] == NO_DATE


def test_who_has_no_date_is_counted_where_dates_matter(tmp_path: Path) -> None:
    report, files = written("csv", made_list(), tmp_path / "out", Wanted(since=AS_OF))

    assert list(by_address(files["subscribers.csv"])) == ["future@example.org"]
    assert report.undated == 2

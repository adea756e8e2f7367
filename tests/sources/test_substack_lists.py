from pathlib import Path

from backup.model import Severity
from backup.sources.substack_export import SubstackExport
from tests.sources.reading import FIXTURES, Reading, read
from tests.sources.rezip import pack
from tests.sources.test_subscriber_csv import A, row

PAID = ",true,2026-01-28T07:04:41.591Z,yearly,false,2025-01-28T07:04:41.591Z,2025-01-28T07:04:41.591Z"
DASHBOARD = (FIXTURES / "lists" / "dashboard.csv").read_bytes()


def zipped(path: Path, **files: bytes | str) -> Reading:
    entries = [(name, data.encode() if isinstance(data, str) else data) for name, data in files.items()]
    return read(SubstackExport(pack(path / "a.zip", list(entries))))


def people(*rows: str) -> str:
    return "\n".join([A, *rows]) + "\n"


def test_the_longest_list_is_the_subscribers_and_the_other_is_kept_beside_it(tmp_path: Path) -> None:
    total = people(row("a@example.org"), row("b@example.org"), "c@example.org" + PAID)
    paid = people("C@example.org" + PAID)
    reading = zipped(tmp_path, **{"email_list.paid.pub.csv": paid, "email_list.pub.csv": total})
    assert [cells[0] for cells in reading.people] == ["a@example.org", "b@example.org", "c@example.org"]
    assert reading.kept("files") == {"email_list.paid.pub.csv": paid.encode()}
    [problem] = reading.problems
    assert (problem.severity, problem.file) == (Severity.KEPT, "email_list.paid.pub.csv")
    assert "0 of its people are not in email_list.pub.csv" in problem.reason
    assert reading.complete == {"subscribers"}


def test_people_whom_only_the_second_list_knows_are_added(tmp_path: Path) -> None:
    total = people(row("a@example.org"), row("b@example.org"))
    paid = people("c@example.org" + PAID, "a@example.org" + PAID)
    reading = zipped(tmp_path, **{"email_list.paid.pub.csv": paid, "email_list.pub.csv": total + row("d@example.org")})
    assert [cells[0] for cells in reading.people] == [
        "a@example.org",
        "b@example.org",
        "d@example.org",
        "c@example.org",
    ]
    assert [batch.file for batch in reading.lists] == ["email_list.pub.csv", "email_list.paid.pub.csv"]
    assert "1 of its people are not in email_list.pub.csv and were added" in reading.problems[0].reason


def test_people_of_a_second_list_that_does_not_tell_who_wants_mail_are_only_counted(tmp_path: Path) -> None:
    total = people(*(row(f"r{i}@example.org") for i in range(20)))
    reading = zipped(tmp_path, **{"email_list.pub.csv": total, "export.csv": DASHBOARD})
    assert len(reading.people) == 20
    assert "9 of its people are not in" in reading.problems[0].reason
    assert "not added, because it does not tell who turned e-mail off" in reading.problems[0].reason


TOTAL_2021 = "email,active_subscription,expiry,email_disabled,prefer_digests,created_at"
PAYING_2021 = "email,expiry,email_disabled,prefer_digests,stripe_connected_customer_id,type"


def test_a_second_list_with_its_columns_in_another_order_is_added_too(tmp_path: Path) -> None:
    total = people(row("a@example.org"), row("b@example.org"))
    paid = "active_subscription,email,expiry,plan,email_disabled,created_at,first_payment_at\n"
    paid += "true,p@example.org,,monthly,false,2025-01-01T00:00:00.000Z,\n"
    reading = zipped(tmp_path, **{"email_list.paid.pub.csv": paid, "email_list.pub.csv": total})
    assert reading.people[2] == ["p@example.org", "true", "", "monthly", "false", "2025-01-01T00:00:00.000Z", ""]
    assert {batch.header for batch in reading.lists} == {tuple(A.split(","))}


def test_who_turned_email_off_by_any_list_of_the_export_has_turned_it_off(tmp_path: Path) -> None:
    total = "\n".join([TOTAL_2021, *(f"r{i}@example.org,true,,false,false,2020-01-01" for i in range(3))])
    paying = f"{PAYING_2021}\nR0@example.org,,true,false,cus_1,paid\np@example.org,,false,false,cus_2,paid"
    files = {"fixtures_signup_emails.csv": total, "fixtures_subscriber_emails.csv": paying}
    reading = zipped(tmp_path, **files)
    assert reading.records == [
        b"r0@example.org,true,,true,false,2020-01-01",
        b"r1@example.org,true,,false,false,2020-01-01",
        b"r2@example.org,true,,false,false,2020-01-01",
        b"p@example.org,true,,false,false,",
    ]
    assert reading.remarks == ["People whose e-mail is off by another list of the export, and now by this one too: 1."]


def test_a_first_list_without_a_column_for_it_gets_one(tmp_path: Path) -> None:
    total = people("ada@example.org,false,,other,true,,")
    reading = zipped(tmp_path, **{"email_list.pub.csv": total, "export.csv": DASHBOARD})
    assert {batch.header[-1] for batch in reading.lists} == {"email_disabled"}
    place = reading.lists[0].header.index("Email")
    off = {cells[place]: cells[-1] for cells in reading.people}
    assert off["ada@example.org"] == "true"
    assert sorted(off.values()) == [""] * 8 + ["true"]
    assert {len(cells) for cells in reading.people} == {len(reading.lists[0].header)}


def test_the_readers_of_another_publication_are_not_added(tmp_path: Path) -> None:
    files = {
        "posts/1.one.html": '<a data-attrs="{&quot;url&quot;:&quot;https://pub.substack.com/subscribe?&quot;}">Join</a>',
        "email_list.pub.csv": people(row("a@example.org"), row("b@example.org")),
        "email_list.other.csv": people(row("z@example.org"), row("y@example.org"), row("x@example.org")),
    }
    reading = zipped(tmp_path, **files)
    assert [cells[0] for cells in reading.people] == ["a@example.org", "b@example.org"]
    assert list(reading.kept("files")) == ["email_list.other.csv"]
    [problem] = [problem for problem in reading.problems if problem.file == "email_list.other.csv"]
    assert "another publication, other: its 3 people were not added" in problem.reason


def test_nobody_is_added_twice_from_two_further_lists(tmp_path: Path) -> None:
    files = {
        "email_list.pub.csv": people(row("a@example.org"), row("b@example.org")),
        "more.csv": people(row("c@example.org")),
        "most.csv": people(row("C@example.org")),
    }
    assert [cells[0] for cells in zipped(tmp_path, **files).people] == [
        "a@example.org",
        "b@example.org",
        "c@example.org",
    ]


def test_a_list_is_known_by_its_header_not_by_its_name(tmp_path: Path) -> None:
    reading = zipped(tmp_path, **{"whatever.csv": DASHBOARD})
    assert len(reading.people) == 9
    assert SubstackExport.recognise(tmp_path / "a.zip") == 60


def test_a_list_of_another_service_is_only_a_file(tmp_path: Path) -> None:
    reading = zipped(tmp_path, **{"posts.csv": "post_id\n", "mailchimp.csv": "Email Address,Name\na@example.org,A\n"})
    assert reading.people == []
    assert list(reading.kept("files")) == ["mailchimp.csv"]
    assert reading.complete == {"posts"}


def test_a_large_file_that_is_not_known_keeps_its_beginning(tmp_path: Path) -> None:
    reading = zipped(tmp_path, **{"posts.csv": "post_id\n", "film.mp4": b"film" * (3 << 20), "small.mp4": b"film"})
    assert list(reading.kept("files")) == ["small.mp4"]
    [problem] = reading.of(Severity.UNREADABLE)
    assert (problem.file, len(problem.raw)) == ("film.mp4", 64 << 10)


def test_a_file_beside_the_exports_folder_is_kept_with_its_whole_name(tmp_path: Path) -> None:
    reading = zipped(tmp_path, **{"my/posts.csv": "post_id\n", "other/notes.txt": b"x", "my/notes.txt": b"y"})
    assert sorted(reading.kept("files")) == ["notes.txt", "other/notes.txt"]


def test_an_empty_list_is_complete(tmp_path: Path) -> None:
    reading = zipped(tmp_path, **{"email_list.pub.csv": A + "\n"})
    assert (reading.people, reading.complete) == ([], {"subscribers"})


def test_a_list_alone_is_an_export_of_that_publication(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", [("email_list.pub.csv", people(row("a@example.org")).encode())])
    assert SubstackExport(path).identity().slug == "pub"
    assert SubstackExport.recognise(path) == 70

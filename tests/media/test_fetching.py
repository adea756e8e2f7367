"""Files fetched from a server on loopback: some there, some gone, some slow, some not what they seem."""

import json
import math
import threading
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from backup.errors import StorageError
from backup.http import Cookie
from backup.media import Kind, MediaFetcher, Wanted, wanted
from backup.media.remembered import failed_again, is_due
from backup.model import Json, Media, Problem, Row, Severity
from tests.http.asking import session
from tests.http.server import Asked, Says, Server, serving

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x40\x00\x00\x00\x40"
DOT = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01"
GIF_DOT = b"GIF89a\x01\x00\x01\x00"
DENIED = b"<?xml version='1.0'?>\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def picture(name: str, **more: Any) -> Wanted:
    file = wanted(f"https://pictures.example/{name}", **more)
    assert file is not None
    return file


def fetched(server: Server, files: list[Wanted], **options: Any) -> list[Media | Problem | Row]:
    """Return all records; a picture's content is read when it comes, as the archive does."""
    ours = session(server, cookies=options.pop("cookies", ()))
    fetcher = MediaFetcher(ours, now=lambda: NOW, **options)
    records: list[Media | Problem | Row] = []
    for record in fetcher.fetch(files):
        if isinstance(record, Media):
            assert isinstance(record.content, Path)
            record = Media(url=record.url, content=record.content.read_bytes(), media_type=record.media_type)
        records.append(record)
    return records


def test_files_come_in_the_order_in_which_they_are_wanted() -> None:
    gate = threading.Event()

    def script(asked: Asked) -> Says:
        if asked.path == "/0":
            gate.wait(10)  # the first is ready last
        if asked.path == "/20":
            gate.set()
        return Says(body=PNG + asked.path.encode())

    with serving(script) as server:
        records = fetched(server, [picture(str(number)) for number in range(60)])
    assert [record.url.rpartition("/")[2] for record in records if isinstance(record, Media)] == [*map(str, range(60))]
    assert all(isinstance(record, Media) and record.media_type == "image/png" for record in records)


def test_a_file_that_is_gone_is_a_note_and_the_others_come() -> None:
    pages = {"/a": Says(body=PNG), "/c": Says(body=PNG)}
    with serving(pages) as server:
        records = fetched(server, [picture("a"), picture("b"), picture("c")])
    assert [type(record).__name__ for record in records] == ["Media", "Problem", "Row", "Media"]
    problem, row = records[1], records[2]
    assert isinstance(problem, Problem)
    assert (problem.file, problem.severity, problem.table) == ("https://pictures.example/b", Severity.MISSING, None)
    assert "answered 404" in problem.reason
    assert isinstance(row, Row)
    assert (row.table, row.id) == ("fetched", "media:https://pictures.example/b")
    assert row.data == {"failed": 1, "status": 404, "after": "2026-11-21T12:00:00Z"}


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        (Says(status=403, body=DENIED), "answered 403"),
        (Says(body=DENIED), "answered AccessDenied"),
        (Says(body=DENIED.replace(b"AccessDenied", b"NoSuchKey")), "answered NoSuchKey"),
        (Says(body=b"<!DOCTYPE html><title>This link has expired</title>"), "a page came"),
        (Says(body=b""), "an empty file"),
        (Says(body=DOT), "a placeholder"),
        (Says(body=GIF_DOT), "a placeholder"),
        (Says(body=b"<svg xmlns='http://www.w3.org/2000/svg'></svg>"), "a placeholder"),
        (Says(body=b'{"error":"expired"}', headers={"Content-Type": "application/json"}), "no picture"),
        (Says(body=b"%PDF-1.4"), "no picture"),
        (Says(body=b"expired", headers={"Content-Type": "text/plain"}), "no picture"),
    ],
)
def test_what_only_says_that_a_picture_is_gone_is_not_the_picture(says: Says, reason: str) -> None:
    with serving(lambda asked: says) as server:
        problem, row = fetched(server, [picture("a.png")])
    assert isinstance(problem, Problem)
    assert reason in problem.reason
    assert isinstance(row, Row)


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        ("logo.svg", Kind.PICTURE, Says(body=b"<svg xmlns='http://www.w3.org/2000/svg'></svg>")),
        ("new.jxl", Kind.PICTURE, Says(body=b"\xff\x0a\x00", headers={"Content-Type": "image/jxl"})),
        ("notes.html", Kind.FILE, Says(body=b"<html>notes")),
        ("table.csv", Kind.FILE, Says(body=b"a,b")),
        ("sound", Kind.SOUND, Says(body=b"\x00\x00\x00\x20ftypisom")),
        ("raw", Kind.SOUND, Says(body=b"\x01\x02", headers={"Content-Type": "binary/octet-stream"})),
    ],
)
def test_what_is_unusual_but_real_is_kept(name: str, kind: Kind, says: Says) -> None:
    with serving(lambda asked: says) as server:
        (record,) = fetched(server, [picture(name, kind=kind)])
    assert isinstance(record, Media)


def test_a_copy_is_taken_where_the_origin_is_gone() -> None:
    file = wanted("https://substackcdn.com/image/fetch/w_96/https%3A%2F%2Fsubstack-post-media.s3.amazonaws.com%2Fa.png")
    assert file is not None
    with serving(lambda asked: Says(body=PNG) if "cdn" in asked.host else Says(status=403, body=DENIED)) as server:
        (record,) = fetched(server, [file])
        assert [asked.host for asked in server.asked] == ["substack-post-media.s3.amazonaws.com", "substackcdn.com"]
    assert isinstance(record, Media)
    assert record.url == "https://substack-post-media.s3.amazonaws.com/a.png"


def test_a_file_of_two_posts_is_fetched_once_and_one_that_is_known_not_at_all() -> None:
    with serving(lambda asked: Says(body=PNG)) as server:
        files = [picture("a", used_by="post:1"), picture("a", used_by="post:2"), picture("b")]
        records = fetched(server, files, known={"https://pictures.example/b"})
        assert [asked.path for asked in server.asked] == ["/a"]
    assert len(records) == 1


def test_a_lost_file_is_looked_for_after_one_two_four_days_and_then_each_month() -> None:
    memory: Mapping[str, Json] | None = None
    now, waits = NOW, []
    for _ in range(9):
        row = failed_again("https://a.example/x", memory, status=404, now=now)
        memory = row.data
        after = datetime.fromisoformat(str(memory["after"]))
        assert not is_due(memory, after - timedelta(seconds=1))
        assert is_due(memory, after)
        waits.append((after - now).days)
        now = after
    assert waits == [1, 2, 4, 8, 16, 30, 30, 30, 30]


@pytest.mark.parametrize("after", [None, 3, "soon", "2027-11-20T00:00:00Z"])
def test_a_memory_that_cannot_be_right_does_not_stop_a_fetch(after: Json) -> None:
    assert is_due({"failed": 1, "after": after}, NOW)


def test_a_lost_file_is_not_asked_for_before_its_time_and_forgiven_when_it_is_back() -> None:
    key = "media:https://pictures.example/a"
    waiting: dict[str, Json] = {"failed": 2, "status": 404, "after": "2026-11-20T12:00:01Z"}
    with serving(lambda asked: Says(body=PNG)) as server:
        assert fetched(server, [picture("a")], remembered={key: waiting}) == []
        assert server.asked == []
        media, row = fetched(server, [picture("a")], remembered={key: waiting | {"after": "2026-11-20T12:00:00Z"}})
    assert isinstance(media, Media)
    assert row == Row(table="fetched", id=key, data={"failed": 0, "status": 200})


def test_a_server_in_trouble_costs_a_file_no_day() -> None:
    with serving(lambda asked: Says(status=503)) as server:
        records = fetched(server, [picture("a")])
    assert [type(record).__name__ for record in records] == ["Problem"]


def test_a_host_that_does_not_answer_is_asked_a_few_times_only() -> None:
    with serving(lambda asked: Says(body=b"x", length=100)) as server:
        records = fetched(server, [picture(str(number)) for number in range(200)], threads=2)
        assert len(server.asked) <= (3 + 2) * 4
    assert len(records) == 200
    assert all(isinstance(record, Problem) for record in records)


def test_no_more_files_are_fetched_at_a_time_than_there_are_threads() -> None:
    lock, together = threading.Lock(), [0, 0]
    full = threading.Barrier(4)

    def script(asked: Asked) -> Says:
        with lock:
            together[0] += 1
            together[1] = max(together)
        full.wait(10)  # nobody goes on before four are here, so there are four; a fifth would be counted
        with lock:
            together[0] -= 1
        return Says(body=PNG)

    with serving(script) as server:
        fetched(server, [picture(str(number)) for number in range(40)], threads=4)
    assert together[1] == 4


def test_a_paid_sound_is_asked_for_with_the_cookie_and_its_storage_without() -> None:
    def script(asked: Asked) -> Says:
        if asked.host == "api.substack.com":
            return Says(status=302, headers={"Location": "https://store.example/s?Signature=x"})
        return Says(body=b"ID3\x04")

    sid = Cookie(name="substack.sid", value="secret", host="substack.com")
    sound = wanted("https://api.substack.com/api/v1/audio/upload/1/src", kind=Kind.SOUND, signed_in=True)
    plain = picture("a", signed_in=True)
    assert sound is not None
    with serving(script) as server:
        (media, _, _) = fetched(server, [sound, plain], cookies=[sid])
        got_it = sorted({asked.host for asked in server.asked if "cookie" in asked.headers})
    assert isinstance(media, Media)
    assert media.media_type == "audio/mpeg"
    assert got_it == ["api.substack.com"]


def test_nothing_stays_on_the_disk_but_what_waits_to_be_taken(tmp_path: Path) -> None:
    with serving(lambda asked: Says(body=PNG)) as server:
        records = MediaFetcher(session(server), folder=tmp_path, threads=2).fetch(
            picture(str(number)) for number in range(100)
        )
        for number, record in enumerate(records):
            assert isinstance(record, Media)
            assert isinstance(record.content, Path)
            assert record.content.exists()
            assert len([path for path in tmp_path.rglob("*") if path.is_file()]) <= 2 * 4 + 1
            if number == 50:
                break
        records.close()  # type: ignore[attr-defined]
        assert len(server.asked) < 100
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_refuses_stops_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(number: int, data: object) -> int:
        raise OSError(28, "No space left on device")

    with serving(lambda asked: Says(body=PNG)) as server:
        monkeypatch.setattr("backup.http.download.os.write", full)
        with pytest.raises(StorageError, match="No space left"):
            list(MediaFetcher(session(server), folder=tmp_path).fetch([picture("a")]))
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []


def test_two_thousand_pictures_come_each_with_one_request_over_few_connections() -> None:
    with serving(lambda asked: Says(body=PNG + asked.path.encode())) as server:
        fetcher = MediaFetcher(session(server, rate=math.inf))
        assert sum(1 for _ in fetcher.fetch(picture(str(number)) for number in range(2000))) == 2000
        assert len(server.asked) == 2000
        assert server.connections <= 16
    assert fetcher.counts == {"fetched": 2000}


def test_a_reason_never_holds_a_signature() -> None:
    file = picture("a?Signature=secret")
    with serving({}) as server:
        records = fetched(server, [file])
    assert "secret" not in json.dumps([str(record) for record in records])


def test_a_preview_picture_of_somebody_elses_that_is_gone_is_no_loss_of_the_writers() -> None:
    with serving(lambda _: Says(status=404)) as server:
        records = fetched(server, [picture("card", borrowed=True), picture("own")])
    problems = {record.file[-4:]: record for record in records if isinstance(record, Problem)}
    assert problems["card"].severity is Severity.KEPT
    assert "linked or quoted" in problems["card"].reason
    assert problems["/own"].severity is Severity.MISSING


def test_a_picture_that_is_the_writers_own_somewhere_is_not_taken_for_somebody_elses() -> None:
    with serving(lambda _: Says(status=404)) as server:
        records = fetched(server, [picture("a", borrowed=True), picture("a")])
    assert [record.severity for record in records if isinstance(record, Problem)] == [Severity.MISSING]

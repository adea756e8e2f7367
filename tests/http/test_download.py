"""Files fetched to the disk."""

import hashlib
import stat
from pathlib import Path

import pytest

from backup.errors import Blocked, NoConnection, StorageError, UnsafeAnswer
from backup.http import Cookie
from backup.http.magic import media_type
from tests.http.asking import HOME, session
from tests.http.server import Says, serving
from tests.http.test_challenge import WALL

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4000
COOKIES = [Cookie(name="substack.sid", value="secret", host="substack.com")]


def test_a_file_is_written_whole_with_its_digest_and_type(tmp_path: Path) -> None:
    target = tmp_path / "picture"
    with serving({"/p": Says(body=PICTURE, headers={"Content-Type": "text/plain"})}) as server:
        came = session(server, cookies=COOKIES).download("https://cdn.example/p", target)
    assert target.read_bytes() == PICTURE
    assert (came.status, came.size, came.media_type, came.path) == (200, len(PICTURE), "image/png", target)
    assert came.sha256 == hashlib.sha256(PICTURE).hexdigest()
    assert came.start == PICTURE[:4096]
    assert "cookie" not in server.asked[0].headers
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [target]


def test_a_signed_in_file_comes_with_the_cookie(tmp_path: Path) -> None:
    with serving({"/p": Says()}) as server:
        session(server, cookies=COOKIES).download(f"{HOME}/p", tmp_path / "list.csv", signed_in=True)
        assert server.asked[0].headers["cookie"] == "substack.sid=secret"


@pytest.mark.parametrize("status", [204, 304, 403, 404, 500])
def test_where_there_is_no_file_none_is_written(tmp_path: Path, status: int) -> None:
    with serving(lambda asked: Says(status=status, body=b"" if status in (204, 304) else b"<Error>")) as server:
        came = session(server).download(f"{HOME}/p", tmp_path / "p")
    assert (came.status, came.path, came.sha256) == (status, None, "")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_breaks_off_leaves_what_was_there_before(tmp_path: Path) -> None:
    (tmp_path / "p").write_bytes(b"before")
    with serving(lambda asked: Says(body=b"x" * 100, length=200)) as server, pytest.raises(NoConnection):
        session(server).download(f"{HOME}/p", tmp_path / "p")
    assert (tmp_path / "p").read_bytes() == b"before"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_that_breaks_off_once_is_whole_after_the_second_try(tmp_path: Path) -> None:
    answers = iter([Says(body=b"x" * 100, length=200), Says(body=b"whole")])
    with serving(lambda asked: next(answers)) as server:
        session(server).download(f"{HOME}/p", tmp_path / "p")
    assert (tmp_path / "p").read_bytes() == b"whole"


def test_a_file_over_the_limit_is_refused_and_removed(tmp_path: Path) -> None:
    with serving({"/p": Says(body=b"x" * 100_000)}) as server, pytest.raises(UnsafeAnswer):
        session(server).download(f"{HOME}/p", tmp_path / "p", limit=70_000)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_refuses_is_no_fault_of_the_network(tmp_path: Path) -> None:
    with serving({"/p": Says()}) as server:
        with pytest.raises(StorageError, match="could not be written"):
            session(server).download(f"{HOME}/p", tmp_path / "gone" / "p")
        assert len(server.asked) == 1


def test_a_wall_before_a_file_is_said(tmp_path: Path) -> None:
    with serving(lambda asked: Says(status=403, body=WALL)) as server, pytest.raises(Blocked):
        session(server).download(f"{HOME}/p", tmp_path / "p")


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio/wav"),
        (b"\x00\x00\x00\x20ftypavif", "image/avif"),
        (b"\x00\x00\x00\x20ftypheic", "image/heic"),
        (b"\x00\x00\x00\x20ftypM4A ", "audio/mp4"),
        (b"\x00\x00\x00\x20ftypisom", "video/mp4"),
        (b"\x00\x00\x00\x20ftypqt  ", "video/quicktime"),
        (b"ID3\x04\x00", "audio/mpeg"),
        (b"\xff\xfb\x90\x00", "audio/mpeg"),
        (b"\xff\xf1\x50\x80", "audio/aac"),
        (b"OggS\x00", "audio/ogg"),
        (b"fLaC", "audio/flac"),
        (b"\x1aE\xdf\xa3", "video/webm"),
        (b"%PDF-1.7", "application/pdf"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/epub+zip", "application/epub+zip"),
        (b"PK\x03\x04" + bytes(26) + b"posts.csv", "application/zip"),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">', "image/svg+xml"),
        (b"\xef\xbb\xbf  <svg>", "image/svg+xml"),
        (b"<!DOCTYPE html>", "text/html"),
        (b"<?xml version='1.0'?><Error><Code>AccessDenied", "application/xml"),
        (b"<Error><Code>NoSuchKey", "application/xml"),
        (b"", "application/octet-stream"),
        (b"a,b,c", "application/octet-stream"),
        (b"\xff\xfe<\x00", "application/octet-stream"),
    ],
)
def test_a_file_is_known_by_its_first_bytes(start: bytes, kind: str) -> None:
    assert media_type(start) == kind

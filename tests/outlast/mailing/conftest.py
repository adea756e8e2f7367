"""An archive with lists in it, for the tests of what is sent to whom."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from backup.archive.keys import Key
from backup.archive.suspect import LossLimit
from backup.audience.cells import join_cells
from backup.model import Attachment, Complete, Publication, Record, Row, SubscriberRows

KEY = Key("AGE-SECRET-KEY-1TZNDRTML578K8X856G9V97EJRC6VYU76ZR0PE97GRWAYJMQH4ZDQ9ZC2WF")  # made for the tests
HEADER = ("email", "active_subscription", "expiry", "plan", "email_disabled", "created_at", "first_payment_at")
Saved = Callable[..., Archive]


def person(email: str, plan: str = "", *, joined: str = "2024-05-01", off: bool = False) -> bytes:
    """Return the row of a subscriber in Substack's list; `plan` makes a paying one."""
    expiry = {"comp": "2118-09-11T12:14:56.557Z", "": ""}.get(plan, "2030-01-01T00:00:00.000Z")
    day = f"{joined}T10:00:00.000Z" if joined else ""
    cells = (email, "true" if plan else "false", expiry, plan or "other", "true" if off else "false", day, "")
    return join_cells(cells)


def opens(post: str, *lines: str) -> Attachment:
    """Return the opens of a post; a line is `moment,address`."""
    rows = "".join(f'{post},{line},newsletter,everyone,false,DE,,,,,,"Mozilla, 5.0"\n' for line in lines)
    header = "post_id,timestamp,email,post_type,post_audience,active_subscription,country,city,region,device_type,client_os,client_type,user_agent\n"
    return Attachment(table="activity/opens", id=post, data=(header + rows).encode(), extension="csv", rows=len(lines))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = Archive.create(tmp_path / "archive", key=KEY)
    yield made
    made.close()


@pytest.fixture
def saved(archive: Archive) -> Saved:
    """Save a list as of a day of January 2026, with what else the export brings."""

    def save(
        rows: Iterable[bytes],
        *,
        day: int = 1,
        header: Sequence[str] = HEADER,
        opened: Iterable[Attachment] = (),
        masked: int = 0,
    ) -> Archive:
        records: list[Record] = [SubscriberRows(header=tuple(header), records=list(rows), file="list.csv")]
        records += [Row(table="masked", id=f"m{n}", data={"Email": "*@*"}) for n in range(masked)]
        records += [Complete(table="subscribers"), *([Complete(table="masked")] if masked else [])]
        if opened := list(opened):
            records += [*opened, Complete(table="activity/opens")]
        publication = Publication(slug="night-letters", platform="substack", name="Night Letters")
        moment = datetime(2026, 1, day, 12, tzinfo=UTC)
        archive.snapshot(records, publication, source="test", as_of=moment, limit=LossLimit(share=1.0))
        return archive

    return save

"""Each kind of list that platforms handed out over the years: everybody on it gets a letter, or is counted with a reason."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from backup.archive.tables import SUBSCRIBERS
from backup.model import Publication
from backup.sources._base import find_source
from mailer.campaign import Segment
from outlast.mailing.left_out import LeftOut
from outlast.mailing.recipients import choose
from tests.exporters.lists.test_sample_lists import OFF, SAMPLES


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_everybody_on_a_list_is_a_recipient_or_left_out_for_a_reason(name: str, tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive", key=None)
    source = find_source(SAMPLES[name])
    publication = Publication(slug="sample", platform=source.identity().platform, name="Sample")
    archive.snapshot(source.fetch(), publication, source=source.kind, as_of=datetime(2026, 1, 1, tzinfo=UTC))
    snapshot = archive.chain("sample").latest(SUBSCRIBERS)
    assert snapshot is not None

    found = choose(archive, "sample", Segment(), suppressed=lambda _: None)
    everybody = [one.address for one in found]
    archive.close()

    rows = snapshot.manifest.tables[SUBSCRIBERS].rows
    assert len(everybody) == len(set(everybody)) == len(found) > 0
    assert len(found) + sum(found.left_out.values()) - found.left_out.get(LeftOut.MASKED, 0) == rows
    assert OFF.get(name, set()).isdisjoint(everybody)
    assert found.left_out.get(LeftOut.UNSUBSCRIBED, 0) == len(OFF.get(name, ()))

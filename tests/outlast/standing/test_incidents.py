"""The status tells of an open incident and of alerts that did not get through."""

from datetime import UTC, datetime

from backup.archive import timelines
from outlast.errors import AlertFailed
from outlast.incidents.closing import close_incident
from outlast.incidents.opening import open_incident
from outlast.settings import AlertSetting, load_settings
from outlast.standing.gaps import GapKind
from outlast.standing.incidents import alert_gaps, incident_gaps
from outlast.state.database import FILE, StateDatabase
from outlast.telling.delivering import deliver_due
from outlast.telling.outbox import Outbox
from tests.archive.night_letters import PUBLICATION
from tests.outlast.alerts.some_news import DOWN
from tests.outlast.sealed_archive import make
from tests.outlast.telling.test_outbox import Way

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_an_open_incident_is_told_and_a_closed_one_is_not(places):
    settings = load_settings(places, environ={"OUTLAST_ARCHIVE": str(places.archive)})
    archive = make(places)
    assert list(incident_gaps(settings)) == []
    name = open_incident(archive, PUBLICATION.slug, text="Gone.", now=NOON).incident.id
    (gap,) = incident_gaps(settings)
    assert (gap.kind, name in gap.text) == (GapKind.INCIDENT, True)
    close_incident(archive, name, compare=None, now=NOON)
    assert list(incident_gaps(settings)) == []
    timelines.path_of(archive.root, name).write_bytes(b"{")
    assert [gap.kind for gap in incident_gaps(settings)] == [GapKind.DAMAGE]
    archive.close()


def test_news_that_did_not_get_through_is_told_until_it_does(places):
    assert list(alert_gaps(places)) == []
    assert not (places.state_dir / FILE).exists()
    notes = StateDatabase(places.state_dir)
    outbox, way = Outbox(notes), Way()
    outbox.post(DOWN, [AlertSetting(name="mail", kind="email")], now=NOON)
    way.failure = AlertFailed("550 no", permanent=True)
    deliver_due(outbox, {"mail": way}, NOON)
    (gap,) = alert_gaps(places)
    assert gap.text == "1 message to you did not get through yet (mail)"
    outbox.drop("mail")
    assert list(alert_gaps(places)) == []
    notes.close()

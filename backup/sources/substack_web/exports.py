"""The platform's own export: the newest finished one is fetched, and, where the writer switched that on, one is begun.

The list and the file's address were seen at work; what the request that begins one must hold is not known for sure, so
it is sent only on request (formats: section 3.4).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from backup.errors import UnexpectedAnswer
from backup.model import Problem, Record, Remark, Severity
from backup.sources._times import parse_time
from backup.sources._web import WebSource
from backup.sources.substack_web.fields import Fields, envelope
from backup.sources.substack_web.site import Denied, Site

_NOTE = "export"
_OLD = timedelta(days=7)
_READY = ("complete", "completed", "done", "ready")


def fetch_export(source: WebSource, site: Site) -> Iterator[Record]:
    """Put the newest finished export into the folder of the options, unless it was fetched before."""
    folder = source.options.exports
    if folder is None:
        return
    jobs, _ = envelope(site.find("publication_export") or [], ("exports", "jobs"), "list of exports")
    ready = [job for job in map(Fields, jobs) if job.identity("id") and job.text("status") in (None, *_READY)]
    newest = max(ready, key=_made, default=None)
    identity = newest.identity("id") if newest else None
    if newest is not None and identity is not None and source.known.mark(_NOTE) != identity:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = f"{site.subdomain or site.host}-{_made(newest):%Y-%m-%d}-{identity}.zip"
        address = f"{site.base}/api/v1/publication_export/{identity}/file"
        came = site.web.download(address, folder / name, signed_in=True, leave=True)
        if came.status in (401, 403):
            raise Denied(str(came.status))
        if came.status == 200 and came.media_type == "application/zip":
            yield source.note(_NOTE, identity)
        else:
            (folder / name).unlink(missing_ok=True)
            reason = "Substack lists an export, and did not give its file."
            yield Problem(file=name, reason=reason, severity=Severity.MISSING)
    building = any(job.text("status") not in (None, *_READY) for job in map(Fields, jobs))
    old = newest is None or source.options.now - _made(newest) > _OLD
    if source.options.start_export and old and not building:
        try:
            site.send("publication_export", {})
        except UnexpectedAnswer:
            yield Remark(text="Substack did not begin an export; press “New export” in its settings instead.")
        else:
            yield Remark(text="Substack was asked for a new export; the next run fetches it.")


def _made(job: Fields) -> datetime:
    return parse_time(job.text("completed_at", "created_at")) or datetime.fromtimestamp(0).astimezone()

"""Files that a writer asks for and waits for: the subscribers' CSV and the publication's ZIP (formats: exports)."""

from backup.model import Json
from outlast.demo_platforms.exchange import Reply, json_reply
from outlast.demo_platforms.substack import export_files
from outlast.demo_platforms.substack.jobs import Job
from outlast.demo_platforms.substack.routes.publication import counted
from outlast.demo_platforms.substack.shape import time
from outlast.demo_platforms.substack.visit import Route, Visit, invalid, not_found, single_error

_POLLS = 3
"""So often a subscriber file is “not ready”; a publication's export takes twice as long."""


def new_set(visit: Visit) -> Reply:
    """Answer with the number of a set of subscribers: all of them."""
    return json_reply({"id": visit.world.jobs("set").start(visit.world.now).number})


def start_subscribers(visit: Visit) -> Reply:
    """Begin to write the columns that were asked for."""
    asked = visit.request.json()
    columns = asked.get("columns") if isinstance(asked, dict) else None
    if not isinstance(columns, list) or not columns:
        return invalid("columns", "body")
    if visit.world.jobs("set").find(asked.get("subscriberSetId") if isinstance(asked, dict) else None) is None:
        return not_found("Subscriber set not found")
    wanted = tuple(str(column) for column in columns)
    if unknown := [column for column in wanted if column not in export_files.COLUMNS]:
        return invalid(unknown[0], "body")
    return json_reply({"export_id": visit.world.jobs("subscribers").start(visit.world.now, wanted).number})


def _ready(visit: Visit, job: Job, polls: int) -> bool:
    if visit.has("export-at-once"):
        return True
    return not visit.has("export-never-ready") and job.asked() > polls


def poll_subscribers(visit: Visit) -> Reply:
    """Answer 400 until it is ready, then with a relative address."""
    job = visit.world.jobs("subscribers").find(int(visit.parts["number"]))
    if job is None:
        return not_found("Export not found")
    if not _ready(visit, job, _POLLS):
        return single_error("Export not ready", 400)
    return json_reply({"url": f"/api/v1/subscriber_set/export/{job.number}/file"})


def subscribers_file(visit: Visit) -> Reply:
    """Answer with the CSV."""
    job = visit.world.jobs("subscribers").find(int(visit.parts["number"]))
    if job is None:
        return not_found("Export not found")
    data = export_files.subscribers(visit.world, job.columns, emptied=counted(visit) == 0)
    return Reply(headers={"Content-Type": "text/csv; charset=utf-8"}, body=data)


def _job_json(visit: Visit, job: Job) -> Json:
    done = _ready(visit, job, 2 * _POLLS)
    return {
        "id": job.number,
        "type": "publication",
        "status": "complete" if done else "pending",
        "created_at": time(job.started),
        "completed_at": time(job.started) if done else None,
        "download_url": f"/api/v1/publication_export/{job.number}/file" if done else None,
    }


def list_exports(visit: Visit) -> Reply:
    """Answer with every export that was asked for, the latest first."""
    return json_reply([_job_json(visit, job) for job in reversed(visit.world.jobs("publication").all())])


def start_export(visit: Visit) -> Reply:
    """Begin an export."""
    return json_reply(_job_json(visit, visit.world.jobs("publication").start(visit.world.now)))


def export_file(visit: Visit) -> Reply:
    """Answer with the ZIP."""
    job = visit.world.jobs("publication").find(int(visit.parts["number"]))
    if job is None or visit.has("export-never-ready"):
        return not_found("Export not found")
    data = export_files.publication(visit.world, emptied=counted(visit) == 0)
    name = f'attachment; filename="{visit.parts["number"]}"'  # without .zip, as a browser saved it (formats: layout)
    return Reply(headers={"Content-Type": "application/zip", "Content-Disposition": name}, body=data)


ROUTES = (
    Route(where="publication", method="POST", path="/api/v1/subscriber_set", answer=new_set, needs="owner"),
    Route(
        where="publication",
        method="POST",
        path="/api/v1/subscriber_set/export",
        answer=start_subscribers,
        needs="owner",
    ),
    Route(
        where="publication",
        path=r"/api/v1/subscriber_set/export/(?P<number>\d+)",
        answer=poll_subscribers,
        needs="owner",
    ),
    Route(
        where="publication",
        path=r"/api/v1/subscriber_set/export/(?P<number>\d+)/file",
        answer=subscribers_file,
        needs="owner",
    ),
    Route(where="publication", path="/api/v1/publication_export", answer=list_exports, needs="owner"),
    Route(where="publication", method="POST", path="/api/v1/publication_export", answer=start_export, needs="owner"),
    Route(
        where="publication", path=r"/api/v1/publication_export/(?P<number>\d+)/file", answer=export_file, needs="owner"
    ),
)

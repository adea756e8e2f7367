"""Pictures, recordings, films and attached files (formats: image CDN, uploads)."""

from urllib.parse import unquote

from outlast.demo_platforms.exchange import Reply, redirect
from outlast.demo_platforms.substack import files
from outlast.demo_platforms.substack.visit import Route, Visit, no_route

PLACEHOLDER = files.made("expired", "png")
"""What comes in the place of every picture while `picture-expired` is on."""
_REFUSED = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>'
)


def file_reply(name: str, ending: str) -> Reply:
    """Return a file."""
    return Reply(headers={"Content-Type": files.TYPES[ending]}, body=files.made(name, ending))


def origin(visit: Visit) -> Reply:
    """Answer with an original picture; as S3 does, 403 for what is not there."""
    if "picture-expired" in visit.request.quirks:
        return Reply(headers={"Content-Type": "image/png"}, body=PLACEHOLDER)
    found = files.picture(visit.request.path)
    if found is None or "picture-404" in visit.request.quirks:
        status = 404 if "picture-404" in visit.request.quirks else 403
        return Reply(status=status, headers={"Content-Type": "application/xml"}, body=_REFUSED)
    return Reply(headers={"Content-Type": found[0]}, body=found[1])


def converted(visit: Visit) -> Reply:
    """Answer with the CDN's version of a picture: other bytes than the original's."""
    if "picture-expired" in visit.request.quirks:
        return Reply(headers={"Content-Type": "image/png"}, body=PLACEHOLDER)
    address = unquote(visit.request.path.rsplit("/", 1)[-1])
    return file_reply(f"cdn {address}", "jpeg")


def source(visit: Visit) -> Reply:
    """Redirect to the file of an upload, at an address that is signed and will not last."""
    ending = "mp3" if visit.parts["kind"] == "audio" else "mp4"
    location = f"https://{files.VIDEOS}/video_upload/made-up/{visit.parts['uuid']}/transcoded.{ending}"
    return redirect(f"{location}?X-Amz-Expires=3600&X-Amz-Signature=made-up")


def uploaded(visit: Visit) -> Reply:
    """Answer with the file of an upload, if the address is signed."""
    if not visit.request.first("X-Amz-Signature"):
        return Reply(status=403, headers={"Content-Type": "application/xml"}, body=_REFUSED)
    return file_reply(visit.parts["uuid"], visit.parts["ending"])


def attached(visit: Visit) -> Reply:
    """Answer with a file that is attached to a post."""
    ending = visit.parts["ending"]
    return file_reply(visit.parts["uuid"], ending) if ending in files.TYPES else no_route()


_UUID = "(?P<uuid>[0-9a-f-]{36})"
ROUTES = (
    Route(where="both", path=rf"/api/v1/(?P<kind>audio|video)/upload/{_UUID}/src", answer=source),
    Route(where="both", path=rf"/api/v1/file/{_UUID}\.(?P<ending>[a-z0-9]+)", answer=attached),
)
CDN_ROUTES = (Route(where="both", path="/image/.*", answer=converted, conditional=True),)
ORIGIN_ROUTES = (Route(where="both", path="/.*", answer=origin, conditional=True),)
VIDEO_ROUTES = (
    Route(where="both", path=rf"/video_upload/made-up/{_UUID}/transcoded\.(?P<ending>mp3|mp4)", answer=uploaded),
)

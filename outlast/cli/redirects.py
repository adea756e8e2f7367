"""Write rules that send readers of old addresses to the new ones.

FORM is where the rules go; see the list below. --to says where the posts lie now: what you exported them to, or a
pattern with {slug} in it. Only a domain of your own can redirect: pages at substack.com and medium.com cannot. Where
every post keeps its path, nothing is needed.

Examples:
    outlast redirects nginx --to ghost
    outlast redirects netlify --to hugo --out _redirects
    outlast redirects cloudflare-bulk --to "/{year}/{slug}/" --domain letters.example --base-url https://new.example
"""

from pathlib import Path

import click

from backup.archive.archive import Archive
from backup.errors import UsageError
from exporters import redirects as forms
from exporters.redirects._base import Rules
from exporters.redirects.move import Moves
from exporters.redirects.moving import is_platforms, moves_of, old_hosts
from exporters.redirects.scheme import Scheme
from exporters.selection import Criteria, Selection, choose
from exporters.selection.criteria import EVERYTHING
from outlast.cli._frame.command import Command
from outlast.cli._frame.keyless import opened_as_far_as_can_be
from outlast.cli._frame.opening import only_one
from outlast.cli._frame.out_file import write_bytes, write_out
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._reports.redirected import tell_redirects
from outlast.exporting import publication_of

SECTION = "MOVE"
ORDER = 20


@click.command(cls=Command, help=__doc__, lists={"Forms": forms.found()})
@click.argument("form", type=click.Choice(sorted(forms.found())), metavar="FORM")
@click.option("--to", metavar="TARGET", required=True, help="What the posts were exported to, or a pattern: /p/{slug}/")
@click.option("--base-url", metavar="URL", help="The new site, if it is not at your old domain: https://your.site")
@click.option("--domain", metavar="HOST", help="Your old domain, if the archive does not know it: letters.example")
@click.option("--publication", metavar="NAME", help="Which publication, where there are several.")
@click.option("--responses", is_flag=True, help="Medium: what you wrote under other people's stories, too.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write to this file, not to the screen.")
@pass_session
def redirects(
    session: Session,
    form: str,
    to: str,
    base_url: str | None,
    domain: str | None,
    publication: str | None,
    responses: bool,
    out: Path | None,
) -> None:
    """Make the moves, write them, and tell."""
    writer = forms.load(form)
    scheme = Scheme(to, _address(base_url))
    with opened_as_far_as_can_be(session) as archive:
        selection = _published(archive, only_one(session, archive, publication), responses=responses)
        hosts = [_host(domain)] if domain else list(old_hosts(selection, selection.former()))
        host = next((one for one in hosts if not is_platforms(one)), None)
        if host is None and writer.needs_host:
            raise UsageError(
                "The archive knows no domain of your own, and these rules name it.",
                so_what=f"Nothing was written. {', '.join(hosts)} cannot redirect: only a domain of your own can.",
                next="Name it, if there was one: --domain letters.example",
            )
        moves = moves_of(selection, scheme, host=host, base_url=_address(base_url))
    rules: Rules = writer.rules(moves)
    where = None
    if out is not None:
        where = write_out(session, out, [rules.text.encode()])
    elif not session.output.json and _any(moves):
        write_bytes([rules.text.encode()])
    tell_redirects(session.output, writer, moves, rules, hosts=hosts, where=where)


def _published(archive: Archive, slug: str, *, responses: bool) -> Selection:
    """Return all that was published: paid posts had an address, too."""
    return choose(archive, publication_of(archive, slug), Criteria(audiences=EVERYTHING, responses=responses))


def _any(moves: Moves) -> bool:
    return bool(moves.one_by_one())


def _address(text: str | None) -> str | None:
    if text is None:
        return None
    if not text.startswith(("http://", "https://")):
        raise UsageError(f"{text!r} is no address.", next="Write --base-url https://your.site")
    return text.rstrip("/")


def _host(text: str) -> str:
    host = text.partition("://")[2] or text
    host = host.partition("/")[0].casefold()
    if "." not in host or any(sign.isspace() for sign in host):
        raise UsageError(f"{text!r} is no domain.", next="Write --domain letters.example")
    return host


COMMAND = redirects

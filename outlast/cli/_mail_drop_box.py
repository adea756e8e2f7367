"""`outlast mail drop-box`: where subscribers sign off with one click."""

from dataclasses import replace
from pathlib import Path

import click

from backup.errors import UsageError
from mailer.unsubscribe.drop_box import DropBoxKind, languages
from outlast.cli._frame import clock
from outlast.cli._frame.command import Command
from outlast.cli._frame.session import Session, pass_session
from outlast.cli.output import Danger
from outlast.mailing.drop_box import known_word, make_drop_box
from outlast.mailing.unsubscribes import drop_box_of
from outlast.places import at_home
from outlast.settings import set_settings

_NEXT = {
    DropBoxKind.PHP: "Put {file} on your web space, as you would a page. Its address is then like"
    " https://example.org/drop_box.php",
    DropBoxKind.CGI: "Put {file} where your web space runs scripts (often cgi-bin) and let it be run (chmod 755). Its"
    " address is then like https://example.org/cgi-bin/drop_box.cgi",
    DropBoxKind.WSGI: "Put {file} on your host and name drop_box:application as the program. Its address is that of"
    " your site there.",
    DropBoxKind.WORKER: "At Cloudflare make a Worker from {file} and a KV namespace, and bind that to it as BOX. Its"
    " address is then like https://box.example.workers.dev",
}


@click.command("drop-box", cls=Command, lists={"Kinds": {kind.value: kind.words for kind in DropBoxKind}})
@click.option("--kind", type=click.Choice([kind.value for kind in DropBoxKind]), help="What it is to run on.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER", help="Write its file into this folder.")
@click.option(
    "--language", "speaks", multiple=True, type=click.Choice(languages()), help="Of its page (repeatable; else en)."
)
@click.option("--keyring", is_flag=True, help="Keep its word in this computer's key store, not in a private file.")
@click.option("--new-word", is_flag=True, help="Make a new word, because somebody else knows the old one.")
@click.option("--address", metavar="URL", help="Try the drop-box at this address, and use it if it works.")
@pass_session
def drop_box(
    session: Session,
    kind: str | None,
    out: Path | None,
    speaks: tuple[str, ...],
    keyring: bool,
    new_word: bool,
    address: str | None,
) -> None:
    """Make a drop-box for your web space, so that one click is enough to unsubscribe; then try it.

    It is one small file. It keeps whatever is posted to it, shows a page to whoever only looks, and knows nothing: no
    address, no list, no key. You need it if your provider has no link of its own for unsubscribing and you write to
    thousands: Gmail and Yahoo ask for one click then.

    Examples:
        outlast mail drop-box --kind php --out drop-box --language es
        outlast mail drop-box --address https://example.org/drop_box.php
    """
    if (kind is None) == (address is None) or (kind is None) != (out is None):
        raise UsageError(
            "It does not say what to do.",
            next="Write the file: --kind php --out FOLDER    or try what you have put up: --address URL",
        )
    if address is not None:
        _use(session, address)
    elif kind is not None and out is not None:
        _make(session, DropBoxKind(kind), at_home(out).absolute(), speaks or ("en",), keyring, new_word)


def _make(
    session: Session, kind: DropBoxKind, folder: Path, speaks: tuple[str, ...], keyring: bool, new_word: bool
) -> None:
    output, settings = session.output, session.settings
    word = None
    if not new_word:
        word = known_word(settings, environ=session.environ, ask=output.ask_secret if output.can_ask else None)
    if settings.mail.drop_box_secret is not None and word is None:
        output.confirm(
            "The drop-box that you have cannot be emptied any more once its word is another one. Did you fetch what is"
            " in it (outlast mail unsubscribes)?",
            danger=Danger.MODERATE,
        )
    if (folder / kind.file).exists():
        output.confirm(f"There is a file {folder / kind.file} already. Replace it?", danger=Danger.MODERATE)
    made = make_drop_box(kind, folder, speaks=speaks, word=word, places=session.places, in_keyring=keyring)
    output.ok(f"The drop-box is in {made.file}.")
    output.text("What to do next:")
    output.prose(f"  1. {_NEXT[kind].format(file=made.file.name)}", hanging=5)
    output.text("  2. Try it: outlast mail drop-box --address https://…")
    output.summary(file=made.file, kind=kind, languages=speaks, new_word=made.new_word)


def _use(session: Session, address: str) -> None:
    output = session.output
    ask = output.ask_secret if output.can_ask else None
    mail = replace(session.settings.mail, drop_box=address)
    drop_box_of(mail, environ=session.environ, clock=clock.now, ask=ask).try_out()
    set_settings(session.places, {"mail.drop_box": address})
    output.ok("It works: a link shows a page, only a click is kept, and what is kept can be fetched.")
    output.text("Your next letters have a link for unsubscribing with one click.")
    output.summary(address=address, works=True)

"""The mailbox as a fire drill looks at it: what was there before does not count."""

from collections.abc import Callable, Iterator

from mailer.mailbox._base import Mailbox
from mailer.mailbox.position import Found, Incoming, Position
from outlast.mailing.drill.seams import RealInbox


class Shelf(Mailbox):
    """A mailbox of two folders whose numbers go up."""

    def __init__(self) -> None:
        self.folders = ("INBOX", "Spam")
        self.mails: dict[str, list[bytes]] = {folder: [] for folder in self.folders}
        self.whole = 0

    def newer(self, folder: str, than: Position, wanted: Callable[[bytes], bool]) -> Iterator[Incoming]:
        for uid, content in enumerate(self.mails[folder], 1):
            if uid > than.last:
                take = wanted(content)
                self.whole += take
                yield Incoming(position=Position(validity=1, last=uid), content=content if take else None)

    def has_message(self, message_id: str, folder: str) -> bool | None:
        return None

    def find(self, message_id: str) -> Found | None:
        return Found(folder="INBOX", junk=False, content=b"x") if message_id == "known" else None


def test_only_what_has_come_since_the_beginning_is_given_and_only_once():
    shelf = Shelf()
    shelf.mails["INBOX"] += [b"old"] * 3
    inbox = RealInbox(shelf)
    inbox.begin()
    assert shelf.whole == 0
    assert list(inbox.new()) == []
    shelf.mails["INBOX"].append(b"new")
    shelf.mails["Spam"].append(b"newer")
    assert list(inbox.new()) == [b"new", b"newer"]
    assert list(inbox.new()) == []


def test_a_folder_that_was_looked_through_before_is_not_gone_through_again():
    shelf = Shelf()
    shelf.mails["INBOX"] += [b"old"] * 3
    inbox = RealInbox(shelf, {"INBOX": Position(validity=1, last=3)})
    assert list(inbox.new()) == []


def test_a_mail_is_found_by_its_name():
    found = RealInbox(Shelf()).find("known")
    assert found is not None
    assert RealInbox(Shelf()).find("unknown") is None

"""One tree of errors: each says what happened, what it means for the writer, and what to do next.

    OutlastError                       exit code   code
    ├── UsageError                     2           OUT-101 … wrong words on the command line
    ├── SetupError                     6           OUT-110 … no archive yet, settings that cannot be read
    │   ├── NoArchive
    │   ├── BadSettings
    │   ├── MissingPart                            a library or program that is not installed
    │   └── SecretProblem      (outlast.errors)    a secret that is not where the settings say
    ├── InputError                     1           OUT-120 … a file that cannot be read as what it should be
    │   ├── UnknownFile
    │   ├── UnsafeFile                             bombs, traversal, encrypted or broken ZIPs
    │   └── UnreadableEntry                        one file of an export
    ├── NeedsConfirmation              9           OUT-130 … refused until somebody says yes
    ├── Locked                         7           OUT-140 … another run holds the archive
    ├── StorageError                   1           OUT-150 … disk full, no permission
    ├── DamageError                    8           OUT-160 … an object or manifest is not what its name says
    ├── KeyProblem                     1           OUT-170 … the private half is missing or wrong
    ├── NotFound                       1           OUT-180 … no such post, snapshot, publication
    ├── WebProblem                     75          OUT-200 … the other side cannot be reached or wants to wait
    │   ├── NoConnection                           offline, no such host, no answer in time
    │   ├── Limited                                too many requests; it says for how long
    │   ├── Blocked                                turned away before the platform itself was reached
    │   ├── BadCertificate                         somebody else answers in the platform's name
    │   └── UnsafeAnswer                           a redirect elsewhere, an inner address, a bomb
    ├── SignedOut                      4           OUT-210 … the platform wants a new sign-in
    ├── PlatformRefused                5           OUT-220 … the account or publication is suspended or removed
    ├── UnexpectedAnswer               1           OUT-225 … an answer that is not of the shape it should have
    ├── IncidentProblem                1           OUT-250 … an incident that is not as it was thought to be
    │   ├── NoIncident                             none of that name, or none open
    │   ├── IncidentOpen                           there is one open already
    │   └── IncidentClosed                         it is over; nothing is added to it
    ├── AlertFailed        (outlast.errors)    1     OUT-240 … the writer could not be told
    ├── Interrupted        (outlast.errors)  130   OUT-198 … stopped by the person
    └── Unexpected         (outlast.errors)  1     OUT-199 … a bug

Codes are stable: never reused, never renumbered. `outlast explain CODE` prints the class's docstring with its
`so_what` and `next`. Exit codes: `docs/reference/exit-codes.md`; a test compares the two.
"""

from typing import ClassVar


class OutlastError(Exception):
    """Something a person can do something about; printed without a traceback."""

    code: ClassVar[str] = "OUT-100"
    exit_code: ClassVar[int] = 1
    so_what: ClassVar[str] = "Nothing in the archive was changed."
    next: ClassVar[str] = "Run the command again; if it stays, run: outlast doctor"

    def __init__(self, what: str, *, so_what: str | None = None, next: str | None = None) -> None:  # noqa: A002
        """Take what happened, and, where the class's own words are too general, what it means and what to do."""
        super().__init__(what)
        self.what = what
        self.meaning = so_what or self.so_what
        self.advice = next or self.next


class UsageError(OutlastError):
    """The words on the command line do not fit together."""

    code = "OUT-101"
    exit_code = 2
    next = "See: outlast --help"


class SetupError(OutlastError):
    """Outlast is not set up for this yet."""

    code = "OUT-110"
    exit_code = 6
    next = "Run: outlast init"


class NoArchive(SetupError):
    """There is no archive in the folder that was named."""

    code = "OUT-111"
    so_what = "Nothing was read or changed: there is nothing there to look at."
    next = "Make one with: outlast init    or name another folder with --archive"


class BadSettings(SetupError):
    """The settings file cannot be read, or a setting in it has a value that does not fit."""

    code = "OUT-112"
    next = "See what is wrong with: outlast config validate    and mend it with: outlast config edit"


class MissingPart(SetupError):
    """A library or program that this needs is not installed on this computer."""

    code = "OUT-113"
    next = "Install it as the message says, then run the command again."


class InputError(OutlastError):
    """A file could not be read as what it should be."""

    code = "OUT-120"
    next = "Download the export again from the platform and import that file."


class UnknownFile(InputError):
    """The file is not an export or a subscriber list of any kind that Outlast knows."""

    code = "OUT-121"
    next = "Give the ZIP that the platform sent, the folder it unpacks to, or a subscriber list (CSV or text)."


class UnsafeFile(InputError):
    """The file is built in a way that could harm this computer, or is damaged as a whole, so it was not opened."""

    code = "OUT-122"


class UnreadableEntry(InputError):
    """One file of an export could not be read; the others can."""

    code = "OUT-123"

    def __init__(self, name: str, reason: str) -> None:
        """Take the file's name in the export, and why it could not be read ("is encrypted")."""
        super().__init__(f"{name} {reason}.")
        self.name = name
        self.reason = reason


class NeedsConfirmation(OutlastError):
    """The command was refused because nobody was there to say yes."""

    code = "OUT-130"
    exit_code = 9
    next = "Run it again in a terminal, or add --yes if you are sure."


class Locked(OutlastError):
    """Another run of Outlast is writing to this archive."""

    code = "OUT-140"
    exit_code = 7
    so_what = "This run did nothing. Only one run may write at a time; the other one is still saving."
    next = "Wait for it to end, then run the same command again."


class StorageError(OutlastError):
    """The disk refused: it is full, was taken out, or may not be written to."""

    code = "OUT-150"
    so_what = "The archive is as it was before this run; nothing saved earlier is lost."
    next = "Free some space (or plug the disk in), then run the same command again: it goes on from there."


class DamageError(OutlastError):
    """A file of the archive is not what its name says it should be."""

    code = "OUT-160"
    exit_code = 8
    so_what = "What this file held cannot be read from this copy; all other files are unaffected."
    next = "Mend it with: outlast verify --repair COPY    or import the same export again."


class KeyProblem(OutlastError):
    """The private half of the archive's key is missing or does not fit, so sealed data cannot be read."""

    code = "OUT-170"
    so_what = "Your data is safe but sealed: subscribers, drafts and chats cannot be read without the key."
    next = "Bring the key back from your recovery sheet with: outlast keys recover"


class NotFound(OutlastError):
    """There is no such thing in the archive."""

    code = "OUT-180"
    so_what = "Nothing was changed."
    next = "See what there is with: outlast status    or: outlast search WORDS"


class WebProblem(OutlastError):
    """The other side could not be reached, or asks to wait."""

    code = "OUT-200"
    exit_code = 75
    so_what = "What came before that is saved; nothing saved earlier is lost."
    next = "Run the same command again later: it goes on where it stopped."


class NoConnection(WebProblem):
    """There is no connection to the other side: this computer is offline, or nobody answers there in time."""

    code = "OUT-201"
    next = "Look whether other pages open on this computer, then run the same command again."


class Limited(WebProblem):
    """The platform says that these were too many requests for now."""

    code = "OUT-202"

    def __init__(self, what: str, *, wait: float | None = None) -> None:
        """Take what happened, and how many seconds the platform asks to wait, if it said so."""
        super().__init__(what)
        self.wait = wait


class Blocked(WebProblem):
    """Something in front of the platform turned this computer away; that says nothing about the account."""

    code = "OUT-203"
    next = "Try from your home network, without a VPN; export files can be imported meanwhile."


class BadCertificate(WebProblem):
    """The other side could not prove that it is who it should be, so nothing was sent to it."""

    code = "OUT-204"
    next = "Try from another network (a café's or hotel's sign-in page does this), then run the command again."


class UnsafeAnswer(WebProblem):
    """The answer led to where no request of ours may go, or is built to do harm, so it was not followed."""

    code = "OUT-205"
    exit_code = 1


class SignedOut(OutlastError):
    """The platform does not know the saved session any more."""

    code = "OUT-210"
    exit_code = 4
    so_what = "What is public was saved; drafts, chats and subscribers were not looked at. Nothing saved is lost."
    next = "Sign in again with: outlast login"


class PlatformRefused(OutlastError):
    """The platform says that the account or the publication is suspended or removed."""

    code = "OUT-220"
    exit_code = 5
    so_what = "What was saved before is safe, and kept from being replaced."
    next = "Look from the outside too, and keep the proof: outlast watch --confirm-times 2"


class UnexpectedAnswer(OutlastError):
    """The platform answered something else than it used to: its pages may have changed."""

    code = "OUT-225"
    so_what = "This part was not saved in this run; all others were. Nothing saved earlier is lost."
    next = "Import the platform's export file meanwhile, and report it with: outlast -vv backup"


class IncidentProblem(OutlastError):
    """The incident is not in the state that this needs."""

    code = "OUT-250"
    so_what = "Nothing was changed."
    next = "See what is known: outlast incident timeline"


class NoIncident(IncidentProblem):
    """There is no such incident, or none that is open."""

    code = "OUT-251"
    next = 'Begin one with: outlast incident open "what happened"'


class IncidentOpen(IncidentProblem):
    """There is an incident of this publication already that is not closed."""

    code = "OUT-252"
    next = 'Add to it with: outlast incident note "what happened"'


class IncidentClosed(IncidentProblem):
    """The incident is closed: its timeline is not changed any more."""

    code = "OUT-253"
    next = 'If it begins again, open a new one: outlast incident open "what happened"'

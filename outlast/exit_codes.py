"""The exit codes of `outlast`, one number for one meaning; scripts may rely on them."""

from enum import IntEnum
from typing import Self


class ExitCode(IntEnum):
    """What the number says that a command leaves behind; numbers are never reused. Any other number is a failure."""

    meaning: str

    def __new__(cls, number: int, meaning: str) -> Self:
        """Take the number and its meaning in the writer's words."""
        code = int.__new__(cls, number)
        code._value_ = number
        code.meaning = meaning
        return code

    @classmethod
    def of(cls, number: int) -> Self:
        """Return the code of this number."""
        return next(code for code in cls if code == number)

    DONE = 0, "Done; nothing is missing."
    FAILED = 1, "Failed; the message says what to do."
    USAGE = 2, "The words on the command line do not fit together."
    PARTLY = 3, "Partly done, or something needs your attention; what is missing is listed."
    SIGNED_OUT = 4, "The platform wants you to sign in again."
    SUSPENDED = 5, "The platform says that your account or publication is suspended or removed."
    NOT_SET_UP = 6, "Not set up for this yet: no archive, settings that cannot be read, a part that is not installed."
    LOCKED = 7, "Another run of Outlast is busy with this archive."
    DAMAGED = 8, "Damage was found in the archive."
    REFUSED = 9, "Refused, because somebody must say yes first."
    TRY_LATER = 75, "No connection, or the other side asks to wait; try later."
    INTERRUPTED = 130, "Stopped by you; the same command goes on from there."

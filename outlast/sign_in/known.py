"""What is known of a sign-in, without the secret: since when, until when, who, and how it was when last looked at."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from outlast.sign_in.expiry import Expiry


class Result(StrEnum):
    """How a sign-in was when the platform was last asked."""

    OK = "ok"
    SIGNED_OUT = "signed-out"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """What is known of one account's sign-in."""

    account: str
    since: datetime
    expiry: Expiry
    who: str
    """For people: name, handle and role."""
    checked_at: datetime
    last_result: Result

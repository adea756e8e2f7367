"""An application password of WordPress (5.6 and later): for one program, and taken back without changing one's own."""

import base64

from backup.errors import UsageError

HOW_TO_GET_ONE = (
    "In WordPress: Users → Profile → Application Passwords; name it Outlast, and copy what is shown. Give it with your"
    " user name in front: name:password"
)


class WordPressKey:
    """Signs requests (RFC 7617)."""

    def __init__(self, secret: str) -> None:
        """Take it as `name:password`; the blanks that WordPress shows in it may stay.

        Raises:
            UsageError: it is none; the message does not repeat it.
        """
        user, colon, password = secret.strip().partition(":")
        user, password = user.strip(), "".join(password.split())
        if not colon or not user or not password:
            raise UsageError(
                "What was given is no user name with an application password: name:password.",
                so_what="Nothing was sent.",
                next=HOW_TO_GET_ONE,
            )
        self._header = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()

    def __repr__(self) -> str:
        """Return words that say nothing."""
        return "WordPressKey(…)"

    def header(self) -> str:
        """See `Key.header`."""
        return self._header

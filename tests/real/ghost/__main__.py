"""Runs a real Ghost until Ctrl-C, to look at by hand: python -m tests.real.ghost"""

import signal
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from tests.real.ghost.site import OWNER, ghost

signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever ends this ends the server too
with tempfile.TemporaryDirectory() as folder, ghost(Path(folder)) as running, suppress(KeyboardInterrupt):
    sys.stdout.write(
        f"{running.url}/ghost   {OWNER['email']}   {OWNER['password']}\n"
        f"Admin API key       {running.key}\nstaff access token  {running.staff}\n"
    )
    shown = 0
    while True:
        for mail in running.sink.mails[shown:]:
            sys.stdout.write(f"mail to {', '.join(mail.to)}: {mail.subject}\n")
        shown = len(running.sink.mails)
        sys.stdout.flush()
        time.sleep(0.5)

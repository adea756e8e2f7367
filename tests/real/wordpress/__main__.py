"""Runs a real WordPress until Ctrl-C, to look at by hand: python -m tests.real.wordpress"""

import signal
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

from tests.real.wordpress.site import PASSWORD, wordpress

signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever ends this ends the server too
with tempfile.TemporaryDirectory() as folder, wordpress(Path(folder) / "site") as running, suppress(KeyboardInterrupt):
    sys.stdout.write(
        f"{running.url}/wp-admin/   owner   {PASSWORD}\napplication passwords: {running.owner}   {running.author}\n"
    )
    sys.stdout.flush()
    threading.Event().wait()

"""Runs a real mail server until Ctrl-C, to look at by hand: python -m tests.real.postfix"""

import signal
import sys
import threading
from contextlib import suppress

from tests.real.postfix.server import CERTIFICATE, PASSWORD, WRITER, mail_server

signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever ends this ends the servers too
with mail_server() as running, suppress(KeyboardInterrupt):
    sys.stdout.write(
        f"SMTP 127.0.0.1:{running.smtp}, with STARTTLS and password :{running.submission}, with TLS and password "
        f":{running.submissions}\nIMAP 127.0.0.1:{running.imap} (STARTTLS), :{running.imaps} (TLS)\n"
        f"{WRITER}   {PASSWORD}\ncertificate: {CERTIFICATE}\nlog: {running.folder}/postfix.log\n"
    )
    sys.stdout.flush()
    threading.Event().wait()

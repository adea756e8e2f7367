"""Which start of the computer this is: what was written but not synced is gone after a power cut, not after a kill."""

import platform
import subprocess
from pathlib import Path

_LINUX = Path("/proc/sys/kernel/random/boot_id")


def boot_id() -> str:
    """Return what names this start of the computer; empty where the system has no name for it."""
    system = platform.system()
    if system == "Linux":
        try:
            return _LINUX.read_text().strip()
        except OSError:
            return ""
    if system == "Darwin":
        try:
            asked = subprocess.run(
                ["/usr/sbin/sysctl", "-n", "kern.bootsessionuuid"], capture_output=True, text=True, check=False
            )
        except OSError:
            return ""
        return asked.stdout.strip()
    return ""

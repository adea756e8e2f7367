"""Shows a notice on this computer's desktop.

Linux: notify-send (libnotify); macOS: osascript; Windows: a toast through PowerShell. The text never goes through a
shell or into a script: it is an argument, or a variable of the environment.
"""

import html
import subprocess
import sys

from outlast.alerts._base import Alert
from outlast.alerts._words import one_line, said
from outlast.errors import AlertFailed
from outlast.telling.news import News, Severity

_OSASCRIPT = "on run words\ndisplay notification (item 3 of words) with title (item 2 of words)\nend run"
_TOAST = """
$ErrorActionPreference = 'Stop'
[Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, ContentType = WindowsRuntime] | Out-Null
$kind = [Windows.UI.Notifications.ToastTemplateType]::ToastText02
$toast = [Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent($kind)
$lines = $toast.GetElementsByTagName('text')
$lines.Item(0).AppendChild($toast.CreateTextNode($env:OUTLAST_NOTICE_TITLE)) | Out-Null
$lines.Item(1).AppendChild($toast.CreateTextNode($env:OUTLAST_NOTICE_TEXT)) | Out-Null
$shell = '{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell\\v1.0\\powershell.exe'
$notice = [Windows.UI.Notifications.ToastNotification]::new($toast)
[Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier($shell).Show($notice)
"""
"""A toast needs the id of a program that is in the start menu; PowerShell's own always is."""


def command(platform: str, news: News) -> tuple[list[str], dict[str, str]]:
    """Return the words of the program for this system, and what to add to its environment."""
    title = one_line(news.title)
    text = " ".join(part for part in (one_line(news.text), one_line(news.next)) if part)
    if platform == "darwin":
        # The first word is a fixed one, so that text beginning with a dash is not taken for an option.
        return ["osascript", "-e", _OSASCRIPT, "outlast", title, text], {}
    if platform == "win32":
        words = ["powershell", "-NoProfile", "-NonInteractive", "-Command", _TOAST]
        return words, {"OUTLAST_NOTICE_TITLE": title, "OUTLAST_NOTICE_TEXT": text}
    urgency = "critical" if news.severity is Severity.ALARM else "normal"
    # The text may be read as markup (specifications.freedesktop.org/notification, "Markup"); the title is not.
    return [
        "notify-send",
        "--app-name=Outlast",
        f"--urgency={urgency}",
        "--",
        title,
        html.escape(text, quote=False),
    ], {}


class Desktop(Alert):
    """A notice on the screen: only of use while somebody sits there."""

    kind = "desktop"
    platform = sys.platform

    def send(self, news: News) -> str:
        """Show it once. See `Alert.send`."""
        words, extra = command(self.platform, news)
        try:
            done = self.means.run(words, {**self.means.environ, **extra})
        except FileNotFoundError:
            next_step = "Install it: apt install libnotify-bin" if words[0] == "notify-send" else None
            raise AlertFailed(f"{words[0]} is not installed here.", permanent=True, next=next_step) from None
        except subprocess.TimeoutExpired:
            raise AlertFailed(f"{words[0]} did not end.", permanent=False) from None
        except OSError as error:
            raise AlertFailed(f"{words[0]} cannot be started ({error.strerror}).", permanent=True) from None
        if done.returncode != 0:
            reason = said(done.stderr or done.stdout) or f"it ended with {done.returncode}"
            raise AlertFailed(f"{words[0]} could not show it: {reason}", permanent=False)
        return f"{words[0]} took it"


ALERT = Desktop

"""The run that sends a campaign: as fast as it may, stopping by itself before it does harm."""

from mailer.sending.means import Means
from mailer.sending.report import Ending, Progress, Rules, SendReport
from mailer.sending.sending import Sending

__all__ = ["Ending", "Means", "Progress", "Rules", "SendReport", "Sending"]

"""How fast letters may go: what the mail server allows, what big providers bear, and what is left of the day.

limits.py        what there is to keep to
destinations.py  at which big provider an address lies
gate.py          the contract of what lets mails through or holds them back; there are three kinds:
bucket.py        … at most so many a second, fewer while somebody asks to slow down
quota.py         … at most so many in 24 hours
warm_up.py       … few on the first day, twice as many on each day after
state.py         what was let through, so that a new run goes on from there
clock.py         time as it counts, whatever is done to the clock of the computer
held.py          why nothing may go just now
pace.py          all gates together
forecast.py      when the last letter will be out
"""

from mailer.pace.destinations import destination_of
from mailer.pace.held import Held
from mailer.pace.limits import SLOWLY, Limits, WarmUp
from mailer.pace.pace import Pace
from mailer.pace.state import PaceState, read_state

__all__ = ["SLOWLY", "Held", "Limits", "Pace", "PaceState", "WarmUp", "destination_of", "read_state"]

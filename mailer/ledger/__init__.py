"""Who a campaign goes to and what became of each: kept so that no kill and no power cut makes anybody get it twice."""

from mailer.ledger.claiming import Left
from mailer.ledger.creating import LEDGER, create
from mailer.ledger.journal import Journal
from mailer.ledger.ledger import Ledger
from mailer.ledger.row import Claimed, Event, Settled, Standing

__all__ = ["LEDGER", "Claimed", "Event", "Journal", "Ledger", "Left", "Settled", "Standing", "create"]

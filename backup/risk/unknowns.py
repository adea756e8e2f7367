"""What no finding about somebody's acts can know, in sentences that several rules say."""

from backup.risk.model import Source

FILTER = "What the platform’s filter counts, and from which number on, is not public."
CLAPS = (
    "An export leaves out claps for stories that are gone (in real exports about a third of them), so the numbers are "
    "a lower bound; a row tells the time of one clap only, to the minute."
)
RESPONSES = "An export does not mark responses: which pieces are some is told by their shape, and may be wrong."
CAUSE = "Whether anybody was ever suspended for this alone is not known."

MEDIUM_RULES = "Medium Rules, June 2023 (github.com/Medium/Policy); Medium help 21308869037975"


def of_medium(words: str) -> Source:
    """Return a reason that Medium's rules of June 2023 give, in our words."""
    return Source(words=words, place=MEDIUM_RULES)


def about(kind: str) -> str:
    """Return what is not known of a count of `kind` (“clap”, “response” …)."""
    own = {"clap": CLAPS, "response": RESPONSES}.get(kind, "")
    return " ".join(filter(None, (FILTER, own, CAUSE)))

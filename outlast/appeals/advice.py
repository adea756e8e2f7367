"""What to mind before an appeal: said once for each incident, for it is easy to make it worse."""

from outlast.state.database import StateDatabase

_NO_NEW_ACCOUNT = (
    "Open no new account. Medium’s Rules (June 2023) forbid to get around a suspension with one, and Substack’s support"
    " has told a writer, who published it, that its policies do not permit one either."
)
ADVICE = (
    "One appeal for each form, and then wait. Ask again in the same case; do not open a second one.",
    _NO_NEW_ACCOUNT,
    "Mend first what you can see yourself, then appeal: Medium’s help page on suspensions asks for that order.",
    "Keep the receipt, or a picture of the page that thanks you. Often there is none, and that is worth a note too.",
)
"""Sources: github.com/Medium/Policy (Rules, June 2023, on evasion); lintara.online, part 6 (Substack's support);
help.medium.com/hc/en-us/articles/21308869037975; ifrqfm.substack.com (an appeal that was confirmed by a toast only)."""

_CHANGES = ("CREATE TABLE appeal_advice (incident TEXT PRIMARY KEY) STRICT",)


def advice_for(notes: StateDatabase, incident: str) -> tuple[str, ...]:
    """Return the advice the first time it is asked for of an incident, then nothing."""
    notes.prepare("appeal_advice", _CHANGES)
    new = notes.connection.execute("INSERT OR IGNORE INTO appeal_advice VALUES (?)", (incident,)).rowcount
    return ADVICE if new else ()

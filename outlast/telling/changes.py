"""The tables of the outbox in the notes of this computer (`outlast.state.database`); all times are epoch seconds."""

PART = "alerts"

CHANGES = (
    """CREATE TABLE alert_news (
        id INTEGER PRIMARY KEY, kind TEXT, state TEXT, title TEXT, text TEXT, account TEXT, incident TEXT,
        happened REAL, posted REAL, severity TEXT, next TEXT
    )""",
    # The state that was told last of each topic: the same one again is no news.
    """CREATE TABLE alert_told (
        account TEXT, topic TEXT, incident TEXT, state TEXT, PRIMARY KEY (account, topic, incident)
    )""",
    # One for each news and way: `waiting` for its due time, `sent`, or `given-up`.
    """CREATE TABLE alert_delivery (
        news INTEGER, way TEXT, state TEXT, tries INTEGER, due REAL, PRIMARY KEY (news, way)
    )""",
    """CREATE TABLE alert_attempt (
        id INTEGER PRIMARY KEY, news INTEGER, way TEXT, at REAL, sent INTEGER, said TEXT, noted INTEGER DEFAULT 0
    )""",
    "CREATE INDEX alert_delivery_due ON alert_delivery (state, due)",
)

"""What Maya Lindqvist has published as Night Letters: titles, themes and kinds, in order."""

_TABLE = """
page|letters|About Night Letters|What this is, and who is writing
letter|trains|The 23:04 to the coast|What a sleeper remembers
note|letters|The house where the fig tree leans|On addresses, and those who can read them
note|tides|Next water|How to be punctual in a place without clocks
letter|radio|One chair, one lamp|A night in the studio
note|lighthouses|Saw nothing|Eleven volumes of it
paid|maps|The drawer that is labelled Wrong|Maps that were mistaken, and loved
note|bakery|The dough does not know it is Sunday|A first visit to the long table
podcast|radio|夜の手紙|A letter read aloud, with rain
letter|letters|In haste|Four hundred endings, all alike
note|trains|Stations where we do not stop|One lamp, one bench, a name almost read
note|tides|A bell for children|What rings on the sandbank
note|maps|Contour lines|What your legs already know
letter|lighthouses|A hundred and ninety-six steps|A week in the keeper’s cottage
note|bakery|Half a crooked loaf|On who gets the crooked ones
note|radio|Six notes|A station that did only one thing
paid|letters|Crossed lines|How to read a page that was written twice
note|trains|The parliament of soup|A debate at three in the morning
letter|tides|How to read a tide table|Four columns, and how to trust them
note|maps|The street that is not there|A trap for copyists, and its inhabitants
podcast|trains|Announcements, read slowly|Twelve minutes of departures
note|lighthouses|Who it is for|A painter and a keeper
letter|bakery|People who go to work when the buses stop|A week of nights
note|letters|Things that fall out|The drawer of the last postmistress
thread|radio|What do you listen to when you cannot sleep?|An open thread
note|trains|Geraniums|Somebody still waters them
note|tides|Slack water|About eleven minutes
letter|maps|Lost on purpose|Harder than it used to be
paid|lighthouses|Always three|A rule, and the night that made it
note|letters|A counter closes|In the queue on the last Friday
note|bakery|The street sweeper’s breakfast|One roll, with the lights off
note|radio|The neighbour’s wireless|Heard through a wall
letter|radio|Older than the stars|What is in the static
podcast|tides|Forty of us on the sand|The lowest water of the year
note|trains|One glove of every pair|At the counter for lost things
note|maps|North was not always at the top|On the fold in the middle
letter|letters|Nine hundred and six letters|He says that he is well
note|lighthouses|Round furniture|How to live in a circle
note|bakery|Before four, after four|Arms, salt, arithmetic; then doors
paid|tides|Over the wall|The harbour master’s column
note|trains|Nine minutes early|The cruellest thing a night train can do
letter|lighthouses|The best thing a light can say|Not here
note|radio|Good night to those at sea|A voice without a name
note|maps|Ham|From the notebooks of a survey
note|letters|As crisp as lettuce|What survives, and why it is not what was prized
podcast|lighthouses|Fog signal, from bed|Every ninety seconds
letter|trains|The back of every city|Allotments, gasworks, one lit kitchen
note|tides|Dry in twenty minutes|With a broom, on the causeway
paid|bakery|The starter|A jam jar and its three owners
note|maps|You are here, it says|A short walk off the edge of the sheet
note|radio|The engineer’s egg|At four, on the dot
letter|tides|Whoever has no barrier|What the honest engineer said
note|letters|One word earlier|A lesson from a friend
note|lighthouses|White, white, white, red, white|A list of paint
podcast|bakery|Three cuts|With the sound of a razor
note|trains|Five strangers|On the compartment as a form of government
paid|maps|Nineteen crosses|Each where he had been happy
letter|radio|Nine of us|A transmitter, and those who still listen
"""
CATALOGUE: tuple[tuple[str, str, str, str], ...] = tuple(
    (kind, theme, title, subtitle)
    for kind, theme, title, subtitle in (line.split("|") for line in _TABLE.strip().split("\n"))
)
"""Kind, theme, title, subtitle. A letter goes out by mail, a note stands on the web only, a paid one goes to payers."""

DRAFTS = (
    ("how-to-use-the-substack-editor", "2025-09-01 09:12", ""),
    ("notes-for-a-letter-about-fog", "2025-10-19 23:40", "lighthouses"),
    ("2d8", "2026-02-11 01:05", ""),
    ("an-index-of-small-sounds", "2026-05-27 02:31", "radio"),
)
"""Slug, when begun, theme (none: nothing of hers is in it). The export leaves their titles out."""

EDITED = "how-to-read-a-tide-table"
REMOVED = "the-neighbours-wireless"
BEGUN_EARLY = "five-strangers"
"""Begun long before it was published, so that earlier exports have it as a draft."""

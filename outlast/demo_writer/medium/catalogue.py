"""What Maya Lindqvist has at Medium: stories of her own, letters that stood on Substack first, responses, drafts."""

from outlast.demo_writer.words import texts

_STORIES = """
2023-02-14|letters|Why I still write letters|A defence of the second-class stamp
2023-05-03|trains|The ferry as a school of patience|Notes from a car deck
2023-09-21|radio|In praise of the far station|What comes in after midnight
2024-01-11|bakery|The city before six|Everything that is done by someone who is yawning
2024-03-30|maps|A short history of being lost|With goose
2024-06-08|tides|The arithmetic of the causeway|How children learn to subtract
2024-10-02|lighthouses|Agreeing with a lens|Four horses, one finger
2025-02-19|trains|The guard with the lamp|A matter of manners
2025-05-27|letters|Forgive this long letter|On apologies in old post
2025-08-12|radio|Half a minute to warm|The courtesy of valves
2026-04-23|maps|Which gate sticks|What a satellite does not see
"""
STORIES = tuple(
    (date, theme, title, subtitle)
    for date, theme, title, subtitle in (line.split("|") for line in _STORIES.strip().split("\n"))
)
"""Day of publication, theme, title, subtitle."""

CROSS_POSTED = (
    *("the-2304-to-the-coast", "one-chair-one-lamp", "in-haste", "a-hundred-and-ninety-six-steps", "lost-on-purpose"),
    *("how-to-read-a-tide-table", "older-than-the-stars", "nine-hundred-and-six-letters", "round-furniture"),
    *("the-best-thing-a-light-can-say", "the-back-of-every-city", "whoever-has-no-barrier"),
)
"""Slugs of the letters that she put on Medium too, some days after Substack."""

DRAFTS = (
    ("2024-08-19", "tides", "An island for an hour"),
    ("2025-11-05", "letters", "The drawer, second attempt"),
    ("2026-01-30", "", ""),
    ("2026-05-12", "bakery", "Lunch, when it is dark"),
    ("2026-08-20", "trains", "Do trains dream in timetables?"),
)
"""Day of beginning, theme, title; one has neither title nor text."""

RESPONSES = texts("""
This is exactly how my grandmother described it, down to the tin. Thank you for not explaining it.

I read this on the slow train and missed my stop, which seems only fair.

One small thing: the bell is on the north bank. I have walked there at low water and been told off by a seal.

You say that nobody rings at that hour. I used to. I was the one asking for the clarinet.

The last paragraph should be put up in every waiting room. I mean that kindly about waiting rooms.

I disagree about the curtains. The new carriages have blinds, and blinds have a sound, and one day it will be missed.

Could you say where the map can be seen? I have a nephew who collects mistakes.

What a good word for it. In the north we say *glimmering*, though we say that of toast as well.

Thank you for reading, and for the photograph of the heron. I have put it where I can see it from the sink.

I had not thought of the wives. I have now been thinking of them all day.

Forty-one words for drizzle and you leave out the one that my father used! I shall write it on a card and send it.

Yes. That is all, really: yes.
""")
"""Answers to what other people wrote, and to those who answered her. Nothing in the export marks them as such."""
RESPONSE_DAYS = (
    *("2023-06-02", "2023-11-18", "2024-04-07", "2024-09-25", "2025-01-14", "2025-04-30", "2025-09-09", "2026-01-21"),
    *("2026-03-28", "2026-05-19", "2026-07-04", "2026-08-14"),
)

"""Passages about night trains."""

from outlast.demo_writer.words._theme import Theme

THEME = Theme.read("""
# openings
The sleeper from {town} runs with its lights half down, and I have never been able to sleep on it. So this is a letter
from a window seat.

I had meant to write about something else this week. Then the heating failed in the third carriage, and {friend}
passed a flask along the row.

There are two kinds of people on a night train: those who take their shoes off, and those who watch them do it.

Somebody asked, after the last letter, why I keep taking {the slow train|the sleeper|the last train} when there is a
bus that is cheaper and gets in before breakfast.

# passages
The guard on this line {carries a lamp he no longer needs|still punches tickets by hand|knows the regulars by their
luggage}. He says it is a matter of manners: the dark should be greeted by *something*.

Past {town} the track runs beside the water for eleven minutes. I have timed it often enough. On a clear night you get
two trains, one of them upside down and going the same way.

A dining car at three in the morning is a kind of parliament. {A nurse, a cellist and a man with a parrot|Two
students, a priest and a plumber|A widow, a welder and three cousins} debated whether soup is a drink, and nobody left
the table a loser.

The timetable gives us four minutes at the junction, but the engine and I both know that it will be twenty. Delays at
night are not like delays by day; no one is waiting for you, so no one is wronged.

I used to think that the sound was the wheels. {friend}, who {mended track for thirty years|drove this route until the
knees gave out}, says it is the gaps: the rails are cut so that they can grow in summer, and what we hear is room
being left.

In the bunk above me somebody was learning a language from a {small|borrowed|coffee-stained} book, one whispered noun
at a time. By the border I had the words for *bread*, *window* and *forgive me*.

Stations where you do not stop are the most beautiful. One lamp, one bench, a name you almost read.

They have begun to replace the old carriages with new ones that are quieter, brighter and better in every way that I
can measure. I miss the ones with the curtains.

What I like about a compartment is that you are given exactly five strangers. Not a crowd and not a conversation; a
{jury|quintet|small village}.

At {hour} the train stopped in a field, for no reason that was ever given. The window was full of cows, breathing. We
looked at each other the way passengers look at other passengers.

My rule for packing is one book more than I will read and one jumper fewer than I will want. It has been wrong in both
directions {every single winter|since I was nineteen}, and I keep it out of loyalty.

The attendant brings coffee twenty minutes before your station, and she has never once been late, though I have seen
no watch on her. She says you can hear a town coming, like weather.

There was a child across the aisle who waved at every level crossing. Outside {town} a man in a van, alone, at that
hour, waved back.

I keep the ticket stubs in a biscuit tin. Put in order they make a poor diary: where I was, and when, and in which
seat, and never why.

You cannot hurry a night train, and you cannot leave it. I suspect that this is the whole of its
{charm|method|medicine}.

When the line was closed for the {floods|repairs|autumn} we were put on a coach, and nobody talked. It seems that
conversation needs rails.

The best view of any city is the back of it: allotments, gasworks, washing, and one lit kitchen where somebody is
{arguing with a radio|feeding a baby|icing a cake}.

Between two tunnels there is a signal box with geraniums. It has been empty for years. Someone still waters the
geraniums.

I asked {friend} what becomes of the things that people leave behind. Umbrellas, mostly, and one glove of every pair;
a trombone; once an urn, handed in that {month} and asked for by two families.

We came in nine minutes early, which is the cruellest thing that a night train can do. The whole carriage sat on with
its coats buttoned, and used them up.

# closings
It is getting light over {town} and I can see my own handwriting again, so I had better stop.

That is all from seat forty-one. Next week I hope to be {warmer|at home|on time}.

We are slowing down. We are always slowing down somewhere; this time it is for me.

Write and tell me which journey you would take again, at the same price and in the same weather.

# sayings
A night train is the only hotel that apologises for arriving.
Distance is what you have instead of sleep.
Conversation needs rails.

# captions
The platform a little before the rain
A compartment for six, one of them asleep
Where the line runs along the water

# headings
What the guard said
Eleven minutes of water
A short note on luggage
""")

"""Passages about radio at night."""

from outlast.demo_writer.words._theme import Theme

THEME = Theme.read("""
# openings
After midnight the medium wave opens like a door that somebody forgot to lock, and all the far stations come in and
sit down.

I have inherited a radio the size of a bread bin, with the names of cities printed on its glass, and half of those
cities have changed their names since.

For {three|five|seven} weeks now I have been trying to find out who reads the fishing forecast at {hour}.

The power was out from here to {town}, and so for one evening the battery set in the kitchen was the most modern thing
in the house.

# passages
You do not tune it so much as lean on it. A hair to the left there is a choir; a hair to the right, somebody is
{selling tractors|reading out football results|explaining bees}, with great tenderness, in a language that I do not
have.

Static is not nothing. {friend}, who knows about these things, says that a part of it is lightning over another
continent and a very small part is older than the stars. I had been turning it down.

The voice at {hour} has no name. It says *good night to those at sea and good morning to those on the early shift*,
and for a moment those are the only two kinds of people that there are.

In the studio there is one chair, one lamp and one rule: never tell them that you are alone.

The set takes half a minute to warm. I have come to think that this is a courtesy, and that most things would be
better for it.

There was a station that only ever broadcast {an interval signal|a woman counting|the same six notes}, all night, for
eleven years. When it stopped, forty people wrote in to ask if it was all right.

My grandfather kept a list of every place he had heard, with the date and the weather. {town} comes up twice. He never
left the county; I would not say that he never travelled.

Short wave comes and goes because it is bouncing off the sky. I wish that somebody had told me this as a child, in
exactly those words.

The engineer let me sit in for one shift. She eats {a boiled egg|cold dumplings|two plums} at four, on the dot, during
the long piece by the dead composer. It is always a long piece, she says, and always a dead composer; the living ones
complain about the egg.

Requests still come in. Someone asks for a waltz for a brother on the rigs. Someone asks for anything at all with a
clarinet, please, and *no reason given*.

When {weather} comes up the estuary the reception improves, which is not what I was taught. The set does not know what
I was taught.

The thing about a voice in the dark is that it cannot see you either. You are both being brave.

They tell me that the transmitter on the hill will be switched off in {month}. It draws as much current as a village,
and there are, at the last estimate, nine of us.

I wrote down everything that was said on one frequency in one night. It came to sixty pages. The shortest entry is
*rain* and the longest is a recipe.

A jingle is the only kind of music that nobody has ever asked to have played at a funeral. {friend} says to give it
time.

The dial is lit from behind by a bulb that they no longer make. I have two spare, which I think of as ten years.

There is a silence, about a second long, between the pips and the news. A million kettles wait in it.

What I miss on the new set is the travelling: to get from one voice to another you used to have to go through
everything that lay between.

Some nights it is only the carrier wave, a held breath with no one speaking. I leave it on. Somebody has taken the
trouble to be silent at me from a great way off.

The number to ring was given out twice, slowly, the way you would give it to someone with a pencil. I had a pencil. I
did not ring. I was glad to have been thought of.

# closings
That is the end of this transmission, as they say, and then always say a little more.

Good night to those at sea, and good morning to those on the early shift.

I shall leave it on low. If you hear six notes, write to me.

And now, in place of the usual programme: bed.

# sayings
Static is not nothing.
The thing about a voice in the dark is that it cannot see you either.
Short wave comes and goes because it is bouncing off the sky.

# captions
The dial, with cities that have since changed their names
The mast on the hill at dusk
One chair, one lamp

# headings
Older than the stars
The engineer's egg
Six notes
""")

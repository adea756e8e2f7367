"""Passages about the bakery at the end of the street and other work that is done at night."""

from outlast.demo_writer.words._theme import Theme

THEME = Theme.read("""
# openings
The only other light in our street at {hour} belongs to the bakery, and for years we nodded to each other across the
dark, it and I.

I have spent the week with people who go to work when the buses stop.

{friend} let me stand at the end of the long table, on condition that I fold boxes and ask nothing before the first
batch is in.

The dough does not know that it is Sunday. This was said to me with some feeling, at {hour}.

# passages
You can tell when it is ready by the sound, which is a sort of hush, and by the way that everyone looks up. Nobody
could tell me what they had heard.

The starter is older than the shop. It came from {town} in a jam jar on somebody's knees, and it has outlived three
owners, a flood and a marriage.

There is flour on the radio, flour on the calendar, and on the ceiling the print of a hand that nobody will explain.

Before four it is all {arms|salt|arithmetic}. After four it is all doors.

The first customer is always the same man. He drives the street sweeper; he has been awake since one; he buys a single
roll and eats it in the cab with the lights off. They have never charged him and they have never mentioned it.

A loaf is mostly patience and the rest is holes.

{friend} burned one tray in {month} of last year and still points out the place where it stood.

The nurses come at the change of shift and stand close to the oven without a word. Somebody puts a warm bag into each
pair of hands, the way you would hand round candles.

I asked who gets the ones that come out crooked. *The crooked*, I was told, and given one.

It is a trade of small corrections. {A spoon of water|Half a degree|Two minutes}, because of {weather}; a window
opened the width of a thumb. None of it is written down, and it is never the same twice.

Everything that a city takes for granted is done by someone who is yawning. The trams are washed. The fish arrive. A
woman with a long brush goes down through a hole in the road to see about the smell.

The night porter at the hotel reads law. He has reached volume six. He says that the hours are good and the
interruptions are mostly {keys|tears|ice}.

Half the people I met this week work nights for the money, and the other half for the quiet, and each half thinks the
other one mad.

There is a word for the hour between the last drunk and the first runner. The sweepers use it. I promised that I would
not print it.

You learn to eat lunch when it is dark and call it by its name. You learn which of your friends can be rung at five.
It is never the ones you would have thought.

At the depot they keep a bed for anyone who should not be driving. It has a patchwork quilt. No one will say who made
the quilt.

The peel hangs on two nails like a long oar, and its handle has been worn to the shape of three generations. I put my
hand there. It fitted somebody.

By six the trays are empty and the street smells of us. People come past in clean shirts, saying that it must be
lovely, and it is, and you are too tired to tell them so.

He slashes the top of each one with a razor: three cuts, no more thought than a signature. *So that it can open where
I want it to*, he said. I wrote that down.

Going home against the crowd is the one real luxury of the trade. The whole town comes toward you, and every seat on
the tram that you want is going the other way.

# closings
The first batch is in. I am told that I may ask things now, and I find I have none.

I am going to bed with the curtains open. Somebody should see the morning, even from below.

There is half a crooked loaf beside me as I write. There is rather less of it now.

Nod, if you are up. I shall see the light.

# sayings
A loaf is mostly patience and the rest is holes.
Everything that a city takes for granted is done by someone who is yawning.
So that it can open where I want it to.

# captions
The long table, a little after two
Three cuts
The street sweeper's breakfast

# headings
The starter
Before four, after four
Who gets the crooked ones
""")

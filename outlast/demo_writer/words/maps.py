"""Passages about maps and losing the way."""

from outlast.demo_writer.words._theme import Theme

THEME = Theme.read("""
# openings
I got lost on purpose on {Tuesday|Thursday|Friday}, which is harder than it used to be.

In the back room of the library at {town} there is a drawer that is labelled *Wrong*.

The map that hung in my first classroom had a fold across the middle, and for years I believed that you had to step
over it.

{friend} makes maps of places by smell, and has asked me to come along and carry the pencils.

# passages
Map makers used to put in a street that does not exist, so that they would know if they had been copied. There is one
in {town}. People have begun to give it as their address.

The scale is printed in the corner: one to fifty thousand. I like to think of the one, walking about in all that.

An old chart of this coast says only *here it is said to be shallow*. I trust it more than the new one. It tells you
who is speaking.

North was not always at the top. For a long while it was east, where the light came from, and on the very oldest it is
wherever the person who drew it was {standing|born|going}.

Contour lines are a way of showing what your legs already know.

I walked along the edge of the sheet. On the left there was a farm; on the right, by the look of it, paper.

The surveyor's notebooks are full of lunch. *Ham. Fine view of the ridge. Ham.* On the day that they reached the top
he drew the ham.

There is a lane behind the church that is on no map, for the reason that everyone who made one lived in it.

When I was nine I drew our garden and left out {the nettles|my sister|the fence}. I was asked about it at some length.

To be lost is not the same as to be nowhere. Nowhere has better signage.

At {hour} the voice in the telephone told us to turn right, into the lake. {friend} thanked it. We were brought up
that way.

The blue of the sea took the printers eleven tries. They kept the rejected ones, and in a certain light you may still
see the tenth: it is the colour that the bay goes before {weather}.

All roads on a road map are wider than they are. If you drew them true you could not see them. It is the same with
reasons.

He had marked with a small cross each place where he had been happy. There were {fourteen|nineteen|twenty-two} of
them, mostly near water, and one in the car park of a hardware shop.

The blind woman who lives over the chemist's has the best map of the town, and it is made of thresholds, drains, and
one bakery.

You can still get a paper one at the station. The man folds it for you in a single movement, as if putting out a fire.

What the satellite does not see: which gate sticks, who will give you water, the dog.

They found her by the map she had been given as a girl. It was wrong in every way that could be measured, and she had
gone nowhere else in {month} for seventy years.

A border, on the ground, is a ditch with a goose in it. I showed the goose my papers.

Somebody has gone over the river in green ink, all the way to the source, pressing harder as it gets smaller, so that
at the spring itself the pen has gone through.

# closings
I know roughly where I am. I shall leave it at that.

You are here, it says. Write and tell me if you are.

It is folded wrong now, and will never go back in its cover.

The street that does not exist has a light on. I am going to knock.

# sayings
Contour lines are a way of showing what your legs already know.
To be lost is not the same as to be nowhere.
It tells you who is speaking.

# captions
The drawer that is labelled Wrong
The tenth blue
The edge of the sheet

# headings
One to fifty thousand
Ham
The lane behind the church
""")

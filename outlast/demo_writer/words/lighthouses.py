"""Passages about lighthouses and lamps."""

from outlast.demo_writer.words._theme import Theme

THEME = Theme.read("""
# openings
There are a hundred and ninety-six steps, and {friend} climbs them with a {bucket|thermos|cat} in each arm, talking
all the way.

The light at {town} turns once in fifteen seconds. It crosses the ceiling of the room where I am writing, and I have
begun to put my full stops there.

Nobody has lived in it for thirty years, and still everyone in the village says *he* when they mean the lighthouse.

I have been allowed to stay in the keeper's cottage for as long as {month} lasts, on condition that I wind the clock.

# passages
The lens weighs as much as four horses and floats in a trough of mercury, so that you can turn it with one finger. I
was allowed to. It did not feel like moving a thing; it felt like agreeing with it.

Every light has its own signature. Two short, one long, dark for nine. Sailors learn them as you learn the way that
people {knock|cough on the stairs|shut a car door}.

The log is kept in pencil, since ink freezes. *Wind NW. Lamp lit 5.41. Saw nothing.* There are eleven volumes of
having seen nothing, and I find them impossible to put down.

He polished the brass each day for the inspector, who came every second year, by boat, in gloves.

Moths come to it, and tired birds. On one night in autumn {friend} counted nine hundred thrushes on the gallery rail,
all facing in, like an audience.

They were always three, never two. With two men, if one should die, the other might be suspected. It was written into
the rules after a thing that happened off {town}, about which nobody here will say a word.

The wives ran it too, of course. It is their handwriting, from {month} onward, every winter, though the name at the
foot of the page is his.

When {weather} comes in, the beam stops being a beam and turns into a room. You stand in the middle of it and it has
no walls.

The fog signal was let off every ninety seconds for five days. On the sixth the wind changed, it stopped, and the
whole village woke up.

A painter asks where the light comes from. A keeper asks who it is for.

The generator coughs at {hour}, and for as long as it takes to catch you see what the coast would look like without
all this effort. It looks like the sea.

I had thought that it was built to bring ships in. *Oh no*, said {friend}. **It is there to keep them off.** The best
thing a light can say is: not here.

There is a round room with round furniture. The bed is bent like a banana. He told me that after forty years he cannot
sleep straight.

The bulb is no bigger than a {plum|lemon|fist}. All of the rest, the tower, the lens, the hundred and ninety-six
steps, is a way of being believed.

Supplies came with the relief boat when it could land, and when it could not they ate what they had, which in one bad
spring was {porridge and gramophone needles|flour, and more flour|the apology that came with the last delivery}.

The wick was trimmed at midnight and again at four. Set in the stone by the lamp there is a hollow the size of an
elbow.

A ship that is safe does not write to say so. It is a strange trade, where all of your good work passes by in the dark
without a word.

Since it was automated it has not failed once. A man in an office looks at a green square. I rang him up; he was
charming; he has never seen the sea from it, and would like to.

On the landing there is a list of paint: *white, white, white, red, white*. It took two people a summer, and when they
reached the bottom it was time to start at the top.

From the gallery you can see three other lights, each with its own number to count. It is like sitting with people who
are all {knitting|praying|doing sums}.

# closings
Fifteen seconds. There it goes over the page, and here is the full stop.

Lamp lit 5.41. Saw nothing. More next week.

I have wound the clock. I am going up once more, to turn it with one finger.

If you can see it from where you are, you are too close; write to me all the same.

# sayings
A painter asks where the light comes from. A keeper asks who it is for.
The best thing a light can say is: not here.
A ship that is safe does not write to say so.

# captions
A hundred and ninety-six steps, from below
The lens at noon, asleep under its curtain
Eleven volumes of nothing

# headings
In pencil, since ink freezes
Always three
Who it is for
""")

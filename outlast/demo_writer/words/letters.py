"""Passages about letters and those who write and carry them."""

from outlast.demo_writer.words._theme import Theme

THEME = Theme.read("""
# openings
A letter came for somebody who has not lived here since before the war, and I have been walking around it for three
days.

The post office in {town} is closing its counter, and so I went to stand in the queue while there is one.

I have been reading other people's letters again. I have permission, more or less, from their grandchildren.

My {aunt|godmother|first teacher} wrote every letter twice: once to find out what she meant, and once to take most of
it out.

# passages
{friend} carried the post up the valley for {twenty|thirty|forty} winters and says there was never a heavy letter.
Parcels, yes. Catalogues would break a mule. But a letter weighs what a letter weighs.

There is a particular sound, a double clap, when the flap swings and the paper lands. The dog next door has hated it
all his life and has never once won.

The oldest one in the bundle begins in the middle of a sentence. The first page is lost, so that it will always be
saying *and even so, the pears were good*.

She crossed her lines to save paper: having filled the sheet she turned it and wrote over her own words at a right
angle. You learn to read it the way that you learn to see a bird in a hedge.

I counted. In nine hundred and six letters he says that he is well eight hundred and ninety times, and he was not
well.

The sorting room smells of {rubber bands|wet wool|toast}, and at {hour} every radio in it is on a different station.
Nobody minds. The hands go on dealing streets into pigeonholes like a slow card game.

What they call *undeliverable* is mostly a matter of handwriting. There is a man on the second floor who can read
anything. He has solved drawings, rebuses, and an address that only said: **the house where the fig tree leans**.

I do not keep copies of what I send. It means that half of every friendship I have is in somebody else's drawer, which
seems about the right place for it.

A good pen wants to write well and a bad one wants to write honestly. I have {three|four|five} of the second kind.

The paper went through {weather} in an open boat to get here, and it shows. One corner has the faint tide line that a
puddle leaves, and the ink has bloomed at every full stop, as if he had paused there to breathe.

It is odd how often they apologise for the length. *Forgive this long letter* stands on the second of two pages.
Nobody has ever asked to be forgiven for a short one, though I can think of several who should.

Some stamps were never meant to travel: they lie in the box with their gum still shiny, waiting for a price that came
and went in {month}.

When the telephone reached {town}, the number of letters did not go down for eleven years. People rang up to say that
they were writing.

I like the ones that were written to be read aloud. You can see where she left room for the {uncles|children|whole
table} to laugh.

There is no *send* in a letter. There is a door, a coat, a street, a slot; at every one of them you may turn round. I
have turned round at all four.

The last postmistress showed me the drawer of things that fall out: {a key|a lock of hair|a pressed violet}, a
photograph of a cow with a ribbon, eleven buttons. She has written to all of the senders she could trace. Three have
answered.

A postcard is a letter that does not mind being overheard.

He ends every one in the same way, *in haste*, and having now read four hundred of them I can say that he was never in
haste. It was only that the end of a page frightened him.

What survives is luck and tin. The letters that were prized were carried about until they fell apart at the folds; the
ones that nobody looked at twice are as crisp as lettuce.

I asked {friend} for a rule, and got one: answer within the week, or else answer well.

# closings
There. I have filled the sheet, and shall not turn it.

Answer when you can. I shall be listening for the flap.

The pears, I ought to say, were good this year as well.

If this finds you well, write and tell me. If it does not, write at greater length.

# sayings
A postcard is a letter that does not mind being overheard.
There is no *send* in a letter; there is a door, a coat, a street, a slot.
Answer within the week, or else answer well.

# captions
The bundle, before it was untied
The counter on its last Friday
Crossed lines, written to save paper

# headings
The man on the second floor
Tin
In haste
""")

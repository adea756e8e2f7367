"""Passages about tides and the people who live by them."""

from outlast.demo_writer.words._theme import Theme

THEME = Theme.read("""
# openings
Twice a day the street that leads to {town} goes under the sea, and twice a day it comes back and has to be swept.

I have bought the new tide table. It costs less than a coffee and it is right about everything.

It was the lowest water of the year, and so at {hour} there were forty of us on the sand, with torches, looking for
nothing in particular.

Nobody here says *tomorrow*. They say *next water*, and they are never late.

# passages
The moon is only half of it. {friend} draws it on a beer mat: moon here, sun there, and the poor sea between them like
a tablecloth at a divorce.

The harbour master writes up the height by hand, in a column that goes back to 1841. Once, in {month} of a year I
shall not look up again, the column says only *over the wall*.

There is a bell on the sandbank that rings when it floats. Children are told that it is for ships. It is for children.

Mud has a bad name. But go and stand by it at dusk, when it is taking on the colour of the sky, and listen: it ticks,
it sips, it is {nearly all|about two thirds} appetite.

You can walk to the island in fifty minutes if you leave at the right one. The right one is not on any clock; it moves
on by the better part of an hour each day, like a guest who stays up later and later.

The cockle pickers do not look at the sea. They look at the gulls, who look at the sea.

A neap tide is the sea with its hands in its pockets.

I left a chair below the line on purpose, to see where it would be taken. It turned up {in {town}|on the far bank|at
the rowing club}, upright, facing the view.

What the water brings: rope, always; one boot; a crate of lemons, which the whole street shared; a message in a bottle
that turned out to be from the school, and was about recycling.

The tables are made by a machine now. It used to be another machine, all brass, with a wheel for every influence:
moon, sun, the tilt of both, the shape of the bay. {friend} has seen it turned by hand. A year took about four hours.

The ferry floats at half tide, so on some days there is school in the morning and on others in the afternoon. Every
child on the quay can do the sum. It is the only arithmetic that has ever got anybody out of arithmetic.

When a very high one comes together with {weather} the doors are shut with boards and clay. You can hear the street
filling, a sound like someone looking through papers.

Between the tides there is a country that belongs to no one. By law it is the crown's; in practice it is the
oystercatchers'.

I was told to drop the anchor, wait, and see which way we lay. That is the whole of the instrument. I have since tried
it on {decisions|dinner parties|two publishers}.

Slack water lasts for about eleven minutes. Nothing is being asked of anything. Herons use it.

The word the old men use for the turn of the tide is the same as the one for changing your mind, and there is no shame
in either.

I swam at {hour}, not far. The cold takes hold of your ribs like a handrail. Then it lets go, and you are merely in
the sea, at night, with your own pale feet for company.

They are building a barrier that will hold it out for good. The drawings are handsome. I asked where the water would
go, and the engineer, who was honest, said: *to whoever has no barrier*.

On the wall of the pub there is a brass line at the height of the great flood. It is well above my head. The landlord
has hung the clock just over it, so that time, at least, was saved.

A wave is not water that comes to you. It is water standing still and passing something on.

# closings
The road will be dry in twenty minutes, and I have a broom.

Next water is at {hour}. I shall write again after it.

It is on the turn. You can see by the boats, which have all changed their minds.

Keep above the line, and write.

# sayings
A neap tide is the sea with its hands in its pockets.
A wave is water standing still and passing something on.
They say next water, and they are never late.

# captions
The causeway, ten minutes before it went
The bell on the sandbank
The brass line in the pub

# headings
Next water
The brass machine
Eleven minutes
""")

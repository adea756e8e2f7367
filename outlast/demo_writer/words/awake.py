"""Passages that fit into any letter: on being awake, on writing, on those who write back."""

from outlast.demo_writer.words._theme import texts

PASSAGES = texts("""
I am writing this at the kitchen table, with the {small lamp|cat|window} on my left and a cup that went cold some time
ago. It is not insomnia if you have somewhere to be.

One of you wrote to say that these letters are best read on a Monday, *when the week has not yet heard of you*. I have
thought of it every Monday since.

A thing I have learned from doing this every week: nobody minds if you say that you do not know. They write and tell
you.

It was {friend} who taught me to stop a sentence one word earlier than it wants to.

The house makes its night noises. The pipe, the stair, the long sigh of the refrigerator, like somebody getting to the
end of a novel.

I have a notebook for things heard in queues. This week's best: *well, he was tall for a while.*

Three corrections to the last letter. The year was wrong, the bird was wrong, and the bridge, I am told, is a viaduct,
and has feelings.

If I had a motto it would be the one on the side of the milk float: *please be patient, this vehicle stops.*

You will say that it is a small thing. I have come round to the view that there are only small things, and that some
of them are a long way off.

My neighbour's window went dark at {hour}. We have never spoken about it, but each of us waits for the other to go
first.

I looked it up, and then wished I had asked somebody. Looking up is quick. Asking takes all afternoon, and you come
away with a jar of jam.

There is more on this in [a pamphlet that I keep recommending](https://example.org/pamphlets/on-waiting), which is
short, and kind, and has a drawing of a heron.

For the record, I was {cold|happy|early} the whole time.

Someone has been leaving library books on the bench by the pond, each with a slip of paper at the page where it starts
to get good. I have taken two, and left one, at page ninety.

I used to be afraid of the dark and now I am merely polite to it.

The dictionary has eleven senses for the word and I have used it here in a twelfth.

It is hard to describe a silence without putting something in it, so I will only say that it had edges.

Let me put it less well, but sooner.

When I told {friend} that I was writing about this I got the look you give to somebody who is about to explain a joke.
I have tried to keep that look in front of me.

I once missed an entire eclipse because I was writing down what other people said about it.

The kettle has an opinion about all this. It is the same opinion that it had last week.

There is a photograph, but it came out as photographs of the night do: {a thumb|some grey|two lamps and a rumour}.

I have tried to be fair to the pigeons. It has not been easy.

By now there was {weather}, and nobody had an umbrella, and nobody went in.

All that I can promise is that I was there, and that I wrote it down the same night.

A reader in {town} has sent me a list of forty-one words for drizzle. I have been using them up in order. This is the
ninth.

You can find the whole story [in the parish archive](https://example.com/archive/box-12), if the archivist likes your
shoes.

It seems to me that attention is a form of heating. You can feel who has been sitting in a room.

I do not have a conclusion. I have a {thermos|torch|coat}, and I am going back tomorrow to look again.

What I wanted to say fitted on the back of my hand, and that is where I wrote it, and then it rained.

The old word for it has gone out of use, I think because the thing itself got better. We might be glad, and also we
might have kept the word.

There was a time when I would have made this into an argument. I am too fond of everyone in it.

An hour later I could not have told you what we talked about. I could have drawn you the light.

They asked me not to use their names, so here they are under the names of birds.

I am told that there is a committee. There is always a committee, and it always meets in the room with the good
biscuits.

If you read only one thing this month, let it be [the almanac](https://example.net/almanac). The chapter about frost
made me put the book down and go out of doors.
""")
SIGNATURES = ("Yours, at the kitchen table,\nMaya", "With my love to whoever is up,\nMaya", "Until Sunday,\nMaya")

"""Moves that are hard to write down, for the tests of the forms."""

from exporters.redirects.move import Move, Moves, Pattern

HARD = (
    ("/p/plain", "/plain/"),
    ("/p/夜の手紙", "/post-1005/"),
    ("/p/twin", "/twin/"),
    ("/p/Twin", "/twin-2/"),
    ("/p/two words", "/two-words/"),
    ("/p/semi;colon", "/semi-colon/"),
    ("/p/dollar$1", "/dollar-1/"),
    ("/p/quo\"ted'", "/quo-ted/"),
    ("/p/back\\slash", "/back-slash/"),
    ("/p/dots.and+(more)[x]*?{1}|^", "/dots/"),
    ("/p/com,ma", "/com-ma/"),
    ("/p/hash#tag", "/hash-tag/"),
    ("/p/100%", "/100/"),
    ("/p/col:on", "/col-on/"),
    ("/p/amp&ersand=1", "/ampersand/"),
    ("/p/ünï", "/uni/"),
    ("/p/رسالة", "/letter-6/"),
    ("/p/emoji-🧭", "/emoji/"),
    ("/p/to-dollar", "/to%24here/"),
    ("/p/to-letters", "/%E5%A4%9C/"),
    ("/p/away", "https://new.example/away/"),
    ("/p/" + "long-" * 50 + "name", "/long/"),
    ("/archive", "/"),
    ("/subscribe", "/#/portal/signup"),
    ("/feed", "/index.xml"),
)
PATTERN = Pattern(start="/p/", ends=("/comments", "/comment/*"), new_start="/", new_end="/")
MOVES = Moves(
    host="letters.example",
    moves=tuple(Move(old=old, new=new, post=str(number)) for number, (old, new) in enumerate(HARD)),
    comments=(Move(old="/p/夜の手紙/comments", new="/post-1005/"),),
    pattern=PATTERN,
    patterned=(Move(old="/p/plain/comments", new="/plain/", post="0"),),
)


def many(count: int, *, new: str = "/{}/") -> Moves:
    """Return moves of so many posts that all go the same way."""
    posts = [
        Move(old=f"/p/post-{number}", new=new.format(f"post-{number}"), post=str(number)) for number in range(count)
    ]
    return Moves(host="letters.example", moves=tuple(posts), pattern=PATTERN)

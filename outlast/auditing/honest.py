"""What stands before and after each audit, on the screen and on the page: what it can know, and what it cannot."""

BEFORE = (
    "The rules of the platforms’ filters are not public. What follows is what could be read as one of the reasons that "
    "the platforms have published, as far as your archive shows it. It is no verdict, and it does not say that you did "
    "anything wrong."
)

AFTER = (
    "This was no verdict. Nobody outside the platform knows what its filter looks at, or how much of it is too much. "
    "An audit that finds nothing is no promise, and one that finds something is no proof that this is why you were "
    "suspended, or that you will be."
)

CONFIDENCE = {
    "high": "it can hardly be read in another way",
    "medium": "it may well be read so",
    "low": "it has innocent readings that are as likely: look yourself",
}
"""What a rule's confidence means, by its value."""

SEVERITY = {
    "high": "would weigh most, if the platform read it so",
    "medium": "would weigh something, if the platform read it so",
    "low": "would weigh little, even if the platform read it so",
}

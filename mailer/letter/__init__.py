"""A letter, and the mails that are made of it: rendered once, then put together for each recipient.

Placeholders are filled with marks, Markdown and layout are worked on with them, and values come last. In this order:

    letter.py            what a letter is, before it is made for anybody
    library.py           the templates that come along (`templates/mail`), and the writer's own
    words.py             the fixed words of a letter's foot, in eight languages
    fields.py            what a letter can say of a recipient
    marks.py             what stands for a value while Markdown and layout are worked on
    language.py          what may be written in `{{ }}` and `{% %}`, checked before anything is filled in
    tracing.py           fields without values, which note what is asked of them
    filling.py           fills in (Jinja2), and says on which line it does not work
    markdown.py          Markdown → blocks whose links are safe
    html_part.py         blocks → HTML with its styles in each element
    text_part.py         blocks → plain words, wrapped
    layout.py            what stands around the words of every letter
    rendering.py         all of that: a letter → subject, text and HTML with marks in them
    quoted_printable.py  text with marks → pieces of a message, and a value → what goes between them
    address.py           an address as it stands in an envelope and a head
    headers.py           the lines of a message's head
    message.py           the pieces of a message, put together for one recipient
    proof.py             that what is put together says the same as what is rendered afresh
    compiled.py          the letter, ready to be made for a million recipients
    unmakeable.py        the problem of a mail that cannot be made for one of them
    preview.py           what one recipient will see
"""

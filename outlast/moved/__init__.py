"""Is a finished move whole? Compares a new site, or a folder that is to become one, with the archive, post by post.

expected.py    what the archive says there must be: each post, and what must be nowhere
words.py       text as the words that are compared
page.py        what a page shows: titles, words, pictures, links, dates
site/          what is looked at: a folder of pages, posts for an importer, a site on the web
finding.py     which page is which post
comparing.py   one post and its page
leaks.py       drafts and paid posts that can be read there
checking.py    all of it, and what came of it
gaps.py        what can be wrong
"""

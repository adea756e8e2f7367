"""A made-up Substack: a world of posts, comments, notes, chats and subscribers, and the web interface over it.

Routes, keys and errors follow what is known of Substack's unofficial API (formats: section 3); the key sets in
`shapes/` are those of captured answers (jakub-k-slys/substack-api, MIT, see `shapes/LICENSE`), the values are invented.
"""

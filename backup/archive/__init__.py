"""The archive: immutable objects and chained manifests as the truth, a rebuildable index beside them.

Terminology: an *object* is a file named by the SHA-256 of its bytes; a *manifest* is the small JSON file of one
snapshot; a *table* is one kind of rows in it; a table's *state* is all its rows at a snapshot; a *delta* leads from one
state to the next. The format is described for people in the README.txt of every archive (`info.README_TEXT`) and in
`docs/reference/archive-format.md`.
"""

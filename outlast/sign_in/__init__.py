"""Being signed in to a platform: the cookie that says so, where it is kept, whether it still opens, and when it ends.

wanted.py    which cookies a platform knows its writer by, and how to find them in a browser
pasted.py    what people paste: a value, a header, a cookies.txt, an extension's JSON
expiry.py    when a cookie ends
trying.py    asks the platform who is signed in
keeping.py   the secret in its place, and out of it again
known.py     what is known of a sign-in, without the secret; noted.py keeps it in the state folder
signing_in.py  what the verbs do
checks.py    what the doctor says
warning.py   whom to remind, for the status screen and the doctor

A cookie opens the whole account. It is in its place (a file for its owner alone, the key store, or wherever the
writer's own reference leads) and in memory, and nowhere else.
"""

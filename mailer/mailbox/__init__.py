"""Read a mailbox without changing anything in it: over IMAP, or from an mbox file or a Maildir folder.

position.py   how far a folder has been looked through
_base.py      what every mailbox can do
imap.py       a mailbox on a server (RFC 3501, RFC 9051)
files.py      an mbox file, or a Maildir folder
"""

"""Hand mails to a mail server by SMTP (RFC 5321), as fast as the line allows and never in doubt without need.

server.py       which server, and how long to wait for it
transport.py    makes connections
opening.py      from nothing to a line that is encrypted and signed in
signing_in.py   name and password, or a token
connection.py   mail after mail over one line, with the next envelope sent along with a content (RFC 2920)
envelope.py     MAIL FROM and RCPT TO, with what the server offers
line.py         bytes out, replies in, each within limits of time and size
reply.py        what the server said
"""

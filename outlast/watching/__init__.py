"""The watch as Outlast runs it: what to look at, what earlier looks said, and the news when something changed.

targets.py   from account and archive to what is looked at
history.py   what earlier looks saw, and what was told
run.py       one look, judged with those before it
"""

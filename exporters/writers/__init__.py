"""Block writers: a document as HTML, Markdown, Ghost's lexical or WordPress's blocks, for all exporters.

A writer asks the `Article` for every link, picture and file, and tells it every loss; it knows no exporter. Each has a
way for every block of `backup.document`: a contract test walks all of them for every exporter.
"""

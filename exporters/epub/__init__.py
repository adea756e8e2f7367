"""A book for reading devices and programs (EPUB 3.3): one file, with all pictures in it.

book.py       what is in it, in which order      zipped.py     the container: a ZIP, written as it comes
chapter.py    a post                             comments.py   what readers wrote under it
article.py    what a book takes of a post's links, pictures and sounds
addresses.py  addresses as the format demands    language.py   which language it is in, and which way it runs
front.py      cover, title page, parts           cover.py      the drawn cover
contents.py   the contents, for new and old readers
package.py    what it says of itself             page.py       the frame of every page
"""

from exporters.epub.book import Epub

EXPORTER = Epub

"""How much of a document is read, and how long that may take; what is beyond ends in one line."""

from __future__ import annotations

MAX_BYTES = 50 * 1024 * 1024
"""Of one file."""
MAX_CHARACTERS = 1_000_000
"""Of the text of one letter."""
MAX_PAGES = 500
"""Of a PDF; the later ones are not read, and a warning says so."""
MAX_RECOGNISED_PAGES = 50
"""Pages of one document that are read by text recognition (OCR)."""
MAX_DEPTH = 5
"""Mails and archives within one another; deeper than this nobody wrote it."""
MAX_MEMBERS = 1000
"""Of an archive, or attachments of a mail."""
MAX_TAGS = 300_000
"""Of an HTML page; elements take far more memory than their bytes."""
MAX_FRAMES_WITHIN = 2
"""Pages that a page holds in its frames, within one another."""
MAX_MULTIPARTS = 20
"""Levels of a mail's parts within one another; real mails have three or four."""
MAX_MAIL_LINES = 1_000_000
"""A mail of MAX_BYTES whose attachments are in base64 has two thirds of that."""
MAX_RICH_TEXT = 20 * 1024 * 1024
"""Bytes of the rich text of an Outlook message, unpacked."""
MAX_DIRECTORY = 1024 * 1024
"""Bytes of an archive's list of members."""
MAX_UNPACKED = 200 * 1024 * 1024
"""Bytes of all that an archive, or a DOCX, holds when unpacked."""
MAX_RATIO = 100
"""Unpacked by packed size, from `RATIO_FROM` bytes on."""
RATIO_FROM = 10 * 1024 * 1024
MAX_XML = 40 * 1024 * 1024
"""Bytes of one part of a DOCX; the tree of it takes about ten times as much memory."""
MAX_PIXELS = 50_000_000
"""Of an image."""

SECONDS = 60.0
"""For one document, from the last time that it asked for more."""
MORE_SECONDS = 600.0
"""On top of that, for one file with everything that is slow by its nature, such as text
recognition; the members of an archive share these and the above."""
MAX_ANSWER = 256 * 1024 * 1024
"""Bytes of what the process that reads says of one document."""
CONVERT_SECONDS = 120.0
"""For a conversion by an office program."""
CONVERT_MEMORY = 4 * 1024 * 1024 * 1024
"""Address space of that program."""
RECOGNISE_SECONDS = 30.0
"""For one page by text recognition."""
MEMORY = 2 * 1024 * 1024 * 1024
"""Address space of the process that reads."""

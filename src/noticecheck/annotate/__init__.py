"""Notes at their places in the letter itself: comments in Word, highlights in PDF.

    notes(report, matches)                  Report -> Note, for either
    docx.annotate(data, document, notes)    bytes -> bytes
    pdf.annotate(data, document, notes)     bytes -> bytes

Both leave the text and everything else of the file as it is, and take away what they wrote into it
before. What cannot be annotated is a CannotAnnotate: one line that says why and what to do.
"""

from noticecheck.annotate.notes import AUTHOR, CannotAnnotate, Note, notes

__all__ = ["AUTHOR", "CannotAnnotate", "Note", "notes"]

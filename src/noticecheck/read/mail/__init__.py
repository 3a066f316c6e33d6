"""Mail to text, whichever way it was saved: as .eml or by Outlook, with its attachments."""

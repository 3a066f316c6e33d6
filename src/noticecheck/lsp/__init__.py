"""The language server: what an editor shows of a letter, or of a rule file, as one types it."""

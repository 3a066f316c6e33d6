"""The language server: what an editor shows of a letter, or of a rule file, as one types it.

server      which message is answered by which function; session: what is known of each document
letters     diagnostics, hovers and mends of a letter; paragraphs, judging: what mends it
rule_files  the same for rules; checks: one thread, newest version first; positions: units
"""

"""Writing notices: skeletons, paragraphs that mend a letter, and what templates leave open.

Pure functions from claims and reports to text. The paragraphs themselves stand in rules/.
"""

"""Writing notices: skeletons, paragraphs that mend a letter, and what templates leave open.

    paragraphs  draft.toml of a pack: the paragraphs; filled: as they stand in one letter
    wanted      provisions as an officer names them; writer: who writes
    skeleton    a whole notice for these; mend: paragraphs for the gaps of a letter
    template    what no field of a template can fill
    render      text, Markdown and Word; plain: a letter in plain text with paragraphs put in

Pure functions from claims and reports to text. The paragraphs themselves stand in rules/.
"""

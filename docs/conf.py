"""How Sphinx builds the site; tools/build_site.py runs it.

The root of the project is its source folder, so that links between Markdown files are the same here
and wherever else the files are read.
"""

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

project = "noticecheck"
language = "en"
author = "The noticecheck team"
copyright = "The noticecheck team, under the MIT licence"
root_doc = "docs/index"
include_patterns = [
    "docs/**.md", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "rules/README.md",
    "corpus/README.md", "examples/vscode-noticecheck/README.md", "examples/pack-ireland/README.md",
    "fuzz/README.md",
]  # fmt: skip
exclude_patterns = [".*", "build", "dist", "node_modules", "src", "tests"]
extensions = ["myst_parser"]
myst_enable_extensions = ["deflist"]
source_suffix = {".md": "markdown"}
# Anchors for links such as page.md#a-heading; what they lead to is checked.
myst_heading_anchors = 4
# Typed as they are meant: `--option` is no dash, and quotations stay as the statute has them.
smartquotes = False

html_theme = "furo"
html_title = "noticecheck"
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
# The home page stands in docs/; what opens the folder itself is led there.
html_extra_path = ["site"]
html_theme_options = {"navigation_with_keys": False}


def setup(app: Sphinx) -> None:
    """Rules are shown as they are, without colours."""
    app.add_lexer("rule", TextLexer)

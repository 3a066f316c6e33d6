"""The commands of the command line, one module each; `cli` puts them together.

They read options, call the stages and print; heavy imports stand inside the commands, so that
each pays only for what it uses.
"""

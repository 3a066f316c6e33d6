"""`python -m noticecheck`: the command line, where the `noticecheck` command is not on the path."""

from noticecheck.cli import main

if __name__ == "__main__":
    main()

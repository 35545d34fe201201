"""`python -m newsconv` is the command `newsconv`."""

from newsconv.cli import main

if __name__ == "__main__":
    main()

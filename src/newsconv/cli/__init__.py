"""The command `newsconv`: arguments in, calls of the library, text out.

Thin on purpose: what a command does is in the library (`newsconv.convert`, `newsconv.compare`), what
it says is here. Nothing heavy is imported before it is needed, so that one small file is
converted in about a tenth of a second.
"""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command with the arguments of the process; the end is always a `SystemExit`."""
    from newsconv.cli.group import cli

    cli.main(prog_name="newsconv")

"""The command group: which commands there are, and how each error ends the process.

An error is one line on standard error and an exit code, which is that of its class in
`newsconv.errors`. The module of a command is imported when that command runs.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any, Final, NoReturn

import click

from newsconv import __version__
from newsconv.cli.terminal import complain, silence_output
from newsconv.errors import NewsconvError

__all__ = ["EXIT_BROKEN_PIPE", "EXIT_INTERRUPTED", "EXIT_USAGE", "EXIT_WARNINGS", "cli"]

COMMANDS: Final = ("convert", "explain", "compare", "validate", "formats")
"""Each is the module of `newsconv.cli` that holds it."""
EXIT_USAGE: Final = 2
"""As for `OptionError`: the arguments can't be understood."""
EXIT_WARNINGS: Final = 7
"""`--fail-on warning` found one; the codes up to 6 are those of `newsconv.errors`."""
EXIT_INTERRUPTED: Final = 130
"""128 and the number of SIGINT, as shells show it."""
EXIT_BROKEN_PIPE: Final = 141
"""128 and the number of SIGPIPE, as shells show it."""

EPILOG: Final = """\b
Exit codes:
  0    done
  1    compare --exit-code: the versions differ; validate: a file is invalid
  2    an argument or option that can't be
  3    no such format, or none that does this
  4    an input can't be read
  5    an output can't be written
  6    an installed plug-in is broken
  7    convert --fail-on warning: there are warnings
  130  interrupted
  141  nobody reads the output any more

\b
Examples:
  newsconv convert story.md -o story.xml
  newsconv explain story.md
  newsconv compare old.html new.html
  newsconv validate story.xml --schema NewsML-G2_2.35-spec-All-Power.xsd
"""


class CommandGroup(click.Group):
    """Commands that are imported when they run, and errors of one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Name the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"newsconv.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; its errors become messages and exit codes."""
        try:
            return super().invoke(ctx)
        except NewsconvError as error:
            complain(str(error))
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            silence_output()
            ctx.exit(EXIT_BROKEN_PIPE)

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Parse the arguments and run; the end is always a `SystemExit`."""
        extra["standalone_mode"] = False
        try:
            code = super().main(*args, **extra)
        except click.UsageError as error:
            complain(usage_message(error))
            code = EXIT_USAGE
        except click.ClickException as error:
            complain(error.format_message())
            code = error.exit_code
        except (click.Abort, KeyboardInterrupt):
            code = EXIT_INTERRUPTED
        sys.exit(code if isinstance(code, int) else 0)


def usage_message(error: click.UsageError) -> str:
    """Give what is wrong with the arguments, and where to read on."""
    command = error.ctx.command_path if error.ctx else "newsconv"
    reason = error.format_message().rstrip(".")
    return f"{reason[:1].lower()}{reason[1:]}; see `{command} --help`"


@click.group(
    "newsconv",
    cls=CommandGroup,
    epilog=EPILOG,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="newsconv", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Any news text in, any news format out; nothing lost, nothing invented, everything explained."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(EXIT_USAGE)

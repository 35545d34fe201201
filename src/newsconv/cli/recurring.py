"""The first of two passes: count what recurs over the pages of a site, before any of them is converted or explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from newsconv.cli.progress import Progress
from newsconv.cli.reading import STDIN, open_source, read_each
from newsconv.errors import NewsconvError, OptionError
from newsconv.sites import Census

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsconv.cli.reading import Settings
    from newsconv.sites import Recurring

__all__ = ["with_recurring"]


def with_recurring(settings: Settings, names: Sequence[str], *, quiet: bool = False) -> Settings:
    """Count what recurs over sources, and give settings by which that is noise.

    Sources that can't be read are passed over: whoever reads them next says so.

    Raises:
        OptionError: standard input is among them, which can be read once only.
        LimitError: their texts are too many.
    """
    if STDIN in names:
        message = "standard input (-) can be read once only, and --recurring reads each input twice; name files"
        raise OptionError(message)
    census = Census(settings.limits().max_texts)
    counting = with_option(settings, census)
    progress = Progress(len(names), quiet=quiet, what="counting")
    for name in names:
        progress.show(name)
        try:
            for _ in read_each(open_source(name, counting), counting):
                pass
        except NewsconvError:
            if census.room < 0:
                raise
    progress.clear()
    return with_option(settings, census.count())


def with_option(settings: Settings, recurring: Recurring) -> Settings:
    """Give settings with the option `recurring`."""
    return msgspec.structs.replace(settings, options={**settings.options, "recurring": recurring})

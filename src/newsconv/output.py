"""Write files whole or not at all.

In: a path and text. Out: a file that holds all of it, or an error and what was there before.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from newsconv.errors import WriteError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["write_file"]


def write_file(path: str | os.PathLike[str], text: str) -> None:
    """Write a file whole or not at all, through a neighbour that takes its place.

    A link is followed. What is no file (`/dev/null`, a named pipe) can't be replaced, and is written into.

    Raises:
        WriteError: it can't be written; what was there before is untouched.
    """
    from pathlib import Path

    target = Path(path)
    try:
        if is_special(target):
            target.write_bytes(text.encode())
        else:
            replace_file(target.resolve(), text.encode())
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path, a lone surrogate in the text
        reason = (error.strerror if isinstance(error, OSError) else "") or error
        message = f"{os.fspath(path)}: can't be written: {reason}; choose another target with -o"
        raise WriteError(message) from error


def is_special(target: Path) -> bool:
    """Tell whether something is there that is neither a file nor a folder."""
    return target.exists() and not (target.is_file() or target.is_dir())


def replace_file(target: Path, data: bytes) -> None:
    """Write a neighbour of a file, and move it there."""
    import tempfile

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}-", suffix=".part")
    temporary = type(target)(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.chmod(file_mode(target))
        temporary.replace(target)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def file_mode(target: Path) -> int:
    """Give the permissions of the file that is replaced, or those of a new one."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask

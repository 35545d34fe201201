"""What the figures were measured on: versions, processors, load; no name of the machine or of its user."""

from __future__ import annotations

import importlib.metadata
import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import peers

__all__ = ["describe_machine", "version_of"]

LIBRARIES: Final = ("newsconv", "lxml", "beautifulsoup4", "msgspec", "pyromark", "pyyaml")
"""newsconv and what it is built on."""


def version_of(distribution: str) -> str:
    """Give the version of an installed package, or `not installed`."""
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def describe_machine() -> dict[str, str]:
    """Name what the figures depend on."""
    from lxml import etree

    return {
        "date": datetime.now(tz=UTC).date().isoformat(),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "system": f"{platform.system()} {platform.machine()}",
        "processor": processor(),
        "cpus": str(os.cpu_count()),
        "load before": " ".join(f"{load:.1f}" for load in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown",
        **{name: version_of(name) for name in LIBRARIES},
        "libxml2": ".".join(map(str, etree.LIBXML_VERSION)),
        **{name: version_of(name) for name in peers.DISTRIBUTIONS},
        "pandoc": peers.pandoc_version(),
    }


def processor() -> str:
    """Name the kind of processor, where the system tells it."""
    path = Path("/proc/cpuinfo")
    if path.is_file():
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown"

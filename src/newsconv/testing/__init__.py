"""For those who test a format: strategies of documents, the laws as checks, makers of noisy Markdown.

Needs the extra `testing` (`pip install 'newsconv[testing]'`). newsconv itself never imports this package.

>>> from newsconv.testing import check_format
>>> check_format("json", max_examples=5)
"""

from newsconv.testing.laws import (
    check_accountable,
    check_deterministic,
    check_format,
    check_humble,
    check_lossless,
    check_projection,
    check_stable_chain,
    check_stable_output,
    check_total,
)
from newsconv.testing.producers import PRODUCERS, noisy_markdown
from newsconv.testing.strategies import (
    blocks,
    dates,
    documents,
    inlines,
    metadata,
    raw_documents,
    sources,
    texts,
    urls,
)

__all__ = [
    "PRODUCERS",
    "blocks",
    "check_accountable",
    "check_deterministic",
    "check_format",
    "check_humble",
    "check_lossless",
    "check_projection",
    "check_stable_chain",
    "check_stable_output",
    "check_total",
    "dates",
    "documents",
    "inlines",
    "metadata",
    "noisy_markdown",
    "raw_documents",
    "sources",
    "texts",
    "urls",
]

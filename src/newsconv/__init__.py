r"""newsconv: any news text in, any news format out; nothing lost, nothing invented, everything explained.

>>> import newsconv
>>> story = newsconv.loads("# Rain\n\nIt **rained**.", "markdown")
>>> story.metadata.headline
'Rain'
>>> story.paragraphs()
['It rained.']
"""

from newsconv.convert import (
    Reading,
    convert,
    dump,
    dump_all,
    dumps,
    dumps_all,
    explain,
    formats,
    load,
    load_all,
    loads,
    recurring,
)
from newsconv.document import Document, Metadata
from newsconv.errors import NewsconvError
from newsconv.limits import Limits
from newsconv.report import Report
from newsconv.validate import Violation, validate

__all__ = [
    "Document",
    "Limits",
    "Metadata",
    "NewsconvError",
    "Reading",
    "Report",
    "Violation",
    "convert",
    "dump",
    "dump_all",
    "dumps",
    "dumps_all",
    "explain",
    "formats",
    "load",
    "load_all",
    "loads",
    "recurring",
    "validate",
]

__version__ = "0.1.0"

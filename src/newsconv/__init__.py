r"""newsconv: any news text in, any news format out; nothing lost, nothing invented, everything explained.

>>> import newsconv
>>> story = newsconv.loads("# Rain\n\nIt **rained**.", "markdown")
>>> story.metadata.headline
'Rain'
>>> story.paragraphs()
['It rained.']
"""

from newsconv.convert import Reading, convert, dump, dumps, explain, formats, load, load_all, loads
from newsconv.document import Document, Metadata
from newsconv.errors import NewsconvError
from newsconv.limits import Limits
from newsconv.report import Report

__all__ = [
    "Document",
    "Limits",
    "Metadata",
    "NewsconvError",
    "Reading",
    "Report",
    "convert",
    "dump",
    "dumps",
    "explain",
    "formats",
    "load",
    "load_all",
    "loads",
]

__version__ = "0.1.0"

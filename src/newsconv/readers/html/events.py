"""What is told of elements whose text is not taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsconv.document.characters import clean_line
from newsconv.readers.html.elements import UNSEEN_TAGS, element_text, origin_of
from newsconv.report import Removed

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsconv.report import Report

__all__ = ["report_control", "report_unseen"]


def report_unseen(element: _Element, tag: str, report: Report) -> None:
    """Report text that no reader of the page sees."""
    text = "" if tag in UNSEEN_TAGS - {"noscript"} else clean_line(element_text(element))
    if text:
        reason = "shown only without scripts" if tag == "noscript" else "hidden on the page"
        report.add(Removed(rule="hidden", reason=reason, text=text, origin=origin_of(element)))


def report_control(element: _Element, tag: str, report: Report) -> None:
    """Report what is shown, but is a control or a drawing."""
    text = clean_line(element_text(element))
    if text:
        report.add(Removed(rule="control", reason=f"a {tag} is no text", text=text, origin=origin_of(element)))

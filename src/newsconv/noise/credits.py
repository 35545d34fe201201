"""The credit of a picture, where it is printed at the end of the caption.

Origin: the 995 pages of the aeb, press and wcxb corpora, 1,138 of whose figures have a caption.
"""

# ruff: noqa: RUF001 - words and marks in several scripts

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from newsconv.document import Figure, LineBreak, Text
from newsconv.document.plain import inline_text

if TYPE_CHECKING:
    from newsconv.document import Inline

__all__ = ["CREDIT_LABELS", "part_credit", "split_credit"]

CREDIT_LABELS: Final = (
    r"(?:photo|image|picture|illustration|photo illustration)s?(?: credits?| source| by| courtesy)?|copyright|credits?"
    r"|photograph(?:y|er|s)?|pic|source|photo d['’]illustration|crédits?(?: photos?)?"
    r"|fotos?|fotograf(?:i|ie|in|ía|ia)?|symbolfoto|archivfoto"
    r"|bild(?:er|quelle|rechte|nachweis)?|symbolbild|grafik|quelle|fuente|imagen|créditos?|fonte|imagem|immagine"
    r"|zdjęcie|źródło|beeld|afbeelding|billede|kuva|valokuva|fotoğraf|kaynak|ảnh|nguồn|isithombe"
    r"|фото|источник|иллюстрация|світлина|джерело|снимка|φωτο(?:γραφία)?|πηγή"
    r"|صورة|تصوير|المصدر|عکس|写真|出典|图片来源|图源|图|사진(?: ?출처)?"
)
"""Words that announce a credit, before a colon: en, fr, de, es, pt, it, pl, nl, da, fi, tr, vi, ru, uk, bg, el, ar, fa,
ja, zh, ko, zu (pattern)."""
BY: Final = (
    r"(?:(?:photo(?:graph)?|image|picture|illustration)s? (?:by|via|courtesy(?: of)?)|courtesy of|copyright"
    r"|foto (?:di|von|door))"
)
"""The same, which need no colon."""
STRONG: Final = re.compile(r"credit|rechte|quelle|nachweis|©|\(c\)|copyright|crédit", re.IGNORECASE)
"""Labels that announce nothing but a credit; what follows others must read as names."""
AGENCY: Final = (
    r"(?:AP|AFP|EPA|EFE|ANSA|DPA|dpa|APA|PAP|CTK|ČTK|NTB|TT|PA|SDA|TASS|UPI|ANP|Belga|Reuters|REUTERS|Xinhua|Getty"
    r"|Shutterstock|iStock|Keystone|Alamy|Bloomberg|Imago|IMAGO|Europa Press|Associated Press|Agence France-Presse"
    r"|picture alliance|LightRocket|Unsplash|Pixabay|Pexels|Magnum|Sipa|SIPA|Zuma|NurPhoto|Anadolu)"
)
"""Agencies and stocks of pictures that are named without a label."""
RE_LABELLED: Final = re.compile(
    r"(?:^|(?<=[.!?…\"'”“»’):;,|/–—\n\u00a0-])[ \n\u00a0|–—/-]*|[ \n]{2,}| [|–—/-] |\s?(?P<bracket>[(\[])\s?|(?=©))"
    rf"(?P<credit>(?P<label>(?:{CREDIT_LABELS})(?:\s?[:：=]|\.\.\.|\s[|–-]\s)|\b(?:fot|zdj)\.|{BY}(?=\s)|©|\(c\)))",
    re.IGNORECASE,
)
"""Where a credit with a label may begin: at the start, behind the end of a sentence or a mark, or in a bracket. Not in
the middle of a sentence: `he showed me a photo: it was hers`."""
RE_SOURCED: Final = re.compile(
    r"(?:^|(?<=[.!?…”»)\u00a0])[ \n\u00a0|]*|\n\s*|\s?(?P<bracket>[(\[])\s?)"
    rf"(?P<credit>(?=[^()\[\]\n]*?(?:^|(?<=[.!?…”»)\n(\[ \u00a0/|])){AGENCY}\b))"
)
"""Where a credit that names an agency may begin: on a line of its own, behind the end of a sentence or in a bracket."""
RE_LAST_SOURCE: Final = re.compile(rf"^AP Photos?\b|(?:^|/ ?|\| ?|via |[(\[]){AGENCY}\b[^/|]*$")
"""The agency at the end, alone or behind a name; or before one, as AP writes it."""
RE_OPEN_LABEL: Final = re.compile(
    rf"\s*[(\[]?\s*(?P<label>(?:{CREDIT_LABELS})\s?[:：=]?|©)\s*[)\]]?\s*$", re.IGNORECASE
)
"""A label whose name stands in an element of its own: `The river (Image: <span class="credit">Jane Doe</span>)`."""
MAX_TAIL: Final = 200
"""Code points at the end of a caption in which a credit is looked for; the longest one seen has 113."""
MAX_VALUE: Final = 120
MAX_UNLABELLED: Final = 60
"""Code points of a credit with label and without."""
CAPITAL_SHARE: Final = 0.5
"""Share of words that begin as names do from which on words are names, not a sentence."""
RE_WORD: Final = re.compile(r"[^\W_][^\s/]*")
MARKS_BEFORE: Final = " \n\u00a0,|/–—-"
"""What parts a caption from its credit."""
BRACKETS: Final = {"(": ")", "[": "]"}


def split_credit(text: str) -> int | None:
    """Tell where the credit at the end of a caption begins, with the bracket around it; nothing where there is none.

    >>> "The river in May. (Image: GETTY)"[split_credit("The river in May. (Image: GETTY)"):]
    '(Image: GETTY)'
    >>> "The river in May. Jane Doe/Reuters"[split_credit("The river in May. Jane Doe/Reuters"):]
    'Jane Doe/Reuters'
    >>> split_credit("He showed me a photo: it was hers.") is None
    True
    """
    text = text.rstrip()
    offset = max(0, len(text) - MAX_TAIL)
    labelled = [match for match in RE_LABELLED.finditer(text, offset) if is_credit_from(text, match)]
    if labelled:
        return start_of(labelled[0])
    sourced = [match for match in RE_SOURCED.finditer(text, offset) if is_credit_from(text, match)]
    return start_of(sourced[-1]) if sourced else None


def start_of(match: re.Match[str]) -> int:
    """Give the index of a credit, or of the bracket around it."""
    return match.start("bracket") if match["bracket"] else match.start("credit")


def is_credit_from(text: str, match: re.Match[str]) -> bool:
    """Tell whether the text from a place where a credit may begin up to its end is one."""
    rest = text[match.start("credit") :]
    if match["bracket"]:
        closing = BRACKETS[match["bracket"]]
        rest = rest.rstrip(".")
        if not rest.endswith(closing) or closing in rest[:-1].replace("(c)", ""):
            return False
        rest = rest[:-1]
    if "label" not in match.re.groupindex:
        return len(rest) <= MAX_UNLABELLED and reads_as_names(rest) and RE_LAST_SOURCE.search(rest) is not None
    value = rest[len(match["label"]) :].strip()
    if not value or len(value) > MAX_VALUE:
        return False
    return reads_as_names(value) or (STRONG.search(match["label"]) is not None and ". " not in value)


def reads_as_names(text: str) -> bool:
    """Tell whether words read as names: half of them hold a capital, a digit or a letter without case."""
    words = RE_WORD.findall(text)
    named = sum(1 for word in words if not word.islower())
    return bool(words) and named >= CAPITAL_SHARE * len(words)


def part_credit(figure: Figure) -> Figure | None:
    """Part caption and credit of a figure where one holds the other; nothing where they are apart.

    Args:
        figure: as the page marks it.

    >>> part_credit(Figure((), (Text("The river. Photo: Jane Doe/AFP"),)))
    Figure(caption=(Text(value='The river.'),), credit='Photo: Jane Doe/AFP')
    >>> part_credit(Figure((), (Text("The river (Image:"),), "Getty Images"))
    Figure(caption=(Text(value='The river'),), credit='Image: Getty Images')
    """
    text = inline_text(figure.caption)
    if figure.credit and not text.strip():
        at = split_credit(figure.credit)
        if not at:
            return None
        return Figure(figure.media, (Text(figure.credit[:at].rstrip(MARKS_BEFORE)),), unbracketed(figure.credit[at:]))
    if figure.credit:
        match = RE_OPEN_LABEL.search(text[-MAX_VALUE:])
        at = len(text) - len(match[0]) if match else None
        credit = f"{match['label']} {figure.credit}" if match else ""
    else:
        at = split_credit(text)
        credit = unbracketed(text[at:]) if at is not None else ""
    caption = cut_inlines(figure.caption, len(text[:at].rstrip(MARKS_BEFORE))) if at is not None else None
    return Figure(figure.media, caption, credit) if caption is not None else None


def unbracketed(credit: str) -> str:
    """Give a credit without the bracket around it, on one line."""
    credit = " ".join(credit.split())
    if credit[:1] in BRACKETS:
        return credit[1:].rstrip(".").removesuffix(BRACKETS[credit[0]]).strip()
    return credit


def cut_inlines(inlines: tuple[Inline, ...], length: int) -> tuple[Inline, ...] | None:
    """Give the first characters of inlines; nothing where that would cut one in two that is no text."""
    kept: list[Any] = []
    for inline in inlines:
        size = len(inline_text((inline,)))
        if size <= length:
            kept.append(inline)
        elif isinstance(inline, Text):
            kept.append(Text(inline.value[:length]))
        elif length > 0:
            return None
        length = max(0, length - size)
        if not length:
            break
    while kept and isinstance(kept[-1], LineBreak):
        kept.pop()
    return tuple(kept)

"""Dates as people write them, in the major languages of the press.

In goes a text that is nothing but a date ("March 17, 2021", "Mittwoch, 17. März 2021, 10:30 Uhr",
"2021年3月17日"), perhaps with a label ("Published:"); out comes a `Date` of the same precision, or
nothing. A text is read word by word: a word that is neither a number, a month, a weekday nor one
of the small words between them makes it no date. Nothing is guessed: 03/04/2021 is two dates.

Month and weekday names are those of Unicode CLDR 45 (wide and abbreviated, standing alone and in
dates), in small letters and without final dots.
"""

# ruff: noqa: RUF001 - names in many scripts, some of whose letters look alike

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal, TypeAlias

from newsconv.document import Date

__all__ = ["DateKind", "parse_date", "parse_labelled_date"]

DateKind: TypeAlias = Literal["published", "updated"]

MAX_DATE_CHARS: Final = 90
"""Code points; the longest date seen in the corpora (weekday, month, time, zone, label) has 61. Longer is prose."""
MAX_YEAR: Final = 2100
MIN_YEAR: Final = 1600
"""The first newspaper is of 1605; numbers outside the two bounds are no years."""
LAST_MONTH: Final = 12
NOON: Final = 12
TWO_DIGITS: Final = 2
FOUR_DIGITS: Final = 4

MONTH_ROWS: Final = (
    # One row a language, months parted by spaces, other spellings of a month by "|".
    (
        "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug"
        " september|sep|sept october|oct november|nov december|dec"
    ),
    (
        "januar|jänner|jän februar|feber märz|mär|maerz april mai juni juli august september oktober|okt november"
        " dezember|dez"
    ),
    (
        "janvier|janv février|févr|fevrier mars avril|avr mai juin juillet|juil août|aout septembre octobre novembre"
        " décembre|déc|decembre"
    ),
    (
        "enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre|set octubre noviembre"
        " diciembre|dic"
    ),
    "gennaio|gen febbraio marzo aprile maggio|mag giugno|giu luglio|lug agosto settembre ottobre|ott novembre dicembre",
    "janeiro fevereiro|fev março|marco abril maio junho julho agosto setembro outubro|out novembro dezembro",
    "januari februari maart|mrt april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april maj juni juli august september oktober november december",
    "januar februar mars april mai juni juli august september oktober november desember|des",
    (
        "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta"
        " marraskuuta joulukuuta"
    ),
    (
        "stycznia|sty lutego|lut marca kwietnia|kwi maja czerwca|cze lipca|lip sierpnia|sie września|wrz"
        " października|paź listopada grudnia|gru"
    ),
    "ledna února března dubna května června července srpna září října listopadu prosince",
    "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra",
    (
        "января|янв февраля|фев марта|мар апреля|апр мая|май июня|июн июля|июл августа|авг сентября|сен|сент"
        " октября|окт ноября|ноя|нояб декабря|дек"
    ),
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "január február március április május június július augusztus szeptember október november december",
    "januari februari maret april mei juni juli agustus september oktober november desember",
    (
        "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου"
        " δεκεμβρίου"
    ),
    "يناير فبراير مارس أبريل|ابريل مايو يونيو يوليو أغسطس|اغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر",
    "जनवरी फ़रवरी|फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर|अक्तूबर नवंबर दिसंबर",
)
"""Names of the months from January on: en, de, fr, es, it, pt, nl, sv, da, nb, fi, pl, cs, sk, ru, uk, tr, ro, hu, id,
el, ar, hi."""

WEEKDAYS: Final = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
    lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim
    lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom
    lunedì martedì mercoledì giovedì venerdì sabato domenica gio sab
    segunda terça quarta quinta sexta feira
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo
    måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag
    maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina
    poniedziałek wtorek środa czwartek piątek sobota niedziela
    pondělí úterý středa čtvrtek pátek neděle
    понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
    понеділок середа четвер п'ятниця субота неділя
    pazartesi salı çarşamba perşembe cuma cumartesi pazar
    senin selasa rabu kamis jumat sabtu minggu
    luni marți miercuri joi vineri sâmbătă duminică
    الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد
    """.split()
)
"""Names of the days of the week, which say nothing that the date does not."""
FILLERS: Final = frozenset(
    """
    at on of the um uhr den le à a el de del di il do da às as om kl den op at klo o w v r г года року в lúc alle ore
    the st nd rd th er º ª hrs hours h , . - – — | · • / ( ) et
    """.split()
)
"""Small words and marks that stand in dates and mean nothing by themselves."""
ZONES: Final = {
    "z": "Z", "utc": "Z", "gmt": "Z", "est": "-05:00", "edt": "-04:00", "cdt": "-05:00", "mdt": "-06:00",
    "pst": "-08:00", "pdt": "-07:00", "cet": "+01:00", "cest": "+02:00", "mez": "+01:00", "mesz": "+02:00",
    "eest": "+03:00", "msk": "+03:00", "мск": "+03:00", "jst": "+09:00", "kst": "+09:00", "aest": "+10:00",
    "aedt": "+11:00", "nzst": "+12:00", "nzdt": "+13:00", "wib": "+07:00", "sgt": "+08:00", "hkt": "+08:00",
}  # fmt: skip
"""Names of zones that mean one offset; those that mean several (BST, CST, IST, MST) make a text no date."""
LABELS: Final[dict[DateKind, str]] = {
    "updated": (
        r"(?:last )?updated(?: on| at)?|(?:last )?modified(?: on)?|aktualisiert(?: am)?|stand|mis à jour(?: le)?"
        r"|mise à jour(?: le)?|actualizado(?: el)?|aggiornato(?: il)?|atualizado(?: em)?|bijgewerkt(?: op)?|uppdaterad"
        r"|opdateret|oppdatert|aktualizacja|обновлено|оновлено|güncellenme|güncelleme"
    ),
    "published": (
        r"(?:first )?published(?: on| at| time| date)?|posted(?: on| at)?|date(?: published)?|issued(?: on)?"
        r"|veröffentlicht(?: am)?|publié(?: le)?|publicado(?: el| em)?|pubblicato(?: il)?|gepubliceerd(?: op)?"
        r"|publicerad|publiceret|publisert|opublikowano|опубликовано|опубліковано|datum|fecha|data|yayınlanma"
    ),
}
"""What people write before a date, by what the date then is (patterns)."""

RE_AFTER_WEEKDAY: Final = "|".join(rf"(?<=\b(?:mo|di|mi|do|fr|sa|so){mark} )" for mark in ("", "[.,]", r"\.,"))
"""The place behind a German weekday in short: a day that follows it has the day first, so that its year may be short
(`Do 25.04.24`, as a broadcaster among the press pages has it); elsewhere 25.04.24 may be two days."""
RE_TOKEN: Final = re.compile(
    r"(?P<time>\d{1,2}[:h]\d{2}(?::\d{2})?)|(?P<dotted>\d{1,2}\.\d{1,2}\.\d{4}|\d{4}[./]\d{1,2}[./]\d{1,2}"
    r"|\d{1,2}[/-]\d{1,2}[/-]\d{4}|\d{4}-\d{2}-\d{2}"
    rf"|(?:{RE_AFTER_WEEKDAY})\d{{1,2}}\.\d{{1,2}}\.\d{{2}}(?![\d.]))|"
    r"(?P<offset>[+-]\d{2}:?\d{2}\b)|(?P<number>\d{1,4})(?!\d)"
    r"|(?P<half>[ap]\.?\s?m\b\.?)|(?P<word>[^\W\d_](?:[^\W\d_]|['\u0300-\u036f\u0900-\u097f])*)|(?P<mark>[^\w\s])",
    re.IGNORECASE,
)
RE_CJK: Final = re.compile(
    r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]"
    r"(?:\s*\(?(?:[一-鿿가-힣]{1,3})\)?)?(?:\s*(?P<hour>\d{1,2})[:時时시]\s?(?P<minute>\d{2})[分분]?)?"
)
RE_LABELS: Final = {kind: re.compile(rf"(?:{labels})(?:\s*:\s*|\s+)", re.IGNORECASE) for kind, labels in LABELS.items()}


def month_numbers() -> dict[str, int]:
    """Read the table of names: name to number, 1 to 12."""
    return {
        name: number
        for row in MONTH_ROWS
        for number, names in enumerate(row.split(), start=1)
        for name in names.split("|")
    }


MONTHS: Final = month_numbers()


def parse_labelled_date(text: str) -> tuple[DateKind, Date] | None:
    """Read a date that may have a label; one without is when the text was published.

    >>> parse_labelled_date("Last updated: 17 March 2021")
    ('updated', Date('2021-03-17'))
    """
    line = " ".join(text.split())
    for kind, pattern in RE_LABELS.items():
        match = pattern.match(line)
        if match:
            date = parse_date(line[match.end() :])
            return (kind, date) if date else None
    date = parse_date(line)
    return ("published", date) if date else None


def parse_date(text: str) -> Date | None:
    """Read a text that is a date and nothing else; `None` where it is not, or could be two.

    >>> parse_date("March 17, 2021"), parse_date("17 de marzo de 2021"), parse_date("03/04/2021")
    (Date('2021-03-17'), Date('2021-03-17'), None)
    """
    line = " ".join(unicodedata.normalize("NFC", text).split())
    if not line or len(line) > MAX_DATE_CHARS or not any(map(str.isdigit, line)):
        return None
    try:
        return Date(line) if len(line) > FOUR_DIGITS and not line.isdigit() else None
    except ValueError:
        pass
    cjk = RE_CJK.fullmatch(line)
    if cjk:
        return build_date({name: int(value) for name, value in cjk.groupdict().items() if value})
    parts = read_words(line)
    return build_date(parts) if parts else None


def read_words(line: str) -> dict[str, int | str] | None:
    """Read a date word by word into its parts, year to zone; nothing if a word is none of them."""
    parts: dict[str, int | str] = {}
    numbers: list[str] = []
    for match in RE_TOKEN.finditer(line):
        kind, token = str(match.lastgroup), match[0].lower().rstrip(".") or match[0]
        if not take_token(kind, token, parts, numbers):
            return None
    return parts if place_numbers(numbers, parts) else None


def take_token(kind: str, token: str, parts: dict[str, int | str], numbers: list[str]) -> bool:
    """Take one word of a date into its parts; tell whether it can be one."""
    found: dict[str, int | str] = {}
    match kind:
        case "number":
            numbers.append(token)
        case "dotted":
            found = read_dotted(token)
        case "time":
            pieces = [int(piece) for piece in re.split("[:h]", token)]
            found = dict(zip(("hour", "minute", "second"), pieces, strict=False))
        case "half":
            found = {"half": token[0]}
        case "offset":
            found = {"zone": token}
        case _ if token in MONTHS and "month" not in parts:
            found = {"month": MONTHS[token]}
        case _ if token in ZONES:
            found = {"zone": ZONES[token]}
        case _:
            return token in FILLERS or token in WEEKDAYS
    if kind != "number" and (not found or parts.keys() & found.keys()):
        return False
    parts.update(found)
    return True


def read_dotted(token: str) -> dict[str, int | str]:
    """Read a date of three numbers; nothing where day and month could change places.

    >>> read_dotted("17.03.2021"), read_dotted("03/17/2021"), read_dotted("03/04/2021")
    ({'year': 2021, 'month': 3, 'day': 17}, {'year': 2021, 'month': 3, 'day': 17}, {})
    """
    first, second, third = re.split(r"[./-]", token)
    if len(first) == FOUR_DIGITS:
        return {"year": int(first), "month": int(second), "day": int(third)}
    day, month = int(first), int(second)
    third = third if len(third) == FOUR_DIGITS else f"20{third}"
    if "." not in token and day != month:
        if day <= LAST_MONTH and month <= LAST_MONTH:
            return {}
        if month > LAST_MONTH:
            day, month = month, day
    return {"year": int(third), "month": month, "day": day}


def place_numbers(numbers: list[str], parts: dict[str, int | str]) -> bool:
    """Say which of the bare numbers is the year and which the day; tell whether that works out."""
    years = [number for number in numbers if len(number) == FOUR_DIGITS]
    days = [number for number in numbers if len(number) <= TWO_DIGITS]
    if len(years) + len(days) != len(numbers) or len(years) > 1 or len(days) > 1:
        return False
    if (numbers and "year" in parts) or ("month" not in parts):
        return False
    parts.update({"year": int(years[0])} if years else {})
    parts.update({"day": int(days[0])} if days else {})
    return "year" in parts and ("day" in parts or "hour" not in parts)


def build_date(parts: dict[str, int | str]) -> Date | None:
    """Make a date of its parts; nothing for a day that does not exist."""
    if not MIN_YEAR <= int(parts["year"]) <= MAX_YEAR:
        return None
    hour = read_hour(parts)
    day = "".join(f"-{int(parts[name]):02}" for name in ("month", "day") if name in parts)
    time = ""
    if hour is not None:
        time = f"T{hour:02}:{int(parts.get('minute', 0)):02}:{int(parts.get('second', 0)):02}{parts.get('zone', '')}"
    try:
        return Date(f"{int(parts['year']):04}{day}{time}")
    except ValueError:
        return None


def read_hour(parts: dict[str, int | str]) -> int | None:
    """Give the hour, 0 to 23, of a time of day that may be written in halves of twelve; nothing without one."""
    if "hour" not in parts:
        return None
    hour = int(parts["hour"])
    if "half" in parts and 1 <= hour <= NOON:
        return hour % NOON + (NOON if parts["half"] == "p" else 0)
    return hour

"""Markdown and text of whole pages, written by hand as converters would: the story stays, the rest is reported.

And near misses, which must stay whole: texts of somebody's own with links, lists and short lines.
"""

# ruff: noqa: E501, RUF001 - sentences and quotes of several languages are meant as they are

from __future__ import annotations

import re
from collections import Counter
from typing import Final

import pytest

import newsconv
from newsconv.report import Guessed, Removed, Skipped
from newsconv.testing.laws import document_words

RE_WORD: Final = re.compile(r"\w+")
RE_MARKUP: Final = re.compile(r"\]\([^)]*\)|^\s*\d+\.\s|[*#>|`]", re.MULTILINE)

MENUS: Final = {
    "en": ["Home", "News", "Sport", "Weather", "Business", "Culture", "Opinion", "Sign in", "Subscribe", "Newsletters"],
    "de": [
        "Startseite",
        "Politik",
        "Sport",
        "Wirtschaft",
        "Kultur",
        "Wetter",
        "Anmelden",
        "Abo",
        "Newsletter",
        "Suche",
    ],
    "es": [
        "Inicio",
        "Política",
        "Deportes",
        "Economía",
        "Cultura",
        "Opinión",
        "Iniciar sesión",
        "Suscríbete",
        "Tiempo",
    ],
    "fr": ["Accueil", "Politique", "Sport", "Économie", "Culture", "Météo", "Connexion", "S’abonner", "Newsletters"],
}
FOOTERS: Final = {
    "en": ["About us", "Contact", "Privacy policy", "Terms of use", "Cookies", "Advertise", "Careers", "RSS"],
    "de": ["Über uns", "Kontakt", "Datenschutz", "Impressum", "AGB", "Cookies", "Werbung", "Karriere", "RSS"],
    "es": ["Quiénes somos", "Contacto", "Política de privacidad", "Aviso legal", "Cookies", "Publicidad", "RSS"],
    "fr": ["Qui sommes-nous", "Contact", "Confidentialité", "Mentions légales", "Cookies", "Publicité", "RSS"],
}
RELATED: Final = {
    "en": ("More from News", ["Council votes on new harbour", "Ferry strike enters second week", "Museum reopens"]),
    "de": ("Mehr zum Thema", ["Rat stimmt über Hafen ab", "Streik der Fähren dauert an", "Museum öffnet wieder"]),
    "es": ("Más noticias", ["El pleno vota el nuevo puerto", "Sigue la huelga de ferris", "Reabre el museo"]),
    "fr": ("À lire aussi", ["Le conseil vote le nouveau port", "La grève des ferries continue", "Le musée rouvre"]),
}
STORIES: Final = {
    "en": (
        "Storm closes the harbour for a third day",
        "By Anna Lindqvist",
        [
            (
                "The harbour stayed closed on Tuesday as winds of up to 90 kilometres an hour kept all ferries at the quay, "
                "and the authorities said that they did not expect the first boats to leave before Thursday morning."
            ),
            (
                "“We have never had so many people waiting here at once,” said Maria Holt, who runs the small café next to "
                "the terminal and has opened it through the night since the storm began."
            ),
            (
                "About 400 passengers were brought to hotels in the town, while lorry drivers slept in their cabins along "
                "the road to the port, which the police closed to all other traffic on Monday evening."
            ),
            (
                "The mayor thanked the volunteers who handed out blankets and soup, and asked everyone else to stay at home "
                "until the wind drops."
            ),
        ],
    ),
    "de": (
        "Sturm hält den Hafen den dritten Tag geschlossen",
        "Von Anna Lindqvist",
        [
            (
                "Der Hafen ist auch am Dienstag geschlossen geblieben, weil Windböen von bis zu 90 Kilometern in der Stunde "
                "alle Fähren am Kai festhielten; die Behörden rechnen nicht vor Donnerstag mit den ersten Abfahrten."
            ),
            (
                "„So viele Menschen haben hier noch nie gleichzeitig gewartet“, sagte Maria Holt, die das kleine Café neben "
                "dem Terminal führt und es seit Beginn des Sturms auch nachts geöffnet hat."
            ),
            (
                "Etwa 400 Reisende wurden in Hotels der Stadt gebracht, während die Fahrer der Lastwagen in ihren Kabinen "
                "entlang der Straße zum Hafen schliefen, die von der Polizei am Montagabend gesperrt worden war."
            ),
            (
                "Der Bürgermeister dankte den Helfern, die Decken und Suppe verteilten, und bat alle anderen, zu Hause zu "
                "bleiben, bis der Wind nachlässt."
            ),
        ],
    ),
    "es": (
        "El temporal mantiene cerrado el puerto por tercer día",
        "Por Anna Lindqvist",
        [
            (
                "El puerto siguió cerrado el martes porque los vientos de hasta 90 kilómetros por hora retuvieron todos los "
                "transbordadores en el muelle, y las autoridades no esperan las primeras salidas antes del jueves."
            ),
            (
                "«Nunca habíamos tenido a tanta gente esperando a la vez», dijo Maria Holt, que lleva la pequeña cafetería "
                "junto a la terminal y la mantiene abierta toda la noche desde que empezó el temporal."
            ),
            (
                "Unos 400 pasajeros fueron llevados a hoteles de la ciudad, mientras los camioneros dormían en sus cabinas "
                "a lo largo de la carretera del puerto, que la policía cerró al tráfico el lunes por la tarde."
            ),
            (
                "El alcalde dio las gracias a los voluntarios que repartieron mantas y sopa, y pidió a los demás que se "
                "queden en casa hasta que amaine el viento."
            ),
        ],
    ),
    "fr": (
        "La tempête ferme le port pour le troisième jour",
        "Par Anna Lindqvist",
        [
            (
                "Le port est resté fermé mardi, car des vents de près de 90 kilomètres à l’heure ont retenu tous les ferries "
                "à quai, et les autorités n’attendent pas les premiers départs avant jeudi matin."
            ),
            (
                "« Nous n’avons jamais eu autant de monde en même temps », a dit Maria Holt, qui tient le petit café près "
                "du terminal et le garde ouvert toute la nuit depuis le début de la tempête."
            ),
            (
                "Environ 400 passagers ont été conduits dans des hôtels de la ville, tandis que les chauffeurs de camion "
                "dormaient dans leurs cabines le long de la route du port, que la police a fermée lundi soir."
            ),
            (
                "Le maire a remercié les bénévoles qui distribuaient des couvertures et de la soupe, et a demandé aux autres "
                "de rester chez eux jusqu’à ce que le vent tombe."
            ),
        ],
    ),
}
LANGUAGES: Final = tuple(STORIES)


def markdown_page(language: str) -> str:
    """Write a page as a converter would, with menus above the story, and teasers and a footer below."""
    headline, byline, paragraphs = STORIES[language]
    title, teasers = RELATED[language]
    return "\n\n".join(
        [
            "\n".join(f"* [{name}](/{number})" for number, name in enumerate(MENUS[language])),
            "[![](/logo.png)](/)",
            *(f"[{name}](/s/{number})" for number, name in enumerate(MENUS[language][1:7])),
            f"# {headline}",
            byline,
            "![](/harbour.jpg)",
            *paragraphs,
            f"## {title}",
            "\n".join(f"* [{teaser}](/n/{number})" for number, teaser in enumerate(teasers)),
            *(f"[{name}](/f/{number})" for number, name in enumerate(FOOTERS[language])),
            "© 2024 Harbour Media",
        ]
    )


def text_page(language: str) -> str:
    """Write the same as a dump of its text would be, with the menu once for each size of screen."""
    headline, byline, paragraphs = STORIES[language]
    title, teasers = RELATED[language]
    menu = [f"  * {name}" for name in MENUS[language]]
    lines = [*menu, "", "", "", *menu, "", "", "", *(f"{name}\n" for name in MENUS[language]), ""]
    lines += [headline, "", byline, "", *(f"{paragraph}\n" for paragraph in paragraphs), "", title, ""]
    lines += [*(f"  * {teaser}" for teaser in teasers), "", "", ""]
    lines += [*(f"{name}\n" for name in FOOTERS[language]), "", "© 2024 Harbour Media", ""]
    return "\n".join([*lines, "", *(f"  * {name}" for name in FOOTERS[language])])


def said(seen: newsconv.Reading) -> str:
    """Give the text of everything that the report tells."""
    return " ".join(getattr(event, "text", "") for event in seen.report)


# ---------------------------------------------------------------- pages


@pytest.mark.parametrize("language", LANGUAGES)
def test_markdown_page(language: str) -> None:
    """Of a page as Markdown the paragraphs of the story stay; headline and byline are fields."""
    seen = newsconv.explain(markdown_page(language), "markdown")
    headline, byline, paragraphs = STORIES[language]
    assert seen.document.paragraphs() == paragraphs
    assert seen.document.metadata.headline == headline
    assert seen.document.metadata.byline == byline
    assert any(isinstance(event, Guessed) and event.rule == "whole-page" for event in seen.report)


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_page(language: str) -> None:
    """Of a page as text the paragraphs of the story stay, and nothing of the menus."""
    seen = newsconv.explain(text_page(language), "text")
    paragraphs = seen.document.paragraphs()
    story = STORIES[language][2]
    assert [line for line in paragraphs if line in story] == story
    assert not set(paragraphs) & {*MENUS[language], *FOOTERS[language], *RELATED[language][1]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["markdown", "text"])
def test_nothing_is_silent(language: str, kind: str) -> None:
    """What is left out of a page is in the report, with the name of what decided, a reason and a line."""
    source = markdown_page(language) if kind == "markdown" else text_page(language)
    seen = newsconv.explain(source, kind)
    written = Counter(RE_WORD.findall(RE_MARKUP.sub(" ", source)))
    told = Counter(RE_WORD.findall(said(seen))) + document_words(seen.document)
    assert not written - told
    removed = [event for event in seen.report if isinstance(event, Removed)]
    assert removed
    assert all(event.rule and event.reason and event.origin.line for event in removed)


def test_lines_of_the_source() -> None:
    """A menu that is left out is reported at its own lines."""
    seen = newsconv.explain(f"---\ntitle: Rain\n---\n\n{markdown_page('en')}", "markdown")
    menu = next(event for event in seen.report if isinstance(event, Removed) and "Home" in event.text)
    assert menu.origin is not None
    assert menu.origin.line == 5


def test_page_without_story() -> None:
    """Of a page of nothing but links it is said that no story was found."""
    names = [*MENUS["en"], *FOOTERS["en"]]
    source = "\n\n".join(f"[{names[number % len(names)]}](/section/{number})" for number in range(2_000))
    seen = newsconv.explain(source, "markdown")
    assert any(isinstance(event, Skipped) and "no story was found" in event.reason for event in seen.report)


def test_keep_keeps() -> None:
    """Who asks for everything gets everything: the score is not asked."""
    document = newsconv.loads(markdown_page("en"), "markdown", noise="keep")
    assert "About us" in document.paragraphs()


# ---------------------------------------------------------------- near misses

README: Final = """# Tidewatch

[![build](https://example.com/b.svg)](https://example.com/b) [![docs](https://example.com/d.svg)](https://example.com/d)

Tidewatch reads tide tables and tells you when the ferry can leave. It has no dependencies.

- [Installation](#installation)
- [Usage](#usage)
- [Options](#options)
- [Contributing](#contributing)
- [License](#license)

## Installation

Run `pip install tidewatch`, or get a [release](https://example.com/r).

## Usage

Call `tidewatch --port skarn` and read the table. See the [manual](https://example.com/m) for more.

## Options

- `--port`: the port, see [all ports](https://example.com/p)
- `--days`: how many days

## Contributing

See [CONTRIBUTING](CONTRIBUTING.md) and the [code of conduct](CODE.md).

## License

[MIT](LICENSE)
"""
RESOURCES: Final = "# Where to read about tides\n\n" + "\n".join(
    f"- [{name}](https://example.com/{number}): {text}"
    for number, (name, text) in enumerate(
        [
            ("Tide tables", "Printed tables for every port, with an introduction to how they are made."),
            ("The moon and the sea", "A long essay on why there are two tides a day and not one."),
            ("Harbour handbook", "What a pilot has to know, in plain words."),
            ("Wind and water", "How storms raise the level, with many charts."),
            ("Sea charts online", "Scans of old charts, free to use."),
            ("Tide clock", "How to build one from wood and brass."),
            ("Journal of coasts", "Papers on coasts and how they change."),
            ("Drift", "A podcast about things that were found on beaches."),
        ]
    )
)
POEM: Final = (
    "# Ebb\n\n"
    "The boats lie down\\\nupon the sand\\\nand wait.\n\nThe gulls walk out\\\nto where the sea\\\nwas late.\n\nA child with a red pail\\\nasks the moon\\\nto hurry.\n\nThe moon says soon,\\\nsays soon,\\\nand does not worry.\n\nHome is a lamp,\\\na step, a door,\\\na table.\n\nThe tide comes in\\\nas soon as\\\nit is able.\n\nWe sign the sand\\\nwith heel and toe,\\\nwe go."
)
RECIPE: Final = """# Fish soup

Serves 4. Takes 40 minutes.

## Ingredients

- 600 g cod
- 2 onions
- 3 carrots
- 1 leek
- 200 ml cream
- salt, pepper

## Method

1. Chop the onions.
2. Fry them in butter.
3. Add the carrots and the leek.
4. Pour in a litre of water.
5. Boil for 20 minutes.
6. Add the fish and the cream.
7. Serve hot.

Share it with friends. It keeps for two days.
"""
TRANSCRIPT: Final = (
    "# Interview with a pilot\n\n"
    "**Reporter:** When did you start?\n\n**Pilot:** In 1988.\n\n**Reporter:** Here?\n\n**Pilot:** No.\n\n**Reporter:** Where?\n\n**Pilot:** In the south. Then I came home.\n\n**Reporter:** Do you like it?\n\n**Pilot:** Most days.\n\n**Reporter:** And in a storm?\n\n**Pilot:** Then too. You read the water.\n\n**Reporter:** Thank you.\n\n**Pilot:** Thank you."
)
TABLE_OF_RESULTS: Final = "# Results of the regatta\n\n" + "\n\n".join(
    f"{place}. {name}, {club}, {points} points"
    for place, (name, club, points) in enumerate(
        [
            ("Holt", "Skarn", 12),
            ("Berg", "Vik", 15),
            ("Lind", "Skarn", 16),
            ("Moe", "Nes", 20),
            ("Dahl", "Vik", 22),
            ("Ruud", "Nes", 25),
            ("Aas", "Skarn", 30),
            ("Lie", "Vik", 31),
            ("Bakke", "Nes", 40),
        ],
        1,
    )
)
OWN: Final = {
    "readme": README,
    "resources": RESOURCES,
    "poem": POEM,
    "recipe": RECIPE,
    "transcript": TRANSCRIPT,
    "results": TABLE_OF_RESULTS,
}


@pytest.mark.parametrize("name", OWN)
def test_own_markdown_stays_whole(name: str) -> None:
    """What somebody wrote keeps all its words, however many links, lists and short lines it has."""
    text = OWN[name].replace("\\\n", "\n")
    seen = newsconv.explain(text, "markdown")
    bare = RE_MARKUP.sub(" ", text)
    assert not Counter(RE_WORD.findall(bare)) - document_words(seen.document)
    assert not any(isinstance(event, Guessed) and event.rule == "whole-page" for event in seen.report)


@pytest.mark.parametrize("name", OWN)
def test_own_text_stays_whole(name: str) -> None:
    """So does the same without marks, as plain text."""
    kept = newsconv.loads(OWN[name], "markdown", noise="keep")
    text = "\n\n".join(kept.paragraphs())
    seen = newsconv.explain(text, "text")
    assert not Counter(RE_WORD.findall(text)) - document_words(seen.document)
    assert not any(isinstance(event, Guessed) and event.rule == "whole-page" for event in seen.report)

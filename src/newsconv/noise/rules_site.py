"""Rules for what belongs to the site around a story, told by links and place: menus, footers, empty marks."""

# ruff: noqa: RUF001 - phrases in many scripts, some of whose letters look alike

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsconv.document.plain import inline_text
from newsconv.noise.rule import NoiseRule
from newsconv.noise.segments import fold

if TYPE_CHECKING:
    from newsconv.noise.rule import Place
    from newsconv.noise.segments import Segment

__all__ = ["SITE_RULES"]

MENU_LINK_SHARE: Final = 0.8
"""Share of the text in links from which on a segment above the headline is a menu; the rest are separators."""
MIN_MENU_LINKS: Final = 3
"""A link or two above a headline may be the section, which is no menu."""
SITE_LINKS: Final = frozenset(
    fold(name)
    for name in (
        "Privacy|Privacy Policy|Privacy Notice|Terms|Terms of Use|Terms of Service|Terms and Conditions"
        "|Terms & Conditions|Cookies"
        "|Cookie Policy|Contact|Contact Us|About|About Us|Advertise|Advertise with us|Careers|Jobs|Sitemap"
        "|Site Map|Help|FAQ|RSS|Log in"
        "|Login|Sign in|Sign up|Subscribe|Register|Home|Newsletters|Accessibility|Archive|Imprint|Legal"
        "|Do not sell my personal information"
        "|Impressum|Datenschutz|Datenschutzerklärung|AGB|Kontakt|Über uns|Mediadaten|Nutzungsbedingungen|Startseite"
        "|Mentions légales|Confidentialité|Politique de confidentialité|Qui sommes-nous|Contactez-nous|Accueil"
        "|Plan du site"
        "|Aviso legal|Política de privacidad|Contacto|Quiénes somos|Inicio|Política de privacidade|Contato"
        "|Quem somos|Início"
        "|Chi siamo|Contatti|Note legali|Over ons|Voorwaarden|Kontakty|Regulamin|Polityka prywatności|О нас"
        "|Контакты|Реклама|Главная"
    ).split("|")
)
"""What the links of a site's own menus and footers say."""
MIN_SITE_LINKS: Final = 2
"""One such link may be the story's; two beside each other are the site's."""
RE_RIGHTS: Final = re.compile(
    r"^(?:.{0,80}\ball rights (?:are )?reserved\b.{0,120}|alle rechte vorbehalten\W?|tous droits réservés\W?"
    r"|todos los derechos reservados\W?"
    r"|todos os direitos reservados\W?|tutti i diritti (?:sono )?riservati\W?|все права защищены\W?"
    r"|this material may not be published, broadcast, rewritten.{0,80}"
    r"|(?:reprinted|republished) (?:with|by) permission.{0,80})$",
    re.IGNORECASE,
)


def is_menu_above(segment: Segment, place: Place) -> bool:
    """Tell whether a segment above the headline is a row or list of links."""
    return place.is_above_headline and len(segment.links) >= MIN_MENU_LINKS and segment.link_share >= MENU_LINK_SHARE


def is_site_menu(segment: Segment, place: Place) -> bool:
    """Tell whether a segment at either end is mostly links that a site has for itself."""
    if not (place.in_tail or place.is_above_headline) or segment.link_share < MENU_LINK_SHARE:
        return False
    return sum(fold(inline_text(link.children)) in SITE_LINKS for link in segment.links) >= MIN_SITE_LINKS


def is_in_tail(segment: Segment, place: Place) -> bool:
    """Tell whether a segment stands below the story; a notice of rights may be the last prose itself."""
    return not segment.level and place.index + 1 >= place.story_end


def is_reading_time(segment: Segment, place: Place) -> bool:
    """Tell whether a segment stands in the head."""
    return place.in_head and not segment.level


RE_PORTRAIT: Final = re.compile(
    r"^(?:(?:photo|picture|image|portrait|headshot|head shot|avatar|profile (?:photo|picture|image))s? (?:of|for) )?"
    r"(?:the )?(?:author )?(?P<name>.{2,80}?)(?:['’]s)?(?: (?:photo|picture|image|portrait|headshot|avatar"
    r"|profile (?:photo|picture|image)))?$",
    re.IGNORECASE,
)
"""What a picture is said to show, and the name in it."""
RE_AVATAR: Final = re.compile(r"\b(?:avatar|headshot|author)\b", re.IGNORECASE)


def is_author_picture(segment: Segment, place: Place) -> bool:
    """Tell whether a picture shows no more than one of the authors, or an avatar."""
    match = RE_PORTRAIT.search(segment.text) if segment.is_picture else None
    if match is None:
        return False
    authors = {fold(name) for name in place.context.authors}
    return fold(match["name"]) in authors or (
        RE_AVATAR.search(segment.text) is not None and match["name"] != segment.text
    )


SITE_RULES: Final = (
    NoiseRule(
        name="author-picture",
        role="boilerplate",
        reason="the picture of who wrote the story",
        when=is_author_picture,
        source="aeb, press and wcxb pages (about 30 of 498); pages made into Markdown",
        removes=(
            '<p><img src="a.jpg" alt="Jane Doe\'s avatar"></p><p>It rained.</p>',
            '<p>It rained.</p><p><a href="/jane"><img src="a.jpg" alt="Headshot of Jane Doe"></a></p>',
        ),
        keeps=(
            '<p>It rained.</p><p><img src="a.jpg" alt="Jane Doe in the rain"></p>',
            '<p>It rained.</p><p><img src="a.jpg" alt="Photo of the river"></p>',
            '<p>It rained.</p><figure><img src="a.jpg" alt="Jane\'s avatar"><figcaption>Jane</figcaption></figure>',
        ),
    ),
    NoiseRule(
        name="menu",
        role="boilerplate",
        reason="a row or list of links above the headline",
        when=is_menu_above,
        source=(
            "pages made into Markdown (scrapers without a main-content step, markitdown "
            "microsoft/markitdown#2234, crawl4ai unclecode/crawl4ai#468)"
        ),
        removes=(
            '<ul><li><a href="/">Home</a></li><li><a href="/w">World</a> <a href="/s">Sport</a></li></ul><h1>Rain</h1>',
            '<p><a href="/">Home</a> &gt; <a href="/w">World</a> &gt; <a href="/r">Rain</a></p><h1>Rain</h1>',
        ),
        keeps=(
            '<h1>Rain</h1><ul><li><a href="/">Home</a></li><li><a href="/w">World</a> <a href="/s">Sport</a></li></ul>',
            '<p><a href="/w">World</a></p><h1>Rain</h1><p>It rained.</p>',
        ),
    ),
    NoiseRule(
        name="site-menu",
        role="boilerplate",
        reason="links that a site has for itself",
        when=is_site_menu,
        languages=("en", "de", "fr", "es", "pt", "it", "nl", "pl", "ru"),
        source="pages made into Markdown (scrapers without a main-content step, html-to-markdown: site footers)",
        removes=(
            '<p>It rained.</p><p><a href="/p">Privacy Policy</a> | <a href="/t">Terms of Use</a></p>',
            '<p>Es regnete.</p><ul><li><a href="/i">Impressum</a></li><li><a href="/d">Datenschutz</a></li></ul>',
        ),
        keeps=(
            '<p>The <a href="/p">privacy policy</a> and the <a href="/t">terms of use</a> were changed.</p>',
            '<p><a href="/p">Privacy Policy</a></p>',
        ),
    ),
    NoiseRule(
        name="rights-line",
        role="boilerplate",
        reason="a notice of rights below the story",
        pattern=RE_RIGHTS,
        when=is_in_tail,
        languages=("en", "de", "fr", "es", "pt", "it", "ru"),
        source="pages made into Markdown (scrapers without a main-content step, html-to-markdown: site footers)",
        removes=("<p>It rained.</p><p>All rights reserved.</p>", "<p>Es regnete.</p><p>Alle Rechte vorbehalten.</p>"),
        keeps=(
            f"<p>All rights reserved for members were withdrawn by the court. {'They were old. ' * 9}</p>",
            "<h2>All rights reserved</h2><p>So says the sign.</p>",
        ),
    ),
    NoiseRule(
        name="reading-time",
        role="boilerplate",
        reason="how long the story takes to read",
        pattern=re.compile(
            r"^(?:(?:reading time|lesezeit|temps de lecture|tiempo de lectura"
            r"|tempo de leitura)\W{1,3})?\d{1,2}[\s-](?:min(?:ute)?n?s?|minutos|минут[аы]?)\.?"
            r"(?: (?:read|lesezeit|de lecture|de lectura|de leitura))?$",
            re.IGNORECASE,
        ),
        when=is_reading_time,
        languages=("en", "de", "fr", "es", "pt", "ru"),
        source="pages made into Markdown (byline lines)",
        removes=(
            "<h1>Rain</h1><p>5 min read</p><p>It rained.</p>",
            "<h1>Rain</h1><p>Lesezeit: 3 Minuten</p><p>Es regnete.</p>",
        ),
        keeps=("<h1>Rain</h1><p>5 minutes later it rained.</p>", "<p>It rained.</p><p>5 min read</p>"),
    ),
)
"""What is the site's."""

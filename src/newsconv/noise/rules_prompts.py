"""Rules for lines that address the visitor of a site: prompts, notices, buttons.

They need nothing but the segment's own words, and match whole short lines only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsconv.noise.rule import NoiseRule

if TYPE_CHECKING:
    from newsconv.noise.rule import Place
    from newsconv.noise.segments import Segment

__all__ = ["PROMPT_RULES"]

SHARE_VERBS: Final = frozenset(
    """share tweet email mail print save copy pin post send teilen drucken merken partager imprimer envoyer compartir
    enviar imprimir compartilhar condividi stampa delen dela del udskriv udostępnij поделиться отправить paylaş bagikan
    facebook twitter whatsapp linkedin telegram reddit pinterest flipboard messenger bluesky mastodon threads
    instagram viber vk weibo""".split()
)
"""What the buttons of a share row say: the deed, or the network."""
SHARE_COMPANIONS: Final = frozenset(
    """this article story page link on via to by with the a x icon button url facebook twitter it us more options open
    in new window opens artikel auf per über cet article sur par este artículo en por questo su dit op denna på
    ссылка в via e text e-mail gmail line copied""".split()
)
"""What may stand beside them."""
MAX_SHARE_CHARS: Final = 160
"""Code points; twelve networks with "opens in new window" after each have less."""
CONSENT_WORDS: Final = re.compile(
    r"accept|consent|agree|privacy|preferences|settings|experience|analy[sz]e|personali[sz]|akzept|zustimm|einwillig"
    r"|datenschutz|accepte|consentement|confidentialité|acept|consentim|privacidad|privacidade|accett|consenso"
    r"|toestemming|privacy|соглас|zgod|prywatno",
    re.IGNORECASE,
)
"""What a cookie notice speaks of beside cookies."""


def is_line(segment: Segment, _place: Place) -> bool:
    """Tell whether a segment is one block of text that is no heading."""
    return not segment.level and len(segment.blocks) == 1


def mentions_consent(segment: Segment, place: Place) -> bool:
    """Tell whether a line about cookies asks for consent."""
    return is_line(segment, place) and CONSENT_WORDS.search(segment.text) is not None


def is_share_row(segment: Segment, place: Place) -> bool:
    """Tell whether a segment says nothing but where it can be shared."""
    if segment.level or not 0 < len(segment.text) <= MAX_SHARE_CHARS:
        return False
    folded = place.folded(segment)
    first = folded.partition(" ")[0]
    if not (first in SHARE_VERBS or first in SHARE_COMPANIONS):  # as nearly always
        return False
    words = folded.split()
    verbs = sum(word in SHARE_VERBS for word in words)
    if not verbs or not all(word in SHARE_VERBS or word in SHARE_COMPANIONS for word in words):
        return False
    return len(words) > 1 or segment.link_share > 0 or segment.text.lower() == "share"


def line(*patterns: str) -> re.Pattern[str]:
    """Make a pattern that matches whole lines, whatever their case and outer punctuation."""
    return re.compile(rf"^[\s\W]{{0,9}}(?:{'|'.join(patterns)})[\s\W]{{0,9}}$", re.IGNORECASE)


PROMPT_RULES: Final = (
    NoiseRule(
        name="skip-link",
        role="boilerplate",
        reason="a link for keyboards and screen readers",
        pattern=line(
            r"(?:skip|jump) (?:directly )?to (?:the )?(?:main |page )?(?:content|navigation|article|footer|search)",
            r"back to top",
            r"zum (?:haupt)?inhalt (?:springen|wechseln)",
            r"direkt zum (?:haupt)?inhalt",
            r"aller (?:directement )?au contenu(?: principal)?",
            r"(?:saltar|ir) al contenido(?: principal)?",
            r"(?:pular|ir) para o conteúdo(?: principal)?",
            r"(?:vai|salta) al contenuto(?: principale)?",
            r"(?:ga naar|naar) (?:de )?(?:hoofd)?inhoud",
            r"hoppa till (?:huvud)?innehåll(?:et)?",
            r"gå til (?:hoved)?indhold(?:et)?",
            r"przejdź do treści",
            r"перейти к (?:основному )?содержанию",
        ),
        languages=("en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "pl", "ru"),
        source=(
            "pages made into Markdown (scrapers without a main-content step, crawl4ai, firecrawl); WCAG technique G1"
        ),
        removes=('<p><a href="#main">Skip to content</a></p>', "<p>Zum Inhalt springen</p>"),
        keeps=("<p>Skip to content that matters, she said.</p>", "<p>Readers skip to the main content.</p>"),
    ),
    NoiseRule(
        name="advertisement",
        role="boilerplate",
        reason="the mark of an advertisement",
        pattern=line(
            r"advertis?e?ments?",
            r"advertising",
            r"(?:story|article) continues (?:below|after)(?: this| the)?(?: ad(?:vertisement)?| video)?",
            r"continue reading(?: the main story| below)?",
            r"sponsored(?: content| links?)?",
            r"paid content",
            r"anzeige",
            r"werbung",
            r"publicité",
            r"la suite après (?:la|cette) publicité",
            r"publicidad(?:e)?",
            r"continua após a publicidade",
            r"pubblicità",
            r"advertentie",
            r"annonse?",
            r"реклама",
            r"reklama?",
            r"iklan",
            "广告",
            "廣告",
            "광고",
        ),
        when=is_line,
        languages=("en", "de", "fr", "es", "pt", "it", "nl", "da", "nb", "ru", "pl", "tr", "id", "zh", "ko"),
        source="pages made into Markdown (scrapers without a main-content step)",
        removes=("<p>ADVERTISEMENT</p>", "<p>- Advertisement -</p>", "<p>Story continues below</p>", "<p>Anzeige</p>"),
        keeps=("<p>The advertisement was withdrawn.</p>", "<h2>Advertising</h2>"),
    ),
    NoiseRule(
        name="cookie-notice",
        role="boilerplate",
        reason="a notice about cookies",
        pattern=re.compile(
            r"^(?:(?:we|this (?:web)?site|our (?:web)?site)\b.{0,60}\buses? cookies|(?:wir|diese (?:web)?s(?:eite"
            r"|ite)) (?:verwende[nt]|nutz(?:en|t))"
            r" cookies|(?:nous utilisons|ce site utilise) des cookies|(?:utilizamos|este sitio (?:web )?utiliza"
            r"|usamos|este site (?:usa|utiliza)) cookies"
            r"|(?:utilizziamo i|questo sito utilizza i?) ?cookie|(?:wij gebruiken|deze website gebruikt) cookies"
            r"|мы используем (?:файлы )?cookie"
            r"|(?:używamy|ta strona używa) (?:plików )?cookies)",
            re.IGNORECASE,
        ),
        when=mentions_consent,
        languages=("en", "de", "fr", "es", "pt", "it", "nl", "ru", "pl"),
        source=(
            "pages made into Markdown (firecrawl: firecrawl/firecrawl#78, "
            "firecrawl/firecrawl#284; adbar/trafilatura#569)"
        ),
        removes=(
            "<p>We use cookies to improve your experience. Accept Reject</p>",
            "<p>Diese Website verwendet Cookies. Mit der Nutzung stimmen Sie zu: Akzeptieren</p>",
        ),
        keeps=("<p>We use cookies as bait, the baker said.</p>", "<p>Sites that use cookies must ask for consent.</p>"),
    ),
    NoiseRule(
        name="subscribe-prompt",
        role="boilerplate",
        reason="an invitation to subscribe",
        pattern=re.compile(
            r"^(?:(?:sign up|subscribe)(?: now| here| today)?(?: to| for)? (?:our|the|get|receive|your|continue"
            r"|read|unlock)\b"
            r".{0,120}\b(?:newsletters?|inbox|briefing|e-?mails?|alerts?|reading|articles?|access|updates)\b.{0,60}$"
            r"|(?:get|receive) .{0,60} (?:in|to|straight to|delivered to) your inbox.{0,60}$"
            r"|(?:[^.?!]{1,110}[.?!,] )?(?:sign up|subscribe)(?: now| here| today)? (?:for|to) our\b.{0,60}"
            r"\bnewsletters?\b[^.?!]{0,80}[.!]?$"
            r"|already (?:a subscriber|have an account)\?.{0,40}$|(?:log|sign) in or (?:subscribe|register).{0,60}$"
            r"|(?:jetzt )?(?:newsletter|unseren newsletter).{0,40} (?:abonnieren|anmelden)\W?$"
            r"|abonnez-vous à (?:notre|la) newsletter.{0,60}$"
            r"|(?:suscríbete|suscríbase) a (?:nuestro|nuestra|la) (?:boletín|newsletter).{0,60}$|(?:assine"
            r"|inscreva-se n)\w* (?:a )?(?:nossa )?newsletter.{0,60}$"
            r"|iscriviti alla (?:nostra )?newsletter.{0,60}$|подпи(?:сывайтесь|шитесь) на наш.{0,60}$)",
            re.IGNORECASE,
        ),
        when=is_line,
        languages=("en", "de", "fr", "es", "pt", "it", "ru"),
        source="pages made into Markdown (all extractors; adbar/trafilatura#112)",
        removes=(
            "<p>Sign up for our daily newsletter and never miss a story.</p>",
            "<p>Subscribe to continue reading this article</p>",
            "<p>Already a subscriber? Log in</p>",
            "<p>For the latest stories from across the globe, sign up for our newsletters.</p>",
        ),
        keeps=(
            "<p>Some 12 readers did not subscribe to our rivals' papers, the editor wrote.</p>",
            "<p>Sign up for the draft ended in riots, the ministry said.</p>",
            "<p>Subscribers to the newsletter rose by a third.</p>",
        ),
    ),
    NoiseRule(
        name="share-row",
        role="boilerplate",
        reason="buttons to share the story",
        when=is_share_row,
        languages=("en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "pl", "ru", "tr", "id"),
        source="pages made into Markdown (scrapers without a main-content step)",
        removes=(
            '<p><a href="https://a.com/x">Facebook</a> <a href="https://x.com/y">X</a> <a href="mailto:">Email</a></p>',
            "<p>Share this article</p>",
            "<ul><li>Share on Twitter</li><li>Copy link</li></ul>",
        ),
        keeps=("<p>Share prices on Facebook fell.</p>", "<p>Facebook</p>", "<h2>Share</h2>"),
    ),
    NoiseRule(
        name="follow-prompt",
        role="boilerplate",
        reason="an invitation to follow somebody elsewhere",
        pattern=re.compile(
            r"^(?:(?:Like|Follow|Join|Find|FOLLOW) (?:us|US|@\w+|[A-Z][\w .]{1,40}) on (?:our )?(?:Facebook"
            r"|Twitter|X|Instagram|YouTube|Telegram"
            r"|WhatsApp|LinkedIn|Google News|TikTok|Threads|Bluesky)\b.{0,80}|Folgen Sie uns (?:auf|bei) .{1,60}"
            r"|Suivez-nous sur .{1,60}|Síguenos en .{1,60}|Siga-nos n[oa] .{1,60}|Seguici su .{1,60}"
            r"|Volg ons op .{1,60})$"
        ),
        when=is_line,
        languages=("en", "de", "fr", "es", "pt", "it", "nl"),
        source="pages made into Markdown (scrapers without a main-content step)",
        removes=("<p>Follow us on Twitter and Facebook</p>", "<p>Suivez-nous sur Facebook</p>"),
        keeps=(
            "<p>Many follow on Twitter what they can't read at home.</p>",
            "<p>Follow the money, he said on Twitter.</p>",
        ),
    ),
    NoiseRule(
        name="reader-prompt",
        role="boilerplate",
        reason="a question to readers: whether they liked the story, or have one",
        pattern=line(
            r"(?:did you )?(?:like|enjoy|enjoyed|love|loved) (?:this|our) (?:story|article|post|piece|guide)\? (?:share"
            r"|subscribe|sign|follow|support|please|tell|let|send|join|help|leave|click)\b.{1,120}",
            r"(?:(?:have |do )?you )?(?:got|have) (?:you (?:got )?)?a (?:story|tip|news tip)"
            r"(?: to (?:tell|share)| for us)?\? .{0,90}\b(?:e-?mail|contact|get in touch|tell us|send)\b.{0,120}",
            r"get in touch with our (?:news ?(?:team|desk|room)|team|reporters)\b.{0,160}",
            r"for more (?:stories|news|articles) like this,? (?:check|visit|read|click|see)\b.{0,60}",
            r"(?:hat|gefällt) (?:ihnen|dir) (?:dieser|der) (?:artikel|beitrag|text)(?: gefallen)?\? .{1,200}",
            r"(?:vous avez aimé|avez-vous aimé) cet article ?\? .{1,160}",
            r"¿?te (?:ha gustado|gustó) (?:este|el) artículo\? .{1,160}",
            r"gostou (?:desta|dessa|deste|desse) (?:matéria|notícia|reportagem|artigo)\? .{1,160}",
            r"ti è piaciuto (?:questo|l'?) ?articolo\? .{1,160}",
            r"vond je dit artikel .{1,30}\? .{1,160}",
        ),
        when=is_line,
        languages=("en", "de", "fr", "es", "pt", "it", "nl"),
        source="aeb, press and wcxb pages (right on all 7 that it takes out)",
        removes=(
            "<p>Like this story? Share it with a friend!</p>",
            "<p>Hat Ihnen dieser Artikel gefallen? Dann unterstützen Sie uns bitte mit einer Spende.</p>",
            "<p>Do you have a story to tell? Email: news@example.com</p>",
        ),
        keeps=(
            "<p>Did you like this story? she asked.</p><p>Do you have a story? he wondered.</p>",
            "<p>They had a story to tell, and they told it to the police.</p>",
            "<p>Do you have a story?</p>",
        ),
    ),
    NoiseRule(
        name="comment-prompt",
        role="boilerplate",
        reason="an invitation to comment, or a count of comments",
        pattern=line(
            r"(?:leave|post|write|add|view|show|read)(?: a| your| all| the)? (?:comments?|reply)(?: \d{1,5})?",
            r"\d{1,5} comments?",
            r"comments? \(\d{1,5}\)",
            r"join the (?:conversation|discussion)",
            r"kommentar (?:schreiben|verfassen)",
            r"\d{1,5} kommentare",
            r"(?:laisser|ajouter) un commentaire",
            r"(?:deja|dejar|escribe) un comentario",
            r"deixe (?:um|seu) comentário",
        ),
        when=is_line,
        languages=("en", "de", "fr", "es", "pt"),
        source="pages made into Markdown (scrapers without a main-content step)",
        removes=("<p>Leave a comment</p>", "<p>12 Comments</p>"),
        keeps=("<p>She left a comment.</p>", "<p>12 comments were deleted by the moderators.</p>"),
    ),
    NoiseRule(
        name="script-stub",
        role="boilerplate",
        reason="what a page shows without scripts",
        pattern=re.compile(
            r"^(?:(?:please |you need to |to continue, )?(?:enable|turn on) (?:java ?script|cookies)\b.{0,160}"
            r"|(?:this (?:site|page|app|video|slideshow|feature|content) )?requires? java ?script\b.{0,120}"
            r"|java ?script is (?:disabled|required|not enabled)\b.{0,160}"
            r"|(?:bitte )?aktivieren sie (?:bitte )?java ?script\b.{0,120}|(?:veuillez )?activer java ?script\b.{0,120}"
            r"|(?:por favor,? )?(?:activa|active|habilita|habilite)r? java ?script\b.{0,120}"
            r"|du trenger java ?script\b.{0,80}|checking your browser before .{0,80}"
            r"|your browser (?:is out of date|does not support) .{0,120})$",
            re.IGNORECASE,
        ),
        when=is_line,
        languages=("en", "de", "fr", "es", "nb"),
        source="pages made into Markdown (scrapers without a main-content step; Mingye-Lu/AgenticCrawler#108)",
        removes=(
            "<p>Please enable JavaScript to view this page.</p>",
            "<p>JavaScript is disabled in your browser.</p>",
            "<p>This slideshow requires JavaScript.</p>",
        ),
        keeps=("<p>The hole can be closed without JavaScript.</p>", "<p>They enable cookies by default, he said.</p>"),
    ),
    NoiseRule(
        name="player-text",
        role="boilerplate",
        reason="the words of a player or gallery",
        pattern=line(
            r"\d{1,3} (?:of|/) \d{1,3}",
            r"(?:view|open|see|show) (?:all |the )?(?:photos?|gallery|images?|slideshow)(?: \(?\d{1,3}\)?)?",
            r"full ?screen",
            r"(?:play|pause|mute|unmute)(?: video| audio)?",
            r"buy photo",
            r"click to (?:enlarge|expand|play|watch)(?: (?:image|photo|video))?",
            r"(?:watch|listen)(?: now| live)",
            r"hide caption|toggle caption|enlarge this image",
        ),
        when=is_line,
        languages=("en",),
        source="pages made into Markdown (mozilla/readability#693)",
        removes=("<p>1 of 12</p>", "<p>View photos</p>", "<p>Full screen</p>"),
        keeps=("<p>One of twelve.</p>", "<p>Play resumed after an hour.</p>"),
    ),
)
"""Prompts, the most certain first."""

# ruff: noqa: E501 - the phrases read better unbroken
"""The phrases and names that tell the kinds of furniture apart. First match wins, in the order given.

`OPENINGS` are headings that start a zone: what follows is of that kind until another heading. `PHRASES`
speak for the segment they stand in alone, `NAMES` are words in the class or id of an element. All three are
matched with lower-cased text: ignoring case costs three times as much.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from copydesk.model import BlockKind as K


def _table(entries: list[tuple[K, str]]) -> list[tuple[K, re.Pattern[str]]]:
    return [(kind, re.compile(pattern)) for kind, pattern in entries]


def _starts(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"[\W_]*?(?:{pattern})")


def _any_of(words: str, rest: str) -> str:
    """Alternatives that differ in their first word; each begins with a letter."""
    return "".join(f"{word}{rest}|" for word in words.split())


_START = r"^[\W_]*(?:\[?ad_\d\]?\s*)?"

OPENINGS = _table(
    [
        (
            K.COMMENT_FORM,
            _START + r"(?:leave (?:a|your) (?:reply|comment)|(?:post|add|write|submit) (?:a|your) comment|join the "
            r"(?:conversation|discussion)|(?:hinterlasse|schreibe?n? sie|kommentar (?:schreiben|verfassen|hinterlassen))|"
            r"(?:laisser|laissez|ajouter|écrire) (?:un|votre) commentaire|(?:deja|escribe|añade) (?:un|tu) comentario|"
            r"deixe (?:um|o seu) comentário|lascia un commento|geef een reactie|legg igjen|lämna (?:ett|en)|"
            r"dodaj komentarz|yorum yap|оставить комментарий|コメントを)",
        ),
        (
            K.COMMENTS,
            _START + r"(?:\d+\s+)?(?:comments?|responses?|kommentare?|forum|commentaires?|comentarios?|comentários|"
            r"commenti|reacties|kommentarer|komentarze|yorumlar|комментари[ий]|reader comments|user comments|"
            r"\d+ (?:thoughts|responses|replies) (?:on|to))\b(?:\s*[:(\d].{0,12})?\W*$|^\d+ (?:thoughts?|comments?) on ",
        ),
        (
            K.AUTHOR_BIO,
            _START + r"(?:about (?:the|our) authors?|about the writer|meet the author|über (?:den autor|die autorin)|"
            r"zur person|à propos de l.auteur|sobre (?:el|la|o|a) autora?|sull.autore|over de auteur|om (?:skribenten|"
            r"författaren|forfatteren)|об авторе|o autorze|yazar hakkında)",
        ),
        (
            K.RELATED,
            _START + r"(?:related\b|recommended\b|you (?:may|might|could|'ll) (?:also )?(?:like|love|enjoy|be interested)|"
            r"more (?:from|on|in|stories|news|articles|like this)|read (?:more|next|also)|also read|see also|"
            r"most (?:read|popular|viewed|shared|commented)|trending|popular (?:posts|stories|now|articles)|latest\b|"
            r"recent (?:posts|articles|news|stories)|top (?:stories|news|headlines)|don'?t miss|in case you missed|"
            r"what to read|up next|watch next|next up|keep reading|editor.?s.? (?:picks?|choice)|featured\b|"
            r"other (?:stories|news|articles)|explore more|sponsored (?:content|stories|links)|around the web|from the web|"
            r"mehr (?:zum thema|aus|von|zu)|meist ?gelesen|lesen sie auch|das könnte (?:sie|dich)|ähnliche|verwandte|"
            r"empfohlen|neueste|aktuelle|auch interessant|weitere (?:artikel|nachrichten|themen|meldungen)|passend zum|"
            r"(?:à|a) lire (?:aussi|également)|lire aussi|sur le même (?:sujet|thème)|articles? (?:liés|similaires|recommandés)|"
            r"les plus (?:lus|populaires)|dans la même|voir aussi|en relación|relacionad|te puede interesar|más (?:leíd|"
            r"noticias|en|de)|lee también|le puede interesar|últimas noticias|leia (?:também|mais)|mais (?:lidas|notícias)|"
            r"notícias relacionadas|leggi anche|articoli correlati|potrebbe interessarti|più letti|lees (?:ook|meer)|"
            r"meer (?:over|nieuws)|gerelateerd|les (?:også|mer)|relaterte?|läs (?:också|mer)|mest läst|læs også|"
            r"zobacz (?:też|także|również)|czytaj (?:też|także|więcej)|polecane|ilgili haberler|читайте также|по теме|"
            r"関連|おすすめ|相关|推荐|관련)",
        ),
        (
            K.NEWSLETTER,
            _START + r"(?:(?:sign[- ]?up|subscribe|get|join) (?:for|to|our|the|your)?.{0,40}(?:newsletters?|inbox|updates|"
            r"mailing list|email)|(?:our|daily|weekly|free) newsletters?|newsletters?\W*$|get the (?:latest|best|day))",
        ),
        (K.SHARE, _START + r"(?:share (?:this|on|via|the|article|story)|teilen|partager|compart[ie]|condividi|follow us|folge)"),
        (K.TAGS, _START + r"(?:tags?|topics?|filed under|tagged(?: with| in)?|posted in|categor(?:y|ies)|keywords|more on "
            r"this topic|schlagw(?:orte|örter)|themen|stichworte|mots[- ]clés|thèmes?|etiquetas|temas|argomenti|trefwoorden|"
            r"emner|ämnen|теги|タグ)\s*(?::|$)"),
    ]
)  # fmt: skip

PHRASES: list[tuple[K, re.Pattern[str] | None, re.Pattern[str] | None]] = [
    (
        K.SOURCE_LINK,
        _starts(
            r"(?:source link|(?:original |news )?source|quelle|fuente|fonte|bron|kilde|källa|źródło|источник|(?:read|see|view) (?:the )?"
            r"(?:original|full) (?:article|story|post|source)(?: (?:here|at|on).{0,40})?|zum original.{0,20}|via)\W*(?:https?://\S+)?\W*$|"
            r"(?:source|via)\s*:\s*\S+(?: \S+){0,3}$"
        ),
        None,
    ),
    (
        K.COOKIE,
        _starts(r"(?:accept(?: all)?|reject all|cookie (?:settings|preferences|notice)|manage (?:consent|preferences))\W*$"),
        re.compile(
            r"cookie(?:s\b|\b).{0,120}\b(?:accept|consent|settings|preferences|use|we |browser|akzept|zustimm|nutz|verwend|utilis|usa|disabled)|"
            r"accept cookies|use cookies|uses cookies|reject cookies|manage cookies|alle cookies|all cookies|consent to (?:the )?(?:use|processing|our)|"
            r"einwilligung|your privacy choices|privatsphäre-einst|gdpr"
        ),
    ),
    (
        K.PAYWALL,
        None,
        re.compile(
            r"to continue reading|to keep reading|subscribe for [$€£]|subscribe(?:rs?)?\b.{0,40}\b(?:to (?:continue|read|unlock|access)|only|exclusive)|continue reading (?:with|this)|keep reading (?:with|this)|"
            r"already (?:a |have )?(?:an? )?(?:subscri|member|account)|unlock (?:this|articles? ).{0,20}(?:article|remaining|left)|"
            r"free (?:this|articles? ).{0,20}(?:article|remaining|left)|sign in to (?:read|continue)|log in to (?:read|continue)|"
            r"become a (?:member|subscriber)|premium (?:content|article)|for (?:subscribers|members) only|start your (?:free )?trial|"
            r"abonn(?:ez|ieren|enten|é)|jetzt lesen mit|weiter ?lesen mit|réservé.{0,20}abonn|exclusivo.{0,20}suscript|suscr[ií]b[ae]|"
            r"support (?:our|independent) journalism|with a subscription|register (?:for free )?to (?:read|continue)|有料会員"
        ),
    ),
    (
        K.NEWSLETTER,
        None,
        re.compile(
            r"newsletters?\b|delivered (?:in)?to your (?:inbox|email)|straight (?:in)?to your (?:inbox|email)|sent (?:in)?to your (?:inbox|email)|"
            r"enter your e-?mail|type your e-?mail|sign[- ]?up for|subscribe to (?:our|the|my)|inbox|posteingang|boîte (?:mail|de réception)|"
            r"abonnieren|inscrivez-vous|s'inscrire|suscríbete|iscriviti|inscreva-se|thanks? (?:you )?for (?:subscribing|signing)|unsubscribe|"
            r"by (?:subscribing|signing up)|want to add a subscription"
        ),
    ),
    (
        K.COMMENTS,
        _starts(r"(?:view|show|see|read)(?: all| the)? (?:\d+ )?comments?\b"),
        None,
    ),
    (
        K.COMMENT_FORM,
        _starts(r"(?:name|e-?mail|website|comment|submit)(?: \([^)]{0,30}\))?\s*\*?\W*$"),
        re.compile(
            r"your e-?mail address will not be published|required fields are marked|save my name|notify me (?:of|when)|post comment|"
            r"log ?in to (?:leave|post|comment|reply)|logged in to (?:post|comment)|you must be (?:logged|registered)|"
            r"comments? (?:are )?(?:closed|off|moderated|policy)|e-mail-adresse wird nicht|votre adresse.{0,30}publi|tu dirección.{0,30}publi|su dirección.{0,30}publi|"
            r"write a comment|add a comment|post a comment|akismet|cancel reply|reply to comment|コメントを(?:投稿|削除)"
        ),
    ),
    (
        K.AD,
        _starts(
            r"(?:advert(?:isement|ising|isment|orial)?s?|ads?|anzeige[n]?|werbung|publicit[ée]|publicidad|pubblicità|publicidade|reklam[ae]?|"
            r"advertentie|annonse?|annonce|annons|реклама|広告|광고|sponsored(?: (?:by|content).{0,30})?|promoted|paid (?:content|post)|partner "
            r"content)\W*(?:[-–—].{0,40})?$"
        ),
        re.compile(
            r"\[ad_\d\]|% off|advertisement\s*[-–—]|continue reading below|scroll (?:down )?to continue|story continues (?:below|after)|"
            r"article continues|latest deals|best deals|may (?:earn|receive) .{0,30}commission|we (?:may )?(?:earn|receive) .{0,30}commission|affiliate|"
            r"buy now|shop now|check price|ad feedback|remove ads|why (?:am i seeing|ads)|report (?:this )?ad\b"
        ),
    ),
    (
        K.GALLERY,
        _starts(
            r"(?:\d{1,3}\s*(?:/|of|von|de|di|af)\s*\d{1,3})\W*$|(?:(?:view|see|show|open|launch|expand|enlarge|start)\s+)?"
            r"(?:\d+ |(?:the|all|more|full|image|photo)\s+)*(?:gallery|slideshow|slide ?show|photos?|images?|pictures?|bildergalerie|galerie|fotostrecke|"
            r"galería|fotogalería|galleria)(?:\s*\(?\d*\)?(?:\s*(?:photos?|images?|bilder|fotos))?)?\W*$|(?:next|previous|prev) (?:slide|image|photo)|"
            r"slide \d+|\d+ (?:photos|images|bilder|fotos)$|(?:play|watch|pause|mute|unmute)(?: (?:the )?(?:video|now|full))?\W*(?:\d+:\d+)?$|"
            r"(?:full ?screen|vollbild|plein écran|helskärm|fullskjerm)\W*$"
        ),
        re.compile(
            r"image \d+ of \d+|video (?:is |has )?(?:loading|unavailable|failed|can ?not be|not supported)|player (?:is )?(?:loading|unavailable|can ?not be|not "
            r"supported)|click to (?:expand|enlarge|view|play)|tap to (?:expand|enlarge|unmute)|open image|hide caption|toggle caption"
        ),
    ),
    (
        K.SHARE,
        _starts(
            r"(?:share|tweet|pin(?: it| this)?|email|e-mail|print|copy(?: link)?|link copied!?|(?:like on |follow on )?(?:facebook|twitter|x|"
            r"bluesky|mastodon|threads|linkedin|whats ?app|reddit|flipboard|telegram|pinterest|tumblr|instagram|youtube|tiktok|messenger)"
            r"(?:\s*\(?opens? in (?:a )?new (?:window|tab)\)?)?|x - twitter|pocket|"
            r"save(?: (?:article|story|for later))?|bookmark|like|thanks for sharing|teilen|drucken|merken|partager|imprimer|compartir|imprimir|condividi|"
            r"stampa|del|dela|delen|udostępnij|поделиться)[\W_]*(?:\d+[\W_]*)?$|(?:follow(?: us)?|folgen|suivez-nous|síguenos|seguici|siga-nos)\W*$|"
            r"\d+(?:\.\d)?k? ?shares?\W*$"
        ),
        re.compile(
            _any_of(
                "share tweet post pin send save teilen partager compartir condividi copy",
                r"\b.{0,25}\b(?:on|via|to|auf|sur|en|su|this|link|by|per|über|article|story)\b.{0,20}\b(?:facebook|twitter|x|linkedin|whatsapp|email|"
                r"e-mail|pinterest|reddit|article|post|page|story|link|clipboard|mail)",
            )
            + _any_of("follow find like join add", r" (?!him|her|them)\w+ (?:on|as)\b")
            + r"add .{0,20}(?:preferred )?(?:google|source)"
        ),
    ),
    (
        K.LEGAL,
        _starts(
            r"(?:terms(?: (?:of|and|&) \w+)*|privacy(?: (?:policy|notice|statement|settings))?|cookie policy|impressum|datenschutz\w*|agb|imprint|"
            r"legal notice|disclaimer|mentions légales|aviso legal|política de privacidad|do not sell.{0,40}|accessibility|"
            r"editorial (?:policy|standards|guidelines)|california.{0,30}|dmca|code of (?:ethics|conduct)|corrections?(?: policy)?)\W*$"
        ),
        re.compile(
            r"©\s*(?:by\s*)?(?:19|20)\d\d|\(c\)\s*(?:by\s*)?(?:19|20)\d\d|19\d\d\s*©|20\d\d\s*©|all rights? reserved|copyright\s*(?:by\s*)?(?:19|20)\d\d|alle rechte vorbehalten|"
            r"tous droits|todos los derechos|tutti i diritti|todos os direitos|alla rättigheter|powered by|may not be (?:reproduced|published|"
            r"republished|used)|terms (?:of|and) (?:use|service|conditions)|privacy policy|not (?:intended as|constitute|financial|investment|legal|medical) "
            r"(?:advice|.{0,20}advice)|for informational purposes|recaptcha|registered (?:trademark|office|in england)|"
            r"a (?:part|division|member) of .{0,40}(?:network|media|group)|risk disclosure"
        ),
    ),
    (
        K.TAGS,
        _starts(
            r"(?:tags?|filed under|tagged(?: as| with)?|topics?|posted in|categor(?:y|ies)|keywords|schlagwörter|themen|temas|etiquetas|thèmes?)\s*:\s*\S|"
            r"(?:#[\w-]+[\s,]*){2,}$|#[^\W\d][\w-]*$"
        ),
        None,
    ),
    (
        K.AUTHOR_BIO,
        re.compile(
            r"(?:[^\W\d_][\w.'’-]+ ){1,4}(?:\([^)]*\) )?(?:is|was) (?:a|an|the)\b.{0,80}\b(?:writer|reporter|journalist|editor|correspondent|author|"
            r"columnist|contributor|founder|co-founder|blogger|professor|fellow|producer|director|expert|ceo)\b|(?:[^\W\d_][\w.'’-]+ ){2,3}(?:writes|covers|reports) (?:on|about|for|from|the)\b"
        ),
        re.compile(
            r"view all posts by|more (?:posts|articles|stories) by|all (?:posts|articles|stories) by|other (?:posts|articles|stories) by|follow (?:him|her|"
            r"them) (?:on|at)|can be reached at|(?:his|her|their) (?:work|writing) (?:has|have) (?:appeared|been)"
        ),
    ),
    (
        K.RELATED,
        _starts(
            r"(?:\[?ad_\d\]?\s*)?(?:read(?: more| also| next)?|related|see also|also read|more|watch|also|mehr|lesen sie(?: auch)?|lire aussi|à lire|lee "
            r"también|leia (?:também|mais)|leggi anche|lees ook|läs (?:också|mer)|les også|zobacz|czytaj|читайте(?: также)?|recommended(?: (?:stories|"
            r"reading|for you))?)\s*[:：»>]|(?:read more|learn more|see more|load more|show more|view (?:all|more)|more|continue reading|weiterlesen|"
            r"mehr(?: (?:lesen|anzeigen|erfahren|laden))?|lire (?:la suite|plus)|leer más|ver más|saiba mais|leggi (?:tutto|di più)|lees (?:meer|verder)|"
            r"les mer|läs mer|czytaj (?:więcej|dalej)|もっと見る|続きを読む|recommended (?:stories|for you))\W*$"
        ),
        None,
    ),
    (
        K.NAVIGATION,
        _starts(
            r"(?:skip to .{0,60}|(?:main )?menu|home(?:page)?|search.{0,12}|log ?in|sign ?(?:in|up|out)|log ?out|register|my account|"
            r"back(?: to (?:top|home|.{0,20}))?(?: button)?|go (?:back|to .{0,20})|close(?: (?:menu|search|this.{0,20}))?|open (?:menu|navigation)|"
            r"toggle .{0,20}|next(?: (?:article|post|page|story))?|previous(?: (?:article|post|page|story))?|contact(?: us)?|about(?: us)?|"
            r"subscribe(?: now)?|sections|show (?:menu|search)|submit|startseite|suche?|anmelden|abmelden|registrieren|kontakt|menü|über uns|accueil|"
            r"rechercher|connexion|se connecter|inicio|buscar|iniciar sesión|contacto|cerca|accedi|zoeken|inloggen|søk|sök|logga in|logg inn|szukaj|"
            r"zaloguj|поиск|войти|главная|nach oben|zum (?:inhalt|seitenanfang).{0,20}|jump to .{0,20}|advertise(?: with us)?|careers|jobs|sitemap|site "
            r"map|rss(?: feed)?|faq|help|shop|store|podcasts?|e-?paper|apps?|table of contents|page \d+(?: of \d+)?|breadcrumbs?|[«»‹›<>←→]+|\d+)\W*$"
        ),
        None,
    ),
]  # fmt: skip
"""A kind, how a segment of it begins, and what it holds anywhere. Where a search begins with a letter, it skips to it."""

NAMES = _table(
    [
        (K.COOKIE, r"cookie|consent|gdpr|onetrust|cmp-?(?:banner|box|consent|overlay|modal|popup|app\b)|didomi|usercentrics|cli-(?<!\wcli-)|wt-cli"),
        (K.PAYWALL, r"paywall|piano|regwall|premium-(?:wall|box|teaser)|subscri(?:be|ption)-(?:wall|box|prompt)|metered|tp-modal"),
        (K.NEWSLETTER, r"newsletter|mailchimp|mc_embed|sign-?up|email-?(?:form|capture|signup)|subscribe-(?:form|box|widget)|optin|convertkit"),
        (K.COMMENT_FORM, r"respond(?<!\wrespond)\b|comment-?(?:form|respond|reply)|reply-?form"),
        (K.COMMENTS, r"comment|disqus|discussion|replies|postings?\b|forum"),
        (K.AUTHOR_BIO, r"author-?_?(?:bio|box|info|desc|card|profile|about|block)|about-?_?(?:the-?)?author|bio(?<!\wbio)\b|post-author-"),
        (K.SHARE, r"share|sharing|social|follow-?us|addtoany|essb_|network_name"),
        (K.AD, r"ad(?<!\wad)(?:s?\b|-)|-ads?\b|advert|sponsor|taboola|outbrain|dfp(?<!\wdfp)|gpt-|anzeige|werbung|affiliate|promo(?<!\wpromo)\b|"
            r"commercial|adsense"),
        (K.NAVIGATION, r"nav(?:(?<!\wnav)\b|-|bar)|-nav\b|menu|dropdown|breadcrumb"),
        (K.TAGS, r"tag(?<!\wtag)(?:s\b|(?![\w-]))|tag-?(?:list|links|cloud)|keyword(?<!\wkeyword)s?\b|post-?tags|article-?tags|entry-?tags|"
            r"topic(?<!\wtopic)s?\b|post-categories"),
        (K.GALLERY, r"gallery|slideshow|video-?js|swiper-pagination|carousel-(?:control|nav|counter|indicator)|slider-(?:control|nav|counter|"
            r"indicator)"),
        (K.LEGAL, r"copyright|legal|disclaimer|imprint|footer-?(?:bottom|legal|copy)|site-info|colophon"),
        (K.RELATED, r"relat|recommend|teaser|trending|popular|most-?(?:read|viewed|popular)|read-?(?:more|next|also)|more-?(?:from|stories|news|"
            r"articles|on)|latest|recent|similar|upsell|also-?(?:like|read)|next-?(?:article|story|post|up)|card(?<!\wcard)s?\b|carousel|listing|"
            r"grid-item|recirc|sidebar|rail(?<!\wrail)\b|feed\b|yarpp|jp-relatedposts|suggest|archive-|post-?list|news-?list|headlines"),
        (K.NAVIGATION, r"nav(?<!\wnav)|menu|breadcrumb|header|topbar|masthead|skip(?<!\wskip)|sitemap|pagination|pager|search(?<!\wsearch)|login|"
            r"toolbar|offcanvas|drawer|footer|navigation|hamburger|dropdown|toc(?<!\wtoc)\b|table-of-contents|accordion-nav|site-links"),
        (K.RELATED, r"widget|aside|promo|module|block-views|secondary"),
    ]
)  # fmt: skip
"""Every alternative begins with a letter, so that the search can skip to it: `nav(?<!\\wnav)` is a faster `\\bnav`."""

_CAPTION_NAMES = re.compile(
    r"caption|image-?(?:desc|text|info|meta)|photo-?(?:desc|text)|legende|bildunter|cutline|media-info"
)
_CREDIT_NAMES = re.compile(
    r"credit|copyright-?(?:holder|text)|photographer|image-?source|bildquelle|\bsource\b|img-?author"
)
_CAPTION = re.compile(
    r"^\W*©\s*\D|^\W*(?:photo|image|picture|foto|bild|illustration|screenshot|courtesy|credit|crédit)\b.{0,3}[:©]|/\s*(?:reuters|ap|getty|"
    r"afp|epa|dpa|imago|shutterstock)\b|\((?:ap|reuters|afp|getty|epa)[^)]{0,40}\)\s*$|\b(?:(?:photo|image|picture|foto|bild|photograph|"
    r"fotografía|imagen|immagine|zdjęcie)(?:s|graphy)?\s*(?:by|:|credit|courtesy|©|von|via)|via\s*(?:reuters|ap|getty|afp|epa|dpa|imago|"
    r"shutterstock)\b|(?:getty images|associated press|picture alliance|shutterstock|istock|imago|ap photo|file photo|unsplash|pexels|bildrechte|"
    r"bildquelle|adobe stock|dreamstime|alamy)\b|handout\b.{0,40}$|file\s*(?:photo|pic))"
)
BYLINE = re.compile(
    r"^\W*(?:(?:written|story|reported|posted|published|words|text|article|created|reviewed|edited)\s*)?(?:by|von|par|por|di|door|av|af|autor(?:in)?|"
    r"author|text|de|от|автор|przez)\b\s*:?\s+(?:the\s+)?[^\W\d_]",
    re.I,
)
BYLINE_NAMES = re.compile(r"byline|author(?!ity)|writer|\bautor|contribut|verfasser|signature|p-author")
DATE = re.compile(
    r"\b(?:19|20)\d\d[./年-]\s?\d{1,2}[./月-]\s?\d{1,2}|\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d\b|"
    r"\b\d{1,2}(?:st|nd|rd|th|er|\.|º)?(?:\s+(?:de|of))?\s+[^\W\d_]{3,12}\.?,?(?:\s+(?:de|del))?\s+(?:19|20)\d\d\b|"
    r"\b[^\W\d_]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d\b|"
    r"\b\d{1,2}:\d\d\s*(?:[ap]\.?m\b|uhr|h\b|gmt|utc|[ecp][sd]?t\b)|"
    r"\b(?:\d+|an?)\s+(?:minute|hour|day|week|month|year|min|hr)s?\s+ago\b|"
    r"\bvor \d+ (?:minuten|stunden|tagen)|\bil y a \d+",
    re.I,
)
SECTION_NAMES = re.compile(
    r"kicker|eyebrow|section|category|rubric|overline|label|channel|topic|dachzeile|roofline|breadcrumb|supertitle|pretitle"
)


@lru_cache(maxsize=1 << 15)
def kind_of_name(name: str) -> int:
    """The place in `NAMES` of the kind that one class or id speaks for, `len(NAMES)` if for none."""
    lowered = name.lower()
    return next((i for i, (_, pattern) in enumerate(NAMES) if pattern.search(lowered)), len(NAMES))


def kind_of_names(names: Iterable[str]) -> K | None:
    """The kind that an element's classes and id speak for: the first in `NAMES` of those that each does."""
    first = min(map(kind_of_name, names), default=len(NAMES))
    return NAMES[first][0] if first < len(NAMES) else None


@lru_cache(maxsize=1 << 14)
def kind_of_phrase(text: str) -> K | None:
    """The kind of furniture a segment's own words speak for; long texts only by what their beginning says."""
    lowered = text[:300].lower()
    for kind, beginning, anywhere in PHRASES:
        if (beginning and beginning.match(lowered)) or (anywhere and anywhere.search(lowered)):
            return kind
    return None


@lru_cache(maxsize=1 << 14)
def zone_opened(text: str) -> K | None:
    """The kind of the zone that a heading opens."""
    if len(text) > 90:
        return None
    lowered = text.lower()
    return next((kind for kind, pattern in OPENINGS if pattern.match(lowered)), None)


@lru_cache(maxsize=1 << 15)
def names_caption(name: str) -> bool:
    """Whether a class or id speaks for a picture's caption."""
    return _CAPTION_NAMES.search(name.lower()) is not None


@lru_cache(maxsize=1 << 15)
def names_credit(name: str) -> bool:
    """Whether a class or id speaks for a picture's credit."""
    return _CREDIT_NAMES.search(name.lower()) is not None


_CREDIT = re.compile(
    r"\W*(?:(?:image|photo|picture|photograph|foto|bild|source|quelle|credit|crédit|fotos)s?\s*+(?:credits?|courtesy(?: of)?|by)?\s*+[:©]|©)"
)


def is_credit(text: str) -> bool:
    """Whether a short text about a picture says first whose it is."""
    return _CREDIT.match(text.lower()) is not None


def is_caption(text: str) -> bool:
    """Whether a text says that it is about a picture, or whose picture it is."""
    return _CAPTION.search(text.lower()) is not None

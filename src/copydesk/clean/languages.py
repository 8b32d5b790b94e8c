"""The language of an article: by script or function words where those settle it, else by py3langid.

py3langid takes most of a second to load, and nine pages in ten are settled without it.
"""

import re
from collections import Counter

from copydesk.text import LETTERS, WORD

_SAMPLE = 2500
_NOT_LATIN = re.compile("[\u0370-\u03ff\u0530-\u05ff\u0900-\u11ff\u3040-\ud7af]")
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("te", re.compile("[\u0c00-\u0c7f]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
)
_FUNCTION_WORDS = {
    "en": "the of and to in that is was for it with as his on be at by had not are but from have they which an this",
    "de": "der die und das in den von zu mit sich des auf für ist im dem nicht ein eine als auch werden aus hat dass",
    "fr": "de la le et les des en un une du que est pour qui dans par sur pas plus au avec ne se ce sont cette",
    "es": "de la que el en y los del las por con una su para es al lo como más pero sus ha este fue ya entre",
    "pt": "de que o do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à",
    "it": "di e il che la in a per un è del non sono con si una della i le da dei nel alla gli ha anche più",
    "nl": "de van het een en in is dat op te zijn met voor niet die aan er om ook als bij nog maar door uit naar",
    "sv": "och i att det som en på är av för med till den har de inte om ett han men var från kan så vid",
    "da": "og i at det er en til på som af for med den de ikke der har et var om men fra kan så vi også",
    "nb": "og i det er på som en til å av for at med ikke den har de et om var men seg fra kan så vi også",
    "fi": "ja on ei että se hän oli ovat mutta myös kun mukaan joka tai sekä vain jos niin mitä kuin ole",
    "pl": "w i na z do że się nie to jest o jak po od za co dla przez są tym jego przy był tylko oraz",
    "cs": "a se v na je že s z do o ve to i za by pro jako od po byl jsou ale jeho které podle která",
    "sk": "a sa v na je že s z do o vo to aj za by pre ako od po bol sú ale jeho ktoré podľa ktorá",
    "tr": "ve bir bu için da de ile olarak çok daha ne olan gibi sonra kadar en var ama olduğu ise",
    "ro": "de și în a la cu pe că nu din o un este care pentru mai au fost să sunt al ale prin dar",
    "hu": "a az és hogy nem is egy meg ezt már csak volt vagy mint még de ha el szerint akkor kell",
    "id": "yang dan di dengan untuk dari ini itu pada tidak dalam akan adalah ke oleh juga telah mereka karena",
    "vi": "và của là các có được cho không trong đã với một những này người khi đến từ về ông",
    "ru": "и в не на что с он как по это его к но за из у от так же для мы был была о до",
    "uk": "і в не на що з він як по це його до але за із у від так для ми був та про які й",
    "bg": "на и в да се за от не че е по с са като ще до това при след но или беше към този",
    "ar": "في من على إلى أن التي الذي عن مع هذا ما هذه كان لا بعد قال بين كما قد ذلك",
    "fa": "در به از که این را با است برای آن یک خود تا بر شد کرد هم شده می نیز",
    "hi": "के में की है को से का और ने पर कि यह एक इस भी हैं लिए नहीं तो कर",
}  # fmt: skip
_LISTED = {code: frozenset(listed.split()) for code, listed in _FUNCTION_WORDS.items()}
_CODES_OF = {
    word: [code for code, own in _LISTED.items() if word in own]
    for listed in _LISTED.values()
    for word in listed
}
"""The languages that each function word is of."""

_LEAST, _SOME, _ENOUGH, _CLEAR = 4, 0.05, 0.12, 1.5
_ENOUGH_FOR_MODEL = 800
_NORWEGIAN = {"no": "nb", "nn": "nb"}


def function_words(code: str) -> frozenset[str]:
    """The commonest words of a language by its ISO 639-1 code; empty for one that is not listed."""
    return _LISTED.get(code, frozenset())


def _letters(text: str) -> list[str]:
    """The runs of letters in `text`: runs of letters, digits and underscores, which are found in half the time,
    and of those that are not of letters alone the letters."""
    found = []
    for run in WORD.findall(text):
        if run.isalpha():
            found.append(run)
        else:
            found += LETTERS.findall(run)
    return found


def find_language(text: str, *, said: str | None = None) -> str | None:
    """The ISO 639-1 code of the language most of `text` is in, None for a text of under 20 letters.

    `said` is the language the page says it is in (`de-AT`): where function words leave two open, it decides.
    """
    sample = text[:_SAMPLE]
    words = _letters(sample.lower())
    letters = sum(map(len, words))
    if letters < 20:
        return None
    if _NOT_LATIN.search(sample):
        for code, script in _SCRIPTS:
            if len(script.findall(sample)) > (0.1 if code == "ja" else 0.3) * letters:
                return code
    ranked = Counter(code for word in words for code in _CODES_OF.get(word, ())).most_common(2)
    first, second = ([count for _, count in ranked] + [0, 0])[:2]
    if first >= max(_LEAST, _ENOUGH * len(words)) and first >= _CLEAR * second:
        return ranked[0][0]
    claimed = (said or "").lower().replace("_", "-").partition("-")[0]
    claimed = _NORWEGIAN.get(claimed, claimed)
    if any(code == claimed and count >= max(_LEAST, _SOME * len(words)) for code, count in ranked):
        return claimed
    import py3langid  # on demand: loading it takes most of a second

    code = str(py3langid.classify(sample[:_ENOUGH_FOR_MODEL])[0])
    return _NORWEGIAN.get(code, code)

"""Which cues tell that somebody said something, and who is able to: an act is not a saying, a thing no sayer."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from copydesk.annotate.claims.clauses import has_subject
from copydesk.annotate.claims.links import PERSONS, Naming, medium_of
from copydesk.annotate.quotations.antecedents import BODIES, DOCUMENTS
from copydesk.annotate.quotations.columns import INSIDE, OPENS
from copydesk.annotate.quotations.speakers import RELATIVES
from copydesk.model import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORDS = frozenset(
    "say tell add call write report argue ask announce claim note accuse suggest describe tweet retweet "
    "warn confirm deny urge express cite agree reveal respond explain think declare conclude insist "
    "believe point allege acknowledge refer reject rule promise indicate vow recall admit assert threaten "
    "state emphasize emphasise testify condemn mention praise discuss demand pledge identify question "
    "estimate complain talk speak signal propose comment fear reiterate determine quote stress recommend "
    "challenge predict advocate echo hope hop outline boast chant shout dispute worry denounce plead "
    "remark portray recount apologize apologise yell maintain remind observe articulate caution summarize "
    "summarise suspect exclaim assume contend disclose reply voice doubt hint characterize characterise "
    "inform profess inquire concede counter clarify lament proclaim speculate blame criticize criticise "
    "slam blast attack thank applaud expect anticipate dismiss wonder show find demonstrate forecast "
    "project plan read answer post publish consider feel want intend wish request order advise "
    "encourage file highlight decide dream deem regard view defend support oppose name label brand dub "
    "term judge guess reckon quip joke muse recognize recognise reason swear assure convince persuade "
    "lobby petition appeal invite instruct direct fume rage rant gush marvel laugh sigh scream cry "
    "whisper mutter murmur sob hail tout herald laud list detail underscore underline reassert repeat "
    "retort rejoin volunteer confess divulge charge seek issue release weigh notify brief rate calculate "
    "assess count measure put place set vote remember".split()
)
"""Lemmas of verbs whose subject says, writes, thinks or wants what they govern."""
_KNOWING = frozenset(
    "know learn understand see realize realise notice trust discover forget prove ensure mean include "
    "require allow enable hold".split()
)
"""Verbs that tell what is so, or that something makes it so: the writer's word."""
_DOING = frozenset("agree order plan seek decide want intend ask vote".split())
"""Verbs that with an infinitive tell what somebody does."""
_DISCOVERING = frozenset("find order want".split())
"""Verbs that with a small clause tell what somebody does: `found him hiding`, `ordered her freed`."""
_MAKING = frozenset("add boast find put set place measure count file".split())
"""Verbs that with an object tell what somebody does: `added jobs`."""
_HOLDING = frozenset("describe threaten mention list outline".split())
"""Verbs that with an object tell what is in a thing, or what it may bring."""
_EVIDENCE = frozenset(
    "show suggest indicate signal reveal demonstrate confirm find highlight underscore".split()
)
"""Verbs that things have for subjects too: what they show is the writer's inference."""
_BENCH = frozenset("court judge justice panel jury tribunal circuit bench arbitrator magistrate".split())
_PAPERS = DOCUMENTS | frozenset(
    "evidence result test research poll census record finding statistic count image footage video photo "
    "photograph scan autopsy testimony survey model estimate source book paper screenshot recording".split()
)
_PEOPLE = frozenset(
    "people family crowd man woman boy girl child parent wife husband son daughter brother "
    "sister friend colleague grandson granddaughter nephew niece uncle aunt cousin widow "
    "community press number handful "
    "government administration police army navy force house campaign "
    "chamber staff crew public guest guy nurse fan dad mum mom cop "
    "management kid jury spokespeople americans democrats republicans church school hospital "
    "pair couple duo trio half majority minority ally leadership side camp wing "
    "advocate percent network state country nation city town academic".split()
)
_AGENT_ENDS = (
    "er",
    "or",
    "ist",
    "ian",
    "man",
    "woman",
    "men",
    "women",
    "ant",
    "ee",
    "eer",
    "ive",
    "ary",
    "people",
)
_THINGS = frozenset(
    "weather number factor computer error sector water power winter summer river door floor indicator sensor order "
    "letter chapter matter manner disaster laughter danger hunger anger fever cancer tower corner border quarter "
    "meter paper newspaper color colour honor humor flavor mirror motor engine monitor calculator elevator vector "
    "plant restaurant variant hydrant constant objective perspective motive archive drive incentive alternative "
    "narrative anniversary library salary summary boundary territory coffee fee degree tree".split()
)
"""Things whose names end as those of people do."""
_TELLING_OTHERS = frozenset("urge tell order advise instruct warn remind encourage invite".split())
"""Verbs whose object is who shall do something."""
_NOTIFYING = frozenset("notify inform instruct direct order summon".split())
"""Verbs of telling somebody by which something is done."""
_NOBODIES = frozenset("you your our my this these those anyone everyone everybody nobody anybody".split())
_MANNERS = frozenset(
    "plan schedule manual instruction recipe rule taste age size need preference requirement type custom "
    "tradition guideline procedure protocol principle ability mood season budget schema specification "
    "format design script calendar timetable alphabet rank order weight height colour color tariff dictate "
    "wish".split()
)
"""What one goes by: `according to plan`."""


def is_uttered(lemma: str) -> bool:
    """Whether behind a quotation the verb tells who said it: `marvelled`, `wrote`, `told`."""
    return lemma in _WORDS or lemma == "continue"


def notifies(cue: "Token") -> bool:
    """Whether it is news that somebody was told, whatever he was told: `notified the council that`. The clause of the
    cue is then a claim of whoever tells of it, besides the one it holds."""
    return cue.lemma_ in _NOTIFYING and cue.dep_ in {"ROOT", "conj"} and has_subject(cue)


def is_saying(cue: "Token", source: "Token | None", *, quoted: bool) -> bool:
    """Whether the cue makes its source the sayer of what it governs.

    `source` is the word the source hangs by, None where nobody is named; `quoted` whether what is said stands in
    quotation marks. Acts (`offered several buildings`), knowledge (`learned that`) and what things show (`the fall
    signals that`) are the writer's word; so is what `you will find`.
    """
    lemma = cue.lemma_.lower()
    if cue.lower_ == "according":
        return not _is_manner(cue) and (source is None or not _is_ours(source))
    if lemma == "think" and cue.i + 1 < len(cue.doc) and cue.nbor().lower_ in {"tank", "tanks"}:
        return False
    if source is not None and (is_nobody(source, cue) or (cue.lower_, source.lower_) == ("told", "all")):
        return False  # `All told, three boats sank`
    if source is not None and (_is_ours(source) or _is_time(source)):
        return False
    if _is_told_to(cue):
        return False
    if source is not None and source.lower_ in RELATIVES and source.head.dep_ == "relcl":
        source = source.head.head
    if quoted or cue.pos_ not in {"VERB", "AUX"}:
        return True
    word = source.lemma_.lower() if source is not None else ""
    if (lemma in {"hold", "find", "hear"} and word in _BENCH) or (lemma == "find" and word in _PAPERS):
        return True
    governed = {t.dep_ for t in cue.children if t.i > cue.i}
    if lemma in _KNOWING or (lemma == "remember" and source is None):
        return False
    if lemma not in _WORDS:
        named = source is not None and (source.pos_ == "PROPN" or source.lower_ in {"he", "she"})
        return named and any(_behind_that(t) for t in cue.children)
    if lemma in _DISCOVERING and any(_is_small(t) for t in cue.children):
        return False
    if lemma in _MAKING and "dobj" in governed and "ccomp" not in governed:
        return False
    if lemma in _DOING and "ccomp" not in governed and (governed & {"xcomp", "dobj"}):
        return lemma == "ask" and {"xcomp", "dobj"} <= governed
    if lemma in _HOLDING and governed & {"dobj", "xcomp"} and source is not None and source.is_lower:
        return able_to_speak(source, papers=lemma != "describe")
    if lemma in _EVIDENCE or (lemma == "claim" and "xcomp" in governed):
        return source is None or able_to_speak(source, papers=lemma != "claim")
    return True


def antecedent(pronoun: "Token") -> "Token | None":
    """Whom a relative pronoun means that is its clause's subject: the mayor in `the mayor, who said`; None for other
    words."""
    if pronoun.lower_ not in RELATIVES or pronoun.head.dep_ != "relcl":
        return None
    noun = pronoun.head.head
    return noun.head if noun.dep_ == "appos" else noun


def is_nobody(source: "Token", cue: "Token") -> bool:
    """Whether the word is anybody or nothing: `you will find`, `it is worth remembering`."""
    if source.lower_ == "that":
        return source.head.dep_ != "relcl"
    if source.lower_ == "it":
        return cue.head.lower_ == "worth" or (cue.tag_ in {"VBG", "VB"} and cue.dep_ in {"pcomp", "xcomp"})
    return source.lower_ in _NOBODIES


def _is_time(source: "Token") -> bool:
    """Whether the word is a time, at which somebody spoke or of which he did: `explained from 3.30pm, no buses`."""
    return source.tag_ == "CD" and (
        source.ent_type_ in {"DATE", "TIME"} or source.lower_.endswith(("am", "pm"))
    )


def _is_told_to(cue: "Token") -> bool:
    """Whether who is named is told something: `Staff urged to stay`, a verb without the object it needs."""
    if cue.lemma_ not in _TELLING_OTHERS or cue.tag_ not in {"VBD", "VBN"}:
        return False
    governed = {t.dep_: t for t in cue.children if t.i > cue.i}
    if "xcomp" not in governed or governed.keys() & {"dobj", "dative", "prep", "agent"}:
        return False
    return any(t.lower_ == "to" and t.dep_ == "aux" and t.i == cue.i + 1 for t in governed["xcomp"].children)


def _behind_that(clause: "Token") -> bool:
    return clause.dep_ == "ccomp" and any(t.dep_ == "mark" and t.lower_ == "that" for t in clause.children)


def _is_ours(source: "Token") -> bool:
    """Whether it is the writer's own paper: `according to our review`."""
    return source.lemma_.lower() in _PAPERS and any(t.lower_ in {"our", "my"} for t in source.children)


def _is_small(clause: "Token") -> bool:
    """Whether the clause has no finite verb: `him hiding`."""
    return (
        clause.dep_ == "ccomp"
        and clause.tag_ in {"VBG", "VBN", "VB", "JJ"}
        and not any(t.dep_ in {"aux", "auxpass"} for t in clause.children)
    )


def _is_manner(cue: "Token") -> bool:
    """Whether `according to` tells how a thing is done: by a plan, a manual, the rules."""
    thing = next((t for t in cue.subtree if t.dep_ == "pobj" and t.i > cue.i), None)
    return thing is not None and thing.lemma_.lower() in _MANNERS


def able_to_speak(head: "Token", *, papers: bool) -> bool:
    """Whether the word may name somebody who says things, or, with `papers`, what somebody wrote or found."""
    word = head.lemma_.lower()
    if head.pos_ in {"PROPN", "PRON"} or head.ent_type_ in {"PERSON", "ORG", "NORP", "GPE"}:
        return word != "it" or papers
    if head.pos_ in {"DET", "NUM", "ADJ"} or word in PERSONS or word in BODIES or word in _PEOPLE:
        return True
    if word in _PAPERS or word in {"data", "datum"}:
        return papers
    return word not in _THINGS and word.endswith(_AGENT_ENDS)


def carried(naming: Naming, first: Attribution, *, cue: "Token") -> tuple[Attribution, ...]:
    """The speaker's link, and that of the medium that carries his word where the cue names one; where the
    speaker cites somebody, he comes first: `the paper reported, citing X`."""
    cited = next(
        (
            thing
            for verb in cue.children
            if verb.dep_ == "advcl" and verb.lower_ == "citing"
            for thing in verb.children
            if thing.dep_ == "dobj" and able_to_speak(thing, papers=False)
        ),
        None,
    )
    if cited is not None:
        apposed = (
            t for t in cited.children if t.dep_ == "appos" and t.pos_ == "PROPN" and cited.pos_ == "NOUN"
        )
        return naming.link(next(apposed, cited)), first
    medium = medium_of(cue)
    if medium is None or (first.span and first.span.overlaps(naming.passage.span(medium))):
        return (first,)
    return first, naming.link(medium)


def is_quoted(states: Sequence[int]) -> bool:
    """Whether words in these states to the quotation marks are for the most part a quotation."""
    inside = sum(state in {INSIDE, OPENS} for state in states)
    return 2 * inside >= len(states) > 0

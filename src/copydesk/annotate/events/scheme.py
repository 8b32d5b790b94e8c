"""PLOVER's roots and quad classes, and where CAMEO's codes fall among them.

PLOVER: Political Language Ontology for Verifiable Event Records, draft 0.8 (2021), Open Event Data
Alliance; CAMEO: Schrodt 2012. CONCEDE and RETREAT, which the 2021 draft splits off CAMEO's 08, are one
root here, YIELD, as in the development data.
"""

from types import MappingProxyType

QUADS = ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict")

QUAD_OF = MappingProxyType(
    {
        "AGREE": QUADS[0],
        "CONSULT": QUADS[0],
        "SUPPORT": QUADS[0],
        "COOPERATE": QUADS[1],
        "AID": QUADS[1],
        "YIELD": QUADS[1],
        "REQUEST": QUADS[2],
        "ACCUSE": QUADS[2],
        "REJECT": QUADS[2],
        "THREATEN": QUADS[2],
        "PROTEST": QUADS[3],
        "MOBILIZE": QUADS[3],
        "SANCTION": QUADS[3],
        "COERCE": QUADS[3],
        "ASSAULT": QUADS[3],
    }
)
ROOTS = tuple(sorted(QUAD_OF))

_BY_TWO_DIGITS = MappingProxyType(
    {
        "03": "AGREE",
        "04": "CONSULT",
        "05": "SUPPORT",
        "06": "COOPERATE",
        "07": "AID",
        "08": "YIELD",
        "09": "ACCUSE",
        "10": "REQUEST",
        "11": "ACCUSE",
        "12": "REJECT",
        "13": "THREATEN",
        "14": "PROTEST",
        "15": "MOBILIZE",
        "16": "SANCTION",
        "17": "COERCE",
        "18": "ASSAULT",
        "19": "ASSAULT",
        "20": "ASSAULT",
    }
)
_EXCEPTIONS = MappingProxyType(
    {"163": "COERCE", "191": "COERCE", "192": "COERCE", "175": "ASSAULT", "1712": "ASSAULT"}
)


def root_of_cameo(code: str) -> str | None:
    """The PLOVER root of a CAMEO code (`057`, `1823`); None for comments, appeals (01, 02) and non-codes."""
    return _EXCEPTIONS.get(code) or _BY_TWO_DIGITS.get(code[:2])

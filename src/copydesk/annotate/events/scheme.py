"""PLOVER's roots and quad classes.

PLOVER: Political Language Ontology for Verifiable Event Records, draft 0.8 (2021), Open Event Data
Alliance. CONCEDE and RETREAT, which the 2021 draft splits off CAMEO's 08, are one root here, YIELD, as in
the development data.
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

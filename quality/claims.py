"""How well claims are found, by a sample of 200 that was read by hand.

    python -m quality.claims            the shares of right spans, chains and modalities
    python -m quality.claims --sample   print the sample as it is found now, to be read

`labels/claims.jsonl` holds a line for each claim read: the article's id, the span's offsets, digests of the
chain and of modality with polarity as they were found, and whether span, chain and modality were right. No
text. What is found differently now counts as wrong until it is read again, so the figures can only fall.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from py3langid.langid import classify

from copydesk.annotate import annotate
from copydesk.model import Annotations, Article, Claim, Span
from copydesk.text import digest
from quality.jsonl import read_jsonl
from quality.quotations import as_article
from quality.scoring import SHARED, with_shared

LABELS = Path(__file__).parent / "labels" / "claims.jsonl"
CONTEXT = 170
"""Characters shown to either side of a claim that is to be read."""
ARTICLES, CLAIMS_EACH = 25, 4
"""Of either corpus: PolNeAR's dev part (US politics) and Fundus's English-language news (many countries)."""


@dataclass(frozen=True, slots=True)
class Read:
    """A claim as it was found and how it was judged: span, chain, modality."""

    article: str
    span: Span
    found: tuple[str, str]
    right: tuple[bool, bool, bool]


def measure(shared: Path = SHARED) -> dict[str, float]:
    """Shares, 0..1, of the claims read whose span, chain and modality were right and are found so still."""
    labels = read_labels()
    now = {
        (article.id, claim.span): fingerprints(claim)
        for article in articles(shared)
        for claim in annotate(article).claims
    }
    kept = [now.get((label.article, label.span)) for label in labels]
    pairs = list(zip(labels, kept, strict=True))
    right = {
        "span": sum(label.right[0] for label, found in pairs if found),
        "chain": sum(label.right[1] for label, found in pairs if found and found[0] == label.found[0]),
        "modality": sum(label.right[2] for label, found in pairs if found and found[1] == label.found[1]),
    }
    return {f"claims_{name}_right": count / len(labels) for name, count in right.items()}


def as_read() -> dict[str, float]:
    """The shares at the time of reading."""
    labels = read_labels()
    names = ("span", "chain", "modality")
    return {f"{name}_as_read": sum(x.right[k] for x in labels) / len(labels) for k, name in enumerate(names)}


def read_labels() -> list[Read]:
    """The judgements."""
    return [
        Read(
            row["source"],
            Span(row["start"], row["end"]),
            (row["chain"], row["modality"]),
            (row["right_span"], row["right_chain"], row["right_modality"]),
        )
        for row in read_jsonl(LABELS)
    ]


def fingerprints(claim: Claim) -> tuple[str, str]:
    """Digests of a claim's chain and of its modality with its polarity."""
    return digest(*(link.name for link in claim.attribution)), digest(claim.modality, claim.polarity)


def articles(shared: Path) -> Iterator[Article]:
    """The articles sampled: those whose ids' digests come first, half from each corpus."""
    for name, body in (("quotes/polnear-dev.jsonl", "text"), ("extraction/fundus/gold.jsonl", "text")):
        records = [
            r
            for r in read_jsonl(shared / "data" / name)
            if len(r[body]) > 1200 and classify(r[body])[0] == "en"
        ]
        records.sort(key=lambda r: digest(r["id"]))
        yield from map(as_article, records[:ARTICLES])


def sampled(findings: Annotations) -> list[Claim]:
    """The claims of one article to be read, drawn by the digests of their offsets."""
    drawn = sorted(findings.claims, key=lambda claim: digest(findings.article.id, str(claim.span)))
    return sorted(drawn[:CLAIMS_EACH], key=lambda claim: claim.span)


def show(shared: Path) -> Iterator[str]:
    """The sample in reading form: the paragraph, what was found, and the line to judge."""
    number = 0
    for article in articles(shared):
        findings = annotate(article)
        text = article.page.text
        for claim in sampled(findings):
            around = Span(max(claim.span.start - CONTEXT, 0), min(claim.span.end + CONTEXT, len(text)))
            row = {"source": article.id, "start": claim.span.start, "end": claim.span.end}
            links = [(link.role, link.name) for link in claim.attribution]
            background = " background" if claim.background else ""
            chain, modality = fingerprints(claim)
            yield f"\n{number} {json.dumps({**row, 'chain': chain, 'modality': modality})}"
            yield f"  IN   {around.of(text)}"
            yield f"  SAYS {claim.span.of(text)}"
            yield f"  {claim.modality} {claim.polarity}{background} {links}"
            number += 1


def main() -> None:
    """Print the figures, or the sample."""
    parser = with_shared(argparse.ArgumentParser(description=__doc__))
    parser.add_argument("--sample", action="store_true")
    options = parser.parse_args()
    if options.sample:
        sys.stdout.writelines(line + "\n" for line in show(options.shared))
        return
    for name, value in {**as_read(), **measure(options.shared)}.items():
        sys.stdout.write(f"{name:28} {value:.4f}\n")


if __name__ == "__main__":
    main()

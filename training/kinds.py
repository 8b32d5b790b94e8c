"""Train what tells kinds of furniture: `python -m training.kinds [--shared ../shared]`.

First two lexicons: what the chain of rules (`clean.kinds.by_rules`) makes of the words and of the names of
elements of segments on some 800 pages. Then the weights of all that is known of a segment, from the pages of the
dates' set in `quality/labels/kinds.jsonl`, whose segments were labelled by reading, and from single blocks
(`quality/labels/blocks.jsonl`). The sites of the other pages in that file are left out of all: they measure. One
thread, no chance. Prints macro F1 out of fold (four folds by site) and writes `clean/weights/kinds.npz`.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.optimize import minimize

from copydesk.clean.classifier import judge
from copydesk.clean.features import observe
from copydesk.clean.keeping import kept_marked
from copydesk.clean.kind_model import CODES, KINDS, Bags, bags_of, mixed_in, saying
from copydesk.clean.kind_rows import Setting, find_boxes
from copydesk.clean.kinds import by_rules, find_title, set_scene
from copydesk.clean.segments import find_segments
from copydesk.clean.trained import FOLDER, load
from copydesk.model import BlockKind, Page
from copydesk.readers.html import render_html
from copydesk.sealed import seal
from quality.cleaning import LABELS as BLOCKS
from quality.kinds import UNTOLD, labelled_pages, macro_f1
from training.cleaner_data import SETS, fold_of, gold_of, html_of, html_of_dated, read_jsonl, site_of

Matrix = NDArray[np.float32]
Ints = NDArray[np.int64]

FOLDS = 4
_LEAST_PAGES, _LEAST_TAUGHT = 3, 8
"""Pages, labelled by reading or by rules, that a code must occur on."""
_MOST_OF_KIND = 25
"""Segments of a kind on a page that are learned from; together they weigh as the square root of all."""
_LEXICON_PULL, _MIXED_PULL, _CODES_PULL = 0.5, 3.0, 6.0
_STEPS = (25, 35)
_UNSPECIFIC = 0.4
"""The chance of `other` is taken this often: a kind that says nothing is said where nothing else is likely."""
_FEWEST, _MOST = 10, 700
_NUMBER = {kind: number for number, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Sample:
    """A page's bags as sparse matrices (what is known, words, names), its boxes, and kinds by number, -1 for none."""

    site: str
    parts: tuple[Any, Any, Any]
    held: list[Ints]
    kinds: Ints
    labels: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def sample(page: Page, site: str, labels: Sequence[str] | None) -> Sample | None:
    """A page to learn from, with given labels or with those of the rules; None if nothing reads as an article's."""
    segments = find_segments(page)
    if not _FEWEST <= len(segments) <= _MOST:
        return None
    observed = observe(page, segments)
    chances = judge(observed, load("html"), segments)
    kept = kept_marked([segment.span.of(page.text) for segment in segments], chances)
    if not any(kept):
        return None
    scene = set_scene(page, segments, kept)
    title = find_title(scene)
    setting = Setting(
        page, segments, scene.texts, kept, title, observed, chances, find_boxes(page, segments, kept)
    )
    known, words, own, higher = map(_sparse, bags_of(setting))
    rules = by_rules(scene, title)
    taught = [None if keep else kind for kind, keep in zip(rules, kept, strict=True)]
    given = taught if labels is None else [BlockKind(label) if label != "?" else None for label in labels]
    return Sample(
        site,
        (known, words, own + higher),
        list(setting.boxes),
        np.array([_NUMBER.get(kind, -1) if kind else -1 for kind in given]),
        tuple(labels or ()),
        tuple("" if kind is None or kind is BlockKind.TITLE else str(kind) for kind in taught),
    )


def spots(shared: Path, without: set[str]) -> Iterator[Sample]:
    """Pages of which single blocks were labelled (`quality/labels/blocks.jsonl`), but those of some sites."""
    chosen: dict[tuple[str, str], dict[int, str]] = {}
    for row in read_jsonl(BLOCKS):
        if row["page"] == "html":
            chosen.setdefault((row["set"], row["id"]), {})[row["start"]] = row["kind"]
    urls = {gold["id"]: gold.get("url") for name in SETS for gold in gold_of(shared, name)}
    for (name, page_id), kinds in chosen.items():
        page = render_html(html_of(shared, name, page_id), source=page_id, url=urls[page_id])
        site = site_of(urls[page_id], page_id)
        if isinstance(page, Page) and site not in without:
            labels = [kinds.get(segment.span.start, UNTOLD) for segment in find_segments(page)]
            one = sample(page, site, labels)
            if one:
                yield replace(one, labels=(), told=())


def _sparse(bags: Bags) -> Any:
    ends = np.append(bags.starts, len(bags.codes))
    ones = np.ones(len(bags.codes), np.float32)
    return sp.csr_matrix((ones, bags.codes, ends), shape=(len(bags.starts), CODES))[bags.of]


def unlabelled(shared: Path, without: set[str]) -> Iterator[tuple[Page, str]]:
    """Every other page of the extraction and dates' sets, but those of some sites or with some names."""
    listed = [(name, gold["id"], gold.get("url")) for name in SETS for gold in gold_of(shared, name)]
    dates = shared / "data" / "dates" / "htmldate"
    listed += [("dates", record["id"], record["url"]) for record in read_jsonl(dates / "gold.jsonl")]
    for name, page_id, url in listed:
        site = site_of(url, page_id)
        if site in without or page_id in without or crc32(page_id.encode()) % 2:
            continue
        try:
            html = html_of_dated(shared, page_id) if name == "dates" else html_of(shared, name, page_id)
        except FileNotFoundError:
            continue
        page = render_html(html, source=page_id, url=url)
        if isinstance(page, Page):
            yield page, site


def drawn(kinds: Ints) -> tuple[Ints, Matrix]:
    """The segments of a page to learn from, in order, and their weights."""
    places: list[int] = []
    weights: list[float] = []
    for kind, count in sorted(Counter(kinds[kinds >= 0].tolist()).items()):
        own = np.flatnonzero(kinds == kind)
        picked = own[np.unique(np.linspace(0, count - 1, min(count, _MOST_OF_KIND)).astype(int))].tolist()
        places += picked
        weights += [count**0.5 / len(picked)] * len(picked)
    return np.array(places, np.int64), np.array(weights, np.float32)


def fit(rows: Any, kinds: Ints, weights: Matrix, pull: NDArray[np.float64], steps: int) -> Matrix:
    """Multinomial logistic weights of the columns of `rows`, pulled to zero by `pull` each, and last the intercepts."""
    n, width = rows.shape
    turned = rows.T.tocsr()
    at = np.arange(n)

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        now = flat.reshape(width + 1, len(KINDS))
        single = now.astype(np.float32)
        scores = rows @ single[:-1] + single[-1]
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances = raised / raised.sum(axis=1, keepdims=True)
        lost = -float((weights * np.log(chances[at, kinds] + 1e-12)).sum())
        chances[at, kinds] -= 1
        chances *= weights[:, None]
        slope = np.vstack([turned @ chances, chances.sum(axis=0)]).astype(np.float64)
        slope[:-1] += pull[:, None] * now[:-1]
        return lost + 0.5 * float((pull[:, None] * now[:-1] ** 2).sum()), slope.ravel()

    start = np.zeros((width + 1) * len(KINDS))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps, "maxcor": 5})
    fitted: Matrix = found.x.reshape(width + 1, len(KINDS)).astype(np.float32)
    return fitted


def widespread(samples: Sequence[Sample], least: int) -> NDArray[np.bool_]:
    """Which codes occur on so many pages."""
    pages = np.zeros(CODES, np.int32)
    for one in samples:
        pages[np.unique(np.concatenate([part.indices for part in one.parts]))] += 1
    common: NDArray[np.bool_] = pages >= least
    return common


def fit_lexicon(taught: Sequence[Sample], part: int, common: NDArray[np.bool_]) -> tuple[Ints, Matrix]:
    """The codes of a lexicon of words (part 1) or names (part 2), and their weights with the intercepts last."""
    picks = [drawn(one.kinds) for one in taught]
    rows = sp.vstack([one.parts[part][at] for one, (at, _) in zip(taught, picks, strict=True)], format="csr")
    used = np.flatnonzero(common & (np.bincount(rows.indices, minlength=CODES) > 0))
    kinds = np.concatenate([one.kinds[at] for one, (at, _) in zip(taught, picks, strict=True)])
    weights = np.concatenate([weight for _, weight in picks])
    pull = np.full(len(used), _LEXICON_PULL)
    return used, fit(rows[:, used], kinds, weights, pull, _STEPS[0])


def said_of(one: Sample, lexicons: Sequence[tuple[Ints, Matrix]]) -> Matrix:
    """What the lexicons say of a page's segments."""
    said = [
        saying(part[:, used] @ weights[:-1] + weights[-1])
        for part, (used, weights) in zip(one.parts[1:], lexicons, strict=True)
    ]
    return mixed_in(said, one.held)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    shared: Path = parser.parse_args().shared
    pages = list(labelled_pages(shared))
    held_out = {page.site for page in pages if page.measures}
    named = {page.page.source for page in pages}
    taught = [one for page, site in unlabelled(shared, held_out | named) if (one := sample(page, site, None))]
    own = [page for page in pages if not page.measures and page.site not in held_out]
    read = [one for page in own if (one := sample(page.page, page.site, page.labels))]
    read += spots(shared, held_out)
    print(f"{len(taught)} pages for the lexicons, {len(read)} labelled by reading", flush=True)
    common = widespread(taught, _LEAST_TAUGHT)
    lexicons = [fit_lexicon(taught, part, common) for part in (1, 2)]
    known = np.flatnonzero(widespread(read, _LEAST_PAGES))
    joined = [
        sp.hstack([sum(one.parts)[:, known], sp.csr_matrix(said_of(one, lexicons))], format="csr")
        for one in read
    ]
    wide = joined[0].shape[1] - len(known)
    pull = np.concatenate([np.full(len(known), _CODES_PULL), np.full(wide, _MIXED_PULL)])
    _cross_validate(read, joined, pull)
    write(_fit_read(read, joined, pull, range(len(read))), known, lexicons)


def _fit_read(samples: Sequence[Sample], joined: Sequence[Any], pull: Any, places: Sequence[int]) -> Matrix:
    picks = [drawn(samples[i].kinds) for i in places]
    rows = sp.vstack([joined[i][at] for i, (at, _) in zip(places, picks, strict=True)], format="csr")
    kinds = np.concatenate([samples[i].kinds[at] for i, (at, _) in zip(places, picks, strict=True)])
    fitted = fit(rows, kinds, np.concatenate([weight for _, weight in picks]), pull, _STEPS[1])
    fitted[-1, _NUMBER[BlockKind.OTHER]] += np.log(_UNSPECIFIC)
    return fitted


def _cross_validate(samples: Sequence[Sample], joined: Sequence[Any], pull: Any) -> None:
    """Prints macro F1 of the rules and of models that never saw a page's site, on what is not the article's text."""
    labels: list[str] = []
    told: list[str] = []
    rules: list[str] = []
    for fold in range(FOLDS):
        seen = [i for i, one in enumerate(samples) if fold_of(one.site, FOLDS) != fold]
        fitted = _fit_read(samples, joined, pull, seen)
        for i in sorted(set(range(len(samples))) - set(seen)):
            best = (joined[i] @ fitted[:-1] + fitted[-1]).argmax(axis=1)
            judged = [j for j, rule in enumerate(samples[i].told) if rule]
            labels += [samples[i].labels[j] for j in judged]
            told += [str(KINDS[best[j]]) for j in judged]
            rules += [samples[i].told[j] for j in judged]
    for name, kinds in (("rules", rules), ("learned, out of fold", told)):
        print(f"{name}: macro F1 {macro_f1(labels, kinds)['macro']:.4f}", flush=True)


def write(fitted: Matrix, known: Ints, lexicons: Sequence[tuple[Ints, Matrix]]) -> None:
    """The model's file and its sum."""
    width = len(KINDS)
    table = np.zeros((CODES, 2 * width), np.float32)
    table[known, :width] = fitted[: len(known)]
    for used, weights in lexicons:
        table[used, width:] = weights[:-1]
    used = np.flatnonzero(np.abs(table).max(axis=1) > _NEGLIGIBLE)
    np.savez_compressed(
        FOLDER / "kinds.npz",
        codes=np.array(CODES),
        used=used.astype(np.int32),
        weights=table[used].astype(np.float16),
        lexicons=np.array([weights[-1] for _, weights in lexicons]),
        mixed=fitted[len(known) : -1],
        intercepts=fitted[-1],
    )
    seal(FOLDER)


_NEGLIGIBLE = 0.05


if __name__ == "__main__":
    main()

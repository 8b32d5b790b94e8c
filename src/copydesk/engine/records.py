"""What came of pages that are to be grouped, as records that can lie one after another in a file."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from copydesk.group import Packed
from copydesk.model import Reason, Rejected


def to_record(result: Packed | Rejected) -> bytes:
    """A line of JSON, and after that of an article what it packs."""
    if isinstance(result, Rejected):
        head = [result.source, result.stage, result.reason.value, result.detail]
        return json.dumps(head).encode() + b"\n"
    kept = (result.findings, result.prints, result.key, result.profile)
    return json.dumps([result.source, *map(len, kept)]).encode() + b"\n" + b"".join(kept)


def read_records(file: BinaryIO) -> Iterator[Packed | Rejected]:
    """What `to_record` was given, of its records in the file. Raises `ValueError` where they are no such records."""
    while line := file.readline():
        source, *rest = json.loads(line)
        if isinstance(rest[0], str):
            stage, reason, detail = rest
            yield Rejected(source, stage, Reason(reason), detail)
            continue
        kept = [file.read(size) for size in rest]
        if sum(map(len, kept)) < sum(rest):
            raise ValueError("the last record is cut")
        yield Packed(source, *kept)

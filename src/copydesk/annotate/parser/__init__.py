"""The English parser: spaCy's small pipeline, with its slow parts done in bulk to the same effect."""

from copydesk.annotate.parser.load import PARSER_SHA256, load_parser, parser_sha256

__all__ = ["PARSER_SHA256", "load_parser", "parser_sha256"]

"""The noise engine: what of a source is the story, what is a field of it, and what is neither."""

from newsconv.noise.dates import parse_date, parse_labelled_date
from newsconv.noise.rule import Context
from newsconv.noise.story import judge_document, read_segments, read_story

__all__ = ["Context", "judge_document", "parse_date", "parse_labelled_date", "read_segments", "read_story"]

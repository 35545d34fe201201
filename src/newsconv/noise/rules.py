"""All named rules, in the order in which they are asked; the first that is certain decides.

To add a rule, add a row to one of the families; `tests/test_noise.py` holds it to its own examples.
"""

from __future__ import annotations

from typing import Final

from newsconv.noise.rules_fields import FIELD_RULES
from newsconv.noise.rules_page import PAGE_RULES
from newsconv.noise.rules_prompts import PROMPT_RULES
from newsconv.noise.rules_related import RELATED_RULES
from newsconv.noise.rules_site import SITE_RULES

__all__ = ["ALL_RULES", "PLACE_RULES", "PROMPT_RULES"]

PLACE_RULES: Final = (*FIELD_RULES, *RELATED_RULES, *SITE_RULES, *PAGE_RULES)
"""Rules that look at where a segment stands; asked after the prompts, from the top of the source down."""
ALL_RULES: Final = (*PROMPT_RULES, *PLACE_RULES)

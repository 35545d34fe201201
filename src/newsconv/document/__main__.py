"""Print the JSON Schema of the json format: `python -m newsconv.document > src/newsconv/document/schema.json`.

The printed file ships with newsconv for those who don't run Python; a test keeps it current.
"""

from __future__ import annotations

import json
import sys

from newsconv.document.codec import json_schema

__all__ = ["schema_text"]


def schema_text() -> str:
    """Give the schema as indented JSON that ends with a line end."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())

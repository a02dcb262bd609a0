"""`python -m tests.docs.update_readme`: write the README's settings table anew; the diff is the review."""

from __future__ import annotations

from config.settings import settings_table
from tests.docs.documents import README, between


def main() -> None:
    """Put the program's own table between the two comments."""
    text = README.read_text(encoding="utf-8")
    old = f"<!-- settings -->\n{between(text, 'settings')}<!-- /settings -->"
    README.write_text(
        text.replace(old, f"<!-- settings -->\n{settings_table()}<!-- /settings -->"), encoding="utf-8"
    )


if __name__ == "__main__":
    main()

"""`python -m chatbot.grammar README.md` writes the table of commands anew between its two marks."""

import sys
from pathlib import Path

from chatbot.grammar.documenting import with_command_table

if __name__ == "__main__":
    readme = Path(sys.argv[1])
    readme.write_text(with_command_table(readme.read_text(encoding="utf-8")), encoding="utf-8")

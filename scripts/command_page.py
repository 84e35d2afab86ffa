"""Every command with its options, as docs/cli.md, from the program itself: what `--help` says, on one page.

Run from the checkout: `python scripts/command_page.py` (`make docs`). A content test fails while the page is old.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "cli.md"
INTRODUCTION = """\
# Every command

Written down from the program by `make docs`; `simulator COMMAND --help` says the same in the terminal. Without a
command, `simulator` starts the app.

Exit codes: 0 done, 1 the work found a fault it reports, 2 the call was wrong, 3 a part is missing, 130 interrupted
(Ctrl-C), 143 ended by SIGTERM, 129 the terminal was closed.

Names are completed with Tab after `simulator --install-completion` (bash, zsh, fish, PowerShell);
`simulator --show-completion` only prints the script.
"""
sys.path.insert(0, str(ROOT))

import typer  # noqa: E402 - the checkout has to be importable first
from typer.cli import get_docs_for_click  # noqa: E402
from typer.core import TyperCommand, TyperGroup  # noqa: E402
from typer.main import get_command  # noqa: E402

from simulator.cli.commands import app  # noqa: E402


def main() -> int:
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    return 0


def page() -> str:
    """Markdown: the list of commands, then each with arguments and options."""
    program = get_command(app)
    assert isinstance(program, TyperGroup)
    context = typer.Context(program, info_name="simulator", **program.context_settings)
    contents, parts = [], []
    for prefix, command, parent in _leaves(program, context):
        name = f"{prefix} {command.name}"
        contents.append(f"- [`{name}`](#{name.replace(' ', '-')}): {_first_sentence(command.help or '')}")
        own = typer.Context(command, info_name=command.name, parent=parent)
        parts.append(get_docs_for_click(obj=command, ctx=own, indent=1, call_prefix=prefix).strip() + "\n")
    return "\n".join([INTRODUCTION, *contents, "", *parts])


def _leaves(group: TyperGroup, context: typer.Context) -> Iterator[tuple[str, TyperCommand, typer.Context]]:
    """Each command that does something: the words before its name, itself, the context of its group."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, TyperGroup):
            yield from _leaves(command, typer.Context(command, info_name=name, parent=context))
        elif isinstance(command, TyperCommand):
            yield context.command_path, command, context


def _first_sentence(text: str) -> str:
    """The first paragraph on one line: the summary of the command."""
    return " ".join(text.split("\n\n")[0].split())


if __name__ == "__main__":
    sys.exit(main())

"""Text that others wrote, made safe to draw, and the few ways the screens write numbers."""

import unicodedata
from pathlib import Path

from textual.content import Content

from simulator.paths import home_dir

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "␡", 0x09: " ", 0x0A: "\n", 0x0D: ""}
_BIDI = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F}


def clean(text: str) -> str:
    """`text` with control characters shown as pictures: nothing in it can move the cursor or turn the line around."""
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    code = ord(character)
    if code in _PICTURES:
        return _PICTURES[code]
    if code in _BIDI or unicodedata.category(character) in ("Cc", "Cs"):
        return "�"
    return character


def one_line(text: str) -> str:
    """`clean` on a single line."""
    return " ".join(clean(text).split())


def plain(text: str, style: str = "") -> Content:
    """`text` as it is: brackets in it are letters, not markup."""
    return Content.styled(clean(text), style) if style else Content(clean(text))


def join(*parts: Content | tuple[str, str] | str) -> Content:
    """Pieces one after the other; a pair is (text, style). Texts are cleaned."""
    return Content.assemble(*(part if isinstance(part, Content) else _piece(part) for part in parts))


def _piece(part: tuple[str, str] | str) -> Content:
    return plain(part) if isinstance(part, str) else plain(*part)


def warned(text: str) -> Content:
    """One line about something that is wrong."""
    return join(("! ", "bold $warning"), one_line(text))


def lines(parts: list[Content]) -> Content:
    return Content("\n").join(parts)


def hang(first: Content, body: Content, width: int, indent: int) -> Content:
    """`first` and after it `body`, wrapped to `width` with its further lines under its beginning, at `indent`."""
    wrapped = body.wrap(max(8, width - indent)) or [Content("")]
    return lines([Content.assemble(first, wrapped[0]), *(Content.assemble(" " * indent, line) for line in wrapped[1:])])


def clock(seconds: float) -> str:
    """1:07 for 67 s, 1:02:07 for an hour and more."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def shorten(text: str, width: int) -> str:
    """One line of at most `width` characters, cut at a word with an ellipsis."""
    flat = one_line(text)
    if len(flat) <= width:
        return flat
    cut = flat[: max(1, width - 1)]
    space = cut.rfind(" ")
    return (cut[:space] if space > width // 2 else cut) + "…"


def shown_path(path: Path) -> str:
    """With a tilde for the home folder, as people know it."""
    home = home_dir()
    return f"~/{path.relative_to(home)}" if home and path.is_relative_to(home) else str(path)

"""Colours: two calm themes, and one colour a STAR section that colour-blind people tell apart."""

from collections.abc import Mapping

from textual.content import Content
from textual.theme import Theme

from simulator.answer.types import Section

SECTION_COLOURS: Mapping[Section, str] = {
    "S": "#7cc4ee",
    "T": "#d79bc0",
    "A": "#3fb28f",
    "R": "#eba83a",
    "L": "#e9dd6c",
    "O": "#8b93a1",
}
"""After the palette of Okabe and Ito (2008), lightened: hues stay distinct in the three common colour-vision
deficiencies, and dark letters on them keep a contrast over 5. Letters are always drawn too."""
ON_SECTION = "#11151c"
"""The letters on a section's colour."""

DARK = Theme(
    name="calm-dark",
    primary="#8ab4d8",
    secondary="#7f9bb5",
    accent="#e8b864",
    success="#5fbf9b",
    warning="#e8b864",
    error="#e0788a",
    foreground="#dfe4ea",
    background="#14181f",
    surface="#1a1f28",
    panel="#232a35",
    dark=True,
    variables={
        "block-cursor-background": "#2d3a4a",
        "block-cursor-foreground": "#f2f5f8",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#222a35",
        "block-cursor-blurred-foreground": "#dfe4ea",
        "quiet": "#8d97a5",
    },
)
LIGHT = Theme(
    name="calm-light",
    primary="#235f8e",
    secondary="#46647f",
    accent="#9a6200",
    success="#14714f",
    warning="#8a5a00",
    error="#a82f45",
    foreground="#1d232b",
    background="#f6f5f1",
    surface="#eeece6",
    panel="#e2dfd6",
    dark=False,
    variables={
        "block-cursor-background": "#cfdceb",
        "block-cursor-foreground": "#12181f",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#dfe3e8",
        "block-cursor-blurred-foreground": "#1d232b",
        "quiet": "#5d6672",
    },
)

CONTRAST = Theme(
    name="calm-contrast",
    primary="#9fd3ff",
    secondary="#ffffff",
    accent="#ffd75f",
    success="#7dffb8",
    warning="#ffd75f",
    error="#ff9bb0",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#2a2a2a",
    dark=True,
    variables={
        "block-cursor-background": "#ffffff",
        "block-cursor-foreground": "#000000",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#444444",
        "block-cursor-blurred-foreground": "#ffffff",
        "quiet": "#d0d0d0",
    },
)
THEMES: Mapping[str, Theme] = {"dark": DARK, "light": LIGHT, "contrast": CONTRAST}
"""By the names of the settings."""
PATTERNS: Mapping[Section, str] = {"S": "/", "T": "-", "A": " ", "R": "=", "L": "~", "O": "."}
"""What fills the cells of a section where colours are not enough. The Action, which is longest, stays calm."""

PATTERNED = "-patterns"
"""The class of the app while lanes are drawn with patterns."""


def badge(section: Section) -> Content:
    """The section's letter on its colour."""
    return Content.styled(f" {section} ", on(section))


def on(section: Section) -> str:
    """The style of a letter on its section's colour."""
    return f"{ON_SECTION} on {SECTION_COLOURS[section]}"

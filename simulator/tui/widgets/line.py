"""A piece of text that repaints only when it changed."""

from textual.content import Content
from textual.widgets import Static


class Line(Static):
    """Text set from the app's timer: setting what it already shows costs nothing."""

    def __init__(self, content: Content | None = None, *, id: str | None = None, classes: str | None = None) -> None:
        self._shown = content or Content("")
        super().__init__(self._shown, id=id, classes=classes, markup=False)

    @property
    def shown(self) -> Content:
        return self._shown

    def show(self, content: Content, *, layout: bool = True) -> bool:
        """Show `content` and tell whether it is new; with `layout` False its height is known to stay."""
        if self._shown.is_same(content):
            return False
        self._shown = content
        self.update(content, layout=layout)
        return True

    def show_or_hide(self, content: Content) -> None:
        """Show `content`, and take no room while it is empty."""
        self.display = bool(content.plain)
        self.show(content)

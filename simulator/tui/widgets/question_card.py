"""What was asked: its kind, its words, and for a follow-up why."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from simulator.interview.plan import Prompt
from simulator.tui.commands.session import Hide
from simulator.tui.text import join, one_line, plain
from simulator.tui.widgets.line import Line


class QuestionCard(Vertical):
    """Three texts, the last one only when there is something to say."""

    def compose(self) -> ComposeResult:
        yield Line(id="kind")
        yield Line(id="prompt")
        yield Line(id="why")

    def show(self, kind: str, prompt: Prompt, *, hidden: bool = False, why: bool = False) -> None:
        """Show `prompt`; `hidden` in its place says how to see it, `why` adds the reason of a follow-up."""
        self.query_one("#kind", Line).show(plain(kind, "$primary"), layout=False)
        text = (
            plain(f"The question is hidden. {Hide.key_shown()} shows it.", "$quiet italic") if hidden
            else plain(one_line(prompt.text), "bold")
        )  # fmt: skip
        self.query_one("#prompt", Line).show(text)
        self.query_one("#why", Line).show_or_hide(reason(prompt) if why else Content(""))

    def say(self, text: str) -> None:
        """A line in place of a question."""
        self.query_one("#prompt", Line).show(plain(text, "$quiet"))


def reason(prompt: Prompt) -> Content:
    """Why a follow-up is asked, with the candidate's words; empty for a main question."""
    if prompt.kind != "probe" or not prompt.because:
        return Content("")
    told = not prompt.quote or "“" in prompt.because or '"' in prompt.because  # the reason quotes by itself
    said = "" if told else f"  “{one_line(prompt.quote)}”"
    return join((f"Why: {one_line(prompt.because)}", "$quiet"), (said, "italic $accent"))

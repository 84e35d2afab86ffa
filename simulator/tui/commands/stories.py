"""The commands of the story bank."""

from simulator.tui.commands.command import Command
from simulator.tui.commands.everywhere import Back, Choose, Help, Move, Palette, QuitApp, Scroll
from simulator.tui.commands.past import Delete


class NewStory(Command):
    """Begin a story with a title."""

    keys, shown, label, action = "n,N", "N", "New", "new_story"


class ShowCoverage(Command):
    """What your stories cover, what they do not, and what to prepare next."""

    keys, shown, label, action = "o,O", "O", "Coverage", "coverage"


class WritePage(Command):
    """Write all your stories as one page to print; it says where."""

    keys, shown, label, action = "w,W", "W", "Write page", "write_page"


class DeleteStory(Delete):
    """Delete the story that is marked; asks first. The takes in which it was told stay."""


class ChangePart(Command):
    """Change the part that is marked. On a take: hear it again."""

    keys, shown, label, action = "", "Enter", "Change", "change"


class WriteDraft(Command):
    """Write the answer out, with its words counted and its sections labelled while you type."""

    keys, shown, label, action = "t,T", "T", "Draft", "draft"


class BestTake(Command):
    """The marked take is the best one of this story, or no longer."""

    keys, shown, label, action = "b,B", "B", "Best take", "best_take"


class LeaveDraft(Command):
    """Keep the draft, and back to the story."""

    keys, shown, label, action = "escape,f2,ctrl+enter", "Esc", "Keep, back", "keep"


class BeginDraft(Command):
    """Begin with the beats of the story; only in an empty draft."""

    keys, shown, label, action = "f4", "F4", "Begin with the beats", "begin_with_beats"


class TakeOffer(Command):
    """Take this part over, or leave it out."""

    keys, shown, label, action = "space", "Space", "In or out", "in_or_out"


class EditOffer(Command):
    """Put the marked part into other words."""

    keys, shown, label, action = "", "Enter", "Edit", "edit"


class KeepOffers(Command):
    """Keep the story with the parts that are marked as in."""

    keys, shown, label, action = "k,K,f2,ctrl+enter", "K", "Keep story", "keep"


STORIES: tuple[type[Command], ...] = (Move, Choose, NewStory, ShowCoverage, WritePage, DeleteStory, Back)
STORY: tuple[type[Command], ...] = (Move, ChangePart, WriteDraft, BestTake, Back)
DRAFT: tuple[type[Command], ...] = (LeaveDraft, BeginDraft)
COVERAGE: tuple[type[Command], ...] = (Scroll, WritePage, Back)
PROPOSAL: tuple[type[Command], ...] = (Move, TakeOffer, EditOffer, KeepOffers, Back)
STORIES_BAR: tuple[type[Command], ...] = (
    Choose,
    NewStory,
    ShowCoverage,
    Help,
    Back,
    WritePage,
    DeleteStory,
    Move,
    Palette,
    QuitApp,
)

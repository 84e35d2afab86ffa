"""The part of the app that opens the screens which are asked for."""

from simulator.tui import messages
from simulator.tui.desks.desk import Desk


class Doors(Desk):
    """Ways in; those to sessions, drills and what is past have desks of their own."""

    def on_set_up_wanted(self, message: messages.SetUpWanted) -> None:
        from simulator.tui.screens.set_up import SetUpScreen

        if self._has_plans():
            self._open(SetUpScreen(self.services, message.plan_id))

    def on_demos_wanted(self) -> None:
        from simulator.tui.screens.demos import DemosScreen

        self._open(DemosScreen(self.services))

    def on_past_wanted(self) -> None:
        from simulator.tui.screens.past import PastScreen

        self._open(PastScreen(self.services))

    def on_bring_in_wanted(self) -> None:
        from simulator.tui.screens.bringing_in import BringingInScreen

        self._open(BringingInScreen(self.services))

    def on_compare_wanted(self, message: messages.CompareWanted) -> None:
        from simulator.tui.screens.questions import QuestionsScreen

        self._open(QuestionsScreen(self.services, message.session_id, message.take_id))

    def on_progress_wanted(self) -> None:
        from simulator.tui.screens.progress import ProgressScreen

        self._open(ProgressScreen(self.services))

    def on_today_wanted(self) -> None:
        from simulator.tui.screens.today import TodayScreen

        self._open(TodayScreen(self.services))

    def on_stories_wanted(self) -> None:
        from simulator.tui.screens.stories import StoriesScreen

        self._open(StoriesScreen(self.services))

    def on_first_steps_wanted(self) -> None:
        from simulator.tui.screens.first_steps import FirstStepsScreen

        self._open(FirstStepsScreen(self.services))

    def on_settings_wanted(self) -> None:
        from simulator.tui.screens.settings import SettingsScreen

        self._open(SettingsScreen(self.services))

    def on_learn_wanted(self, message: messages.LearnWanted) -> None:
        from simulator.tui.screens.learn import LearnScreen

        self._open(LearnScreen(self.services, message.page, cards=message.cards))

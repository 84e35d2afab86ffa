"""The story bank on disk: one private TOML file a story, to be edited by hand at any time."""

import contextlib
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from simulator.archive import files, lock
from simulator.content.kinds import content_files
from simulator.content.problems import Problem
from simulator.content.read import Reading, check_text, read_document
from simulator.content.vocabulary import nearest
from simulator.errors import BadInput, UsageError
from simulator.paths import private_dir, remove_half_written, sync_folder
from simulator.stories.convert import story_of
from simulator.stories.schema import StoryFile
from simulator.stories.types import Bank, Story
from simulator.stories.write import changed_text, new_text

LOCK_FILE = ".stories.lock"
"""Held while a file is read and replaced, so that of two programs neither loses the other's change."""
MAX_ID = 48
_ID = re.compile(r"[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?")
_NOT_ID = re.compile(r"[^a-z0-9]+")


class StoryStore:
    """The files in `folder`, which is made (0700) when the first story is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self) -> Bank:
        """All stories that can be used, and what is wrong with the others. Never raises for what files hold."""
        if not self.folder.is_dir():
            return Bank()
        found, problems = content_files(self.folder)
        stories: list[Story] = []
        for path in found:
            reading = read_story(path)
            if reading.document is None:
                problems += reading.problems
            else:
                stories.append(story_of(path.stem, reading.document))
        return Bank(tuple(stories), tuple(problems))

    def find(self, story_id: str) -> Story:
        """Raises UsageError for an unknown id, BadInput where its file is not valid."""
        path = self._known(story_id)
        return story_of(story_id, _usable(read_story(path)))

    def path(self, story_id: str) -> Path:
        """The file of a story that is there, valid or not. Raises UsageError."""
        return self._known(story_id)

    def add(self, story: Story) -> Story:
        """Keep a new story, under an id made of its title. Raises BadInput when the disk refuses."""
        with files.reporting(self.folder, "use the folder of stories"):
            private_dir(self.folder)
        with self._in_turn():
            taken = {path.stem for path in self.folder.glob("*.toml")}
            added = replace(story, id=_free_id(story.title, taken))
            self._write(added.id, new_text(added))
        return added

    def change(self, story_id: str, edit: Callable[[Story], Story]) -> Story:
        """The story as `edit` makes it of what is in its file now.

        Raises UsageError for an unknown id, BadInput where its file is not valid or would no longer be, or the disk
        refuses; the file is then untouched.
        """
        path = self._known(story_id)
        with self._in_turn():
            reading = read_story(path)
            before = story_of(story_id, _usable(reading))
            after = replace(edit(before), id=story_id)
            if after != before:
                self._write(story_id, changed_text(reading.text, after))
        return after

    def delete(self, story_id: str) -> None:
        """Raises UsageError for an unknown id, BadInput when the disk refuses."""
        path = self._known(story_id)
        with self._in_turn(), files.reporting(path, "delete the story"):
            path.unlink()
            sync_folder(self.folder)

    def forget(self, session_id: str, take_id: str = "", *, but: str = "") -> tuple[str, ...]:
        """Keep nothing that leads to a session, or to one of its takes; the words of the stories themselves stay.

        `but`: the id of a story that may go on leading there.

        Returns the ids of the stories that were told there. Files that are not valid are left alone.
        """
        wanted = f"{session_id}/{take_id}"
        changed = []
        for story in self.load().stories:
            gone = {one.take for one in story.told if _is_of(one.take, session_id, wanted if take_id else "")}
            if gone and story.id != but:
                self.change(story.id, lambda now, gone=gone: _without(now, gone))  # type: ignore[misc]
                changed.append(story.id)
        return tuple(changed)

    def named(self, sessions: Iterable[str]) -> frozenset[str]:
        """Those of the ids of sessions that stand in a file of a story, also where the file is not valid.

        Raises BadInput when one cannot be read.
        """
        if not self.folder.is_dir():
            return frozenset()
        with files.reporting(self.folder, "read the stories"):
            text = "\n".join(path.read_text("utf-8", "replace") for path in self.folder.glob("*.toml"))
        return frozenset(session_id for session_id in sessions if session_id in text)

    def changed_on(self, day: date) -> int:
        """How many stories were last changed on `day` (of this place), in the app or by an editor."""
        return sum(_changed(path) == day for path in self.folder.glob("*.toml")) if self.folder.is_dir() else 0

    def _write(self, story_id: str, text: str) -> None:
        """Only what can be read again."""
        path = self.folder / f"{story_id}.toml"
        problems = check_text(path, text, lambda _: StoryFile).problems
        if problems:
            raise BadInput(f"this cannot be kept: {problems[0].key}: {problems[0].what}", where=path.name)
        files.write_private(path, text.encode("utf-8"))

    @contextlib.contextmanager
    def _in_turn(self) -> Iterator[None]:
        with lock.in_turn(self.folder / LOCK_FILE):
            remove_half_written(self.folder)
            yield

    def _known(self, story_id: str) -> Path:
        path = self.folder / f"{story_id}.toml"
        if not _ID.fullmatch(story_id) or not path.is_file():
            there = sorted(one.stem for one in self.folder.glob("*.toml")) if self.folder.is_dir() else []
            near = nearest(story_id, there)
            remedy = f"Did you mean {near}?" if near else "`simulator stories` lists what there is."
            raise UsageError("no such story", where=story_id or "''", remedy=remedy)
        return path


def read_story(path: Path) -> Reading[StoryFile]:
    """A file as a story, or its problems; the name of the file has to be an id."""
    reading = read_document(path, lambda _: StoryFile)
    if not _ID.fullmatch(path.stem):
        what = "is not read: the name of a story's file is lower-case letters, digits, - and _"
        return replace(reading, document=None, problems=(Problem(path, 0, "", what), *reading.problems))
    return reading


def _usable(reading: Reading[StoryFile]) -> StoryFile:
    if reading.document is None:
        problem, more = reading.problems[0], len(reading.problems) - 1
        rest = f" (and {more} more)" if more else ""
        raise BadInput(f"{problem}{rest}", remedy="Mend the file; `simulator stories check` shows all.")
    return reading.document


def _changed(path: Path) -> date | None:
    """None where it cannot be told, as of a file that was just deleted."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime).astimezone().date()
    except OSError:
        return None


def _free_id(title: str, taken: Collection[str]) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii").lower()
    slug = _NOT_ID.sub("-", plain).strip("-")[:MAX_ID].strip("-") or "story"
    number = 1
    while (story_id := slug if number == 1 else f"{slug}-{number}") in taken:
        number += 1
    return story_id


def _is_of(take: str, session_id: str, wanted: str) -> bool:
    return take == wanted if wanted else take.partition("/")[0] == session_id


def _without(story: Story, takes: Collection[str]) -> Story:
    return replace(story, told=tuple(one for one in story.told if one.take not in takes))

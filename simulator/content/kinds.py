"""Which files are content, and of which kind."""

from pathlib import Path

from simulator.content.problems import Problem
from simulator.content.read import Data, Reading, read_document
from simulator.content.schema import ContentFile, ContextFile, FollowupFile, PlanFile, PromptFile

PROMPTS, FOLLOWUPS, PLANS, CONTEXTS = "prompts", "followups", "plans", "contexts"

_KIND_OF_FOLDER: dict[str, type[ContentFile]] = {
    PROMPTS: PromptFile,
    FOLLOWUPS: FollowupFile,
    PLANS: PlanFile,
    CONTEXTS: ContextFile,
}
_NOT_CONTENT = {".md", ".txt", ""}


def read_content(path: Path) -> Reading[ContentFile]:
    """Read a file as the kind its folder holds; elsewhere its keys tell."""

    def model_for(data: Data) -> type[ContentFile]:
        return _KIND_OF_FOLDER.get(path.parent.name) or _kind_of_keys(data)

    return read_document(path, model_for)


def _kind_of_keys(data: Data) -> type[ContentFile]:
    if "wordings" in data:
        return FollowupFile
    if "story" in data:
        return ContextFile
    return PlanFile if "pick" in data or "minutes" in data else PromptFile


def content_files(place: Path) -> tuple[list[Path], list[Problem]]:
    """The content files of a folder and its content folders, in order, and what else lies there that nobody reads.

    A file stands for itself. A folder that has a `prompts` or `followups` folder (the configuration folder, a checkout)
    stands for those.
    """
    try:
        if not place.is_dir():
            return [place], []
        inner = [place / name for name in (PROMPTS, FOLLOWUPS, PLANS, CONTEXTS) if (place / name).is_dir()]
        if inner and place.name not in (PROMPTS, FOLLOWUPS):
            return _join(inner)
        files, stray = _listed(place)
    except OSError as error:
        return [], [Problem(place, 0, "", f"cannot be read ({error.strerror or error})")]
    below, stray_below = _join(inner)
    return files + below, stray + stray_below


def _join(places: list[Path]) -> tuple[list[Path], list[Problem]]:
    files, stray = [], []
    for place in places:
        more_files, more_stray = content_files(place)
        files += more_files
        stray += more_stray
    return files, stray


def _listed(folder: Path) -> tuple[list[Path], list[Problem]]:
    """Hidden files, backups of editors (`~`) and notes are passed over; other names are likely slips."""
    files, stray = [], []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name.endswith("~"):
            continue
        if path.suffix == ".toml":
            files.append(path)
        elif path.suffix not in _NOT_CONTENT:
            stray.append(Problem(path, 0, "", "is not read: the name of a content file ends in .toml"))
    return files, stray

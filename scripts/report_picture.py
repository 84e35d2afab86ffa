"""The picture of an HTML report: the real page over a scripted session, in Chromium, as docs/pictures/report.png.

Run from the checkout: `python scripts/report_picture.py`.
"""

import sys
import tempfile
from pathlib import Path, PurePath

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "pictures" / "report.png"
SIZE = {"width": 960, "height": 1040}
SHOWN_S = 31.2
"""Where the player stands."""
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402 - the checkout has to be importable first

from simulator.audio.mp3 import encode_mp3  # noqa: E402
from simulator.audio.types import RATE_HZ  # noqa: E402
from simulator.interview import events as ev  # noqa: E402
from simulator.replay.timeline import answer_turn, interviewer_turn  # noqa: E402
from simulator.replay.types import Replay  # noqa: E402
from simulator.report.gather import gather  # noqa: E402
from simulator.report.page.page import render_html  # noqa: E402
from simulator.report.types import SessionReport  # noqa: E402
from tests.fakes.chromium import chromium, opened  # noqa: E402
from tests.fakes.services import session, summary  # noqa: E402


def scripted_report() -> SessionReport:
    """A story and the answer to its follow-up."""
    held = session(questions=1)
    for seconds in (70.0, 14.0):
        held.until_listening()
        held.advance(seconds)
        held.send(ev.Finish())
        held.advance(1.0)
    asked = [record.prompt for record in held.records if record.prompt.kind == "probe"]
    turns = [
        turn
        for record in held.records
        for turn in (interviewer_turn(record.prompt, 4.0), answer_turn(record, probes=asked))
    ]
    listed = summary("x", title="Quick round", seconds_spoken=79.0, action_share=0.47, takes=2, flags=1)
    return gather(Replay("x", "Quick round", listed.started, tuple(turns)), listed, PurePath("x"), "base")


def main() -> None:
    report = scripted_report()
    silence = np.zeros(round(report.duration_s * RATE_HZ), np.int16)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        page = Path(folder) / "report.html"
        page.write_text(render_html(report, encode_mp3([silence])), encoding="utf-8")
        with opened(browser, page, viewport=SIZE, color_scheme="light") as seen:
            seen.has_sound()
            seen.page.evaluate("at => { document.querySelector('audio').currentTime = at; }", SHOWN_S)
            seen.page.wait_for_selector(".w.now")
            seen.page.screenshot(path=PICTURE)
    print(PICTURE.relative_to(ROOT))


if __name__ == "__main__":
    main()

"""`simulator models`: what is told, and how a call ends."""

import pytest

from simulator.cli.main import main
from simulator.speech.hearing.downloaded import folder_of
from simulator.speech.hearing.published import WEIGHTS, Published
from tests.fakes.hub import Hub
from tests.unit.downloading.conftest import home, hub, model

pytestmark = pytest.mark.fault
__all__ = ["home", "hub", "model"]


def test_a_download_says_that_it_uses_the_network_from_where_and_what_it_checks(
    model: Published, hub: Hub, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models", "download", "small.en"]) == 0
    told = capsys.readouterr()
    assert f"This uses the network: 1 MB from {hub.root}/someone/small" in told.out
    assert "Revision 0123abcd; size and SHA-256" in told.out
    assert "small.en is here and verified" in told.out
    assert "small.en: 100 %" in told.err


def test_a_model_that_is_here_is_listed_and_the_others_offered(
    model: Published, hub: Hub, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["models", "download", "small.en"])
    capsys.readouterr()
    main(["models", "list"])
    told = capsys.readouterr().out
    assert "small.en: 1 MB, downloaded" in told
    assert "  medium.en: 1,530 MB" in told
    assert "  small.en" not in told
    assert main(["models"]) == 0
    assert capsys.readouterr() == (told, "")


def test_ctrl_c_ends_with_130_says_how_to_go_on_and_keeps_the_part(
    model: Published, hub: Hub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from simulator.cli.byte_bar import ByteBar

    def stop(_bar: ByteBar, done: int, _whole: int) -> None:
        if done > 300_000:
            raise KeyboardInterrupt

    monkeypatch.setattr(ByteBar, "reached", stop)
    assert main(["models", "download", "small.en"]) == 130
    assert "What has come is kept: `simulator models download small.en`" in capsys.readouterr().err
    assert (folder_of("small.en") / f"{WEIGHTS}.part").stat().st_size > 0


def test_no_network_is_one_line_and_exit_code_3(
    model: Published, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setattr("simulator.cli.models.time.sleep", lambda _s: None)
    assert main(["models", "download", "small.en"]) == 3
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "Is there a network?" in error


@pytest.mark.parametrize("call", [["download", "huge"], ["download", "base"], ["remove", "base"], ["remove", "huge"]])
def test_a_name_that_does_not_fit_is_a_wrong_call(call: list[str], home: object) -> None:
    assert main(["models", *call]) == 2


def test_a_model_that_is_not_here_is_named_with_the_command_that_gets_it(
    home: object, tmp_path: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analyse", "--model", "medium.en", "tests/data/audio/jfk.flac"]) == 3
    assert "medium.en: this hearing model is not on this machine. Get it with: simulator models download" in (
        capsys.readouterr().err
    )


def test_the_app_opens_with_a_model_that_is_not_here_so_that_another_can_be_chosen(
    home: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIMULATOR_MODEL", "medium.en")
    monkeypatch.setattr("simulator.cli.sessions.is_terminal", lambda: True)
    monkeypatch.setattr("simulator.cli.sessions.run_in_app", lambda _services: 0)
    assert main([]) == 0


def test_an_unknown_model_is_a_wrong_call(home: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", "--model", "huge", "tests/data/audio/jfk.flac"]) == 2
    assert "small.en" in capsys.readouterr().err

"""Commands that look at the program's parts: check, doctor, devices, voices."""

import json
from pathlib import Path
from typing import Annotated

import typer

from simulator.errors import EXIT_FAULT, EXIT_MISSING

Paths = Annotated[list[Path] | None, typer.Argument(help="Files or folders; none: everything the program reads.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON value instead of text.")]


def installed_lines() -> list[str]:
    """The hearing models and voices that are installed; only looked up, so that it is quick. `doctor` tries them."""
    from simulator.speech.hearing.models import installed as models
    from simulator.speech.voice.installed import installed as voices

    return [
        f"hearing models: {', '.join(model.name for model in models()) or 'none'}",
        f"voices: {', '.join(voices()) or 'none'}",
    ]


def check(paths: Paths = None) -> None:
    """Check every question and follow-up file: file, line, key, and the nearest valid key."""
    from simulator.content.check import check as check_content
    from simulator.content.check import content_paths
    from simulator.wiring.library import open_library

    problems = check_content(paths, open_library()) if paths else check_content(content_paths())
    for problem in problems:
        typer.echo(str(problem))
    if problems:
        raise typer.Exit(EXIT_FAULT)
    library = open_library()
    counts = f"{len(library.questions)} questions, {len(library.families)} families of follow-ups"
    typer.echo(f"All good: {counts}, {len(library.contexts)} stories to drill on.")


def doctor(as_json: Json = False) -> None:
    """Try every part of the program on this machine: what works, and what to do about the rest."""
    from dataclasses import asdict

    from simulator.doctor.checks import examine
    from simulator.settings import load_settings

    findings = []
    for finding in examine(load_settings()):
        findings.append(finding)
        if not as_json:
            remedy = f"\n      → {finding.remedy}" if finding.remedy else ""
            typer.echo(f"{finding.mark} {finding.part}: {finding.detail}{remedy}")
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    if any(finding.state == "missing" for finding in findings):
        raise typer.Exit(EXIT_MISSING)


def devices() -> None:
    """List microphones and speakers by the names that settings and --mic take."""
    from simulator.audio.devices import microphones, speakers

    for title, found in (("Microphones", microphones()), ("Speakers", speakers())):
        typer.echo(f"{title}:" if found else f"{title}: none")
        for device in found:
            typer.echo(f"  {'*' if device.is_default else ' '} {device.name}  ({device.rate_hz} Hz, {device.host_api})")


def voices() -> None:
    """List the interviewer's voices and whether they work here."""
    from simulator.speech.voice.catalogue import voices as try_voices

    for voice in try_voices():
        typer.echo(f"{'ok ' if voice.usable else 'no '} {voice.name}: {voice.label}; {voice.detail}")

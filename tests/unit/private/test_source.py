"""What the program's own code never does: unpickle, call a shell, open a socket, or let words into a log or /tmp."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit
ROOT = Path(__file__).parents[3]
FILES = sorted([*(ROOT / "simulator").rglob("*.py"), *(ROOT / "scripts").rglob("*.py")])
NETWORK = {"socket", "ssl", "http", "urllib", "requests", "httpx", "aiohttp", "ftplib", "smtplib", "huggingface_hub"}
MAY_USE_THE_NETWORK = ("simulator/downloading/",)
"""Only `models download` comes here; import-linter holds that nothing else does."""
HEARS_NOBODY = ("simulator/training/", "scripts/")
"""What these write is written for everybody."""
READS_AN_ADDRESS = {"urllib.parse"}
"""Takes an address apart, opens nothing."""
PICKLE = {"pickle", "cPickle", "_pickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"}
CALLS_PICKLE = {"torch.load", "np.load", "numpy.load", "pandas.read_pickle", "yaml.load"}
RUNS_A_SHELL = {
    "os.system",
    "os.popen",
    "subprocess.getoutput",
    "subprocess.getstatusoutput",
    "asyncio.create_subprocess_shell",
}
SUBPROCESS = {"run", "Popen", "call", "check_call", "check_output"}


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in FILES:
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def keyword(call: ast.Call, name: str) -> str | None:
    return next((ast.unparse(one.value) for one in call.keywords if one.arg == name), None)


def faults_in(where: str, tree: ast.Module) -> list[str]:
    """What this file does that it must not, a line each."""
    found = [f"imports {name}" for name in imported(tree) if name.split(".")[0] in PICKLE]
    if not where.startswith(MAY_USE_THE_NETWORK):
        names = set(imported(tree)) - READS_AN_ADDRESS
        found += [f"imports {name}" for name in names if name.split(".")[0] in NETWORK]
    for name, call in calls(tree):
        if name in RUNS_A_SHELL or (keyword(call, "shell") or "False") != "False":
            found.append(f"runs a shell: {ast.unparse(call)}")
        if name.startswith("subprocess.") and name.split(".")[1] in SUBPROCESS and not _takes_a_list(call):
            found.append(f"gives no list: {ast.unparse(call)}")
        if name in CALLS_PICKLE and keyword(call, "allow_pickle") != "False":
            found.append(f"may unpickle: {ast.unparse(call)}")
        if (keyword(call, "allow_pickle") or "False") != "False" or name in {"eval", "exec"}:
            found.append(f"may run what it reads: {ast.unparse(call)}")
        if (
            not where.startswith(HEARS_NOBODY)
            and name.startswith("tempfile.")
            and name != "tempfile.gettempdir"
            and keyword(call, "dir") is None
        ):
            found.append(f"leaves it to the system where temporary files lie: {ast.unparse(call)}")
    return [f"{where} {fault}" for fault in found]


def _takes_a_list(call: ast.Call) -> bool:
    """A list where it stands, or a name that holds one; never text."""
    first = call.args[0] if call.args else None
    return isinstance(first, ast.List | ast.Name) and not isinstance(first, ast.Constant | ast.JoinedStr)


def test_nothing_is_unpickled_no_shell_is_called_and_only_the_download_knows_the_network() -> None:
    assert [fault for where, tree in trees() for fault in faults_in(where, tree)] == []


@pytest.mark.parametrize(
    "code",
    [
        "import pickle",
        "from joblib import load",
        "import socket",
        "from urllib.request import urlopen",
        "import numpy as np\nnp.load(path)",
        "np.load(path, allow_pickle=True)",
        "np.save(path, a, allow_pickle=kind)",
        "import os\nos.system(line)",
        "subprocess.run('ls ' + name)",
        "subprocess.run(f'ls {name}')",
        "subprocess.run([name], shell=True)",
        "exec(text)",
        "tempfile.mkdtemp(prefix='said')",
    ],
)
def test_the_scan_finds_what_it_looks_for(code: str) -> None:
    assert faults_in("simulator/x.py", ast.parse(code))


def test_what_is_allowed_passes_the_scan() -> None:
    fine = "import urllib.parse\nnp.load(path, allow_pickle=False)\nsubprocess.run([name], check=True)"
    assert faults_in("simulator/x.py", ast.parse(fine)) == []
    assert faults_in("simulator/downloading/https.py", ast.parse("import http.client")) == []


def test_no_log_is_written_to_a_file_or_the_terminal() -> None:
    handlers = [
        f"{where}: {ast.unparse(call)}"
        for where, tree in trees()
        for name, call in calls(tree)
        if (name.endswith(".addHandler") and "NullHandler()" not in ast.unparse(call))
        or name in {"logging.basicConfig", "logging.FileHandler", "logging.StreamHandler"}
    ]
    assert handlers == []

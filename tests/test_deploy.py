"""deploy/: the image, the unit and the proxy, by their linters, and by what they run.

There is no registry of images where the tests run: instead of a build, the commands that the image
and the unit are made with are run as they are written there, in folders of a test. That and the
linters need NOTICECHECK_ALL_TOOLS and '.[release]', where what is missing is a failure.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from noticecheck.cli import app
from share import ALL_TOOLS

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
UNIT = DEPLOY / "noticecheck.service"
LETTER = ROOT / "corpus" / "letters" / "fails_silent.txt"
whole = pytest.mark.skipif(
    not ALL_TOOLS, reason="needs linters and a minute: NOTICECHECK_ALL_TOOLS=1 runs it"
)


def instructions() -> list[tuple[str, str]]:
    """The lines of the Dockerfile, as keyword and all the rest."""
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    joined = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    found = [line.partition(" ") for line in joined.splitlines() if line.strip()]
    return [(keyword, rest) for keyword, _, rest in found]


def of(keyword: str) -> list[str]:
    return [rest for found, rest in instructions() if found == keyword]


def last(keyword: str) -> list[str]:
    """The words of the last such line of the image, which is written as a list."""
    words: list[str] = json.loads(of(keyword)[-1].removeprefix("CMD "))
    return words


def unit() -> list[tuple[str, str]]:
    lines = (line for line in UNIT.read_text(encoding="utf-8").splitlines() if "=" in line)
    found = [line.partition("=") for line in lines if not line.startswith("#")]
    return [(key, value) for key, _, value in found]


def install_of_unit() -> str:
    (command,) = re.findall(r"^# (UV_PROJECT_ENVIRONMENT=.*)$", UNIT.read_text("utf-8"), re.M)
    return str(command)


def install_of_image() -> str:
    (command,) = (run for run in of("RUN") if run.startswith("uv "))
    return command


def test_the_image_has_named_bases_locked_packages_and_no_root() -> None:
    bases = [base.partition(" ")[0] for base in of("FROM")]
    assert len(set(bases)) == 1, "what is built for one base is copied into another"
    fetched = [*bases, *re.findall(r"--from=(\S+/\S+)", "\n".join(of("COPY")))]
    for image in fetched:
        assert re.search(r":[0-9]+\.[0-9.]+", image), f"{image} is whatever there is on the day"
    assert "--locked" in shlex.split(install_of_image())
    assert int(of("USER")[-1]) > 0
    assert instructions().index(("USER", of("USER")[-1])) > max(
        n for n, (keyword, _) in enumerate(instructions()) if keyword in ("RUN", "COPY")
    )
    assert "/healthz" in last("HEALTHCHECK")[-1]
    assert not of("ADD")


def test_the_image_holds_no_secret_and_nothing_that_lies_about() -> None:
    assert not of("ARG") and not of("ENV")
    taken = {name for copy in of("COPY") if "--from" not in copy for name in copy.split()[:-1]}
    assert taken == {"pyproject.toml", "uv.lock", "README.md", "LICENSE", "src", "rules"}
    assert all((ROOT / name).exists() for name in taken)


def test_image_and_unit_install_the_same() -> None:
    """What differs is the place."""
    assert install_of_unit().partition(" ")[2] == install_of_image()


def test_only_the_proxy_is_reached_from_outside() -> None:
    services: Mapping[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    ours = services["services"]["noticecheck"]
    assert "ports" not in ours and "network_mode" not in ours
    assert (ours["read_only"], ours["cap_drop"]) == (True, ["ALL"])
    assert ours["security_opt"] == ["no-new-privileges:true"]
    assert all(place.startswith(("/tmp:", "/var/lib/noticecheck:")) for place in ours["tmpfs"])
    port = re.findall(r"reverse_proxy (\S+)", (DEPLOY / "Caddyfile").read_text("utf-8"))
    assert port == [f"noticecheck:{of('EXPOSE')[-1]}"]


def test_what_is_started_is_a_command_with_its_options() -> None:
    known = CliRunner().invoke(app, ["serve", "--help"], env={"COLUMNS": "200"}).output
    for command in (shlex.split(dict(unit())["ExecStart"]), [*last("ENTRYPOINT"), *last("CMD")]):
        assert command[1] == "serve" and Path(command[0]).name == "noticecheck"
        for option in (word for word in command if word.startswith("--")):
            assert option in known


@whole
@pytest.mark.parametrize(
    "command",
    [
        ["hadolint", str(DEPLOY / "Dockerfile")],
        ["caddy", "validate", "--adapter", "caddyfile", "--config", str(DEPLOY / "Caddyfile")],
        ["caddy", "fmt", "--diff", str(DEPLOY / "Caddyfile")],
    ],
    ids=["hadolint", "caddy-validate", "caddy-fmt"],
)
def test_linters_find_nothing(command: list[str], tmp_path: Path) -> None:
    here = Path(sys.executable).with_name(command[0])
    program = str(here) if here.exists() else shutil.which(command[0])
    assert program, f"{command[0]} is not here: pip install '.[release]'"
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    checked = subprocess.run(
        [program, *command[1:]], capture_output=True, text=True, env=environment
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


@whole
def test_the_unit_is_one_that_systemd_runs_and_finds_hardened(tmp_path: Path) -> None:
    program = tmp_path / shlex.split(dict(unit())["ExecStart"])[0].lstrip("/")
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    shutil.copytree("/lib/systemd/system", tmp_path / "lib/systemd/system", symlinks=True)
    (tmp_path / "etc/systemd/system").mkdir(parents=True)
    shutil.copy(UNIT, tmp_path / "etc/systemd/system")
    for command in (["verify"], ["security", "--offline=true", "--threshold=20"]):
        checked = subprocess.run(
            ["systemd-analyze", *command, f"--root={tmp_path}", UNIT.name],
            capture_output=True, text=True,
        )  # fmt: skip
        assert (checked.returncode, checked.stderr) == (0, ""), checked.stderr + checked.stdout


@whole
def test_debian_has_the_programs_of_the_image() -> None:
    codename = dict(
        line.split("=", 1) for line in Path("/etc/os-release").read_text().splitlines()
    ).get("VERSION_CODENAME", "")
    if not of("FROM")[-1].endswith(f"-{codename}"):
        pytest.skip("the image has another Debian than this machine")
    (run,) = (run for run in of("RUN") if "apt-get" in run)
    steps = [step.strip() for step in run.split("&&")]
    asked = next(step for step in steps if "install" in step)
    subprocess.run(["bash", "-c", "apt-get update -qq"], check=True, capture_output=True)
    tried = subprocess.run(
        ["bash", "-f", "-c", f"{asked} --simulate"], capture_output=True, text=True
    )
    assert tried.returncode == 0, tried.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment as the image has it: its files, its uv, its command."""
    folder = tmp_path_factory.mktemp("image")
    for copy in of("COPY"):
        *names, _to = copy.split()
        for name in names if "--from" not in copy else ():
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / name)
            else:
                shutil.copy(source, folder)
    (version,) = re.findall(r"/uv:([0-9.]+)", "\n".join(of("COPY")))
    tools = tmp_path_factory.mktemp("uv")
    subprocess.run([sys.executable, "-m", "venv", str(tools)], check=True)
    subprocess.run([tools / "bin" / "pip", "install", "-q", f"uv=={version}"], check=True)
    made = subprocess.run(
        ["bash", "-c", install_of_image()], cwd=folder, capture_output=True, text=True,
        env={
            **{key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"},
            "PATH": f"{tools / 'bin'}:{os.environ['PATH']}", "UV_PYTHON": sys.executable,
        },
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    return folder / ".venv"


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def running(command: list[str], environment: Mapping[str, str], port: int) -> Iterator[str]:
    server = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{address}/healthz").close()
                break
            except OSError:
                assert server.poll() is None, server.stderr and server.stderr.read()
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.communicate()


def verdict(address: str) -> str:
    body = json.dumps({"text": LETTER.read_text(encoding="utf-8")}).encode()
    asked = urllib.request.Request(
        f"{address}/api/v1/check", body, {"content-type": "application/json"}
    )
    with urllib.request.urlopen(asked) as answer:
        return str(json.load(answer)["verdict"])


@whole
def test_what_is_installed_is_what_is_locked(installed: Path) -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    locked = {(one["name"], one["version"]) for one in lock["package"]}
    script = (
        "import json, importlib.metadata as m;"
        "print(json.dumps([[d.name.lower().replace('_', '-'), d.version] for d in m.distributions()]))"
    )
    shown = subprocess.check_output([installed / "bin" / "python", "-c", script], text=True)
    found = {(name, version) for name, version in json.loads(shown)}
    assert found <= locked
    assert {"noticecheck", "fastapi", "olefile", "pillow"} <= {name for name, _ in found}


@whole
def test_the_image_starts_and_its_health_check_sees_it(
    installed: Path, port: int, tmp_path: Path
) -> None:
    def here(words: list[str]) -> list[str]:
        return [word.replace("/src/.venv", str(installed)) for word in words]

    command = here([*last("ENTRYPOINT"), *last("CMD"), "--host", "127.0.0.1", "--port", str(port)])
    health = [word.replace(":8017", f":{port}") for word in here(last("HEALTHCHECK"))]
    assert subprocess.run(health, capture_output=True).returncode != 0
    for address in running(command, {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}, port):
        subprocess.run(health, check=True)
        assert verdict(address) == "gaps"


@whole
def test_the_unit_starts_with_its_own_environment(
    installed: Path, port: int, tmp_path: Path
) -> None:
    place, cache = "/opt/noticecheck", "/var/cache/noticecheck"
    assert install_of_unit().startswith(f"UV_PROJECT_ENVIRONMENT={place} ")
    command = shlex.split(dict(unit())["ExecStart"].replace(place, str(installed)))
    set_to = dict(unit())["Environment"].replace(cache, str(tmp_path)).split()
    environment = dict(word.split("=", 1) for word in set_to) | {"PATH": "/usr/bin:/bin"}
    for address in running([*command, "--port", str(port)], environment, port):
        assert verdict(address) == "gaps"
    assert list(tmp_path.glob("*.cache")), "the cache is not where the unit says"

"""The wheel holds the templates byte for byte, also when it is made from the source archive."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def build(target: str, source: Path, out: Path) -> Path:
    """Build a wheel or a source archive of `source`; return the file."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(out)]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(path for path in out.iterdir() if path.suffix in (".whl", ".gz"))


def unpacked(archive: Path, out: Path) -> Path:
    """Unpack an archive of either sort; return the folder."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(out)
        return out
    with tarfile.open(archive) as tar:
        tar.extractall(out, filter="data")
    return next(out.iterdir())


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("detour", [False, True], ids=["checkout", "source-archive"])
def test_the_wheel_holds_the_templates_and_finds_them(tmp_path, detour):
    source = ROOT
    if detour:
        source = unpacked(build("sdist", ROOT, tmp_path / "sdist"), tmp_path / "source")
    wheel = unpacked(build("wheel", source, tmp_path / "wheel"), tmp_path / "installed")
    assert contents(wheel / "pmkit" / "templates") == contents(ROOT / "templates")
    assert (wheel / "pmkit" / "py.typed").exists()
    assert contents(wheel / "pmkit" / "wording")["en.yml"]
    assert not (wheel / "tests").exists()
    assert templates_found_by(wheel) == wheel / "pmkit" / "templates"


def templates_found_by(wheel: Path) -> Path:
    """Return where pmkit looks for its templates when a wheel was merely unpacked."""
    code = "from pmkit.resources import templates_folder as f; print(f())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=wheel.parent,
        env={"PYTHONPATH": str(wheel)},
        capture_output=True,
        text=True,
        check=True,
    )
    return Path(done.stdout.strip())

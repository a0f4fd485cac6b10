"""Where the package is tested: a fresh Debian, or else this machine.

Both are a root folder to work in; for this machine it is ``/``. Commands of the user run without
network, with an empty home, in a Chinese locale, and in paths with spaces and Chinese characters.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

USER = "birdeye-smoke"
HOME = "/home/观鸟 者"
LOCALE = "zh_CN.UTF-8"

_EXTRA_PACKAGES = ("locales", "fonts-wqy-microhei", "libglib2.0-bin")
"""What the test needs in the place: the locale, a font for it, and ``gio launch``."""

_CHANGING = ("dev", "home", "proc", "run", "sys", "tmp", "var")


class SmokeFailed(Exception):
    """Something is not as a user would expect; the text says what."""


class NoCleanRoot(Exception):
    """A fresh Debian cannot be made here; the text says why."""


class Place:
    """A Debian that Birdeye is installed into. Needs root."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def clean(cls) -> Place:
        """A new Debian of this machine's release; raises `NoCleanRoot`."""
        if shutil.which("debootstrap") is None:
            raise NoCleanRoot("debootstrap is not installed")
        folder = Path(tempfile.mkdtemp(prefix="birdeye-debian-"))
        folder.chmod(0o755)
        try:
            suite = _release()["VERSION_CODENAME"]
            _run(["debootstrap", "--variant=minbase", suite, str(folder), _mirror()])
            # Nothing of this machine is mounted in it, so that no mistake can affect it.
            _run(["mount", "-t", "proc", "proc", str(folder / "proc")])
            _run(["mount", "-t", "tmpfs", "shm", str(folder / "dev" / "shm")])
        except (KeyError, OSError, subprocess.CalledProcessError) as error:
            cls(folder).__exit__()
            raise NoCleanRoot(f"debootstrap did not succeed ({error})") from error
        return cls(folder)

    def __enter__(self) -> Place:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave this machine as it was. The mounts end with this process, if not here."""
        if self.is_this_machine:
            subprocess.run(["dpkg", "--purge", "birdeye"], check=False, stderr=subprocess.DEVNULL)
            subprocess.run(["userdel", USER], check=False)
            shutil.rmtree(self.in_home(""), ignore_errors=True)
            return
        for mount in ("proc", "dev/shm"):
            subprocess.run(["umount", self.root / mount], check=False)
        subprocess.run(["rm", "-rf", "--one-file-system", self.root], check=False)

    @property
    def is_this_machine(self) -> bool:
        """Whether this is a machine with other programs."""
        return self.root == Path("/")

    def prepare(self) -> None:
        """Create the user, the locale and what the test needs."""
        apt = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
        self.as_root(["apt-get", "update", "-qq"])
        self.as_root([*apt, *_EXTRA_PACKAGES])
        self.as_root(["localedef", "-i", "zh_CN", "-f", "UTF-8", LOCALE])
        self.as_root(["useradd", "--no-create-home", "--home-dir", HOME, USER])
        self.in_home("").mkdir(parents=True)
        self.own_home()

    def own_home(self) -> None:
        """Give the user what was put into the home from outside."""
        self.as_root(["chown", "-R", f"{USER}:{USER}", HOME])

    def install_dependencies(self, deb: Path) -> None:
        """Install the package's dependencies, so that everything else that is new comes from the
        package."""
        self._with_copy(deb, ["apt-get", "install", "-y", "-qq", "--no-install-recommends"])
        self.purge()

    def install(self, deb: Path) -> None:
        """Install the package."""
        self._with_copy(deb, ["dpkg", "--install"])

    def _with_copy(self, deb: Path, words: list[str]) -> None:
        here = self.root / "tmp" / f"smoke-{deb.name}"
        shutil.copy(deb, here)
        try:
            self.as_root([*words, f"/tmp/{here.name}"])
        finally:
            here.unlink()

    def purge(self) -> None:
        """Remove the package."""
        self.as_root(["dpkg", "--purge", "birdeye"])

    def files(self) -> set[str]:
        """Every path that a package may own; on this machine, those with Birdeye's name in them."""
        if self.is_this_machine:
            return {path for path in _walk(Path("/usr")) if "birdeye" in Path(path).name}
        return {path for path in _walk(self.root) if path.split("/")[1] not in _CHANGING}

    def in_home(self, path: str) -> Path:
        """``path`` below the user's home, as seen from outside."""
        return self.root / HOME.lstrip("/") / path

    def as_root(self, words: list[str]) -> str:
        """Run a command in the place; its output, or `SmokeFailed`."""
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
        return _told(["chroot", str(self.root), *words], environment)

    def as_user(self, words: list[str], display: str = "") -> str:
        """Run a command as the user; its output, or `SmokeFailed`."""
        return _told(self._user_words(words), _user_environment(display))

    def launch_as_user(self, words: list[str], display: str) -> None:
        """Run a command that starts a program which keeps running; wait for the command only."""
        done = subprocess.run(
            self._user_words(words),
            env=_user_environment(display),
            stdout=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode:
            raise SmokeFailed(f"{' '.join(words)} ended with {done.returncode}")

    def _user_words(self, words: list[str]) -> list[str]:
        user = ["setpriv", "--reuid", USER, "--regid", USER, "--clear-groups"]
        at_home = ["env", "--chdir", HOME, *words]
        # The user's PATH has none of root's folders.
        return ["unshare", "--net", "/usr/sbin/chroot", str(self.root), *user, *at_home]


def _user_environment(display: str) -> dict[str, str]:
    environment = {"HOME": HOME, "LANG": LOCALE, "PATH": "/usr/bin:/bin", "USER": USER}
    return environment | ({"DISPLAY": display} if display else {})


def _told(words: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SmokeFailed(
            f"{' '.join(words)} ended with {done.returncode}:\n{done.stdout[-3000:]}"
            f"{done.stderr[-3000:]}"
        )
    return done.stdout


def _run(words: list[str]) -> None:
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)


def _walk(folder: Path) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        inside = "/" + os.path.relpath(here, folder).removeprefix(".")
        for name in (*folders, *files):
            yield f"{inside.rstrip('/')}/{name}"


def _release() -> dict[str, str]:
    lines = Path("/etc/os-release").read_text("utf-8").splitlines()
    return {name: value.strip('"') for name, _, value in (line.partition("=") for line in lines)}


def _mirror() -> str:
    """The first mirror that this machine gets packages from."""
    told = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(SITE)", "Created-By: Packages"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    return told[0] if told else "http://deb.debian.org/debian"

"""What goes into the bundle, without the unused files that PyInstaller would include.

Paths are those inside the bundle (``PySide6/Qt/plugins/platforms/libqxcb.so``), with slashes on
every system. Lists name what is kept, so that a new release of Qt brings no surprises.
"""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]

EXCLUDED_MODULES = (
    "PIL.ImageQt",
    "PIL.ImageTk",
    "_tkinter",
    "curses",
    "doctest",
    "lib2to3",
    "numpy.f2py",
    "numpy.testing",
    "onnx.backend",
    "onnx.reference",
    "onnxruntime.backend",
    "onnxruntime.datasets",
    "onnxruntime.transformers",
    "pdb",
    "pip",
    "pydoc",
    "readline",  # GNU readline is under the GPL
    "setuptools",
    "tkinter",
    "unittest",
)

_PLUGINS = {
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"),
    "platformthemes": ("qgtk3", "qxdgdesktopportal"),
    "platforminputcontexts": (
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
    ),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "wayland-shell-integration": ("xdg-shell",),
    "styles": ("qmodernwindowsstyle", "qmacstyle"),
}
"""The plug-ins to keep in each folder of Qt's plug-ins; every other folder is left out."""

_QT_MODULES = (
    "Core",
    "DBus",
    "Gui",
    "Network",
    "Svg",
    "WaylandClient",
    "Widgets",
    "WlShellIntegration",
    "XcbQpa",
)

_SYSTEM_LIBRARIES = (
    "libpython3*",
    "libffi.so.*",
    "libbz2.so.*",
    "libexpat.so.*",
    "liblzma.so.*",
    "libmpdec.so.*",
    "libsqlite3.so.*",
    "libuuid.so.*",
    # What Qt needs of X11 beyond what every desktop has.
    "libxcb-cursor.so.*",
    "libxcb-icccm.so.*",
    "libxcb-image.so.*",
    "libxcb-keysyms.so.*",
    "libxcb-render-util.so.*",
    "libxcb-util.so.*",
    "libxkbcommon.so.*",
    "libxkbcommon-x11.so.*",
)
"""Libraries of the building Linux that are included. All others (glibc, OpenGL, OpenSSL, glib, X11)
are left to the system that Birdeye runs on: its drivers, certificates and security fixes belong
there."""


def is_wanted(path: str, languages: frozenset[str]) -> bool:
    """Whether the file is kept. ``languages`` are those of the interface (``de``, ``zh_CN``)."""
    place = PurePosixPath(path)
    match place.parts:
        case ["PySide6", *_, "plugins", folder, name]:
            return _plain(name) in _PLUGINS.get(folder, ())
        case ["PySide6", *_, "translations", name]:
            return name.startswith("qtbase_") and _language(name) in languages
        case ["PySide6", *_, "qml", _] | ["PySide6", *_, "qml", _, _]:
            return False
        case ["PySide6", *_, name] if _is_qt_library(name):
            return _plain(name).removeprefix("Qt6").removeprefix("Qt") in _QT_MODULES
        case [name] if name.startswith("lib") and ".so" in name:
            return any(fnmatch(name, pattern) for pattern in _SYSTEM_LIBRARIES)
        case [folder, "licenses", *_] if folder.endswith(".dist-info"):
            return True
        case [folder, name] if folder.endswith(".dist-info"):
            return name == "METADATA" or name.startswith(("LICEN", "COPYING", "NOTICE"))
        case ["onnxruntime", "ThirdPartyNotices.txt" | "LICENSE"]:
            return True
    return place.suffix not in (".pyi", ".h", ".hpp", ".pxd", ".cmake", ".proto")


def asset_files() -> list[tuple[str, str]]:
    """(file, folder in the bundle) of everything in assets/ that the program reads."""
    sources = ROOT / "assets"
    return [
        (str(path), str(path.parent.relative_to(ROOT)))
        for path in sorted(sources.rglob("*"))
        if path.is_file()
        and path.suffix != ".ts"
        and path.relative_to(sources).parts[0] != "screenshots"
    ]


def recipe_files() -> list[tuple[str, str]]:
    """(file, folder in the bundle) of the recipes for packs from elsewhere."""
    folder = ROOT / "models" / "sources"
    return [(str(path), "models/sources") for path in sorted(folder.iterdir())]


def pack_files(*folders: Path) -> list[tuple[str, str]]:
    """(file, folder in the bundle) of every pack that is directly in one of ``folders``, and of
    the settings.toml beside them, which says which pack is used until the user chooses."""
    packs = [manifest.parent for folder in folders for manifest in folder.glob("*/manifest.toml")]
    files = [
        (str(path), f"models/{pack.name}")
        for pack in sorted(packs)
        for path in sorted(pack.iterdir())
    ]
    return files + [
        (str(settings), "models") for folder in folders for settings in folder.glob("settings.toml")
    ]


def interface_languages() -> frozenset[str]:
    """The languages that the interface is translated to, by the files in assets/translations."""
    return frozenset(
        _language(path.name) for path in (ROOT / "assets" / "translations").glob("*.qm")
    )


def _language(name: str) -> str:
    """``zh_CN`` of ``qtbase_zh_CN.qm``."""
    return PurePosixPath(name).stem.partition("_")[2]


def _plain(name: str) -> str:
    """``qxcb`` of libqxcb.so, qxcb.dll or libqxcb.dylib; ``Qt6Core`` of libQt6Core.so.6."""
    return name.removeprefix("lib").partition(".")[0]


def _is_qt_library(name: str) -> bool:
    plain = _plain(name)
    # QtCore.abi3.so is the binding; a framework's library has no suffix at all.
    return plain.startswith("Qt") and (plain.startswith("Qt6") or "." not in name)

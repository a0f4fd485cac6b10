"""What the Windows build needs besides the bundle: a version resource, and file types for the Inno
Setup script."""

from __future__ import annotations

from builder.document_types import DOCUMENT_TYPES

_RESOURCE = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004,
    fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable('040904B0', [
      StringStruct('CompanyName', 'The Birdeye developers'),
      StringStruct('FileDescription', 'Birdeye'),
      StringStruct('FileVersion', '{version}'),
      StringStruct('InternalName', 'birdeye'),
      StringStruct('LegalCopyright', 'MIT licence; see Help > About for all parts'),
      StringStruct('OriginalFilename', 'birdeye.exe'),
      StringStruct('ProductName', 'Birdeye'),
      StringStruct('ProductVersion', '{version}')])]),
    VarFileInfo([VarStruct('Translation', [1033, 1200])])
  ]
)
"""


def version_resource(version: str) -> str:
    """The text of a version resource as PyInstaller reads it."""
    numbers = (*(int(number) for number in version.split(".")), 0)
    return _RESOURCE.format(version=version, numbers=numbers)


def file_types() -> str:
    """Lines for the [Registry] section: Birdeye among the programs that "Open with" offers.

    It does not become the default. All of them are removed with Birdeye.
    """
    key = r"Software\Classes\Applications\birdeye-window.exe\SupportedTypes"
    lines = [
        f'Root: HKA; Subkey: "{key}"; ValueType: string; ValueName: ".{extension}"; '
        'ValueData: ""; Tasks: openwith'
        for each in DOCUMENT_TYPES
        for extension in each.extensions
    ]
    return "\n".join(lines) + "\n"

#!/bin/sh
# Installs the Debian packages that Qt needs to open a window, and python3-venv, if they are
# missing; does nothing if all are present. Uses sudo only when not run as root.
#
#     sh packaging/debian-packages.sh [build | test]
#
# With "build", also what packaging/build.py needs; with "test", also what packaging/smoke_test.py
# and the tests of the package need.
set -eu

packages="python3-venv libegl1 libgl1 libglib2.0-0 libfontconfig1 libfreetype6 libdbus-1-3
libxkbcommon0 libxkbcommon-x11-0 libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0
libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xkb1 fonts-dejavu-core"
case "${1:-}" in
    build | test)
        # For Debian's Python; another Python includes its own library.
        packages="$packages binutils chrpath $(python3 -c 'import sys
print(f"libpython3.{sys.version_info[1]}" if sys.base_prefix == "/usr" else "")')"
        ;;
esac
[ "${1:-}" != test ] || packages="$packages appstream debootstrap desktop-file-utils libglib2.0-bin
libimage-exiftool-perl lintian locales fonts-wqy-microhei man-db openbox xdotool xvfb"

command -v apt-get >/dev/null || { echo "No apt-get here: install Qt 6's usual libraries yourself."; exit 0; }

missing=""
for package in $packages; do
    dpkg-query --show --showformat='${db:Status-Status}\n' "$package" 2>/dev/null |
        grep -q '^installed$' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=""
[ "$(id -u)" -eq 0 ] || as_root="sudo"
echo "Installing:$missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing

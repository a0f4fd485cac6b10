#!/bin/sh
# Signs Birdeye.app, puts it into a disk image beside a link to Applications, and has Apple notarise it.
#
#     sh packaging/macos/make_dmg.sh VERSION
#
# Without SIGNING_IDENTITY ("Developer ID Application: ...") the program is signed for this machine
# only, and others have to allow it under Privacy & Security. Notarisation needs NOTARY_PROFILE, a
# profile in the keychain:
#
#     xcrun notarytool store-credentials PROFILE --apple-id ID --team-id TEAM --password PASSWORD
set -eu
cd "$(dirname "$0")/../.."

version=$1
app=build/packaging/bundle/Birdeye.app
image="dist/birdeye-$version-macos-$(uname -m).dmg"
identity=${SIGNING_IDENTITY:--}
options=""
[ "$identity" = "-" ] || options="--options runtime --timestamp"

# Inner files first: a signature covers what lies below it.
find "$app/Contents" -type f \( -name '*.so' -o -name '*.dylib' \) -print0 |
    xargs -0 codesign --force --sign "$identity" $options
codesign --force --sign "$identity" $options \
    --entitlements packaging/macos/entitlements.plist "$app"
codesign --verify --deep --strict "$app"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -R "$app" "$folder/"
ln -s /Applications "$folder/Applications"
mkdir -p dist
hdiutil create -volname "Birdeye $version" -srcfolder "$folder" -fs HFS+ -format UDZO -ov "$image"

if [ "$identity" != "-" ] && [ -n "${NOTARY_PROFILE:-}" ]; then
    codesign --sign "$identity" --timestamp "$image"
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
echo "$image"

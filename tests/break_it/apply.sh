#!/bin/sh
# Puts the files that a patch changes, patched, into a folder.
#
#     apply.sh SOURCE PATCH FOLDER
set -eu

source=$1 patch=$2 folder=$3

sed -n 's|^--- a/||p' "$patch" | while read -r file; do
    mkdir -p "$folder/$(dirname "$file")"
    cp "$source/$file" "$folder/$file"
    touch "$folder/$file"
done

# git apply takes no patch whose context has changed; it must not look for a repository above.
cd "$folder"
if command -v git >/dev/null; then
    env -u GIT_DIR GIT_CEILING_DIRECTORIES="$(dirname "$folder")" git apply -p1 "$patch"
else
    patch --strip=1 --fuzz=0 --batch --forward --input="$patch"
fi || {
    echo "FAIL $(basename "$patch") does not apply" >&2
    exit 1
}

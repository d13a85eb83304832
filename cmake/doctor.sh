# Read by ./lockstep doctor: one report to paste into a question.
# It names no user, no host and no folder of yours.
# shellcheck shell=sh

first_line_of() { "$@" 2>/dev/null | head -n 1 || true; }
report() { printf '%-10s %s\n' "$1" "${2:-missing}"; }

report revision "$(first_line_of git log -1 --format='%h of %ad' --date=short)"
report system "$(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release), $(uname -srm)"
report WSL "$(grep -qi microsoft /proc/version 2>/dev/null && echo yes || echo no)"
report cores "$(getconf _NPROCESSORS_ONLN)"
report memory "$(getconf _PHYS_PAGES | awk '{ print int($1 * page / 1048576) " MB" }' \
    page="$(getconf PAGESIZE)")"
report disk "$(df -Pm . | awk 'NR == 2 { print $4 " MB free" }')"
report TMPDIR "$(
    if [ -z "${TMPDIR:-}" ]; then echo "not set, so /tmp"
    elif [ ! -d "$TMPDIR" ]; then echo "set, and names no folder"
    elif [ ! -w "$TMPDIR" ]; then echo "set, and its folder cannot be written"
    else echo "set, and its folder is there"
    fi
), $(df -Pm "${TMPDIR:-/tmp}" 2>/dev/null | awk 'NR == 2 { print $4 " MB free" }')"
report locale "LANG=${LANG:-} LC_ALL=${LC_ALL:-} ($(first_line_of locale charmap))"
for tool in g++ clang++ cmake ninja python3; do
    report "$tool" "$(first_line_of "$tool" --version)"
done

program=$(TMPDIR='' mktemp)  # a TMPDIR that names no folder is told above
for sanitizer in thread address undefined; do
    if echo 'int main() {}' | g++ -x c++ - "-fsanitize=$sanitizer" -o "$program" &&
        "$program"; then
        report "$sanitizer" "sanitizer works"
    else
        report "$sanitizer" "sanitizer does not work"
    fi
done 2>/dev/null
rm -f "$program"

echo "packages:"
versions=$(dpkg-query -W -f '${Package} ${Version}\n' 2>/dev/null) || true
table | while IFS='|' read -r package who _; do
    version=$(printf '%s\n' "$versions" | sed -n "s/^$package //p")
    printf '  %-23s %-24s for %s\n' "$package" "${version:-missing}" "$who"
done

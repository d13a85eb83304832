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
report locale "LANG=${LANG:-} LC_ALL=${LC_ALL:-} ($(first_line_of locale charmap))"
for tool in g++ clang++ cmake ninja python3; do
    report "$tool" "$(first_line_of "$tool" --version)"
done

program=$(mktemp)
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
table | while IFS='|' read -r package who _; do
    version=$(dpkg-query -W -f '${Version}' "$package" 2>/dev/null) || true
    printf '  %-23s %-24s for %s\n' "$package" "${version:-missing}" "$who"
done

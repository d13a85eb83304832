#!/bin/sh
# Do the README's two commands do on a bare Debian 12 what it promises? Run by hand, as root, with
# debootstrap installed:
#
#     tests/house/bare_debian.sh /tmp/bare
#     tests/house/bare_debian.sh /tmp/bare ./lockstep run 3 pipeline --stocks 100
#
# Makes a bare Debian in the folder (or takes the one that is there), clones main into it, and
# runs there, with the smallest of environments, `./lockstep run 3` and `./lockstep test`, or the
# command that is given. Packages come from where this machine's apt gets them.
set -eu

if [ $# = 0 ] || [ "$(id -u)" != 0 ]; then
    sed -n '2,11s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi
repository=$(cd -P -- "$(dirname -- "$0")/../.." && pwd)
bare=$1
shift

# Mounts made from here on are seen by this process only, and go away with it.
[ "${LOCKSTEP_UNSHARED:-}" ] || LOCKSTEP_UNSHARED=yes exec unshare --mount "$0" "$bare" "$@"

if [ ! -e "$bare/etc/debian_version" ]; then
    # shellcheck disable=SC2016  # apt-get puts the address there
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Codename: bookworm' | head -n 1)
    debootstrap --variant=minbase bookworm "$bare" "$mirror"
    # What this machine's apt has to know to reach the mirror; and how names are looked up.
    apt-config dump | grep -E '^Acquire::(Check|Retries|.*(Proxy|Verify))' \
        >"$bare/etc/apt/apt.conf.d/99acquire" || true
    cp /etc/resolv.conf "$bare/etc/resolv.conf"
fi

in_bare() {
    chroot "$bare" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin sh -euc "$@"
}

mount -t proc proc "$bare/proc"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$bare/dev/pts"
mount --bind "$bare/dev/pts/ptmx" "$bare/dev/ptmx"
in_bare 'command -v git >/dev/null || { apt-get update && apt-get install -y git; }'
git -C "$repository" bundle create --quiet "$bare/main.bundle" main
in_bare 'rm -rf /lockstep && git clone --quiet --branch main /main.bundle /lockstep'

if [ $# -gt 0 ]; then
    in_bare 'cd /lockstep && "$@"' sh "$@"
else
    in_bare 'cd /lockstep && ./lockstep run 3 && ./lockstep test && ctest -R lesson03'
fi

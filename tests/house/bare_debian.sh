#!/bin/sh
# Do the README's two commands do on a bare Debian what it promises? Run by hand, as root, with
# debootstrap installed:
#
#     tests/house/bare_debian.sh bookworm FOLDER
#     tests/house/bare_debian.sh trixie FOLDER ./lockstep run 3 pipeline --stocks 100
#
# Makes a bare Debian 12 (bookworm) or 13 (trixie) in the folder, or takes the one that is there,
# clones what is committed here into it, and runs there, with the smallest of environments,
# `./lockstep run 3` and `./lockstep test`, or the command that is given. Says how long each took.
# Packages come from where this machine's apt gets them.
set -eu

usage() {
    sed -n '2,11s/^# \{0,1\}//p' "$0" >&2
    exit 2
}

if [ $# -lt 2 ] || [ "$(id -u)" != 0 ]; then usage; fi
case $1 in bookworm | trixie) ;; *) usage ;; esac

# Mounts made from here on are seen by this process only, and go away with it.
[ "${LOCKSTEP_UNSHARED:-}" ] || LOCKSTEP_UNSHARED=yes exec unshare --mount "$0" "$@"

repository=$(cd -P -- "$(dirname -- "$0")/../.." && pwd)
release=$1
bare=$2
shift 2

if [ ! -e "$bare/etc/debian_version" ]; then
    # Where this machine's apt gets Debian's own packages; elsewhere debootstrap knows an address.
    # shellcheck disable=SC2016  # apt-get puts it there
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Label: Debian' | head -n 1)
    debootstrap --variant=minbase "$release" "$bare" ${mirror:+"$mirror"}
    # What this machine's apt has to know to reach the mirror; and how names are looked up.
    apt-config dump | grep -E '^Acquire::(Check|Retries|.*(Proxy|Verify))' \
        >"$bare/etc/apt/apt.conf.d/99acquire" || true
    cp /etc/resolv.conf "$bare/etc/resolv.conf"
fi
grep -q "^VERSION_CODENAME=$release$" "$bare/etc/os-release" || {
    echo "$bare holds another release than $release" >&2
    exit 2
}

in_bare() {
    chroot "$bare" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin bash -euc "$@"
}

# In the clone, with the time it took: waiting, and of all its processors.
timed() {
    # shellcheck disable=SC2016  # the bare machine's shell puts them there
    in_bare 'cd /lockstep
TIMEFORMAT="======== $*: %R s, of processors %U s and in the system %S s"
time "$@"' bash "$@"
}

mount -t proc proc "$bare/proc"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$bare/dev/pts"
mount --bind "$bare/dev/pts/ptmx" "$bare/dev/ptmx"
in_bare 'command -v git >/dev/null || { apt-get update && apt-get install -y git; }'
git -C "$repository" bundle create --quiet "$bare/lockstep.bundle" HEAD
in_bare 'rm -rf /lockstep
git -c advice.detachedHead=false -c init.defaultBranch=main \
    clone --quiet /lockstep.bundle /lockstep'

if [ $# -gt 0 ]; then
    timed "$@"
else
    timed ./lockstep run 3
    timed ./lockstep test
    timed ctest -R lesson03
fi

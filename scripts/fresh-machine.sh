#!/usr/bin/env bash
# Run the README's commands on a machine that nobody prepared: a minimal Debian
# in a temporary folder, where an ordinary user clones this checkout.
#
#   scripts/fresh-machine.sh [bookworm|trixie] [ARGUMENTS OF MAKE]...
#
# Each further argument is one call of make; the default is parity.
#   scripts/fresh-machine.sh trixie parity 'test CI=1'
#
# Packages that were downloaded once are kept in the folder that
# FRESH_MACHINE_CACHE names (default: ~/.cache/lockstep-fresh-machine).
# FRESH_MACHINE_MIRROR names another mirror of Debian.
#
# Exit code: that of make. Nothing is left behind but the cache.
set -euo pipefail

say() { printf 'fresh-machine: %s\n' "$*"; }
fail() { printf 'fresh-machine: %s\n' "$*" >&2; exit 3; }

# A laptop may lack root or debootstrap; CI may not.
leave_out() {
  [ -z "${CI:-}" ] || fail "$*"
  say "left out: $*"
  exit 0
}

# Exactly what the README asks for, and sudo for an ordinary user.
packages=git,make,python3,ca-certificates,sudo
home=home/user
cert_variables='SSL_CERT_FILE|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|PIP_CERT'
proxy_variables='(https?|ftp|all|no)_proxy|(HTTPS?|FTP|ALL|NO)_PROXY'

main() {
  local suite=${1:-bookworm} program work child code=0
  case $suite in
    bookworm | trixie) ;;
    *) printf 'fresh-machine: %s: choose bookworm or trixie\n' "$suite" >&2
      exit 2 ;;
  esac
  [ "$(id -u)" -eq 0 ] || leave_out "this needs root; type: sudo $0 $*"
  for program in debootstrap unshare git; do
    command -v "$program" >/dev/null ||
      leave_out "no $program; type: apt-get install debootstrap util-linux git"
  done
  work=$(mktemp -d "${TMPDIR:-/var/tmp}/fresh-$suite-XXXXXX")
  trap 'clean_up "${child:-}" "$work"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  # In namespaces of its own: when the first process ends, all that it started
  # and all that it mounted is gone.
  unshare --mount --propagation private --pid --fork --kill-child \
    --mount-proc "$0" --within "$work" "$suite" "${@:2}" &
  child=$!
  wait "$child" || code=$?
  child=
  exit "$code"
}

clean_up() { # CHILD WORK
  trap '' INT TERM HUP
  if [ -n "$1" ]; then
    pkill -KILL -P "$1" || true
    wait "$1" || true
  fi
  rm -rf --one-file-system "$2"
}

within() { # WORK SUITE [ARGUMENTS OF MAKE]...
  local root=$1/root suite=$2
  local cache=${FRESH_MACHINE_CACHE:-$HOME/.cache/lockstep-fresh-machine}/$suite
  shift 2
  [ $# -gt 0 ] || set -- parity
  mkdir -p "$cache/apt" "$cache/pip"
  exec 9>"$cache/lock"
  flock --nonblock 9 || {
    say "waiting for another run on $suite"
    flock 9
  }
  find "$cache" -type f -mtime +30 -delete
  timed "made a minimal $suite" make_system "$root" "$suite" "$cache"
  mount_folders "$root" "$cache"
  clone_checkout "$root"
  for call in "$@"; do
    timed "make $call on $suite" as_user "$root" "make $call"
  done
}

timed() { # WHAT COMMAND...
  local start=$SECONDS code=0
  "${@:2}" || code=$?
  say "$1: $((SECONDS - start)) s, exit code $code"
  [ "$code" -eq 0 ] || exit "$code"
}

make_system() { # ROOT SUITE CACHE
  local mirror security log=$1.log minimal=$3/minimal,$packages.tar
  mirror=$(mirror_of main)
  security=$(mirror_of security)
  # What debootstrap made of these packages half a day ago at most is unpacked
  # again.
  find "$3" -maxdepth 1 -name 'minimal*' -mmin +720 -delete
  if [ -f "$minimal" ]; then
    mkdir "$1"
    tar --extract --numeric-owner --directory="$1" --file="$minimal"
  else
    # Nobody needs this system after a crash: dpkg does not wait for the disk.
    mkdir -p "$1/etc/dpkg/dpkg.cfg.d"
    echo force-unsafe-io >"$1/etc/dpkg/dpkg.cfg.d/throw-away"
    debootstrap --variant=minbase --include="$packages" --cache-dir="$3/apt" \
      "$2" "$1" "$mirror" >"$log" 2>&1 || {
      tail -n 20 "$log" >&2
      fail "debootstrap could not make $2 from $mirror"
    }
    tar --create --numeric-owner --directory="$1" --file="$minimal.part" .
    mv "$minimal.part" "$minimal"
  fi
  {
    echo "deb $mirror $2 main"
    echo "deb $mirror $2-updates main"
    [ -z "$security" ] || echo "deb $security $2-security main"
  } >"$1/etc/apt/sources.list"
  hand_over_network "$1"
  chroot "$1" useradd --create-home --home-dir "/$home" --shell /bin/bash user
  echo 'user ALL=(ALL) NOPASSWD: ALL' >"$1/etc/sudoers.d/user"
}

# The mirror that this machine itself uses; on another system, Debian's own.
mirror_of() { # main|security
  local of release=
  [ "$1" = security ] || [ -z "${FRESH_MACHINE_MIRROR:-}" ] || {
    echo "$FRESH_MACHINE_MIRROR"
    return
  }
  # shellcheck source=/dev/null
  of=$(. /etc/os-release && echo "$ID:$VERSION_CODENAME")
  [ "$1" = main ] && release=${of#*:} || release=${of#*:}-security
  if [ "${of%%:*}" = debian ]; then
    apt-get indextargets --format '$(RELEASE) $(REPO_URI)' \
      'Created-By: Packages' |
      awk -v release="$release" '$1 == release { print $2; exit }'
  elif [ "$1" = main ]; then
    echo http://deb.debian.org/debian
  fi
}

# How this machine reaches the network: names, proxies, certificates, and the
# index of Python packages.  Nothing else of it goes along.
hand_over_network() { # ROOT
  local name file number=0
  cp /etc/resolv.conf "$1/etc/resolv.conf"
  cp /etc/hosts "$1/etc/hosts"
  grep -qw "$(hostname)" "$1/etc/hosts" ||
    echo "127.0.0.1 $(hostname)" >>"$1/etc/hosts"
  if command -v apt-config >/dev/null; then
    apt-config dump | grep -E '^Acquire::(Check-|https?::)' \
      >"$1/etc/apt/apt.conf.d/90network" || true
  fi
  env | grep -E "^($proxy_variables|PIP_(INDEX|EXTRA_INDEX)_URL|UV_(DEFAULT_INDEX|INDEX_URL))=" \
    >>"$1/etc/environment" || true
  python3 -m pip config list 2>/dev/null | network_of_pip >"$1/etc/pip.conf"
  for file in /usr/local/share/ca-certificates/*.crt; do
    [ ! -f "$file" ] || cp "$file" "$1/usr/local/share/ca-certificates/"
  done
  while IFS='=' read -r name file; do
    [ -f "$file" ] || continue
    number=$((number + 1))
    [ "$file" = /etc/ssl/certs/ca-certificates.crt ] ||
      cp "$file" "$1/usr/local/share/ca-certificates/$number.crt"
    echo "$name=/etc/ssl/certs/ca-certificates.crt" >>"$1/etc/environment"
  done < <(env | grep -E "^($cert_variables)=")
  chroot "$1" update-ca-certificates >/dev/null 2>&1
}

# Of pip's settings, those that say where to look and through what.
network_of_pip() {
  echo '[global]'
  sed -nE "s/^(global|install)\.(index-url|extra-index-url|proxy|trusted-host|timeout|retries)='(.*)'$/\2 = \3/p" |
    grep -v 'file:' || true
}

mount_folders() { # ROOT CACHE
  mount -t proc proc "$1/proc"
  mount -t sysfs -o ro sysfs "$1/sys"
  mount -t tmpfs -o mode=755 tmpfs "$1/dev"
  local device
  for device in 'null 3' 'zero 5' 'full 7' 'random 8' 'urandom 9'; do
    mknod -m 666 "$1/dev/${device% *}" c 1 "${device#* }"
  done
  mknod -m 666 "$1/dev/tty" c 5 0
  ln -s /proc/self/fd "$1/dev/fd"
  ln -s /proc/self/fd/0 "$1/dev/stdin"
  ln -s /proc/self/fd/1 "$1/dev/stdout"
  ln -s /proc/self/fd/2 "$1/dev/stderr"
  mkdir "$1/dev/pts" "$1/dev/shm"
  # Octave's bridge needs a terminal.
  mount -t devpts -o newinstance,ptmxmode=666,gid=5,mode=620 devpts "$1/dev/pts"
  ln -s pts/ptmx "$1/dev/ptmx"
  mount -t tmpfs -o mode=1777 tmpfs "$1/dev/shm"
  mount --bind "$2/apt" "$1/var/cache/apt/archives"
  mkdir -p "$1/$home/.cache/pip"
  mount --bind "$2/pip" "$1/$home/.cache/pip"
  chroot "$1" chown -R user: "/$home"
}

clone_checkout() { # ROOT
  local checkout
  checkout=$(cd "$(dirname "$0")/.." && pwd)
  [ -z "$(git -c safe.directory='*' -C "$checkout" status --porcelain)" ] ||
    say "changes that are not committed are left out"
  git -c safe.directory='*' clone --quiet --no-hardlinks "$checkout" \
    "$1/$home/lockstep"
  chroot "$1" chown -R user: "/$home/lockstep"
}

as_user() { # ROOT COMMAND
  chroot "$1" su --login user --command "cd lockstep && $2" </dev/null
}

# Read to its end before anything runs: the file may change meanwhile.
{
  if [ "${1:-}" = --within ]; then within "${@:2}"; else main "$@"; fi
  exit
}

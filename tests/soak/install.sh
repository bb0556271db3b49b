#!/bin/sh
# What `make soak` needs from Debian, where it may be installed; else a sentence that says what is missing.
set -u
missing=
for pair in syncthing:syncthing node:nodejs vim:vim git:git strace:strace; do
  command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair##*:}"
done
[ -z "$missing" ] && exit 0
sudo=
[ "$(id -u)" -eq 0 ] || sudo="sudo -n"
if command -v apt-get >/dev/null 2>&1 && $sudo true 2>/dev/null; then
  # shellcheck disable=SC2086
  $sudo apt-get update -qq && $sudo apt-get install -y -qq --no-install-recommends $missing && exit 0
fi
echo "The soak leaves out what needs these; install them to run all of it:$missing" >&2

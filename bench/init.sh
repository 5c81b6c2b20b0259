#!/usr/bin/env bash
# Builds what `plinth init` writes for the small projects below bench/init, with its debug target, and runs both.
#
# usage: init.sh [NAME...]   the folders below bench/init; all by default
#
# See stand-in.sh for what it needs, and what stands in for the images that the files name. Exit code 1 where one does not build or run.
set -euo pipefail
# shellcheck source=bench/stand-in.sh
. "$(dirname "$0")/stand-in.sh"
cd "$bench/init"
[ $# -gt 0 ] || set -- *

printf '| project | builds, debug too | prints | MB | findings |\n|---|---|---|---|---|\n'
worst=0
for name in "$@"; do
  cp -r "$bench/init/$name" "$work/$name"
  "$plinth" init "$work/$name" >"$work/$name.init" 2>&1 || { cat "$work/$name.init" >&2; worst=1; continue; }
  missing=''
  for image in $(images "$work/$name/Dockerfile"); do stand_in "$image" || missing+=" $image"; done
  if [ -n "$missing" ]; then
    echo "$name: not built, nothing of Debian's stands in for$missing" >&2
    read -r found _ < <(findings "$work/$name")
    printf '| `%s` | not built | | | %s |\n' "$name" "$found"
    continue
  fi
  builds='' said='' size=0
  for target in '' debug; do
    if built "init-$name" "$work/$name" ${target:+--target "$target"}; then
      builds+="yes "
      [ -n "$target" ] || { said=$(run "init-$name"); size=$(bytes "init-$name"); }
      if [ -n "$target" ]; then
        container=$(store from --pull-never "init-$name")
        store run "$container" -- /busybox/sh -c true || worst=1
        store rm "$container" >/dev/null
      fi
    else
      builds+="no "
      worst=1
      tail -n 5 "$work/init-$name.log" >&2
    fi
  done
  store rmi --force "init-$name" >/dev/null 2>&1 || true
  case $said in *"exit code"* | '') worst=1 ;; esac
  read -r found _ < <(findings "$work/$name")
  printf '| `%s` | %s | `%s` | %d.%d | %s |\n' "$name" "$(sed 's/ $//; s/ /, /' <<<"$builds")" "$(head -n 1 <<<"$said")" \
    $((size / 1000000)) $((size / 100000 % 10)) "$found"
done
exit $worst

#!/usr/bin/env bash
# Builds each bad Dockerfile below bench/mend, and what `plinth lint --fix=review` makes of it, and runs both.
#
# usage: mend.sh BASE.tar   a root file system that stands in for debian:12.11-slim, made for example with
#   mmdebstrap --variant=minbase --include=ca-certificates bookworm BASE.tar
#
# Needs root, buildah, and Debian's packages for what the files install. Prints a table; exit code 1 where a mend breaks something.
set -euo pipefail
for tool in buildah mmdebstrap; do
  command -v "$tool" >/dev/null || { echo "mend.sh: skipped, there is no $tool"; exit 0; }
done
here=$(cd "$(dirname "$0")" && pwd -P)
base=$(realpath "$1")
work=$(mktemp -d)
export STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot
store() { buildah --root "$work/storage" --runroot "$work/run" "$@"; }
trap 'store rm --all >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
container=$(store from scratch)
store add --quiet "$container" "$base" / >/dev/null
store config --cmd /bin/bash "$container"
store commit --quiet --rm "$container" docker.io/library/debian:12.11-slim >/dev/null

# The findings that count with --strict, one a line.
findings() { { "$here/../plinth" lint --no-config --strict -o json "$1" 2>/dev/null || [ $? -eq 1 ]; } | { grep -o '"rule": *"[^"]*"' || true; }; }
# What the image's command prints, and its exit code.
run() {
  local c user line
  c=$(store from --pull-never "$1")
  user=$(store inspect --type image --format '{{.OCIv1.Config.User}}' "$1")
  line=$(store inspect --type image --format '{{range .OCIv1.Config.Cmd}}{{printf "%s\n" .}}{{end}}' "$1")
  mapfile -t command <<<"$line"
  store run --isolation chroot ${user:+--user "$user"} "$c" -- "${command[@]}" 2>&1 || echo "exit code $?"
  store rm "$c" >/dev/null
}
size() { store images --json "$1" | grep -o '"size": *"[^"]*"' | cut -d'"' -f4; }

printf '| file | builds | same output | size before, after | findings before, after |\n|---|---|---|---|---|\n'
worst=0
for bad in "$here"/mend/*/; do
  name=$(basename "$bad")
  for form in before after; do cp -r "$bad" "$work/$name-$form"; done
  "$here/../plinth" lint --no-config --fix=review "$work/$name-after" >/dev/null || [ $? -eq 1 ]
  builds='' same=no
  for form in before after; do
    if store build --pull-never --quiet --format docker --tag "$name-$form" "$work/$name-$form" >"$work/$name-$form.log" 2>&1; then
      builds+="yes " ; run "$name-$form" >"$work/$name-$form.out"
    else
      builds+="no "
    fi
  done
  if [ "$builds" = "yes yes " ] && cmp -s "$work/$name-before.out" "$work/$name-after.out"; then same=yes; fi
  case $builds in
    *"yes ") ;;
    *) worst=1; tail -n 5 "$work/$name-after.log" >&2 ;;
  esac
  if [ "$builds" = "yes yes " ] && [ $same = no ]; then worst=1; diff "$work/$name-before.out" "$work/$name-after.out" >&2 || true; fi
  printf '| `%s` | %s | %s | %s, %s | %s, %s |\n' "$name" "${builds% }" "$same" "$(size "$name-before" || true)" "$(size "$name-after" || true)" \
    "$(findings "$work/$name-before" | wc -l)" "$(findings "$work/$name-after" | wc -l)"
done
exit $worst

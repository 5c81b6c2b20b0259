#!/usr/bin/env bash
# Whether `scan --dockerfile` names the right lines: builds the multi-stage Dockerfiles of the tests with buildah, a layer for each
# instruction, and compares the FROM and the line of every finding with expected.tsv beside each file.
#
# usage: lines.sh [--record] [NAME...]
#
# --record writes down the configurations of the images as built (config.json), which the tests read where there is no buildah.
# Needs root, buildah, jq and BusyBox (busybox-static). In an expected.tsv stand: `from` image, line, layers; `lines` by layer, 0 where there
# must be none (`buildkit` where it makes other layers); `findings` by line; `argument` and `target` as given to the build; `layers no` where one layer is made of a stage;
# `of` another folder whose image is compared with this file.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd -P)
fixtures=$root/bases/src/test/resources/dev/plinth/bases/lines
plinth=${PLINTH:-$root/plinth}
for tool in buildah jq busybox; do
  command -v "$tool" >/dev/null || { echo "skipped: there is no $tool"; exit 0; }
done
[ "$(id -u)" = 0 ] || { echo "skipped: only root builds here"; exit 0; }
record=no
[ "${1:-}" != --record ] || { record=yes; shift; }
cd "$fixtures"
[ $# -gt 0 ] || set -- */
export STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot SOURCE_DATE_EPOCH=1764547200
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_DATA_HOME=$work/data XDG_CACHE_HOME=$work/cache
store() { buildah --root "$work/storage" --runroot "$work/run" "$@"; }
built() { store build --quiet --pull-never --format docker --timestamp 1764547200 "$@" >"$work/log" 2>&1 || { tail -n 5 "$work/log" >&2; return 1; }; }

# Small images by the names that the files have.
mkdir -p "$work/tool"/{bin,etc,root,tmp} "$work/context"
cp "$(command -v busybox)" "$work/tool/bin/busybox"
(cd "$work/tool/bin" && ./busybox --list | grep -v '^busybox$' | xargs -n 1 ln -s busybox)
echo 'root:x:0:0:root:/root:/bin/sh' >"$work/tool/etc/passwd"
echo 'node:x:1000:1000::/:/bin/sh' >>"$work/tool/etc/passwd"
printf 'FROM scratch\nADD tool /\nCMD ["sh"]\n' >"$work/debian.Dockerfile"
built --tag docker.io/library/debian:12 --file "$work/debian.Dockerfile" "$work"
based() {
  printf '%b' "$2" >"$work/base.Dockerfile"
  built --layers --tag "$1" --file "$work/base.Dockerfile" "$work/context"
}
based docker.io/library/golang:1.25 'FROM debian:12\nENV GOLANG_VERSION=1.25\nRUN mkdir -p /usr/local/go/bin\nRUN echo go > /usr/local/go/VERSION\nWORKDIR /go\n'
based docker.io/library/python:3.13 'FROM debian:12\nENV PYTHON_VERSION=3.13\nRUN mkdir -p /usr/local/lib/python3.13\nRUN echo python > /usr/local/lib/python3.13/os.py\nCMD ["python3"]\n'
based docker.io/library/node:24-slim 'FROM debian:12\nENV NODE_VERSION=24\nRUN mkdir /etc/node && echo 24 > /etc/node/version\nCMD ["node"]\n'
based docker.io/company/onbuild:1 'FROM debian:12\nRUN echo company > /company\nONBUILD RUN echo triggered > /triggered\n'
based gcr.io/distroless/static-debian12:nonroot 'FROM debian:12\nUSER 65532\n'

echo 'module example.org/app' >"$work/context/go.mod"
echo 'flask==3.0' >"$work/context/requirements.txt"
echo 'setting = 1' >"$work/context/settings.toml"
# A package with a vulnerability that every Plinth knows, so that there is a finding for the line that brings it.
echo '{"name": "jquery", "version": "3.4.0"}' >"$work/context/package.json"

# told KEY FILE: the values of a row.
told() { awk -F'\t' -v key="$1" '$1 == key { $1 = ""; print substr($0, 2) }' "$2"; }
wrong=0
printf '| file | FROM | lines of findings | |\n|---|---|---|---|\n'
for name in "$@"; do
  name=${name%/}
  expected=$fixtures/$name/expected.tsv
  of=$(told of "$expected")
  words=() given=()
  [ "$(told layers "$expected")" = no ] || words+=(--layers)
  while read -r value; do [ -z "$value" ] || { words+=(--build-arg "$value"); given+=(--build-arg "$value"); }; done <<<"$(told argument "$expected")"
  target=$(told target "$expected")
  [ -z "$target" ] || { words+=(--target "$target"); given+=(--target "$target"); }
  built "${words[@]}" --tag "localhost/$name" --file "$fixtures/${of:-$name}/Dockerfile" "$work/context"
  store push --quiet "localhost/$name" "oci:$work/images:$name" >/dev/null
  if [ $record = yes ]; then
    store inspect --type image "localhost/$name" | jq --indent 1 '{history: .Docker.history, rootfs: .Docker.rootfs}' >"$fixtures/$name/config.json"
  fi
  cp "$fixtures/$name/Dockerfile" "$work/Dockerfile"
  "$plinth" scan "oci-dir:$work/images:$name" --quiet --dockerfile "$work/Dockerfile" "${given[@]}" -o "json=$work/report.json" || [ $? -eq 1 ]
  from=$(jq -r '.base.name // ""' "$work/report.json")
  lines=$(jq -r --arg file "$work/Dockerfile" '[.findings[] | select(.kind == "vulnerability") | [.locations[] | select(.path == $file) | .startLine] | first // 0] | unique | join(" ")' "$work/report.json")
  read -r image _ count <<<"$(told from "$expected")"
  # What made of nothing stands on nothing; where there are no lines, the builder's own word counts.
  [ "$count" != 0 ] || image=''
  [ "$count" -ge 0 ] || image=docker.io/library/$image
  verdict=right
  if [ "$from" != "$image" ] || [ "$lines" != "$(told findings "$expected")" ]; then verdict=WRONG wrong=1; fi
  # shellcheck disable=SC2016
  printf '| `%s` | `%s` | %s | %s |\n' "$name" "$from" "$lines" "$verdict"
done
exit $wrong

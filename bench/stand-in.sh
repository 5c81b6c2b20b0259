# shellcheck shell=bash
# To be sourced: images made here of Debian's packages, under the names that Dockerfiles ask for, where no registry is asked.
#
# Needs root, buildah, mmdebstrap and a mirror of Debian. Images are kept in bench/work/buildah between runs.
# BASE names a root file system at hand; else one is made. Where SSL_CERT_FILE is set, builds see it as their list of authorities.
bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
plinth=${PLINTH:-$bench/../plinth}
for tool in buildah mmdebstrap python3; do
  command -v "$tool" >/dev/null || { echo "skipped: there is no $tool"; exit 0; }
done
[ "$(id -u)" = 0 ] || { echo "skipped: only root builds here"; exit 0; }
export STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot
mkdir -p "$bench/work/buildah"
work=$(mktemp -d)
store() { buildah --root "$bench/work/buildah/storage" --runroot "$bench/work/buildah/run" "$@"; }
trap 'rm -rf "$work"' EXIT
authorities=()
[ -z "${SSL_CERT_FILE:-}" ] || authorities=(--volume "$SSL_CERT_FILE:/etc/ssl/certs/ca-certificates.crt:ro")

# make NAME COMMAND...: an image of the base in which that was run.
make() {
  local name=$1 container
  shift
  container=$(store from --pull-never localhost/base)
  [ $# = 0 ] || store run "${authorities[@]}" "$container" -- sh -c "$*" >"$work/make.log" 2>&1 || { tail -n 5 "$work/make.log" >&2; return 1; }
  store commit --quiet --rm "$container" "$name" >/dev/null
}
packages() { echo "apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $* && rm -rf /var/lib/apt/lists/*"; }

base() {
  store image exists localhost/base 2>/dev/null && return
  [ -z "$(store images --quiet localhost/base 2>/dev/null)" ] || return 0
  local tar=${BASE:-$bench/work/buildah/base.tar} container
  [ -s "$tar" ] || mmdebstrap --variant=minbase --include=ca-certificates bookworm "$tar" >&2
  container=$(store from scratch)
  store add --quiet "$container" "$tar" / >/dev/null
  store config --cmd /bin/bash --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$container"
  store commit --quiet --rm "$container" localhost/base >/dev/null
}

# stand_in NAME: makes that image where it is not there; 1 where nothing stands in for it.
stand_in() {
  [ -z "$(store images --quiet "$1" 2>/dev/null)" ] || return 0
  local kind
  case $1 in
    debian:*) kind=base ;;
    *distroless*:debug*) kind=busybox ;;
    *distroless*) kind=base ;;
    python:*) kind=python ;;
    golang:*) kind=golang ;;
    node:*) kind=node ;;
    eclipse-temurin:*) kind=java ;;
    *) return 1 ;;
  esac
  base
  if [ $kind != base ] && [ -z "$(store images --quiet "localhost/$kind" 2>/dev/null)" ]; then
    case $kind in
      busybox) make localhost/busybox "$(packages busybox-static) && mkdir /busybox && cp /bin/busybox /busybox/sh" ;;
      python) make localhost/python "$(packages python3 python3-pip python3-venv) && ln -s python3 /usr/bin/python && rm -f /usr/lib/python3*/EXTERNALLY-MANAGED" ;;
      golang) make localhost/golang "$(packages golang-go)" ;;
      node) make localhost/node "$(packages nodejs npm) && useradd --uid 1000 --create-home node" ;;
      java) make localhost/java "$(packages openjdk-17-jdk-headless)" ;;
    esac
  fi
  case $1 in
    */*) store tag "localhost/$kind" "$1" ;;
    *) store tag "localhost/$kind" "docker.io/library/$1" ;;
  esac
}

# images FILE: what its FROM and COPY --from name, but for its own stages.
images() {
  python3 - "$1" <<'P'
import re, sys
text = open(sys.argv[1]).read()
stages = set(s.lower() for s in re.findall(r"(?im)^FROM\s+.*\sAS\s+(\S+)", text))
names = re.findall(r"(?im)^FROM\s+(?:--\S+\s+)*(\S+)", text) + re.findall(r"(?im)--from=(\S+)", text)
print("\n".join(dict.fromkeys(n for n in names if n.lower() not in stages and not n.isdigit())))
P
}

# built TAG FOLDER [ARGUMENT...]: builds it; its log is TAG.log.
built() {
  local tag=$1 folder=$2
  shift 2
  store build --pull-never --quiet --format docker "${authorities[@]}" "$@" --tag "$tag" "$folder" >"$work/$tag.log" 2>&1
}

# run TAG: what the image's command prints, and its exit code.
run() {
  local c user line command
  c=$(store from --pull-never "$1")
  user=$(store inspect --type image --format '{{.OCIv1.Config.User}}' "$1")
  line=$(store inspect --type image --format '{{range .OCIv1.Config.Entrypoint}}{{printf "%s\n" .}}{{end}}{{range .OCIv1.Config.Cmd}}{{printf "%s\n" .}}{{end}}' "$1")
  mapfile -t command <<<"$line"
  store run ${user:+--user "$user"} "$c" -- "${command[@]}" 2>&1 || echo "exit code $?"
  store rm "$c" >/dev/null
}

# bytes TAG: of all files in it.
bytes() {
  local c
  c=$(store from --pull-never "$1")
  du -sb --apparent-size "$(store mount "$c")" | cut -f1
  store rm "$c" >/dev/null
}

# findings FOLDER: how many count with --strict, and how many of them could be mended.
findings() {
  { "$plinth" lint --no-config --strict -o json "$1" 2>/dev/null || [ $? -eq 1 ]; } | python3 -c '
import json, sys
found = [f for file in json.load(sys.stdin)["files"] for f in file["findings"]]
print(len(found), sum("edits" in (f.get("fix") or {}) for f in found))'
}

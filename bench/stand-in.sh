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

# make NAME COMMAND [OPTION...]: an image of the base in which that was run, configured by these.
make() {
  local name=$1 command=$2 container
  shift 2
  container=$(store from --pull-never localhost/base)
  store run "${authorities[@]}" "$container" -- sh -c "$command" >"$work/make.log" 2>&1 || { tail -n 5 "$work/make.log" >&2; return 1; }
  [ $# = 0 ] || store config "$@" "$container"
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

# What Java trusts, where SSL_CERT_FILE names authorities: it has a list of its own.
trust='import java.io.*; import java.security.KeyStore; import java.security.cert.*;
class Trust { public static void main(String[] a) throws Exception {
  File list = new File("/etc/ssl/certs/java/cacerts"); char[] word = "changeit".toCharArray();
  KeyStore store = KeyStore.getInstance(list, word); int n = 0;
  try (InputStream in = new FileInputStream("/etc/ssl/certs/ca-certificates.crt")) {
    for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) store.setCertificateEntry("own" + n++, each); }
  try (OutputStream out = new FileOutputStream(list)) { store.store(out, word); } } }'

# stand_in NAME: makes that image where it is not there; 1 where nothing stands in for it.
stand_in() {
  [ -z "$(store images --quiet "$1" 2>/dev/null)" ] || return 0
  local kind
  case $1 in
    debian:*) kind=base ;;
    *distroless*:debug*) kind=busybox ;;
    *distroless*) kind=base ;;
    python:*slim*) kind=python ;;
    python:*) kind='python-full' ;;
    golang:*) kind=golang ;;
    node:*slim*) kind=node ;;
    node:*) kind='node-full' ;;
    rust:*) kind=rust ;;
    ruby:*slim*) kind=ruby ;;
    ruby:*) kind='ruby-full' ;;
    maven:*) kind=maven ;;
    eclipse-temurin:*-jre*) kind=jre ;;
    eclipse-temurin:*) kind=java ;;
    *) return 1 ;;
  esac
  base
  if [ $kind != base ] && [ -z "$(store images --quiet "localhost/$kind" 2>/dev/null)" ]; then
    # Upstream's Python lies in /usr/local, with its packages; a virtual environment there has the same places.
    local venv='python3 -m venv --copies /usr/local' node='useradd --uid 1000 --create-home node' trusts=''
    [ -z "${SSL_CERT_FILE:-}" ] || trusts=" && echo '$trust' >/Trust.java && java /Trust.java && rm /Trust.java"
    case $kind in
      busybox) make localhost/busybox "$(packages busybox-static) && mkdir /busybox && cp /bin/busybox /busybox/sh" ;;
      python) make localhost/python "$(packages python3 python3-venv) && $venv" ;;
      python-full) make localhost/python-full "$(packages python3 python3-venv python3-dev gcc) && $venv" ;;
      golang) make localhost/golang "$(packages golang-go)" ;;
      node) make localhost/node "$(packages nodejs npm) && $node" ;;
      node-full) make localhost/node-full "$(packages nodejs npm g++ make) && $node" ;;
      rust) make localhost/rust "$(packages cargo-web)" --env CARGO_HOME=/usr/local/cargo ;;
      ruby) make localhost/ruby "$(packages ruby bundler)" ${SSL_CERT_FILE:+--env SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt} ;;
      ruby-full) make localhost/ruby-full "$(packages ruby bundler ruby-dev gcc make)" ${SSL_CERT_FILE:+--env SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt} ;;
      java) make localhost/java "$(packages default-jdk-headless)" ;;
      jre) make localhost/jre "$(packages default-jre-headless)" ;;
      maven) make localhost/maven "$(packages maven default-jdk-headless)$trusts" ;;
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

# holds TAG TEXT: whether a layer, the history or the settings of it hold that text.
holds() {
  store push --quiet --disable-compression "$1" "dir:$work/pushed" >/dev/null
  local found=1
  ! grep -rqaF -e "$2" "$work/pushed" || found=0
  rm -rf "$work/pushed"
  return $found
}

# findings FOLDER: how many count with --strict, and how many of them could be mended.
findings() {
  { "$plinth" lint --no-config --strict -o json "$1" 2>/dev/null || [ $? -eq 1 ]; } | python3 -c '
import json, sys
found = [f for file in json.load(sys.stdin)["files"] for f in file["findings"]]
print(len(found), sum("edits" in (f.get("fix") or {}) for f in found))'
}

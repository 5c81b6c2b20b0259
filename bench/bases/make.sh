#!/usr/bin/env bash
# Fills a registry on loopback with bases of every kind and with images built on them.
#
# usage: make.sh OUT REGISTRY   by ../bases-check.sh
#
# A base is a root file system in OUT/root/NAME, of which OUT/bases has a line: NAME, TAG, COMMAND, USER. Each application has a
# line in OUT/applications: NAME, the bases that it stands on, the highest first, and what it says of itself (nothing, true, lie).
set -euo pipefail
out=$1 registry=$2
root=$out/root
store() { buildah --root "$out/storage" --runroot "$out/run" "$@"; }
push() { store push --quiet --tls-verify=false "$1" "docker://$1"; }
search=PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
mkdir -p "$root"
: >"$out/bases"
: >"$out/applications"

debian() {
  mmdebstrap --quiet --variant=minbase --include=ca-certificates bookworm "$out/debian.tar"
  mkdir "$root/debian" "$root/slim"
  tar -C "$root/debian" --exclude './dev/*' -xf "$out/debian.tar"
  cp -a "$root/debian/." "$root/slim"
  rm -rf "$root"/slim/usr/share/{man,locale,info,lintian}/* "$root"/slim/var/cache/apt/*.bin
  find "$root/slim/usr/share/doc" ! -type d ! -name copyright -delete
}

# packages NAME...: fetched, each in a folder of its own below OUT/deb.
packages() {
  local name
  mkdir -p "$out/deb"
  for name in "$@"; do
    [ -d "$out/deb/$name" ] && continue
    (cd "$out/deb" && apt-get --quiet=2 download "$name" 2>/dev/null)
    dpkg-deb --extract "$out/deb/${name}"_*.deb "$out/deb/$name"
    dpkg-deb --field "$out/deb/${name}"_*.deb >"$out/deb/$name.control"
  done
}

# As distroless is put together: packages without dpkg, each with a file of its own in status.d.
distroless() {
  local to=$root/distroless name
  packages base-files netbase tzdata libc6 libssl3
  mkdir -p "$to/var/lib/dpkg/status.d" "$to"/{etc,tmp,root,home/nonroot}
  for name in base-files netbase tzdata libc6 libssl3; do
    cp -a "$out/deb/$name/." "$to"
    cp "$out/deb/$name.control" "$to/var/lib/dpkg/status.d/$name"
    (cd "$out/deb/$name" && find . -type f -printf '%P\n' | xargs -d '\n' md5sum) >"$to/var/lib/dpkg/status.d/$name.md5sums"
  done
  rm -rf "$to"/usr/share/{man,lintian} "$to"/etc/{update-motd.d,skel}
  find "$to/usr/share/doc" ! -type d ! -name copyright -delete
  printf 'root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n' >"$to/etc/passwd"
  printf 'root:x:0:\nnonroot:x:65532:\n' >"$to/etc/group"
  printf 'PRETTY_NAME="Distroless"\nNAME="Debian GNU/Linux"\nID="debian"\nVERSION_ID="12"\nVERSION="Debian GNU/Linux 12 (bookworm)"\n' >"$to/etc/os-release.new"
  rm -f "$to/etc/os-release" && mv "$to/etc/os-release.new" "$to/usr/lib/os-release" && ln -s ../usr/lib/os-release "$to/etc/os-release"
  chmod 1777 "$to/tmp"
}

# The package database is a real one where there is one at hand, else a short one; programs are Debian's BusyBox and musl.
alpine() {
  local to=$root/alpine data=${ALPINE_DATA:-}
  packages busybox-static musl
  mkdir -p "$to"/{bin,etc/apk,lib/apk/db,sbin,tmp,usr/bin,root}
  cp "$out/deb/busybox-static/bin/busybox" "$to/bin/busybox"
  for name in sh ls cat wget vi; do ln -s /bin/busybox "$to/bin/$name"; done
  cp "$out"/deb/musl/lib/*-linux-musl/libc.so "$to/lib/ld-musl-x86_64.so.1"
  ln -s ld-musl-x86_64.so.1 "$to/lib/libc.musl-x86_64.so.1"
  # A program of the same name is what tells that apk is there.
  printf '#!/bin/sh\n' >"$to/sbin/apk" && chmod 755 "$to/sbin/apk"
  if [ -n "$data" ]; then
    cp "$data/installed" "$to/lib/apk/db/installed"
    cp "$data/os-release" "$to/etc/os-release"
  else
    printf 'P:musl\nV:1.2.5-r0\nA:x86_64\nL:MIT\n\nP:busybox\nV:1.36.1-r29\nA:x86_64\nL:GPL-2.0-only\n\n' >"$to/lib/apk/db/installed"
    printf 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.20.0\nPRETTY_NAME="Alpine Linux v3.20"\n' >"$to/etc/os-release"
  fi
  printf 'root:x:0:0:root:/root:/bin/sh\n' >"$to/etc/passwd"
  printf 'root:x:0:\n' >"$to/etc/group"
}

busybox() {
  local to=$root/busybox
  packages busybox-static
  mkdir -p "$to"/{bin,etc,tmp}
  cp "$out/deb/busybox-static/bin/busybox" "$to/bin/busybox"
  for name in sh ls cat wget; do ln "$to/bin/busybox" "$to/bin/$name"; done
  printf 'root:x:0:0:root:/root:/bin/sh\n' >"$to/etc/passwd"
}

# spec NAME VERSION RELEASE LICENCE: a package of what lies in OUT/spec/NAME.
spec() {
  local top=$out/rpmbuild
  mkdir -p "$top/SPECS"
  {
    printf 'Name: %s\nVersion: %s\nRelease: %s\nSummary: %s\nLicense: %s\nAutoReqProv: no\n' "$1" "$2" "$3" "$1" "$4"
    printf '%%global __os_install_post %%{nil}\n%%global _build_id_links none\n%%description\n%s\n%%install\ncp -a %s/. %%{buildroot}\n%%files\n' "$1" "$out/spec/$1"
    (cd "$out/spec/$1" && find . -mindepth 1 \( -type f -o -type l \) -printf '"/%P"\n')
  } >"$top/SPECS/$1.spec"
  rpmbuild --quiet --define "_topdir $top" --target x86_64 -bb "$top/SPECS/$1.spec" >"$top/$1.log" 2>&1 || { cat "$top/$1.log" >&2; return 1; }
}

# Packages made here with the names and versions of UBI 9's, holding Debian's programs; the database is written by rpm itself.
rpm_root() {
  local to=$root/rpm make=$out/spec name
  packages libc6 bash libtinfo6
  mkdir -p "$make"/{filesystem,glibc/usr/lib64,glibc/usr/lib,bash/usr/bin,rpm/usr/bin,microdnf/usr/bin,redhat-release/etc} "$to/var/lib/rpm"
  for name in bin lib lib64; do ln -s "usr/$name" "$make/filesystem/$name"; done
  cp -a "$out"/deb/libc6/lib/x86_64-linux-gnu/{libc.so.6,ld-linux-x86-64.so.2} "$out"/deb/libtinfo6/lib/x86_64-linux-gnu/libtinfo.so.6* "$make/glibc/usr/lib64/"
  # Where Debian's loader looks.
  for name in libc.so.6 libtinfo.so.6; do ln -s "../lib64/$name" "$make/glibc/usr/lib/$name"; done
  cp -a "$out"/deb/bash/bin/bash "$make/bash/usr/bin/bash" && ln -s bash "$make/bash/usr/bin/sh"
  cp /usr/bin/rpm "$make/rpm/usr/bin/rpm"
  printf '#!/bin/sh\n' >"$make/microdnf/usr/bin/microdnf" && chmod 755 "$make/microdnf/usr/bin/microdnf"
  printf 'NAME="Red Hat Enterprise Linux"\nVERSION="9.4 (Plow)"\nID="rhel"\nID_LIKE="fedora"\nVERSION_ID="9.4"\nPRETTY_NAME="Red Hat Enterprise Linux 9.4 (Plow)"\n' >"$make/redhat-release/etc/os-release"
  spec filesystem 3.16 2.el9 'Public Domain'
  spec glibc 2.34 100.el9_4.2 'LGPLv2+ and GPLv2+'
  spec bash 5.1.8 9.el9 GPLv3+
  spec rpm 4.16.1.3 29.el9 GPLv2+
  spec microdnf 3.9.1 3.el9 GPLv2+
  spec redhat-release 9.4 0.5.el9 GPLv2
  rpm --root "$to" --dbpath /var/lib/rpm --nodeps --noscripts --nosignature -i "$out"/rpmbuild/RPMS/x86_64/*.rpm 2>/dev/null
  mkdir -p "$to"/{tmp,root,etc}
  printf 'root:x:0:0:root:/root:/bin/bash\n' >"$to/etc/passwd"
}

static() {
  mkdir -p "$root/static" "$out/go"
  printf 'package main\n\nfunc main() { println("ready") }\n' >"$out/go/main.go"
  [ -f "$out/go/go.mod" ] || (cd "$out/go" && go mod init example.org/ready 2>/dev/null)
  (cd "$out/go" && CGO_ENABLED=0 go build -trimpath -o "$out/go/ready" .)
  cp "$out/go/ready" "$root/static/ready"
}

# base NAME TAG COMMAND USER: an image of one layer.
base() {
  local name=$1 image=$registry/base/$1:$2 container
  container=$(store from scratch)
  store add --quiet "$container" "$root/$name" / >/dev/null
  store config --env "$search" ${3:+--cmd "$3"} ${4:+--user "$4"} "$container"
  # Two kinds of manifest, as in the world.
  case $name in slim | rpm) store commit --quiet --format docker --rm "$container" "$image" ;; *) store commit --quiet --format oci --rm "$container" "$image" ;; esac >/dev/null
  push "$image"
  printf '%s\t%s\t%s\t%s\n' "$name" "$2" "$3" "$4" >>"$out/bases"
}

# built NAME BASES SAYS FILE [ARGUMENT...]: an application of a Dockerfile.
built() {
  local name=$1 image=$registry/app/$1:1 file=$4
  printf '%s\t%s\t%s\n' "$name" "$2" "$3" >>"$out/applications"
  shift 4
  store build --quiet --tls-verify=false --pull --format docker "$@" --tag "$image" --file "$file" "$out/context" >"$out/$name.log" 2>&1 || { tail -n 5 "$out/$name.log" >&2; return 1; }
  push "$image"
}

applications() {
  local name user digest container
  mkdir -p "$out/context"
  cp "$out/go/ready" "$out/context/ready"
  printf 'setting = 1\n' >"$out/context/settings.toml"
  for name in debian slim alpine busybox rpm; do
    user=10001:10001
    printf 'FROM %s/base/%s\nENV DB_PASSWORD=hunter2hunter2\nRUN echo ready > /ready.txt\nCOPY settings.toml /etc/app/\nCOPY ready /usr/local/bin/ready\nUSER %s\nEXPOSE 8080\nENTRYPOINT ["/usr/local/bin/ready"]\n' \
      "$registry" "$name:$(tag "$name")" "$user" >"$out/$name.Dockerfile"
    built "on-$name" "$name" nothing "$out/$name.Dockerfile"
  done
  for name in distroless static; do
    printf 'FROM %s/base/%s\nCOPY settings.toml /etc/app/\nCOPY ready /app\nENTRYPOINT ["/app"]\n' "$registry" "$name:$(tag "$name")" >"$out/$name.Dockerfile"
    built "on-$name" "$name" nothing "$out/$name.Dockerfile"
  done
  printf 'FROM scratch\nCOPY settings.toml /etc/app/\nCOPY ready /app\nENTRYPOINT ["/app"]\n' >"$out/scratch.Dockerfile"
  built on-scratch '' nothing "$out/scratch.Dockerfile"

  # Debian under a language's image under ours.
  printf 'FROM %s/base/debian:12\nRUN mkdir -p /usr/local/lib/language && echo 3.13 > /usr/local/lib/language/version\nENV LANGUAGE_VERSION=3.13\nRUN ln -s /bin/true /usr/local/bin/language\n' "$registry" >"$out/language.Dockerfile"
  store build --quiet --tls-verify=false --pull --tag "$registry/base/language:3.13" --file "$out/language.Dockerfile" "$out/context" >/dev/null 2>&1
  push "$registry/base/language:3.13"
  printf 'FROM %s/base/language:3.13\nCOPY ready /app\nUSER 10001\nCMD ["/app"]\n' "$registry" >"$out/row.Dockerfile"
  built on-language 'language debian' nothing "$out/row.Dockerfile"

  # Labels that lie, and one that tells the truth.
  for name in debian distroless; do
    digest=$(skopeo inspect --tls-verify=false --format '{{.Digest}}' "docker://$registry/base/alpine:3.20")
    built "lies-$name" "$name" lie "$out/$name.Dockerfile" \
      --label org.opencontainers.image.base.name="$registry/base/alpine:3.20" --label org.opencontainers.image.base.digest="$digest"
  done
  digest=$(skopeo inspect --tls-verify=false --format '{{.Digest}}' "docker://$registry/base/debian:12")
  built true-debian debian true "$out/debian.Dockerfile" \
    --label org.opencontainers.image.base.name="$registry/base/debian:12" --label org.opencontainers.image.base.digest="$digest"
  built lies-scratch '' lie "$out/scratch.Dockerfile" \
    --label org.opencontainers.image.base.name="$registry/base/debian:12" --label org.opencontainers.image.base.digest="$digest"
  # The base's layers stored anew, and the whole squashed to one: of the base nothing is left to be found by.
  skopeo copy --quiet --src-tls-verify=false --dest-compress-format zstd --dest-compress-level 1 "docker://$registry/app/on-slim:1" "oci:$out/zstd:slim"
  skopeo copy --quiet --src-tls-verify=false "docker://$registry/app/on-slim:1" "docker-archive:$out/slim.tar:slim:1"
  skopeo copy --quiet --src-tls-verify=false "docker://$registry/app/on-slim:1" "oci:$out/squash:slim"
  name=$(mktemp -d "$out/bundle.XXXX")
  umoci unpack --image "$out/squash:slim" "$name/bundle" >/dev/null 2>&1
  umoci new --image "$out/squash:squashed" >/dev/null
  umoci insert --image "$out/squash:squashed" "$name/bundle/rootfs" / >/dev/null
  rm -rf "$name"
  # Another platform under the same name.
  store manifest create "$registry/base/platforms:1" >/dev/null
  for name in amd64 arm64; do
    container=$(store from scratch)
    store add --quiet "$container" "$root/busybox" / >/dev/null
    store add --quiet "$container" "$out/context/settings.toml" "/etc/$name" >/dev/null
    store config --arch "$name" "$container"
    store commit --quiet --rm "$container" "localhost/platform-$name" >/dev/null
    store manifest add "$registry/base/platforms:1" "localhost/platform-$name" >/dev/null
  done
  store manifest push --quiet --all --tls-verify=false "$registry/base/platforms:1" "docker://$registry/base/platforms:1" >/dev/null
  printf 'FROM %s/base/platforms:1\nCOPY ready /app\nENTRYPOINT ["/app"]\n' "$registry" >"$out/platforms.Dockerfile"
  built on-platforms platforms nothing "$out/platforms.Dockerfile" --platform linux/arm64
}
tag() { awk -F'\t' -v name="$1" '$1 == name { print $2 }' "$out/bases"; }

debian
distroless
alpine
busybox
rpm_root
static
base debian 12 /bin/bash ''
base slim 12 /bin/bash ''
base distroless 12 '' 65532
base alpine 3.20 /bin/sh ''
base busybox 1.35 sh ''
base rpm 9 /bin/bash ''
base static 1 '' nobody
applications

#!/usr/bin/env bash
# Makes the reference images: real packages of every kind, in ten layers, in every form Plinth reads.
#
# usage: make.sh OUT [small|large]
#   small  about 0.9 GB unpacked
#   large  with three big wheels of machine-learning libraries in one layer, about 3.9 GB unpacked
#
# Needs root, mmdebstrap, buildah, skopeo, pip, npm, go, cargo with cargo-auditable, Maven (./mvnw), zstd;
# fetches packages of Debian, PyPI, npm, Maven Central, the Go module proxy and crates.io.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd -P)
out=$(mkdir -p "$1" && cd "$1" && pwd -P)
size=${2:-small}
. "$here/../../.mvn/find-jdk.sh"
plinth_find_jdk
context=$out/context
export STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot
store=(--root "$out/storage" --runroot "$out/storage-run")

mkdir -p "$context"/{python,node,java,large,go,rust}
[ -f "$context/base.tar" ] || mmdebstrap --variant=minbase --include=ca-certificates bookworm "$context/base.tar" \
  "deb http://deb.debian.org/debian bookworm main"  # without bookworm-security: really vulnerable, really fixable

if [ ! -f "$context/python/.done" ]; then
  pip install --quiet --only-binary=:all: --no-deps --no-compile --target "$context/python" \
    Jinja2==2.11.2 requests==2.19.1 PyYAML==6.0.1 urllib3==1.24.1 Django==3.2.4 Pillow==9.3.0 \
    MarkupSafe==2.1.2 numpy==1.24.2 cryptography==38.0.1 ruamel.yaml==0.17.21
  touch "$context/python/.done"
fi
if [ ! -f "$context/node/.done" ]; then
  (cd "$context/node" && npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts \
    lodash@4.17.15 minimist@1.2.0 express@4.16.0 axios@0.21.0 @babel/traverse@7.20.0 ws@7.4.0 tar@6.1.0)
  touch "$context/node/.done"
fi
if [ ! -f "$context/java/.done" ]; then
  for artifact in org.apache.logging.log4j:log4j-core:2.14.1 com.fasterxml.jackson.core:jackson-databind:2.9.8 \
      org.springframework:spring-web:5.3.17 org.apache.commons:commons-text:1.9 org.yaml:snakeyaml:1.26 \
      com.google.guava:guava:30.0-jre io.netty:netty-all:4.1.42.Final org.apache.tomcat.embed:tomcat-embed-core:9.0.50; do
    (cd "$here/../.." && ./mvnw --quiet org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy \
      -N -Dartifact="$artifact" -DoutputDirectory="$context/java" -Dmdep.useBaseVersion=true)
  done
  # A jar in a jar, as Spring Boot packs applications.
  mkdir -p "$out/boot/BOOT-INF/lib"
  cp "$context"/java/spring-web-*.jar "$context"/java/snakeyaml-*.jar "$out/boot/BOOT-INF/lib/"
  (cd "$out/boot" && "$JAVA_HOME/bin/jar" --create --no-manifest --no-compress --date=2024-01-01T00:00:00Z --file "$context/java/boot-app.jar" BOOT-INF)
  touch "$context/java/.done"
fi
if [ ! -f "$context/go/goapp" ]; then
  mkdir -p "$out/goapp" && cd "$out/goapp"
  cat >main.go <<'GO'
package main

import (
	"fmt"

	"github.com/gin-gonic/gin"
	"golang.org/x/text/language"
)

func main() { fmt.Println(language.English, gin.Version) }
GO
  [ -f go.mod ] || go mod init example.com/goapp
  go get github.com/gin-gonic/gin@v1.6.3 golang.org/x/text@v0.3.5
  CGO_ENABLED=0 go build -trimpath -o "$context/go/goapp" .
fi
if [ ! -f "$context/rust/rustapp" ]; then
  mkdir -p "$out/rustapp/src" && cd "$out/rustapp"
  cat >Cargo.toml <<'TOML'
[package]
name = "rustapp"
version = "0.1.0"
edition = "2021"
[dependencies]
regex = "=1.5.4"
time = "=0.1.43"
smallvec = "=1.6.0"
TOML
  echo 'fn main() { let v: smallvec::SmallVec<[u8; 4]> = smallvec::SmallVec::new(); println!("{:?} {:?} {}", regex::Regex::new("a").unwrap().is_match("a"), time::get_time(), v.len()); }' >src/main.rs
  cargo auditable build --quiet --release
  cp target/release/rustapp "$context/rust/rustapp"
fi
if [ "$size" = large ] && [ ! -f "$context/large/.done" ]; then
  pip download --quiet --no-deps --dest "$out/wheels" torch triton nvidia-cudnn-cu12
  for wheel in "$out"/wheels/*.whl; do python3 -m zipfile -e "$wheel" "$context/large"; done
  touch "$context/large/.done"
fi

cd "$context"
buildah "${store[@]}" build --layers --pull-never --timestamp 1767225600 -t plinth-reference:"$size" -f "$here/Dockerfile" .
image=localhost/plinth-reference:$size
rm -rf "$out"/*.docker.tar "$out"/oci-gzip "$out"/oci-zstd "$out"/*.oci.tar
buildah "${store[@]}" push --quiet --format oci --compression-format gzip "$image" "oci:$out/oci-gzip:$size"
buildah "${store[@]}" push --quiet "$image" "docker-archive:$out/reference.docker.tar:plinth-reference:$size"
if [ "$size" != large ]; then
  buildah "${store[@]}" push --quiet --format oci --compression-format zstd "$image" "oci:$out/oci-zstd:$size"
  skopeo copy --quiet "oci:$out/oci-gzip:$size" "oci-archive:$out/reference.oci.tar:$size"
fi
ls -la "$out"

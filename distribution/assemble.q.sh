#!/bin/sh
# Makes the folder Plinth runs from, and the release archive. Called by the Maven build.
#
# usage: assemble.sh app JARS OUT          the folder: bin/, lib/ with jars, native libraries, AOT cache
#        assemble.sh release APP OUT.tar.gz NAME   the archive: the folder with a Java runtime of its own
#
# Needs JAVA_HOME (a JDK 25 or newer) and GNU tar.
set -eu
here=$(cd "$(dirname "$0")" && pwd -P)
: "${JAVA_HOME:?is not set: name a JDK 25 or newer}"

# The same options at training and at run, else the JVM drops the cache.
jvm_options="-XX:+UseSerialGC -Xms64m -XX:NewSize=32m -Xmx256m -Xss512k -XX:-UsePerfData --enable-native-access=ALL-UNNAMED"

train() { # APP JAVA: records what the verbs load, in a cache for all and smaller ones for some
  scratch=$(mktemp -d)
  train_one "$1" "$2" plinth all
  train_one "$1" "$2" images images



  rm -rf "$scratch"
}

train_one() { # APP JAVA CACHE VERBS
  app=$1
  java=$2
  cache=$app/lib/$3.aot
  # The launcher's path to the jars, which leads there wherever the folder lies. A JVM that assembles
  # the cache as its child (-XX:AOTCacheOutput) would close the descriptor: hence in two steps.
  exec 9<"$app"
  PLINTH_JARS=/proc/self/fd/9/lib
  [ -d "$PLINTH_JARS" ] || PLINTH_JARS=$app/lib
  # shellcheck disable=SC1091
  . "$app/lib/classpath.sh"
  rm -f "$cache"
  set -- "$4" -Djava.locale.providers=FALLBACK -Dplinth.home="$app" -Dplinth.native="$app/lib/native" -Dpicocli.disable.closures=true \
    '-Dpicocli.converters.excludes=java[.](sql|time)[.].*' \
    -Dorg.sqlite.lib.path="$app/lib/native" -Dorg.sqlite.lib.name=libsqlitejdbc.so -cp "$PLINTH_CLASSPATH"
  verbs=$1
  shift
  # shellcheck disable=SC2086
  if ! "$java" $jvm_options -XX:AOTMode=record -XX:AOTConfiguration="$scratch/aot" -Xlog:aot=off,cds=off \
      "$@" dev.plinth.cli.Training "$verbs" "$scratch" >"$scratch/log" 2>&1 ||
    ! "$java" $jvm_options -XX:AOTMode=create -XX:AOTConfiguration="$scratch/aot" -XX:AOTCache="$cache" \
      -Xlog:aot=off,cds=off "$@" >"$scratch/log" 2>&1; then
    cat "$scratch/log" >&2
    echo "assemble: tried to train the AOT cache, but the training run failed; see above" >&2
    exit 1
  fi
  exec 9<&-
  [ -s "$cache" ] || { echo "assemble: the JVM wrote no AOT cache" >&2; exit 1; }
}

# A sealed package cannot come from the AOT cache once the folder has moved (the JVM compares the jar's
# place), and signed jars are left out of it: neither guards anything here, where the build pinned the jar.
unseal() { # JAR
  folder=$(mktemp -d)
  (
    cd "$folder"
    "$JAVA_HOME/bin/jar" -xf "$1"
    if grep -qi '^Sealed: *true' META-INF/MANIFEST.MF 2>/dev/null || ls META-INF/*.SF >/dev/null 2>&1; then
      grep -i '^Multi-Release:' META-INF/MANIFEST.MF >manifest || true
      rm -f META-INF/MANIFEST.MF META-INF/*.SF META-INF/*.RSA META-INF/*.DSA META-INF/*.EC
      # shellcheck disable=SC2046 # the folders of a jar, without spaces
      "$JAVA_HOME/bin/jar" --create --file "$1.new" --manifest manifest --date=2026-01-01T00:00:00Z \
        $(find . -mindepth 1 -maxdepth 1 ! -name manifest | sort)
      mv "$1.new" "$1"
    fi
  )
  rm -rf "$folder"
}

extract() { # JAR ENTRY FILE: one native library out of a jar, where this machine's is in it
  if unzip_entry "$1" "$2" "$3"; then chmod 755 "$3"; else rm -f "$3"; fi
}

unzip_entry() {
  folder=$(mktemp -d)
  (cd "$folder" && "$JAVA_HOME/bin/jar" -xf "$1" "$2")
  [ -f "$folder/$2" ] && cp "$folder/$2" "$3"
  found=$?
  rm -rf "$folder"
  return $found
}

case $1 in
  app)
    jars=$2
    out=$3
    work=$out.new
    rm -rf "$work"
    mkdir -p "$work/bin" "$work/lib/native" "$work/completions"
    # The gkl jar is carried for its one native library alone.
    for jar in "$jars"/*.jar; do
      case ${jar##*/} in
        gkl-*) ;;
        *)
          cp "$jar" "$work/lib/"
          unseal "$work/lib/${jar##*/}"
          ;;
      esac
    done
    case $(uname -m) in
      x86_64|amd64) arch=x86_64; zstd_arch=amd64 ;;
      aarch64|arm64) arch=aarch64; zstd_arch=aarch64 ;;
      *) arch=$(uname -m); zstd_arch=$arch ;;
    esac
    for jar in "$jars"/sqlite-jdbc-*.jar; do
      extract "$jar" "org/sqlite/native/Linux/$arch/libsqlitejdbc.so" "$work/lib/native/libsqlitejdbc.so"
    done
    for jar in "$jars"/zstd-jni-*.jar; do
      version=${jar##*/zstd-jni-}
      version=${version%.jar}
      extract "$jar" "linux/$zstd_arch/libzstd-jni-$version.so" "$work/lib/native/libzstd-jni-$version.so"
    done
    if [ "$arch" = x86_64 ]; then
      for jar in "$jars"/gkl-*.jar; do
        extract "$jar" com/intel/gkl/native/libgkl_compression.so "$work/lib/native/libgkl_compression.so"
      done
    fi
    # Texts that most runs read: as files they cost no opening of jars.
    mkdir -p "$work/lib/resources"
    for room in advisories bases checks; do
      for jar in "$work/lib/plinth-$room-"*.jar; do
        # shellcheck disable=SC2046 # names without spaces
        (cd "$work/lib/resources" && "$JAVA_HOME/bin/jar" -xf "$jar" $("$JAVA_HOME/bin/jar" -tf "$jar" | grep '\.tsv$'))
      done
    done
    # The driver asks for its version as a resource that it does not have, and every jar would be opened
    # for it: here the first one answers.
    for jar in "$jars"/sqlite-jdbc-*.jar; do
      version=${jar##*/sqlite-jdbc-}
      folder=$(mktemp -d)
      mkdir -p "$folder/META-INF/maven/org.xerial/sqlite-jdbc"
      printf 'version=%s\n' "${version%.jar}" >"$folder/META-INF/maven/org.xerial/sqlite-jdbc/pom.properties"
      for first in "$work"/lib/plinth-advisories-*.jar; do
        "$JAVA_HOME/bin/jar" --update --file "$first" --date=2026-01-01T00:00:00Z -C "$folder" META-INF/maven
      done
      rm -rf "$folder"
    done
    cp "$here/src/main/launcher/plinth" "$work/bin/plinth"
    chmod 755 "$work/bin/plinth"
    # The order of the class path is part of the AOT cache: fixed here, our own jars first.
    {
      for jar in "$work"/lib/plinth-cli-*.jar; do
        version=${jar##*/plinth-cli-}
        printf 'PLINTH_VERSION=%s\n' "${version%.jar}"
      done
      printf 'PLINTH_MACHINE=%s\n' "$arch"
      printf 'PLINTH_CLASSPATH='
      separator=
      for jar in "$work"/lib/plinth-*.jar "$work"/lib/*.jar; do
        name=${jar##*/}
        case " ${seen:-} " in
          *" $name "*) continue ;;
        esac
        seen="${seen:-} $name"
        # shellcheck disable=SC2016 # expanded when the launcher reads it
        printf '%s$PLINTH_JARS/%s' "$separator" "$name"
        separator=:
      done
      printf '\n'
    } >"$work/lib/classpath.sh"
    train "$work" "$JAVA_HOME/bin/java"
    for shell in ; do
      PLINTH_APP=$work PLINTH_JAVA=$JAVA_HOME/bin/java "$work/bin/plinth" completion "$shell" >"$work/completions/plinth.$shell"
    done
    rm -rf "$out.old"
    [ ! -d "$out" ] || mv "$out" "$out.old"
    mv "$work" "$out"
    rm -rf "$out.old"
    ;;
  release)
    app=$2
    archive=$3
    name=$4
    stage=$(dirname "$archive")/stage
    rm -rf "$stage"
    mkdir -p "$stage"
    cp -a "$app" "$stage/$name"
    "$JAVA_HOME/bin/jlink" --add-modules java.base,java.sql,java.logging,jdk.unsupported,java.net.http,jdk.crypto.ec \
      --strip-debug --no-header-files --no-man-pages --compress zip-6 --output "$stage/$name/runtime"
    cp "$here/../README.md" "$here/../LICENSE" "$here/../CHANGELOG.md" "$here/../THIRD-PARTY.md" "$stage/$name/"
    # A cache belongs to the very runtime it was trained with.
    train "$stage/$name" "$stage/$name/runtime/bin/java"
    epoch=${SOURCE_DATE_EPOCH:-1767225600}
    tar --sort=name --mtime="@$epoch" --owner=0 --group=0 --numeric-owner --mode=go-w \
      -C "$stage" -cf - "$name" | gzip -n -6 >"$archive.new"
    mv "$archive.new" "$archive"
    rm -rf "$stage"
    ;;
  *)
    echo "usage: assemble.sh app JARS OUT | release APP OUT.tar.gz NAME" >&2
    exit 2
    ;;
esac

# shellcheck shell=sh
# Finds a JDK of at least $PLINTH_JAVA_MINIMUM (25) and exports it as JAVA_HOME.
# Looks at JAVA_HOME, the `java` on PATH, then the usual folders. Reads the `release` file of
# each candidate instead of starting it, since starting a JVM costs more than the whole launch.
# Sourced by plinth, test, mvnw and .ci/run; POSIX sh.

plinth_jdk_version() {
  # prints the feature version of the JDK at $1, nothing when it is not a JDK
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r plinth_line; do
    case $plinth_line in
      JAVA_VERSION=*)
        plinth_line=${plinth_line#JAVA_VERSION=}
        plinth_line=${plinth_line#\"}
        plinth_line=${plinth_line%%[!0-9]*}
        printf '%s\n' "$plinth_line"
        return 0 ;;
    esac
  done < "$1/release"
  return 1
}

plinth_find_jdk() {
  plinth_minimum=${PLINTH_JAVA_MINIMUM:-25}
  plinth_on_path=$(command -v javac 2>/dev/null || true)
  if [ -n "$plinth_on_path" ]; then
    plinth_on_path=$(readlink -f "$plinth_on_path" 2>/dev/null || printf '%s' "$plinth_on_path")
    plinth_on_path=${plinth_on_path%/bin/javac}
  fi
  for plinth_candidate in "${JAVA_HOME:-}" "$plinth_on_path" \
      /usr/lib/jvm/* /opt/java/* /opt/jdk* /usr/java/* /usr/local/openjdk* \
      "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/* "${HOME:-/}"/.local/share/mise/installs/java/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*; do
    [ -n "$plinth_candidate" ] || continue
    plinth_found=$(plinth_jdk_version "$plinth_candidate") || continue
    [ "${plinth_found:-0}" -ge "$plinth_minimum" ] || continue
    JAVA_HOME=$plinth_candidate
    export JAVA_HOME
    return 0
  done
  cat >&2 <<MESSAGE
plinth: tried to find a JDK $plinth_minimum or newer, but none is in JAVA_HOME (${JAVA_HOME:-not set}), on PATH, or in the usual folders.
Install one, for example Eclipse Temurin $plinth_minimum (https://adoptium.net), or set JAVA_HOME to where it is.
MESSAGE
  return 3
}

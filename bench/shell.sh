#!/bin/sh
# Compares our rules on the shell of RUN with an installed ShellCheck, and the shell's parser with bash and dash.
#   bench/shell.sh FOLDER [missed|extra] [NUMBER or RULE]
# FOLDER holds Dockerfiles of any names. Needs ./mvnw test-compile before; bash and dash are optional.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(cd "$1" && pwd)
shift
. "$root/.mvn/find-jdk.sh"
plinth_find_jdk
path=$root/checks/target/test-classes
for room in foundation findings http oci inventory advisories policy bases dockerfile checks; do
  path=$path:$root/$room/target/classes
done
jars=$(find "$HOME/.m2/repository/org/jspecify" "$HOME/.m2/repository/com/fasterxml/jackson/core/jackson-core" \
  "$HOME/.m2/repository/org/snakeyaml" -name '*.jar' 2>/dev/null | tr '\n' ':')
figures() {
  "$JAVA_HOME/bin/java" -cp "$path:$jars" dev.plinth.checks.shellcheck.ShellFigures "$@"
}
figures "$folder" "$@"

# What the shells themselves say of each text: read, not run.
texts=$(mktemp -d)
trap 'rm -rf "$texts"' EXIT
figures "$folder" texts "$texts"
for shell in bash dash; do
  command -v "$shell" >/dev/null 2>&1 || continue
  agree=0 ours=0 theirs=0
  for file in "$texts"/*."$shell"-*; do
    [ -e "$file" ] || continue
    said=bad
    "$shell" -n "$file" >/dev/null 2>&1 && said=good
    case $file-$said in
      *-good-good | *-bad-bad) agree=$((agree + 1)) ;;
      *-good-bad) theirs=$((theirs + 1)) && echo "$shell alone refuses $(head -c 200 "$file" | tr '\n' ' ')" ;;
      *) ours=$((ours + 1)) && echo "we alone refuse $(head -c 200 "$file" | tr '\n' ' ')" ;;
    esac
  done
  echo "$shell: $agree texts judged alike, $ours refused by us alone, $theirs by $shell alone"
done

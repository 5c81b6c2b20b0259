package dev.plinth.dockerfile.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dockerfile.calls.Cleanup.Leftover;
import dev.plinth.dockerfile.tree.Dockerfile;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallsTest {
  private static String programs(String script) {
    return String.join(
        " ", Reading.calls("RUN " + script).all().stream().map(Call::program).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '\u0001',
      textBlock =
          """
          a && b || c; d | e & f → a b c d e f
          sudo -E -u root A=b apt-get update → apt-get
          sudo -- make → make
          env -u X A=1 B="$C" make → make
          exec java -jar x → java
          exec > /log → exec
          command make → make
          command -v make → command
          time -p make → make
          nice -n 10 make → make
          nohup ionice -c 3 make → make
          xargs -n 1 -0 rm -rf → rm
          timeout -s KILL 10 curl x → curl
          timeout 5m curl x → curl
          eatmydata apt-get update → apt-get
          stdbuf -oL make → make
          gosu app make → make
          busybox wget x → wget
          chroot /mnt apk add x → apk
          sh -c 'apk add x && rm y' → apk rm
          bash -exo pipefail -c "curl x | tar x" → curl tar
          bash --login -c 'make' → make
          su - app -c 'make' → make
          su -c "make" app → make
          sh script.sh → sh
          sudo sh -c "sudo bash -c 'make'" → make
          eval "make x" → make
          /usr/local/bin/pip3 install x → pip3
          "$VENV/bin/pip" install x → pip
          x=$(curl a | jq b); echo "$(date)" `id` → curl jq echo date id
          if a; then b; elif c; then d; else e; fi → a b c d e
          for f in $(ls); do a; done → ls a
          case $(a) in x) b;; esac → a b
          f() { a; }; f → a f
          ( cd x && make ) → cd make
          { a; b; } > $(c) → a b c
          find . -name '*.pyc' -exec rm -f {} + → find rm
          find . -exec sh -c 'chown a "$1"' _ {} \\; → find chown
          a <(b) >(c) → a b c
          cat <<X\\n$(a)\\nX → cat
          [ -f x ] && a → [ a
          """)
  void findsEveryProgram(String script, String expected) {
    assertThat(programs(script.strip())).isEqualTo(expected.strip());
  }

  @Test
  void saysWhereACallStands() {
    Calls calls =
        Reading.calls(
            "RUN a && b || c; if d; then e; fi; for i in 1; do f; done; g() { h; };"
                + " x=$(i | j); ! k; [ -f x ] && l; m &");
    assertThat(where(calls, "a").tested()).isTrue();
    assertThat(where(calls, "a").conditional()).isFalse();
    assertThat(where(calls, "c").conditional()).isTrue();
    assertThat(where(calls, "c").tested()).isFalse();
    assertThat(where(calls, "d").tested()).isTrue();
    assertThat(where(calls, "e").conditional()).isTrue();
    assertThat(where(calls, "f").loop()).isTrue();
    assertThat(where(calls, "h").function()).isEqualTo("g");
    assertThat(where(calls, "i").substitution()).isTrue();
    assertThat(where(calls, "i").feeds()).isTrue();
    assertThat(where(calls, "j").reads()).isTrue();
    assertThat(where(calls, "k").tested()).isTrue();
    assertThat(where(calls, "l").conditional()).isTrue();
    assertThat(where(calls, "m").background()).isTrue();
  }

  private static Surroundings where(Calls calls, String program) {
    return calls.of(program).getFirst().where();
  }

  @Test
  void knowsNeighboursInAPipeline() {
    Calls calls = Reading.calls("RUN x && curl -fsSL $(url) | sudo bash -s -- y | { z; } && w | v");
    Call curl = calls.of("curl").getFirst();
    Call bash = calls.of("bash").getFirst();
    assertThat(calls.feeds(curl)).isEqualTo(bash);
    assertThat(calls.fedBy(bash)).isEqualTo(curl);
    assertThat(bash.wrappers()).containsExactly("sudo");
    assertThat(calls.feeds(bash)).isNull();
    assertThat(calls.fedBy(curl)).isNull();
    assertThat(calls.fedBy(calls.of("v").getFirst())).isEqualTo(calls.of("w").getFirst());
    assertThat(calls.fedBy(calls.of("w").getFirst())).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RUN sh -c 'apk add «curl»'",
        "RUN sh -c \"apk add «curl»\"",
        "RUN sh -c \"echo \\\"x\\\" && apk add «curl»\"",
        "RUN sh -c 'a && \\\n  apk add «curl»'",
        "RUN [\"sh\", \"-c\", \"apk add «curl»\"]",
        "RUN [\"sh\", \"-c\", \"echo \\\"a\\\"\\n apk add «curl»\"]",
        "RUN [\"sh\", \"-c\", \"\\u0061pk add «curl»\"]",
        "RUN [\"apk\", \"add\", \"«curl»\"]",
        "RUN <<EOF\napk add «curl»\nEOF",
        "RUN <<EOF\n#!/bin/bash -e\napk add «curl»\nEOF",
        "RUN sh <<EOF\nx\nEOF\nRUN a && sh -c 'sh -c \"apk add «curl»\"'",
        "CMD apk add «curl»",
        "HEALTHCHECK CMD apk add «curl» || exit 1",
      })
  void spansHoldWithinInnerScripts(String marked) {
    Dockerfile file = Reading.file(marked.replace("«", "").replace("»", ""));
    Calls calls = Calls.of(file.instructions().getLast());
    PackageCall call = calls.packages().getFirst();
    PackageCall.Requested curl = call.packages().getFirst();
    int at = marked.indexOf('«');
    assertThat(curl.name()).isIn("curl", "\"curl\"");
    assertThat(file.source().text(call.call().span(curl.word())).replace("\"", ""))
        .isEqualTo("curl");
    assertThat(curl.nameSpan().start()).isEqualTo(at);
  }

  @Test
  void leavesOtherInterpretersAlone() {
    assertThat(Reading.calls("RUN <<EOF\n#!/usr/bin/env python3\nimport os\nEOF").all()).isEmpty();
    assertThat(Reading.calls("WORKDIR /x").all()).isEmpty();
    assertThat(Reading.calls("CMD []").all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '\u0001',
      textBlock =
          """
          rm -rf /var/lib/apt/lists/* → APT_LISTS
          rm -rf /var/lib/apt/lists → APT_LISTS
          rm -fr "/var/lib/apt/lists/"* → APT_LISTS
          sudo rm -r /var/lib/apt/* → APT_LISTS
          rm -rf /var/lib/{apt,dpkg,cache,log}/ → APT_LISTS
          rm -rf /tmp/* /var/tmp/* → none
          rm -rf /var/lib/apt/lists/partial → none
          find /var/lib/apt/lists -type f -delete → APT_LISTS
          find /var/lib/apt/lists -type f → none
          apt-get clean → APT_ARCHIVES
          apt-get distclean → APT_ARCHIVES APT_LISTS
          apt-get autoclean → none
          rm -rf /var/cache/apk/* → APK_CACHE
          dnf clean all → DNF_CACHE
          dnf clean metadata → none
          microdnf -y clean all → DNF_CACHE
          rm -rf /var/cache/yum → DNF_CACHE
          zypper clean -a → ZYPPER_CACHE
          rm -rf ~/.cache/pip → PIP_CACHE
          rm -rf "$HOME/.npm" → NPM_CACHE
          npm cache clean --force && yarn cache clean → NPM_CACHE YARN_CACHE
          conda clean -afy → CONDA_CACHE
          go clean -modcache → GO_CACHE
          rm -rf /usr/local/cargo/registry → CARGO_REGISTRY
          rm -rf /home/app/.cache/uv → UV_CACHE
          """)
  void knowsWhatAnInstructionCleans(String script, String expected) {
    List<String> found =
        Reading.calls("RUN " + script).cleanups().stream()
            .map(cleanup -> cleanup.leftover().name())
            .toList();
    assertThat(found.isEmpty() ? "none" : String.join(" ", found)).isEqualTo(expected.strip());
  }

  @Test
  void everyLeftoverIsTakenAwayWithTheWholeCacheFolder() {
    Calls calls = Reading.calls("RUN rm -rf /var/cache/* /root/.cache");
    assertThat(calls.cleans(Leftover.APK_CACHE)).isTrue();
    assertThat(calls.cleans(Leftover.DNF_CACHE)).isTrue();
    assertThat(calls.cleans(Leftover.APT_ARCHIVES)).isTrue();
    assertThat(calls.cleans(Leftover.PIP_CACHE)).isTrue();
    assertThat(calls.cleans(Leftover.APT_LISTS)).isFalse();
  }

  @Test
  void staysLinearOnWrappersWithoutEnd() {
    assertThat(programs("sudo ".repeat(100_000) + "make")).isEqualTo("make");
    assertThat(programs("find . -exec ".repeat(50_000) + "x")).startsWith("find find");
    String nested = "x";
    for (int i = 0; i < 12; i++) {
      nested = "sh -c '" + nested.replace("'", "'\\''") + "'";
    }
    assertThat(Reading.calls("RUN " + nested).all()).hasSize(1);
    assertThat(Objects.requireNonNull(Reading.calls("RUN x | ".repeat(20_000) + "y").all()))
        .isNotEmpty();
  }
}

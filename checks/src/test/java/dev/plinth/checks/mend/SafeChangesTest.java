package dev.plinth.checks.mend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.lint.FileLint;
import dev.plinth.checks.settings.LintSettings;
import dev.plinth.findings.Fix.Safety;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like a safe change, and could alter what the image does. */
class SafeChangesTest {
  private static Mended mend(String text) {
    FileLint lint = new FileLint(LintSettings.NONE);
    return new Mender(Safety.SAFE, Set.of())
        .mend(
            text.getBytes(StandardCharsets.ISO_8859_1),
            bytes -> lint.lint("Dockerfile", bytes, null, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // sudo clears the environment.
        "FROM debian:12\nENV PATH=/venv/bin:$PATH\nRUN sudo make install\n",
        // apt takes no regular expressions, apt-get does; an old one cannot reinstall.
        "FROM debian:12\nRUN apt install -y --no-install-recommends 'php8*'\n",
        "FROM debian:10\nRUN apt reinstall -y tzdata\n",
        // dash takes the other branch today.
        "FROM debian:12\nRUN [ \"$A\" == b ] && make || make other\n",
        "FROM debian:12\nRUN source /opt/env; make\n",
        // Several words, or none.
        "FROM debian:12\nRUN echo $(id -Gn) $(id) $(uname -s -r) $(hostname -I)\n",
        "FROM debian:12\nRUN echo $(getconf GNU_LIBC_VERSION) $(lsb_release -a) $(rpm -E %{?dist})\n",
        // Backquotes take backslashes away.
        "FROM debian:12\nRUN echo `echo \\$HOME`\n",
        "FROM debian:12\nRUN echo `pwd # where`\n",
        // What is in a file, not its name, tells whether ADD unpacks it.
        "FROM debian:12\nADD rootfs.img /x/\n",
        "FROM debian:12\nARG F=a.txt\nADD $F /x/\n",
        // An entry point of the base gets other words; a script may need the shell to start it.
        "FROM postgres:16\nCMD postgres -c fsync=off\n",
        "ARG BASE=debian:12\nFROM ${BASE}-x\nCMD nginx\n",
        "FROM debian:12\nCMD ./start\n",
        "FROM debian:12\nCMD start.sh\n",
        "FROM debian:12\nCMD ls \"a\"*\n",
        "FROM debian:12\nCMD hash -r\n",
        "FROM debian:12\nCMD echo \u00e9\n",
        // The later of two labels counts.
        "FROM debian:12\nLABEL org.opencontainers.image.authors=team\nMAINTAINER me\n",
        // Not all builders fold the names of stages.
        "FROM debian:12 AS Build\nRUN make\nFROM debian:12\nCOPY --from=Build /a /a\n",
        // Whose number is it?
        "FROM debian:12\nRUN usermod -u 1000 www-data\nUSER www-data\n",
        "FROM debian:12\nRUN useradd -u 1001 -g app bob\nUSER app\n",
        "FROM debian:12\nRUN adduser bob app --uid 1001\nUSER app\n",
        "FROM debian:12\nRUN useradd -u 1001 app || useradd -u 1002 app\nUSER app\n",
        "FROM centos:7\nUSER nobody\n",
        "FROM debian:12\nCOPY passwd /etc/passwd\nUSER nobody\n",
      })
  void is_left_to_people(String text) {
    Mended mended = mend(text);
    assertThat(mended.applied())
        .extracting(Mended.Applied::rule)
        .doesNotContain(
            "sudo",
            "apt-in-script",
            "bash-syntax",
            "bash-builtin",
            "unquoted-substitution",
            "backquotes",
            "add-instead-of-copy",
            "shell-form-command",
            "maintainer",
            "stage-name-case",
            "named-user");
  }

  @Test
  void a_subshell_in_backquotes_does_not_become_a_sum() {
    assertThat(mend("FROM debian:12\nRUN x=`(cd a && pwd)`\n").after().raw())
        .contains("x=$( (cd a && pwd))");
  }

  @Test
  void what_is_certain_is_still_made() {
    assertThat(
            mend("""
            FROM debian:12
            RUN useradd --create-home --uid 10001 app && x="`nproc`"
            ADD app.py /app/
            MAINTAINER me
            USER app
            CMD nginx -g 'daemon off;'
            """)
                .after()
                .raw())
        .isEqualTo(
            """
            FROM debian:12
            RUN useradd --create-home --uid 10001 app && x="$(nproc)"
            COPY app.py /app/
            LABEL org.opencontainers.image.authors="me"
            USER 10001
            CMD ["nginx", "-g", "daemon off;"]
            """);
  }

  @Test
  void a_comment_within_what_goes_keeps_it() {
    String text = "FROM debian:12\nCMD [\"a\", \\\n# why b\n  \"b\"]\nCMD [\"c\"]\n";
    Mended mended = mend(text);
    assertThat(mended.after().raw()).isEqualTo(text);
    assertThat(mended.refused())
        .extracting(Mended.Refused::reason)
        .contains("a comment would be lost");
  }

  @Test
  void more_places_than_are_reported_are_mended_all() {
    StringBuilder text = new StringBuilder("FROM debian:12\n");
    for (int i = 0; i < 2_500; i++) {
      text.append("EXPOSE ").append(1 + i).append("/TCP\n");
    }
    assertThat(mend(text.toString()).after().raw()).doesNotContain("TCP");
  }
}

package dev.plinth.checks.instruction;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class CommandRulesTest {
  @Test
  void onlyTheLastCounts() {
    Checks.of(new RepeatedInstruction())
        .finds("FROM debian:12", "«CMD» [\"a\"]", "«CMD» [\"b\"]", "CMD [\"c\"]")
        .finds("FROM debian:12", "«HEALTHCHECK» CMD a", "HEALTHCHECK NONE")
        .mends(
            "FROM a\nENTRYPOINT [\"a\", \\\n  \"b\"]\n# why\nENTRYPOINT [\"c\"]\n",
            "FROM a\n# why\nENTRYPOINT [\"c\"]\n")
        .passes(
            "FROM debian:12", "CMD [\"a\"]", "FROM debian:12", "CMD [\"b\"]", "ENTRYPOINT [\"c\"]");
  }

  @Test
  void commandsUnderAShell() {
    Checks.of(new ShellFormCommand())
        .finds("FROM debian:12", "«CMD» app --port 80")
        .finds("FROM debian:12", "«ENTRYPOINT» cd /srv && ./run")
        .finds("FROM debian:12", "«CMD» -v")
        .finds("FROM debian:12", "«CMD» exec app $PORT")
        .finds("FROM debian:12", "FROM debian:12", "«CMD» app")
        .mends("FROM a\nCMD app \"two words\" x\n", "FROM a\nCMD [\"app\", \"two words\", \"x\"]\n")
        .mends("FROM a\nCMD exec app\n", "FROM a\nCMD [\"app\"]\n")
        .mends(
            "FROM a\nENTRYPOINT /opt/bin/etcd --name a-very-long-name-of-it \\\n"
                + "    --initial-cluster-state new \\\n    --listen=https://0.0.0.0:2379\n",
            "FROM a\nENTRYPOINT [\"/opt/bin/etcd\", \"--name\", \"a-very-long-name-of-it\", \\\n"
                + "    \"--initial-cluster-state\", \"new\", \\\n"
                + "    \"--listen=https://0.0.0.0:2379\"]\n")
        .mends("FROM a\r\nCMD app \\\r\n  -v\r\n", "FROM a\r\nCMD [\"app\", \"-v\"]\r\n")
        .passes("FROM debian:12", "CMD [\"app\"]")
        .passes("FROM debian:12", "SHELL [\"/bin/bash\", \"-c\"]", "CMD app")
        .passes("FROM debian:12", "CMD ['app']")
        .passes("FROM debian:12", "HEALTHCHECK CMD curl -f http://localhost/ || exit 1");
  }

  @Test
  void arraysThatAreNoJson() {
    Checks.of(new MalformedArray())
        .finds("FROM debian:12", "CMD «['app', '-v']»")
        .finds("FROM debian:12", "CMD «[\"app\", \"-v\",]»")
        .finds("FROM debian:12", "ENTRYPOINT «[\"app\" \"-v\"]»")
        .finds("FROM debian:12", "CMD «[\"app\", \"-v\"»")
        .finds("FROM debian:12", "CMD «[app, -v]»")
        .finds("FROM debian:12", "COPY «[\"a b\", \"/c]»")
        .finds("FROM debian:12", "ONBUILD COPY «[\"a b\", \"/c]»")
        .passes("FROM debian:12", "ONBUILD COPY a /c", "ONBUILD RUN true")
        .finds("FROM debian:12", "CMD «[\"c:\\app\"]»")
        .finds("FROM debian:12", "HEALTHCHECK CMD «[\"a\",]»")
        .mends("FROM a\nCMD ['app', '-v']\n", "FROM a\nCMD [\"app\", \"-v\"]\n")
        .mends("FROM a\nCMD [\"app\" \"-v\",]\n", "FROM a\nCMD [\"app\", \"-v\"]\n")
        .mends("FROM a\nCMD [“app”, “-v”]\n", "FROM a\nCMD [\"app\", \"-v\"]\n")
        .passes(
            "FROM debian:12",
            "CMD [\"app\"]",
            "RUN [ \"$A\" = \"b\" ] && true",
            "RUN [ -e /x ]",
            "RUN [[ \"a\" = \"b\" ]]",
            "COPY [a-c]* /x/")
        .passes("FROM debian:12", "RUN [ \"$a\" = \"b,c\" ] || exit 1");
  }

  @Test
  void commandsNobodySees() {
    Checks.of(new UnusedCmd())
        .finds("FROM debian:12", "ENTRYPOINT app", "«CMD» [\"-v\"]")
        .passes("FROM debian:12", "ENTRYPOINT [\"app\"]", "CMD [\"-v\"]")
        .passes("FROM debian:12", "ENTRYPOINT exec app \"$@\"", "CMD [\"-v\"]")
        .passes("FROM debian:12", "ENTRYPOINT app");
  }

  @Test
  void imagesWithoutAHealthCheck() {
    Checks.of(new NoHealthcheck())
        .finds("FROM debian:12", "«CMD» [\"app\"]")
        .finds("FROM debian:12 AS b", "CMD [\"x\"]", "FROM b", "EXPOSE 80", "«ENTRYPOINT» [\"a\"]")
        .passes("FROM debian:12", "HEALTHCHECK NONE", "CMD [\"app\"]")
        .passes("FROM scratch", "CMD [\"/app\"]")
        .passes("FROM debian:12", "CMD [\"x\"]", "FROM debian:12")
        .passes("FROM debian:12 AS b", "HEALTHCHECK CMD x", "FROM b", "CMD [\"a\"]");
  }

  @Test
  void stepsWithoutTheSandbox() {
    Checks.of(new InsecureRun())
        .finds("FROM debian:12", "RUN «--security=insecure» true")
        .mends("FROM a\nRUN --security=insecure true\n", "FROM a\nRUN true\n")
        .passes("FROM debian:12", "RUN --security=sandbox true");
  }

  @Test
  void stepsOnTheHostsNetwork() {
    Checks.of(new HostNetworkRun())
        .finds("FROM debian:12", "RUN «--network=host» true")
        .passes("FROM debian:12", "RUN --network=none true");
  }

  @Test
  void keywordsInOneCase() {
    Checks.of(new KeywordCase())
        .finds("FROM debian:12", "«run» true", "RUN true")
        .finds("from a", "«Run» true")
        .mends("FROM a\nrun true\nRUN true\n", "FROM a\nRUN true\nRUN true\n")
        .passes("from a", "run true")
        .passes("FROM debian:12", "RUN true");
  }

  @Test
  void maintainers() {
    Checks.of(new Maintainer())
        .finds("FROM debian:12", "«MAINTAINER» A <a@example.com>")
        .mends(
            "FROM a\nMAINTAINER A \"x\" $1\n",
            "FROM a\nLABEL org.opencontainers.image.authors=\"A \\\"x\\\" \\$1\"\n")
        .mends(
            "FROM a\nMAINTAINER \"A\"\n", "FROM a\nLABEL org.opencontainers.image.authors=\"A\"\n")
        .passes("FROM debian:12", "LABEL a=b");
  }
}

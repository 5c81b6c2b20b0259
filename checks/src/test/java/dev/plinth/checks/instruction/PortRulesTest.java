package dev.plinth.checks.instruction;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class PortRulesTest {
  @Test
  void portsThatAreNone() {
    Checks.of(new InvalidPort())
        .finds("FROM debian:12", "EXPOSE «70000»")
        .finds("FROM debian:12", "EXPOSE 80 «http» 443")
        .finds("FROM debian:12", "EXPOSE «80/http»")
        .finds("FROM debian:12", "EXPOSE «90-80»")
        .finds("FROM debian:12", "ARG P=99999", "EXPOSE «$P»")
        .passes("FROM debian:12", "EXPOSE 80 443/tcp 53/UDP 8000-8010/sctp 0 65535")
        .passes("FROM debian:12", "ARG P", "EXPOSE $P");
  }

  @Test
  void mappings() {
    Checks.of(new PortMapping())
        .finds("FROM debian:12", "EXPOSE «127.0.0.1:80:80»")
        .mends("FROM a\nEXPOSE 8080:80/tcp 90\n", "FROM a\nEXPOSE 80/tcp 90\n")
        .passes("FROM debian:12", "EXPOSE 80/tcp");
  }

  @Test
  void protocolsWithCapitals() {
    Checks.of(new PortProtocolCase())
        .finds("FROM debian:12", "EXPOSE 80/«TCP»")
        .mends("FROM a\nEXPOSE 80/Udp\n", "FROM a\nEXPOSE 80/udp\n")
        .passes("FROM debian:12", "EXPOSE 80/tcp 81");
  }

  @Test
  void logins() {
    Checks.of(new SshPort())
        .finds("FROM debian:12", "EXPOSE 80 «22»")
        .finds("FROM debian:12", "EXPOSE «20-30»")
        .passes("FROM debian:12", "EXPOSE 2222 22/udp 220");
  }
}

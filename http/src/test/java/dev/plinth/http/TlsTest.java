package dev.plinth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  @TempDir static Path folder;
  private static TestAuthority authority;

  @BeforeAll
  static void make() throws Exception {
    authority = TestAuthority.in(folder);
  }

  private static String get(URI uri, Tls tls) {
    HttpClient client = new HttpClient(HttpOptions.defaults().with(new FakeTiming()).with(tls));
    return new String(client.send(HttpRequest.get(uri, "fetch the thing")).bytes(100));
  }

  private static void fails(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            PlinthException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }

  @Test
  void onlyKnownAuthoritiesAreTrusted() throws Exception {
    try (StandInServer server =
        StandInServer.start(authority.server("server"), (_, reply) -> reply.send(200, "safe"))) {
      fails("PLINTH-HTTP-CERTIFICATE", () -> get(server.uri("/"), Tls.DEFAULT));
      assertThatThrownBy(() -> get(server.uri("/"), Tls.DEFAULT))
          .hasMessageContaining("signed by none of the authorities that are trusted")
          .hasMessageContaining("--ca-file");
      Tls trusting = Tls.DEFAULT.trusting(authority.certificate());
      assertThat(get(server.uri("/"), trusting)).isEqualTo("safe");
      assertThat(get(server.uri("/"), Tls.DEFAULT.withoutVerification())).isEqualTo("safe");
    }
  }

  @Test
  void aCertificateOfAnotherHostIsRefused() throws Exception {
    try (StandInServer server =
        StandInServer.start(authority.server("other"), (_, reply) -> reply.send(200, "safe"))) {
      Tls trusting = Tls.DEFAULT.trusting(authority.certificate());
      fails("PLINTH-HTTP-CERTIFICATE", () -> get(server.uri("/"), trusting));
      assertThat(get(server.uri("/"), trusting.withoutVerification())).isEqualTo("safe");
    }
  }

  @Test
  void plainHttpIsNoTls() throws Exception {
    try (StandInServer server =
        StandInServer.start((_, reply) -> reply.raw("HTTP/1.1 400 Bad\r\n\r\n"))) {
      fails(
          "PLINTH-HTTP-TLS",
          () -> get(URI.create("https://" + server.address() + "/"), Tls.DEFAULT));
    }
  }

  @Test
  void ownCertificatesWithKeysOfEveryWriting() throws Exception {
    try (StandInServer server =
        StandInServer.startAskingForCertificates(
            authority.server("server"), (_, reply) -> reply.send(200, "known"))) {
      Tls trusting = Tls.DEFAULT.trusting(authority.certificate());
      assertThatThrownBy(() -> get(server.uri("/"), trusting)).isInstanceOf(PlinthException.class);
      Path client = authority.certificate("client");
      Path curve = authority.certificate("client-ec");
      assertThat(get(server.uri("/"), trusting.presenting(client, authority.key("client"))))
          .isEqualTo("known");
      assertThat(get(server.uri("/"), trusting.presenting(client, authority.pkcs1("client"))))
          .isEqualTo("known");
      assertThat(get(server.uri("/"), trusting.presenting(curve, authority.key("client-ec"))))
          .isEqualTo("known");
      assertThat(get(server.uri("/"), trusting.presenting(curve, authority.sec1("client-ec"))))
          .isEqualTo("known");
      Path both =
          Files.writeString(
              folder.resolve("both.pem"),
              Files.readString(authority.key("client")) + Files.readString(client));
      assertThat(get(server.uri("/"), trusting.presenting(both, null))).isEqualTo("known");
    }
  }

  private static void refused(String content, String because) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.pem"), content);
    URI nowhere = URI.create("https://127.0.0.1:9/");
    assertThatThrownBy(() -> get(nowhere, Tls.DEFAULT.trusting(file)))
        .hasMessageContaining("bad.pem")
        .hasMessageContaining(because);
  }

  @Test
  void filesThatHoldNoneAreRefused() throws Exception {
    refused("", "no certificate");
    refused("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "cannot be read");
    refused(Files.readString(authority.key("client")), "no certificate");
    Path encrypted =
        Files.writeString(
            folder.resolve("locked.key"),
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
    Tls tls = Tls.DEFAULT.presenting(authority.certificate("client"), encrypted);
    fails("PLINTH-HTTP-TLS-FILE", () -> get(URI.create("https://127.0.0.1:9/"), tls));
    Path garbage =
        Files.writeString(
            folder.resolve("garbage.key"),
            "-----BEGIN EC PRIVATE KEY-----\nMIIBAAEC\n-----END EC PRIVATE KEY-----\n");
    Tls bad = Tls.DEFAULT.presenting(authority.certificate("client"), garbage);
    fails("PLINTH-HTTP-TLS-FILE", () -> get(URI.create("https://127.0.0.1:9/"), bad));
    fails(
        "PLINTH-HTTP-TLS-FILE",
        () -> get(URI.create("https://127.0.0.1:9/"), Tls.DEFAULT.trusting(folder.resolve("no"))));
  }
}

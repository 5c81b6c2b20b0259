package dev.plinth.oci.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import dev.plinth.http.FakeTiming;
import dev.plinth.http.HttpOptions;
import dev.plinth.http.Patience;
import dev.plinth.http.StandInRegistry;
import dev.plinth.http.StandInServer;
import dev.plinth.oci.Limits;
import dev.plinth.oci.credentials.CredentialStore;
import dev.plinth.oci.credentials.Credentials;
import dev.plinth.oci.image.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RepositoryTest {
  private static final String TYPE = "application/vnd.oci.image.manifest.v1+json";
  private static final byte[] CONTENT = "{\"schemaVersion\":2}".getBytes(UTF_8);

  private final FakeTiming timing = new FakeTiming();
  private final RegistryOptions options =
      RegistryOptions.defaults()
          .with(
              HttpOptions.defaults()
                  .with(timing)
                  .with(Patience.defaults().withSilence(Duration.ofMillis(500))));

  @TempDir Path folder;

  private static RegistryOptions knowing(RegistryOptions options, Credentials credentials) {
    return options.with(CredentialStore.fixed(credentials));
  }

  private static Repository repository(RegistryOptions options, String address, String suffix) {
    Reference reference = Reference.parse(address + "/team/app" + suffix);
    return new RegistryClient(options, Limits.defaults()).itself(reference);
  }

  private static StandInRegistry registry(StandInRegistry.Asks asks) throws IOException {
    StandInRegistry registry = StandInRegistry.start(asks);
    registry.manifest("team/app", "1", TYPE, CONTENT);
    return registry;
  }

  @Test
  void digestsAreAskedForByHead() throws IOException {
    try (StandInRegistry registry = registry(StandInRegistry.Asks.NOBODY)) {
      assertThat(repository(options, registry.address(), ":1").digest())
          .hasToString(StandInRegistry.digest(CONTENT));
      assertThat(registry.asked()).containsExactly("HEAD /v2/team/app/manifests/1");
    }
  }

  @Test
  void whereHeadSaysNothingTheManifestIsFetched() throws IOException {
    try (StandInRegistry registry = registry(StandInRegistry.Asks.NOBODY)) {
      registry.before((request, reply) -> {
        boolean head = request.method().equals("HEAD");
        if (head) {
          reply.send(405, "");
        }
        return head;
      });
      assertThat(repository(options, registry.address(), ":1").digest())
          .hasToString(StandInRegistry.digest(CONTENT));
      assertThatThrownBy(() -> repository(options, registry.address(), ":2").digest())
          .hasMessageContaining("404 (MANIFEST_UNKNOWN: not known)")
          .hasMessageContaining("plinth tags " + registry.address() + "/team/app");
    }
  }

  @Test
  void tagsComeInPages() throws IOException {
    try (StandInRegistry registry = registry(StandInRegistry.Asks.NOBODY)) {
      registry.pages(2);
      for (int i = 2; i < 8; i++) {
        registry.manifest("team/app", String.valueOf(i), TYPE, CONTENT);
      }
      assertThat(repository(options, registry.address(), "").tags())
          .containsExactly("1", "2", "3", "4", "5", "6", "7");
      assertThat(registry.asked()).hasSize(4);
    }
  }

  @Test
  void pagesWithoutEndAreAnError() throws IOException {
    try (StandInRegistry registry = registry(StandInRegistry.Asks.NOBODY)) {
      AtomicInteger count = new AtomicInteger();
      registry.before((request, reply) -> {
        reply.send(
            200,
            "{\"tags\":[\"same\"]}",
            "Link",
            "</v2/team/app/tags/list?last=" + count.incrementAndGet() + ">; rel=next");
        return true;
      });
      assertThatThrownBy(() -> repository(options, registry.address(), "").tags())
          .hasMessageContaining("its pages never end");
      assertThat(count).hasValueLessThan(5);
    }
  }

  @Test
  void theNextPageLiesInTheSameRegistry() throws IOException {
    try (StandInRegistry registry = registry(StandInRegistry.Asks.NOBODY);
        StandInServer elsewhere = StandInServer.start((_, reply) -> reply.send(200, "{}"))) {
      registry.before((request, reply) -> {
        reply.send(200, "{\"tags\":[]}", "Link", "<" + elsewhere.uri("/x") + ">; rel=\"next\"");
        return true;
      });
      assertThatThrownBy(() -> repository(options, registry.address(), "").tags())
          .hasMessageContaining("the next page lies elsewhere");
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void aTokenServesUntilItEnds() throws IOException {
    try (StandInRegistry registry = registry(StandInRegistry.Asks.BEARER)) {
      Credentials user = Credentials.of(StandInRegistry.USER, StandInRegistry.PASSWORD, "a test");
      Repository repository = repository(knowing(options, user), registry.address(), ":1");
      for (int i = 0; i < 3; i++) {
        repository.manifest();
      }
      assertThat(tokens(registry)).hasSize(1);
      timing.pass(Duration.ofSeconds(400));
      repository.manifest();
      assertThat(tokens(registry)).hasSize(2);
      assertThat(tokens(registry).getFirst().target())
          .isEqualTo("/token?service=stand-in&scope=repository%3Ateam%2Fapp%3Apull&account=user");
    }
  }

  private static List<StandInServer.Request> tokens(StandInRegistry registry) {
    return registry.server().requests().stream()
        .filter(request -> request.path().equals("/token"))
        .toList();
  }

  @Test
  void anIdentityTokenIsExchangedElseThePasswordSent() throws IOException {
    for (int status : new int[] {200, 404}) {
      try (StandInRegistry registry = registry(StandInRegistry.Asks.BEARER)) {
        List<String> forms = new ArrayList<>();
        registry.before((request, reply) -> {
          boolean meant = request.path().equals("/token");
          if (meant && request.method().equals("POST")) {
            forms.add(new String(request.body(), UTF_8));
            reply.send(status, "{\"access_token\":\"the-token\"}");
          } else if (meant) {
            reply.send(200, "{\"access_token\":\"the-token\"}");
          }
          return meant;
        });
        Credentials identity = new Credentials("", "", "refresh&me", "", "a test");
        repository(knowing(options, identity), registry.address(), ":1").manifest();
        assertThat(forms)
            .containsExactly(
                "grant_type=refresh_token&service=stand-in&client_id=plinth"
                    + "&refresh_token=refresh%26me&scope=repository%3Ateam%2Fapp%3Apull");
      }
    }
  }

  @Test
  void aRegistryTokenIsSentAsItIs() throws IOException {
    try (StandInRegistry registry = registry(StandInRegistry.Asks.BEARER)) {
      Credentials given = new Credentials("", "", "", "the-token", "a test");
      repository(knowing(options, given), registry.address(), ":1").manifest();
      Credentials wrong = new Credentials("", "", "", "another", "a test");
      assertThatThrownBy(
              () -> repository(knowing(options, wrong), registry.address(), ":1").manifest())
          .hasMessageContaining("401")
          .hasMessageNotContaining("another");
    }
  }

  @Test
  void aRealmWithinTheNetworkIsNotAsked() throws IOException {
    try (StandInRegistry registry = registry(StandInRegistry.Asks.NOBODY)) {
      registry.before((request, reply) -> {
        boolean meant = !request.path().equals("/v2/");
        if (meant) {
          reply.send(
              401,
              "",
              "WWW-Authenticate",
              "Bearer realm=\"http://169.254.169.254/x\",service=\"s\"");
        }
        return meant;
      });
      assertThatThrownBy(() -> repository(options, registry.address(), ":1").manifest())
          .isInstanceOfSatisfying(
              PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-REGISTRY-REALM"));
    }
  }

  @Test
  void tokensThatNeverDoAreNotFetchedForEver() throws IOException {
    try (StandInRegistry registry = registry(StandInRegistry.Asks.BEARER)) {
      registry.before((request, reply) -> {
        boolean meant = request.path().equals("/token");
        if (meant) {
          reply.send(200, "{\"token\":\"useless\"}");
        }
        return meant;
      });
      assertThatThrownBy(() -> repository(options, registry.address(), ":1").manifest())
          .hasMessageContaining("401");
      assertThat(tokens(registry)).hasSizeLessThan(4);
    }
  }

  @Test
  void mirrorsAreAskedFirstAndAreOthers() throws IOException {
    try (StandInRegistry registry = registry(StandInRegistry.Asks.NOBODY);
        StandInRegistry mirror = registry(StandInRegistry.Asks.NOBODY)) {
      mirror.manifest("copy/app", "1", TYPE, "{}".getBytes(UTF_8));
      Path file =
          Files.writeString(
              folder.resolve("registries.conf"),
              "[[registry]]\nprefix='"
                  + registry.address()
                  + "/team'\nlocation='"
                  + registry.address()
                  + "/team'\n[[registry.mirror]]\nlocation='"
                  + mirror.address()
                  + "/copy'\n");
      RegistryOptions mirrored =
          new RegistryOptions(
              options.http(),
              CredentialStore.EMPTY,
              RegistryConfiguration.of(Map.of("CONTAINERS_REGISTRIES_CONF", file.toString())),
              List.of());
      RegistryClient client = new RegistryClient(mirrored, Limits.defaults());
      Reference one = Reference.parse(registry.address() + "/team/app:1");
      assertThat(client.ask(one, Repository::manifest).bytes()).asString().isEqualTo("{}");
      assertThat(registry.asked()).isEmpty();
      registry.manifest("team/app", "2", TYPE, CONTENT);
      Reference two = Reference.parse(registry.address() + "/team/app:2");
      assertThat(client.ask(two, Repository::manifest).bytes()).isEqualTo(CONTENT);
      Reference three = Reference.parse(registry.address() + "/team/app:3");
      assertThatThrownBy(() -> client.ask(three, Repository::manifest))
          .hasMessageContaining("the mirrors failed before: " + mirror.address());
    }
  }
}

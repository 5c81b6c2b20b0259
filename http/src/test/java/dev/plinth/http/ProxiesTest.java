package dev.plinth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
  private static final URI HTTPS = URI.create("https://registry.example.com/v2/");
  private static final URI HTTP = URI.create("http://registry.example.com/v2/");

  @Test
  void theEnvironmentNamesThem() {
    assertThat(Proxies.of(Map.of()).to(HTTPS)).isNull();
    Proxies proxies =
        Proxies.of(
            Map.of("HTTPS_PROXY", "http://upper:1", "https_proxy", "lower:2", "HTTP_PROXY", "h:3"));
    assertThat(proxies.to(HTTPS)).hasToString("lower:2");
    assertThat(proxies.to(HTTP)).hasToString("h:3");
    assertThat(Proxies.of(Map.of("ALL_PROXY", "http://all:9/")).to(HTTPS)).hasToString("all:9");
    assertThat(Proxies.of(Map.of("https_proxy", "http://[::1]:8080")).to(HTTPS))
        .hasToString("::1:8080");
  }

  @Test
  void credentialsAreDecodedAndNotShown() {
    Proxies.Proxy proxy =
        Proxies.of(Map.of("https_proxy", "http://us%65r:p%40s+s@proxy:3128")).to(HTTPS);
    assertThat(proxy).isNotNull();
    assertThat(proxy.user()).isEqualTo("user");
    assertThat(proxy.password()).isEqualTo("p@s+s");
    assertThat(proxy).hasToString("proxy:3128");
  }

  @Test
  void whatIsNoProxyIsAnError() {
    assertThatThrownBy(() -> Proxies.of(Map.of("https_proxy", "socks5://u:secret@p:1")))
        .hasMessageContaining("https_proxy")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> Proxies.of(Map.of("http_proxy", "http://host:port")))
        .hasMessageContaining("names no host and port");
  }

  @ParameterizedTest
  @CsvSource({
    "*,true",
    "example.com,true",
    ".example.com,true",
    "*.example.com,true",
    "registry.example.com,true",
    "registry.example.com:443,true",
    "registry.example.com:80,false",
    "gistry.example.com,false",
    ".registry.example.com,false",
    "other.com example.com,true",
    "REGISTRY.example.COM,true"
  })
  void someHostsAreReachedDirectly(String noProxy, boolean direct) {
    Proxies proxies = Proxies.of(Map.of("https_proxy", "p:1", "no_proxy", noProxy));
    assertThat(proxies.to(HTTPS) == null).isEqualTo(direct);
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3,10.0.0.0/8,true",
    "11.1.2.3,10.0.0.0/8,false",
    "10.1.2.3,10.1.2.3,true",
    "10.1.2.3,10.1.2.0/99,false",
    "[2001:db8::1],2001:db8::/32,true",
    "[2001:db9::1],2001:db8::/32,false",
    "[2001:db8::1],2001:db8::1,true",
    "localhost,none,true",
    "127.0.0.9,none,true",
    "[::1],none,true",
    "a.localhost,none,true"
  })
  void addressesToo(String host, String noProxy, boolean direct) {
    Proxies proxies = Proxies.of(Map.of("http_proxy", "p:1", "no_proxy", noProxy));
    URI uri = URI.create("http://" + host + "/");
    assertThat(proxies.to(uri) == null).isEqualTo(direct);
  }

  @Test
  void plainRequestsGoThroughWithItsCredentials() throws IOException {
    try (StandInServer proxy =
        StandInServer.start((request, reply) -> {
          if (request.header("Proxy-Authorization").isEmpty()) {
            reply.send(407, "", "Proxy-Authenticate", "Basic realm=\"p\"");
          } else {
            reply.send(200, "through");
          }
        })) {
      Proxies proxies = Proxies.of(Map.of("http_proxy", "http://me:word@" + proxy.address()));
      HttpClient client = new HttpClient(HttpOptions.defaults().withPlainHttp(true).with(proxies));
      HttpRequest request = HttpRequest.get(HTTP, "fetch").with("Authorization", "Bearer t");
      assertThat(client.send(request).bytes(10)).asString().isEqualTo("through");
      StandInServer.Request last = proxy.requests().getLast();
      assertThat(last.target()).isEqualTo(HTTP.toString());
      assertThat(last.header("Proxy-Authorization")).isEqualTo("Basic bWU6d29yZA==");
      assertThat(last.header("Authorization")).isEqualTo("Bearer t");
    }
  }

  @Test
  void tunnelsToo() throws IOException {
    try (StandInServer proxy =
        StandInServer.start((request, reply) -> {
          if (request.header("Proxy-Authorization").isEmpty()) {
            reply.send(407, "", "Proxy-Authenticate", "Basic realm=\"p\"");
          } else {
            reply.send(403, "no such way");
          }
        })) {
      Proxies proxies = Proxies.of(Map.of("https_proxy", "http://me:word@" + proxy.address()));
      HttpClient client =
          new HttpClient(
              HttpOptions.defaults()
                  .with(proxies)
                  .with(new FakeTiming())
                  .with(Patience.defaults().withAttempts(1)));
      assertThatThrownBy(() ->
              client.send(HttpRequest.get(HTTPS, "fetch").with("Authorization", "Bearer secret")))
          .hasMessageContaining("the proxy 127.0.0.1:")
          .hasMessageContaining("403");
      assertThat(proxy.requests()).allMatch(request -> request.method().equals("CONNECT"));
      assertThat(proxy.requests()).allMatch(r -> r.header("Authorization").isEmpty());
      assertThat(proxy.requests().getLast().header("Proxy-Authorization"))
          .isEqualTo("Basic bWU6d29yZA==");
    }
  }
}

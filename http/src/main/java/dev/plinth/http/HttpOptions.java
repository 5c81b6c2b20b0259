package dev.plinth.http;

import java.util.Map;

/**
 * How the client reaches servers.
 *
 * @param userAgent what it calls itself
 * @param patience how long and how often it tries
 * @param proxies through which it goes
 * @param tls whom it trusts, and what proves who it is
 * @param plainHttp true to allow {@code http} to any host; to loopback it is always allowed
 * @param offline true to refuse every request with an error that says so
 * @param timing clock, sleep and chance
 */
public record HttpOptions(
    String userAgent,
    Patience patience,
    Proxies proxies,
    Tls tls,
    boolean plainHttp,
    boolean offline,
    Timing timing) {

  /** No proxies, the usual trust, no plain HTTP. */
  public static HttpOptions defaults() {
    return new HttpOptions(
        "plinth", Patience.defaults(), Proxies.NONE, Tls.DEFAULT, false, false, Timing.SYSTEM);
  }

  /** As {@link #defaults}, with the proxies that the environment names. */
  public static HttpOptions of(Map<String, String> environment) {
    return defaults().with(Proxies.of(environment));
  }

  /** The same with another name. */
  public HttpOptions withUserAgent(String name) {
    return new HttpOptions(name, patience, proxies, tls, plainHttp, offline, timing);
  }

  /** The same with other times. */
  public HttpOptions with(Patience other) {
    return new HttpOptions(userAgent, other, proxies, tls, plainHttp, offline, timing);
  }

  /** The same through other proxies. */
  public HttpOptions with(Proxies other) {
    return new HttpOptions(userAgent, patience, other, tls, plainHttp, offline, timing);
  }

  /** The same with other trust. */
  public HttpOptions with(Tls other) {
    return new HttpOptions(userAgent, patience, proxies, other, plainHttp, offline, timing);
  }

  /** The same by another clock. */
  public HttpOptions with(Timing other) {
    return new HttpOptions(userAgent, patience, proxies, tls, plainHttp, offline, other);
  }

  /** The same, plain HTTP allowed to any host or not. */
  public HttpOptions withPlainHttp(boolean allowed) {
    return new HttpOptions(userAgent, patience, proxies, tls, allowed, offline, timing);
  }

  /** The same, every request refused or not. */
  public HttpOptions withOffline(boolean refused) {
    return new HttpOptions(userAgent, patience, proxies, tls, plainHttp, refused, timing);
  }
}

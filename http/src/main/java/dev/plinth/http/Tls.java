package dev.plinth.http;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom to trust, and what proves who we are.
 *
 * @param authorities files of certificates (PEM or DER), trusted beside those of the Java runtime
 * @param certificate our own certificate with those above it (PEM); null for none
 * @param key its private key (PEM: PKCS#8, PKCS#1 or SEC 1, not encrypted); null when it stands in
 *     the certificate's file
 * @param unverified true to trust anybody: only ever on request
 */
public record Tls(
    List<Path> authorities, @Nullable Path certificate, @Nullable Path key, boolean unverified) {

  /** What the Java runtime trusts. */
  public static final Tls DEFAULT = new Tls(List.of(), null, null, false);

  /** Copies the list. */
  public Tls {
    authorities = List.copyOf(authorities);
  }

  /** True when nothing but the Java runtime's own trust counts. */
  public boolean isDefault() {
    return authorities.isEmpty() && certificate == null && key == null && !unverified;
  }

  /** The same, that file's certificates trusted too. */
  public Tls trusting(Path authority) {
    List<Path> more = new ArrayList<>(authorities);
    more.add(authority);
    return new Tls(more, certificate, key, unverified);
  }

  /** The same with another certificate of our own. */
  public Tls presenting(Path certificate, @Nullable Path key) {
    return new Tls(authorities, certificate, key, unverified);
  }

  /** The same, trusting anybody. */
  public Tls withoutVerification() {
    return new Tls(authorities, certificate, key, true);
  }
}

package dev.plinth.bases.known;

import java.util.Locale;
import java.util.Set;

/**
 * An image's name as the tables have it. Unlike a reference of a registry it is read leniently:
 * what people write wrongly shall be recognised as well.
 *
 * @param repository in lower case, without Docker Hub's own address and its {@code library/}, and
 *     without the addresses of its mirrors: {@code python}, {@code bitnami/redis}, {@code
 *     gcr.io/distroless/static-debian12}
 * @param tag empty where there is none
 * @param digest with its algorithm; empty where there is none
 */
public record ImageName(String repository, String tag, String digest) {
  private static final Set<String> HUB =
      Set.of(
          "docker.io",
          "index.docker.io",
          "registry-1.docker.io",
          "registry.hub.docker.com",
          "mirror.gcr.io",
          "public.ecr.aws/docker");

  // By hand: what the JVM makes for records is generated at run time (docs/adr/0004).

  @Override
  public boolean equals(Object other) {
    return other instanceof ImageName name
        && repository.equals(name.repository)
        && tag.equals(name.tag)
        && digest.equals(name.digest);
  }

  @Override
  public int hashCode() {
    return (repository.hashCode() * 31 + tag.hashCode()) * 31 + digest.hashCode();
  }

  /** Of that text. */
  public static ImageName of(String text) {
    String rest = text;
    String digest = "";
    int at = rest.indexOf('@');
    if (at >= 0) {
      digest = rest.substring(at + 1);
      rest = rest.substring(0, at);
    }
    String tag = "";
    int colon = rest.lastIndexOf(':');
    if (colon > rest.lastIndexOf('/')) {
      tag = rest.substring(colon + 1);
      rest = rest.substring(0, colon);
    }
    return new ImageName(withoutHub(rest.toLowerCase(Locale.ROOT)), tag, digest);
  }

  private static String withoutHub(String name) {
    String rest = name;
    int slash = rest.indexOf('/');
    for (int parts = 0; parts < 2 && slash > 0; parts++) {
      if (HUB.contains(rest.substring(0, slash))) {
        rest = rest.substring(slash + 1);
        break;
      }
      slash = rest.indexOf('/', slash + 1);
    }
    return rest.startsWith("library/") && rest.indexOf('/', 8) < 0 ? rest.substring(8) : rest;
  }

  /** True for an official image of Docker Hub, or what is named like one. */
  public boolean official() {
    return repository.indexOf('/') < 0;
  }

  /** The tag, {@code latest} where there is none. */
  public String tagOrLatest() {
    return tag.isEmpty() ? "latest" : tag;
  }

  /** Repository and tag, as people write them. */
  public String shown() {
    return tag.isEmpty() ? repository : repository + ":" + tag;
  }
}

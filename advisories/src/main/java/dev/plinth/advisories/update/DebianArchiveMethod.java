package dev.plinth.advisories.update;

import dev.plinth.advisories.debian.DebianArchive;
import dev.plinth.advisories.debian.Mirror;
import dev.plinth.advisories.feed.ImportListener;
import dev.plinth.advisories.feed.ImportReport;
import dev.plinth.advisories.store.StoreUpdate;
import dev.plinth.foundation.PlinthException;
import dev.plinth.http.HttpClient;
import dev.plinth.http.HttpRequest;
import dev.plinth.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A Debian release by nothing but a mirror: {@link DebianArchive}. Below the feed's address lie
 * {@code debian/} and {@code debian-security/}, as on {@code deb.debian.org}.
 */
final class DebianArchiveMethod implements PiecewiseMethod {
  private final String suite;

  /**
   * @param suite the release's code name: {@code bookworm}
   */
  DebianArchiveMethod(String suite) {
    this.suite = suite;
  }

  @Override
  public String stored() {
    return DebianArchive.feeds(suite);
  }

  @Override
  public ImportReport.FileReport read(
      Feed feed,
      URI url,
      HttpClient client,
      Deadline deadline,
      StoreUpdate store,
      ImportListener listener) {
    return DebianArchive.update(
        new DebianArchive.Suite(mirror(feed, url, "debian", client, deadline), suite),
        new DebianArchive.Suite(
            mirror(feed, url, "debian-security", client, deadline), suite + "-security"),
        store,
        listener);
  }

  private static Mirror mirror(
      Feed feed, URI url, String archive, HttpClient client, Deadline deadline) {
    String root = url.toString();
    String folder = (root.endsWith("/") ? root : root + "/") + archive + "/";
    if ("file".equalsIgnoreCase(url.getScheme())) {
      try {
        return Mirror.of(Path.of(URI.create(folder)));
      } catch (IllegalArgumentException e) {
        throw UpdateErrors.address("the feed " + feed.id(), folder);
      }
    }
    return path -> {
      String what = path.substring(path.lastIndexOf('/') + 1) + " of the feed " + feed.id();
      return open(
          client,
          deadline,
          what,
          HttpRequest.get(URI.create(folder + escaped(path)), "fetch " + what));
    };
  }

  private static InputStream open(
      HttpClient client, Deadline deadline, String what, HttpRequest request) throws IOException {
    HttpResponse response;
    try {
      deadline.check(what);
      response = client.send(request);
    } catch (PlinthException e) {
      throw new IOException(e.because(), e);
    }
    if (response.isSuccess()) {
      return response.body();
    }
    try (response) {
      if (response.status() == 404 || response.status() == 410) {
        throw new NoSuchFileException(request.uri().getPath());
      }
      throw new IOException(response.refusal().because());
    }
  }

  /** Names in archives have plus signs and tildes, which servers take as they are, and colons. */
  private static String escaped(String path) {
    return path.replace("%", "%25").replace(" ", "%20").replace("#", "%23").replace("?", "%3f");
  }
}

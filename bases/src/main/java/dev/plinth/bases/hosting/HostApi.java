package dev.plinth.bases.hosting;

import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import dev.plinth.http.HttpClient;
import dev.plinth.http.HttpRequest;
import dev.plinth.http.HttpResponse;
import dev.plinth.http.RequestBody;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Questions to a host's API: JSON there and back. */
final class HostApi {
  private static final int LONGEST = 8 << 20;

  private final HttpClient client;
  private final Access access;

  HostApi(HttpClient client, Access access) {
    this.client = client;
    this.access = access;
  }

  Access access() {
    return access;
  }

  /** What is there; null where nothing is. */
  @Nullable Json get(String path, String action) {
    return send(HttpRequest.get(URI.create(access.api() + path), action), true);
  }

  /** The answer to what is sent. */
  Json post(String address, Map<String, ?> body, String action) {
    return some(send(HttpRequest.post(URI.create(address), body(body), action), false), action);
  }

  /** The answer to what is put in its place. */
  Json put(String path, Map<String, ?> body, String action) {
    URI uri = URI.create(access.api() + path);
    return some(send(HttpRequest.put(uri, body(body), action), false), action);
  }

  private static Json some(@Nullable Json json, String action) {
    if (json == null) {
      throw HostingErrors.answer(action, "nothing came");
    }
    return json;
  }

  private @Nullable Json send(HttpRequest plain, boolean mayLack) {
    boolean github = access.kind() == Access.Kind.GITHUB;
    HttpRequest request =
        plain.with("Accept", github ? "application/vnd.github+json" : "application/json");
    if (github) {
      request = request.with("X-GitHub-Api-Version", "2022-11-28");
    }
    if (!access.token().isEmpty()) {
      request =
          github
              ? request.with("Authorization", "Bearer " + access.token())
              : request.with("PRIVATE-TOKEN", access.token());
    }
    if (plain.body() != null) {
      request = request.with("Content-Type", "application/json");
    }
    try (HttpResponse response = client.send(request)) {
      if (mayLack && response.status() == 404) {
        return null;
      }
      if (!response.isSuccess()) {
        throw response.refusal();
      }
      byte[] bytes = response.bytes(LONGEST);
      return JsonReader.read(bytes.length == 0 ? new byte[] {'{', '}'} : bytes);
    } catch (JsonSyntaxException e) {
      throw HostingErrors.answer(plain.action(), String.valueOf(e.getMessage()));
    }
  }

  private static RequestBody body(Map<String, ?> body) {
    StringBuilder out = new StringBuilder();
    write(body, out);
    return RequestBody.of(out.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private static void write(Object value, StringBuilder out) {
    if (value instanceof Map<?, ?> members) {
      String before = "{";
      for (Map.Entry<?, ?> each : members.entrySet()) {
        out.append(before);
        text(String.valueOf(each.getKey()), out);
        out.append(':');
        write(each.getValue(), out);
        before = ",";
      }
      out.append(members.isEmpty() ? "{}" : "}");
    } else if (value instanceof Collection<?> items) {
      String before = "[";
      for (Object each : items) {
        out.append(before);
        write(each, out);
        before = ",";
      }
      out.append(items.isEmpty() ? "[]" : "]");
    } else if (value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else {
      text(String.valueOf(value), out);
    }
  }

  private static void text(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  /** One part of a path or query. */
  static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

package dev.plinth.bases.choose;

import dev.plinth.bases.start.ProjectFiles;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import dev.plinth.http.HttpClient;
import dev.plinth.http.HttpRequest;
import dev.plinth.http.HttpResponse;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that PyPI has of what a project requires, by its JSON interface ({@code
 * /pypi/NAME/json}, {@code /pypi/NAME/VERSION/json}; docs.pypi.org): {@code urls}, each with {@code
 * filename}. What these require in turn is not asked for.
 */
public final class PypiFiles {
  private static final String PYPI = "https://pypi.org/";
  private static final int MOST_PACKAGES = 200;
  private static final int MOST_BYTES = 32 << 20;
  private static final int NOT_FOUND = 404;

  private PypiFiles() {}

  /**
   * Of a project's requirements.
   *
   * @param cycle the release of Python
   * @param address of another index with that interface; empty for PyPI's own
   * @throws dev.plinth.foundation.PlinthException where it cannot be asked
   */
  public static NativeCode of(
      ProjectFiles files, String cycle, List<String> platforms, HttpClient client, String address) {
    List<Requirements.Named> wanted = Requirements.of(files);
    Map<Requirements.Named, List<String>> found = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    String base = address.isEmpty() ? PYPI : address.endsWith("/") ? address : address + "/";
    for (Requirements.Named each : wanted) {
      List<String> names = found.size() >= MOST_PACKAGES ? List.of() : names(each, base, client);
      if (names.isEmpty()) {
        unknown.add(each.name());
      } else {
        found.put(each, names);
      }
    }
    NativeCode code = PythonNative.ofFiles(found, unknown, cycle, platforms, "PyPI");
    List<String> notes = new ArrayList<>(code.notes());
    notes.add("what the requirements require in turn was not asked for");
    return new NativeCode(code.state(), code.parts(), code.from(), notes);
  }

  private static List<String> names(Requirements.Named each, String base, HttpClient client) {
    String path =
        "pypi/" + each.name() + (plain(each.version()) ? "/" + each.version() : "") + "/json";
    try (HttpResponse response =
        client.send(
            HttpRequest.get(URI.create(base + path), "ask PyPI for the files of " + each.name()))) {
      if (response.status() == NOT_FOUND) {
        return new ArrayList<>();
      }
      if (!response.isSuccess()) {
        throw response.refusal();
      }
      List<String> names = new ArrayList<>();
      for (Json file : JsonReader.read(response.bytes(MOST_BYTES)).items("urls")) {
        String name = file.text("filename");
        if (name != null) {
          names.add(name);
        }
      }
      return names;
    } catch (JsonSyntaxException e) {
      return new ArrayList<>();
    }
  }

  /** True for a version that may stand in an address. */
  private static boolean plain(String version) {
    for (int i = 0; i < version.length(); i++) {
      char c = version.charAt(i);
      boolean good =
          (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '.' || c == '+' || c == '!';
      if (!good) {
        return false;
      }
    }
    return !version.isEmpty() && version.length() < 60;
  }
}

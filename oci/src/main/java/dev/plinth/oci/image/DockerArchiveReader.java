package dev.plinth.oci.image;

import dev.plinth.foundation.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the documents that only Docker's archives have.
 *
 * <pre>
 * manifest.json = [ { Config: name, RepoTags: [reference*] | null, Layers: [name*] }* ]   since 1.10
 * repositories  = { repository: { tag: id } }                                        before 1.10
 * id/json       = { id, parent?, created?, author?, os?, architecture?,
 *                   config?: {…}, container_config?: { Cmd: [] } }                   before 1.10
 * </pre>
 */
public final class DockerArchiveReader {
  private DockerArchiveReader() {}

  /**
   * One image of {@code manifest.json}.
   *
   * @param config the entry that holds its configuration
   * @param repoTags its names, as written
   * @param layers the entries that hold its layers, from the base upwards
   */
  public record Saved(String config, List<String> repoTags, List<String> layers) {}

  /**
   * One layer with its own configuration, of an archive from before Docker 1.10.
   *
   * @param id as written
   * @param parent the layer beneath, empty for the lowest
   * @param config of an image that ends with this layer, without layers and history
   * @param step what made it
   */
  public record Legacy(String id, String parent, ImageConfig config, HistoryEntry step) {}

  /**
   * The images of {@code manifest.json}.
   *
   * @throws dev.plinth.foundation.PlinthException when it is none
   */
  public static List<Saved> manifest(byte[] bytes, String name, int limit, int maxLayers) {
    JsonDocument document = JsonDocument.read(bytes, name, limit);
    if (!(document.json() instanceof Json.Arr(List<Json> items))) {
      throw ImageErrors.shape(name, "it is not a list of images, as Docker's archives have it");
    }
    List<Saved> images = new ArrayList<>();
    for (Json item : items) {
      JsonDocument image = document.inner(item);
      String config = image.text("Config");
      if (config.isEmpty()) {
        throw ImageErrors.shape(name, "an image in it has no 'Config'");
      }
      List<String> layers = image.strings("Layers");
      if (layers.size() > maxLayers) {
        throw ImageErrors.tooManyLayers(name, layers.size(), maxLayers);
      }
      images.add(new Saved(config, image.strings("RepoTags"), layers));
    }
    return images;
  }

  /**
   * The layer's identifier of each full name ({@code repository:tag}) in {@code repositories}.
   *
   * @throws dev.plinth.foundation.PlinthException when it is none
   */
  public static Map<String, String> repositories(byte[] bytes, String name, int limit) {
    JsonDocument document = JsonDocument.object(bytes, name, limit);
    Map<String, String> names = new LinkedHashMap<>();
    if (document.json() instanceof Json.Obj(Map<String, Json> members)) {
      members.forEach((repository, tags) -> {
        if (!(tags instanceof Json.Obj(Map<String, Json> ids))) {
          throw ImageErrors.shape(name, "a repository in it has no tags");
        }
        ids.forEach((tag, id) -> {
          if (!(id instanceof Json.Str(String value))) {
            throw ImageErrors.shape(name, "a tag in it names no layer");
          }
          names.put(repository + ":" + tag, value);
        });
      });
    }
    return names;
  }

  /**
   * The layer's own {@code json}.
   *
   * @throws dev.plinth.foundation.PlinthException when it is none
   */
  public static Legacy legacy(byte[] bytes, String name, int limit) {
    JsonDocument document = JsonDocument.object(bytes, name, limit);
    Json built = document.json().get("container_config");
    String createdBy =
        built == null ? "" : String.join(" ", ImageConfigReader.command(built.get("Cmd")));
    return new Legacy(
        document.text("id"),
        document.text("parent"),
        ImageConfigReader.of(document, List.of(), List.of()),
        new HistoryEntry(
            createdBy,
            false,
            document.text("created"),
            document.text("author"),
            document.text("comment")));
  }
}

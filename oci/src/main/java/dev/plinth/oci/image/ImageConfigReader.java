package dev.plinth.oci.image;

import dev.plinth.foundation.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads an image's configuration: OCI image-spec config.md, and Docker's of the same shape.
 *
 * <pre>
 * config = { os, architecture, variant?, os.version?, created?, author?,
 *            config?: { User, ExposedPorts: {…}, Env: [], Entrypoint: [], Cmd: [], Volumes: {…},
 *                       WorkingDir, Labels: {…}, StopSignal,
 *                       Healthcheck?: { Test: [], Interval, Timeout, StartPeriod, Retries },
 *                       OnBuild?: [] },
 *            rootfs: { type: "layers", diff_ids: [digest*] },
 *            history?: [{ created?, created_by?, author?, comment?, empty_layer? }*] }
 * </pre>
 */
public final class ImageConfigReader {
  /** A configuration that says nothing, for what has none. */
  public static final ImageConfig EMPTY = empty(new Platform("", "", "", ""));

  private ImageConfigReader() {}

  /** A configuration that says nothing but the platform. */
  public static ImageConfig empty(Platform platform) {
    return new ImageConfig(
        platform, "", "", "", List.of(), List.of(), List.of(), List.of(), List.of(), "", Map.of(),
        "", List.of(), List.of());
  }

  /**
   * The configuration in these bytes; it is the caller who verifies them.
   *
   * @param name what messages call it
   * @param limit bytes it may have
   * @param maxLayers how many layers it may name
   * @throws dev.plinth.foundation.PlinthException when it is none
   */
  public static ImageConfig read(byte[] bytes, String name, int limit, int maxLayers) {
    JsonDocument document = JsonDocument.object(bytes, name, limit);
    if (!(document.json().get("rootfs") instanceof Json.Obj rootfs)) {
      throw ImageErrors.shape(
          name, "it has no 'rootfs', so it is not the configuration of an image");
    }
    List<String> texts = document.inner(rootfs).strings("diff_ids");
    if (texts.size() > maxLayers) {
      throw ImageErrors.tooManyLayers(name, texts.size(), maxLayers);
    }
    List<Digest> diffIds = new ArrayList<>(texts.size());
    for (String text : texts) {
      diffIds.add(document.digest(text));
    }
    List<HistoryEntry> history = new ArrayList<>();
    for (Json item : document.list("history")) {
      JsonDocument step = document.inner(item);
      history.add(
          new HistoryEntry(
              step.text("created_by"),
              item.bool("empty_layer", false),
              step.text("created"),
              step.text("author"),
              step.text("comment")));
    }
    return of(document, diffIds, history);
  }

  /** The configuration of a document whose layers and history are known from elsewhere. */
  static ImageConfig of(JsonDocument document, List<Digest> diffIds, List<HistoryEntry> history) {
    Json run = document.json().get("config") instanceof Json.Obj obj ? obj : new Json.Null();
    return new ImageConfig(
        ManifestReader.platformOf(document.json()),
        document.text("created"),
        document.text("author"),
        document.inner(run).text("User"),
        List.copyOf(run.members("ExposedPorts").keySet()),
        List.copyOf(run.texts("Env")),
        command(run.get("Entrypoint")),
        command(run.get("Cmd")),
        List.copyOf(run.members("Volumes").keySet()),
        document.inner(run).text("WorkingDir"),
        JsonDocument.stringMap(run, "Labels"),
        document.inner(run).text("StopSignal"),
        healthCheck(run.get("Healthcheck")),
        List.copyOf(run.texts("OnBuild")),
        diffIds,
        history);
  }

  private static ImageConfig.@Nullable HealthCheck healthCheck(@Nullable Json value) {
    if (!(value instanceof Json.Obj check)) {
      return null;
    }
    return new ImageConfig.HealthCheck(
        command(check.get("Test")),
        number(check, "Interval"),
        number(check, "Timeout"),
        number(check, "StartPeriod"),
        (int) Math.min(number(check, "Retries"), Integer.MAX_VALUE));
  }

  /** What is no number, or below 0, is as good as absent. */
  private static long number(Json holder, String member) {
    return Math.max(0, holder.integer(member, 0));
  }

  /** A command's words; very old images have one string. */
  static List<String> command(@Nullable Json value) {
    List<String> words = new ArrayList<>();
    if (value instanceof Json.Str(String word)) {
      words.add(word);
    } else if (value instanceof Json.Arr(List<Json> items)) {
      for (Json item : items) {
        if (item instanceof Json.Str(String word)) {
          words.add(word);
        }
      }
    }
    return words;
  }
}

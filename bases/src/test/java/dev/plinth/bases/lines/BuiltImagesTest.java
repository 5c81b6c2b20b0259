package dev.plinth.bases.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.bases.index.Stacks;
import dev.plinth.bases.lines.InstructionLines.Origin;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.meaning.BuildOptions;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.parse.DockerfileParser;
import dev.plinth.foundation.Resources;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.HistoryEntry;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.ImageLayer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Multi-stage Dockerfiles that Buildah built: {@code config.json} has what it wrote down ({@code
 * bench/lines.sh --record}), {@code buildkit.tsv} the same history in the words of BuildKit,
 * <em>written by hand</em>, with a hyphen before steps without a layer; {@code expected.tsv} what
 * was written down before.
 */
class BuiltImagesTest {
  /** The rows of a table by their first column. */
  private static Map<String, List<String>> expected(String name) {
    Map<String, List<String>> rows = new HashMap<>();
    for (String line : Resources.text(BuiltImagesTest.class, name + "/expected.tsv").split("\n")) {
      String[] columns = line.split("\t", 2);
      rows.computeIfAbsent(columns[0], key -> new ArrayList<>()).add(columns[1]);
    }
    return rows;
  }

  private static Image recorded(String name) throws Exception {
    Json config =
        JsonReader.read(
            Resources.text(BuiltImagesTest.class, name + "/config.json").getBytes(UTF_8));
    List<HistoryEntry> history = new ArrayList<>();
    for (Json step : config.items("history")) {
      history.add(
          new HistoryEntry(
              text(step, "created_by"),
              step.bool("empty_layer", false),
              "",
              "",
              text(step, "comment")));
    }
    List<ImageLayer> layers = new ArrayList<>();
    for (String diffId : Objects.requireNonNull(config.get("rootfs")).texts("diff_ids")) {
      Digest digest = Digest.parse(diffId);
      layers.add(new ImageLayer(layers.size(), digest, digest, 1, 0, ""));
    }
    return Stacks.image(name, layers, history, Map.of());
  }

  private static Image written(String name) {
    List<HistoryEntry> history = new ArrayList<>();
    List<ImageLayer> layers = new ArrayList<>();
    for (String line : Resources.text(BuiltImagesTest.class, name + "/buildkit.tsv").split("\n")) {
      boolean empty = line.startsWith("-");
      String step = (empty ? line.substring(1) : line).replace("\\n", "\n");
      history.add(new HistoryEntry(step, empty, "", "", "buildkit.dockerfile.v0"));
      if (!empty) {
        Digest digest = Stacks.digest(step + layers.size());
        layers.add(new ImageLayer(layers.size(), digest, digest, 1, 0, step));
      }
    }
    return Stacks.image(name, layers, history, Map.of());
  }

  private static String text(Json json, String member) {
    String text = json.text(member);
    return text == null ? "" : text;
  }

  private static void holds(String name, String builder, Image image) {
    Map<String, List<String>> expected = expected(name);
    Map<String, String> arguments = new HashMap<>();
    for (String argument : expected.getOrDefault("argument", List.of())) {
      arguments.put(argument.split("=", 2)[0], argument.split("=", 2)[1]);
    }
    Build build =
        Build.of(
            DockerfileParser.parse(
                SourceText.of(Resources.text(BuiltImagesTest.class, name + "/Dockerfile"))),
            new BuildOptions(arguments, "linux/amd64", null, Map.of()));
    Stage target = Objects.requireNonNull(build.last());
    for (Stage stage : build.stages()) {
      target = expected.getOrDefault("target", List.of()).contains(stage.name()) ? stage : target;
    }
    InstructionLines lines = InstructionLines.of(image, build, target);
    List<String> numbers = new ArrayList<>();
    for (Origin origin : lines.layers()) {
      numbers.add(origin == null ? "0" : Integer.toString(origin.line()));
    }
    assertThat(numbers)
        .as(lines.note())
        .containsExactly(
            expected.getOrDefault(builder, expected.get("lines")).getFirst().split(" "));
    String from = lines.from().image() + "\t" + lines.from().line() + "\t" + lines.baseLayers();
    assertThat(from).isEqualTo(expected.get("from").getFirst());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "another-file",
        "debug-twin",
        "go-distroless",
        "images-and-numbers",
        "onbuild",
        "one-layer",
        "python-arguments",
        "same-words-beneath",
        "scratch",
        "shells-and-escapes",
        "stage-from-stage",
        "target-within"
      })
  void buildah(String name) throws Exception {
    holds(name, "buildah", recorded(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "debug-twin",
        "go-distroless",
        "images-and-numbers",
        "onbuild",
        "python-arguments",
        "same-words-beneath",
        "scratch",
        "shells-and-escapes",
        "stage-from-stage",
        "target-within"
      })
  void buildKit(String name) {
    holds(name, "buildkit", written(name));
  }
}

package dev.plinth.bases.places;

import com.google.re2j.Pattern;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.files.DockerfileFinder;
import dev.plinth.dockerfile.files.FileFinder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which files name images, told by their names and folders, and what reads each. */
public final class PlaceFiles {
  /** Longer files are not read: who writes images by hand writes less. */
  private static final int LONGEST = 4 << 20;

  private final PlaceSettings settings;

  /** With what is settled. */
  public PlaceFiles(PlaceSettings settings) {
    this.settings = settings;
  }

  /** The files of a folder that may name images. */
  public FileFinder.Found find(Path folder) {
    return FileFinder.find(
        folder, (name, path) -> !settings.ignores(path) && candidate(name, path));
  }

  /** Whether a file of that name and path may name images. */
  public boolean candidate(String name, String path) {
    String lower = name.toLowerCase(Locale.ROOT);
    return DockerfileFinder.isDockerfile(name)
        || lower.endsWith(".yaml")
        || lower.endsWith(".yml")
        || lower.endsWith(".tf")
        || name.equals("Kustomization")
        || devcontainer(path, lower)
        || settings.pattern(path) != null;
  }

  private static boolean devcontainer(String path, String lower) {
    return lower.equals(".devcontainer.json")
        || (lower.equals("devcontainer.json") && path.contains(".devcontainer/"));
  }

  /**
   * The places of a file.
   *
   * @param name as people would type it
   * @param path from the folder that is looked through, with slashes
   */
  public Places read(String name, String path, Path file) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LONGEST + 1);
    } catch (IOException e) {
      return unread(name, "it cannot be read (" + e.getClass().getSimpleName() + ")");
    }
    if (bytes.length > LONGEST) {
      return unread(name, "it is longer than " + LONGEST + " bytes");
    }
    return of(name, path, SourceText.of(bytes));
  }

  private static Places unread(String name, String reason) {
    return new Places(name, SourceText.of(new byte[0]), List.of(), reason);
  }

  /** The places of a text, as if it were the file of that path. */
  public Places of(String name, String path, SourceText source) {
    List<Place> places = new ArrayList<>();
    String unread = null;
    for (Places.Reader reader : readers(path, source)) {
      Places read = Places.of(name, source, reader);
      places.addAll(read.places());
      unread = unread == null ? read.unread() : unread;
    }
    return new Places(name, source, places, unread);
  }

  private List<Places.Reader> readers(String path, SourceText source) {
    List<Places.Reader> readers = new ArrayList<>();
    Places.Reader reader = reader(path, source);
    if (reader != null) {
      readers.add(reader);
    }
    Pattern pattern = settings.pattern(path);
    if (pattern != null) {
      readers.add(new PatternPlaces(pattern));
    }
    return readers;
  }

  private Places.@Nullable Reader reader(String path, SourceText source) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String lower = name.toLowerCase(Locale.ROOT);
    if (DockerfileFinder.isDockerfile(name)) {
      return new DockerfilePlaces();
    }
    if (lower.endsWith(".tf")) {
      return new TerraformPlaces();
    }
    if (devcontainer(path, lower)) {
      return new DevcontainerPlaces();
    }
    if (name.equals("Kustomization") || lower.matches("kustomization\\.ya?ml")) {
      return new KustomizePlaces(source);
    }
    boolean yaml = lower.endsWith(".yaml") || lower.endsWith(".yml");
    return yaml ? yaml(path, lower.substring(0, lower.lastIndexOf('.')), source) : null;
  }

  /**
   * @param stem the file's name in lower case, without its ending
   */
  private Places.@Nullable Reader yaml(String path, String stem, SourceText source) {
    String whole = "/" + path;
    if (whole.contains("/.github/workflows/") || stem.equals("action")) {
      return new GithubPlaces(source);
    }
    if (stem.endsWith(".gitlab-ci") || whole.contains("/.gitlab/")) {
      return new GitlabPlaces();
    }
    if (whole.contains("/.circleci/")) {
      return new CirclePlaces();
    }
    if (compose(stem)) {
      return new ComposePlaces();
    }
    if (values(stem)) {
      return new HelmPlaces(source);
    }
    String text = source.raw();
    return text.contains("apiVersion") && text.contains("kind")
        ? new KubernetesPlaces(settings.resources())
        : null;
  }

  private static boolean compose(String stem) {
    return stem.equals("compose")
        || stem.equals("docker-compose")
        || stem.startsWith("compose.")
        || stem.startsWith("compose-")
        || stem.startsWith("docker-compose.")
        || stem.startsWith("docker-compose-")
        || stem.endsWith(".compose")
        || stem.endsWith("-compose");
  }

  private static boolean values(String stem) {
    return stem.equals("values")
        || stem.startsWith("values-")
        || stem.startsWith("values.")
        || stem.startsWith("values_")
        || stem.endsWith("-values")
        || stem.endsWith(".values")
        || stem.endsWith("_values");
  }
}

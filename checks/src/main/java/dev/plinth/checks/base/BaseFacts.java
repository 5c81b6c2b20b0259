package dev.plinth.checks.base;

import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.known.KnownBase;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of the images that a file's stages begin with. */
public final class BaseFacts {
  /** Names of stages that are built by {@code --target}, and not to run elsewhere. */
  public static final Set<String> TARGETS =
      Set.of("dev", "devel", "development", "devcontainer", "debug", "test", "tests", "ci", "lint");

  private final DockerfileFacts facts;
  private final Map<String, @Nullable KnownBase> known = new HashMap<>();

  private final List<ImageUse> bottoms = new ArrayList<>();

  private BaseFacts(DockerfileFacts facts) {
    this.facts = facts;
    for (Stage stage : facts.build().stages()) {
      int beneath = stage.base().refersTo();
      bottoms.add(beneath >= 0 && beneath < stage.index() ? bottoms.get(beneath) : stage.base());
    }
  }

  /** Those of a file. */
  public static BaseFacts of(DockerfileFacts facts) {
    return facts.shared(BaseFacts.class, BaseFacts::new);
  }

  /** The image's name as the tables have it; null where only the build tells. */
  public static @Nullable ImageName name(ImageUse use) {
    String name = use.name();
    return name == null ? null : ImageName.of(name);
  }

  /** What an image holds; null where nothing is known of it. */
  public @Nullable KnownBase base(ImageUse use) {
    String name = use.name();
    if (name == null || use.refersTo() >= 0) {
      return null;
    }
    if (known.containsKey(name)) {
      return known.get(name);
    }
    KnownBase base = facts.today().bases().base(name);
    known.put(name, base);
    return base;
  }

  /** The FROM that names the image which a stage is built upon, through the stages beneath. */
  public ImageUse bottom(Stage stage) {
    return bottoms.get(stage.index());
  }

  /** What the image at the bottom of a stage holds; null where nothing is known of it. */
  public @Nullable KnownBase base(Stage stage) {
    return base(bottom(stage));
  }

  /** The stage that is built by default; null where there is none. */
  public @Nullable Stage last() {
    return facts.build().last();
  }

  /** Its lineage, from itself down; none where there is none. */
  public List<Stage> shipped() {
    Stage last = last();
    return last == null ? List.of() : facts.build().lineage(last);
  }

  /**
   * True where the last stage is meant to run elsewhere: it is not called by a name that says it is
   * for developing or testing.
   */
  public boolean production() {
    Stage last = last();
    return last != null && !TARGETS.contains(last.name());
  }

  /** True where the shipped stages say what runs. */
  public boolean runs() {
    return runs(false);
  }

  /** True where that is more than a shell to type into, as images for building and testing have. */
  public boolean runsProgram() {
    return runs(true);
  }

  private boolean runs(boolean program) {
    for (Stage stage : shipped()) {
      for (Stage.Step step : stage.steps()) {
        Keyword keyword = step.instruction().keyword();
        if ((keyword == Keyword.CMD || keyword == Keyword.ENTRYPOINT)
            && !(program && onlyShell(step.instruction()))) {
          return true;
        }
      }
    }
    return false;
  }

  /** True for a CMD or an ENTRYPOINT that is a shell and nothing else. */
  public static boolean onlyShell(Instruction instruction) {
    if (!(instruction.arguments() instanceof Arguments.Command command)) {
      return false;
    }
    String text =
        command.json() && !command.words().isEmpty()
            ? command.words().getFirst().value()
            : command.shell().text(0, command.shell().length()).strip();
    String name = text.substring(text.lastIndexOf('/') + 1);
    boolean shell =
        switch (name) {
          case "sh", "bash", "ash", "dash", "zsh", "fish" -> true;
          default -> false;
        };
    return shell && (!command.json() || command.words().size() == 1);
  }
}

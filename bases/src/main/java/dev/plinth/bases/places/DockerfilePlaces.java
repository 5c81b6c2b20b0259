package dev.plinth.bases.places;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.meaning.Variable;
import dev.plinth.dockerfile.parse.DockerfileParser;
import dev.plinth.dockerfile.tree.Flag;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Pair;
import dev.plinth.dockerfile.tree.Word;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The places of a Dockerfile: FROM, COPY --from, every RUN --mount=from=, the syntax directive, and
 * instead of a FROM the ARG whose default it uses (Dockerfile reference, "Understand how ARG and
 * FROM interact"). Stages, {@code scratch} and named contexts are no images.
 */
final class DockerfilePlaces implements Places.Reader {
  @Override
  public @Nullable String read(SourceText source, Places.Collector places) {
    Build build = Build.of(DockerfileParser.parse(source));
    for (ImageUse use : build.images()) {
      if (use.external() && !use.written().isEmpty()) {
        Place place = place(source, build, use);
        Instruction instruction = use.instruction();
        int line = source.line(instruction == null ? 0 : instruction.span().start());
        places.add(place.held(Holds.at(source, line)));
      }
    }
    return null;
  }

  private static Place place(SourceText source, Build build, ImageUse use) {
    Place.Kind kind =
        switch (use.place()) {
          case FROM -> Place.Kind.FROM;
          case COPY_FROM -> Place.Kind.COPY_FROM;
          case MOUNT_FROM -> Place.Kind.MOUNT_FROM;
          case SYNTAX -> Place.Kind.SYNTAX;
        };
    Span span = unquoted(source, use.span());
    String text = source.raw(span);
    String where = where(build, use);
    String platform = platform(use);
    if (use.place() == ImageUse.Place.FROM && use.variable()) {
      return variable(source, build, use, span, where, platform);
    }
    if (VariableText.malformed(text) != null) {
      // A continuation within it, escapes, or a variable that no builder puts in there.
      return new Place(
          kind,
          where,
          ImageText.joined(use.written(), span.start()),
          platform,
          use.variable() ? "a variable stands in it" : "it is not written in one piece",
          null);
    }
    return new Place(kind, where, ImageText.joined(text, span.start()), platform, null, null);
  }

  private static String where(Build build, ImageUse use) {
    if (use.stage() < 0) {
      return "the builder's own image";
    }
    Stage stage = build.stages().size() > use.stage() ? build.stages().get(use.stage()) : null;
    String name = stage == null || stage.name().isEmpty() ? "" : stage.name();
    return name.isEmpty() ? "stage " + use.stage() : "stage " + SourceText.utf8(name);
  }

  private static String platform(ImageUse use) {
    Instruction instruction = use.instruction();
    Flag flag =
        instruction == null || use.place() != ImageUse.Place.FROM
            ? null
            : instruction.flag("platform");
    String platform = flag == null ? "" : flag.valueOrEmpty();
    return platform.indexOf('$') >= 0 ? "" : SourceText.utf8(platform);
  }

  private static Span unquoted(SourceText source, Span span) {
    if (span.length() >= 2) {
      char first = source.at(span.start());
      if ((first == '"' || first == '\'') && source.at(span.end() - 1) == first) {
        return new Span(span.start() + 1, span.end() - 1);
      }
    }
    return span;
  }

  /** A FROM with variables: the default of the one that holds what changes is the place. */
  private static Place variable(
      SourceText source, Build build, ImageUse use, Span span, String where, String platform) {
    String text = source.raw(span);
    String resolved = use.name();
    int at = VariableText.digest(text);
    int tagAt = at >= 0 ? -1 : colon(text);
    int dollar = text.indexOf('$', Math.max(0, tagAt));
    if (dollar < 0 || (at >= 0 && text.indexOf('$') < at)) {
      // Tag and digest are written out: only the repository varies.
      if (resolved != null && text.lastIndexOf('}') < Math.max(tagAt, 0)) {
        ImageText image = ImageText.joined(text, span.start());
        ImageText full = ImageText.joined(SourceText.raw(resolved), span.start());
        return new Place(Place.Kind.FROM, where, image.named(full.name()), platform, null, null);
      }
    }
    Place inline = VariableText.place(Place.Kind.FROM, where, text, span.start(), platform);
    if (inline.fixed() == null) {
      return inline;
    }
    Reference reference = Reference.of(text, dollar);
    if (reference == null || text.indexOf('$', reference.end) >= 0) {
      return fixed(use, span, where, platform, "more than one variable stands in it");
    }
    Variable variable = build.globals().get(reference.name);
    Pair declared = variable == null ? null : variable.declared();
    Word value = declared == null ? null : declared.value();
    if (resolved == null || value == null) {
      return fixed(
          use, span, where, platform, "only the build tells what " + reference.name + " is");
    }
    Span place = unquoted(source, value.span());
    String written = source.raw(place);
    if (VariableText.malformed(written) != null) {
      return fixed(
          use, span, where, platform, "the default of " + reference.name + " is no plain text");
    }
    String by = where + ", ARG " + reference.name;
    if (dollar == 0 && reference.end == text.length()) {
      if (!whole(build, reference.name)) {
        return fixed(
            use, span, where, platform, "other names are made of " + reference.name + " as well");
      }
      return new Place(
          Place.Kind.FROM, by, ImageText.joined(written, place.start()), platform, null, null);
    }
    if (tagAt < 0 || dollar <= tagAt) {
      return fixed(use, span, where, platform, "a variable stands in its name");
    }
    ImageText whole = ImageText.joined(SourceText.raw(resolved), span.start());
    if (!alone(build, reference.name, whole.name())) {
      return fixed(
          use,
          span,
          where,
          platform,
          "the default of " + reference.name + " serves several images");
    }
    String before = text.substring(tagAt + 1, dollar);
    String after = text.substring(reference.end);
    // A digest in the default goes with the default, and so may stand there: unless others use it.
    ImageText.Form form =
        before.isEmpty() && after.isEmpty() && !usedElsewhere(build, reference.name)
            ? new VariableText.WholeTag(place)
            : new ImageText.InTag(place, before, after, reference.name);
    ImageText image = new ImageText(whole.name(), whole.tag(), whole.digest(), place, form);
    return new Place(Place.Kind.FROM, by, image, platform, null, null);
  }

  /** Whether every FROM with that variable in it names that image. */
  private static boolean alone(Build build, String variable, String image) {
    for (ImageUse use : build.images()) {
      String name = use.name();
      if (use.place() == ImageUse.Place.FROM && names(use.written(), variable)) {
        boolean same =
            name != null && ImageText.joined(SourceText.raw(name), 0).name().equals(image);
        if (!same) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether that variable is the whole name wherever it is used before and in a FROM. */
  private static boolean whole(Build build, String variable) {
    for (ImageUse use : build.images()) {
      String written = use.written().replace("\"", "").replace("'", "");
      if (use.place() == ImageUse.Place.FROM && names(written, variable)) {
        Reference reference = Reference.of(written, written.indexOf('$'));
        if (reference == null || written.indexOf('$') != 0 || reference.end != written.length()) {
          return false;
        }
      }
    }
    for (Instruction instruction : build.preamble()) {
      for (Pair pair : instruction.pairs()) {
        if (names(pair.valueOrEmpty(), variable)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether a stage takes that variable over, or another default is made of it. */
  private static boolean usedElsewhere(Build build, String variable) {
    boolean below = false;
    for (Instruction instruction : build.file().instructions()) {
      below |= instruction.keyword() == Keyword.FROM;
      for (Pair pair :
          instruction.keyword() == Keyword.ARG ? instruction.pairs() : List.<Pair>of()) {
        boolean again = below && pair.name().value().equals(variable);
        if (again || names(pair.valueOrEmpty(), variable)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean names(String text, String variable) {
    for (int at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at + 1)) {
      Reference reference = Reference.of(text, at);
      if (reference != null && reference.name.equals(variable)) {
        return true;
      }
    }
    return false;
  }

  /** Where the tag's colon is, outside of variables; -1 where there is none. */
  private static int colon(String text) {
    int depth = 0;
    int found = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0 && c == ':') {
        found = i;
      } else if (depth == 0 && c == '/') {
        found = -1;
      }
    }
    return found;
  }

  private static Place fixed(
      ImageUse use, Span span, String where, String platform, String reason) {
    String name = use.name();
    ImageText image = ImageText.joined(SourceText.raw(name == null ? use.written() : name), 0);
    ImageText there =
        new ImageText(
            image.name(),
            image.tag(),
            image.digest(),
            span,
            (old, tag, digest) -> ImageText.Change.refuse(reason));
    return new Place(Place.Kind.FROM, where, there, platform, reason, null);
  }

  /** A variable without an operator, or whose operator's word does not matter here. */
  private record Reference(String name, int end) {
    static @Nullable Reference of(String text, int dollar) {
      if (dollar < 0) {
        return null;
      }
      boolean braced = dollar + 1 < text.length() && text.charAt(dollar + 1) == '{';
      int from = dollar + (braced ? 2 : 1);
      int to = from;
      while (to < text.length()
          && (Character.isLetterOrDigit(text.charAt(to)) || text.charAt(to) == '_')) {
        to++;
      }
      if (to == from) {
        return null;
      }
      String name = text.substring(from, to);
      if (!braced) {
        return new Reference(name, to);
      }
      int close = text.indexOf('}', to);
      return close < 0 ? null : new Reference(name, close + 1);
    }
  }
}

package dev.plinth.checks.context;

import dev.plinth.checks.rule.ContextFiles;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.context.IgnoreFile;
import dev.plinth.dockerfile.context.SecretFiles;
import dev.plinth.dockerfile.meaning.Mount;
import dev.plinth.dockerfile.tree.Flag;
import dev.plinth.dockerfile.tree.Keyword;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lines that an ignore file lacks: what the context really holds of histories, installed
 * dependencies, caches and secrets. A line that would take away what a Dockerfile of the context
 * names, or what its commands may use, is left out.
 *
 * @param before the ignore file as it is; empty without one
 * @param after as it should be
 * @param lines that are new
 */
public record IgnoreProposal(String before, String after, List<String> lines) {
  /** The rules whose findings it removes. */
  public static final Set<String> RULES =
      Set.of("missing-dockerignore", "weak-dockerignore", "secret-in-context");

  /** Keeps its own copy. */
  public IgnoreProposal {
    lines = List.copyOf(lines);
  }

  /** Whether a context may lack something, as far as its files and its ignore file tell. */
  public static boolean lacking(ContextFiles context) {
    return !context.incomplete() && !wanted(context).isEmpty();
  }

  private static Set<String> wanted(ContextFiles context) {
    Set<String> wanted = new LinkedHashSet<>();
    for (Unwanted.Folder folder : Unwanted.in(context)) {
      wanted.add("**/" + last(folder.path()));
    }
    for (ContextFiles.Entry entry : context.sent()) {
      String path = entry.path();
      SecretFiles.Kind kind = SecretFiles.of(path);
      if (kind != null && kind.likely() && !SecretFiles.sample(path)) {
        wanted.add("**/" + literal(last(path)));
      }
    }
    // What an ignore file keeps in by an exception is meant to be there, and no name may be read as
    // anything else than one pattern.
    wanted.removeIf(line -> !sound(line) || excepted(context.ignoreText(), line));
    return wanted;
  }

  /**
   * For a context.
   *
   * @param context as it is sent now
   * @param dockerfiles all that are built with it
   * @return null where nothing is lacking, or not all of the context was seen, or what a Dockerfile
   *     copies is known to the build alone
   */
  public static @Nullable IgnoreProposal of(
      ContextFiles context, List<DockerfileFacts> dockerfiles) {
    if (context.incomplete()) {
      return null;
    }
    Set<String> wanted = wanted(context);
    List<ContextFiles.Entry> needed = new ArrayList<>();
    for (DockerfileFacts facts : dockerfiles) {
      if (Copies.unresolved(facts)) {
        return null;
      }
      wanted.removeIf(line -> ContextUse.of(facts).needs(line.substring(3)));
      needed.addAll(named(context, facts));
    }
    List<String> lines = new ArrayList<>();
    for (String line : wanted) {
      if (!takes(line, needed)) {
        lines.add(line);
      }
    }
    if (lines.isEmpty()) {
      return null;
    }
    String before = context.ignoreText();
    String end = before.contains("\r\n") ? "\r\n" : "\n";
    StringBuilder after = new StringBuilder(before);
    if (!before.isEmpty() && !before.endsWith("\n")) {
      after.append(end);
    }
    lines.forEach(line -> after.append(line).append(end));
    return new IgnoreProposal(before, after.toString(), lines);
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** False for a name that, written as a line, would be another one, or more than one. */
  private static boolean sound(String line) {
    if (!line.equals(line.strip())) {
      return false;
    }
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c < ' ' || c == 0x7f || c == '\uFFFD') {
        return false;
      }
    }
    return true;
  }

  /** True where an exception names what a line would take away. */
  private static boolean excepted(String ignore, String line) {
    for (String each : ignore.lines().map(String::strip).toList()) {
      if (each.startsWith("!") && each.contains(line.substring(3))) {
        return true;
      }
    }
    return false;
  }

  /** A name as a pattern that matches it alone. */
  private static String literal(String name) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      out.append(c == '*' || c == '?' || c == '[' || c == '\\' ? "\\" : "").append(c);
    }
    return out.toString();
  }

  private static boolean takes(String line, List<ContextFiles.Entry> needed) {
    IgnoreFile alone = IgnoreFile.of(SourceText.of(line));
    for (ContextFiles.Entry entry : needed) {
      if (alone.of(entry.path()).ignored()) {
        return true;
      }
    }
    return false;
  }

  /** What the Dockerfile takes by a name of its own, other than as part of everything. */
  private static List<ContextFiles.Entry> named(ContextFiles context, DockerfileFacts facts) {
    List<String> sources = new ArrayList<>();
    for (Copies.Taken taken : Copies.of(facts)) {
      if (!taken.everything()) {
        sources.add(taken.path());
      }
    }
    for (Place place : facts.places(Keyword.RUN)) {
      for (Flag flag : place.instruction().flags()) {
        if (flag.named("mount")) {
          Mount mount = Mount.of(flag);
          Mount.Field source = mount.field("source", "src");
          if (source != null && mount.field("from") == null) {
            sources.add(source.value());
          }
        }
      }
    }
    // A source's pattern means what it means in an ignore file: a path, or a folder with its files.
    IgnoreFile taken = IgnoreFile.of(SourceText.of(String.join("\n", sources)));
    List<ContextFiles.Entry> named = new ArrayList<>();
    for (ContextFiles.Entry entry : context.sent()) {
      if (taken.of(entry.path()).ignored()) {
        named.add(entry);
      }
    }
    return named;
  }
}

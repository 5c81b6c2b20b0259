package dev.plinth.checks.context;

import dev.plinth.checks.rule.ContextFiles;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.context.IgnoreFile;
import java.util.ArrayList;
import java.util.List;

/**
 * A context as it would be with more lines in its ignore file.
 *
 * @param context as it is
 * @param name of the ignore file
 * @param proposal what it lacks
 */
public record ContextWith(ContextFiles context, String name, IgnoreProposal proposal)
    implements ContextFiles {
  @Override
  public String ignoreFile() {
    return name;
  }

  @Override
  public String ignoreText() {
    return proposal.after();
  }

  @Override
  public List<Entry> sent() {
    return parted(false);
  }

  @Override
  public List<Entry> ignored() {
    List<Entry> all = new ArrayList<>(context.ignored());
    all.addAll(parted(true));
    return all;
  }

  private List<Entry> parted(boolean ignored) {
    IgnoreFile more = IgnoreFile.of(SourceText.of(String.join("\n", proposal.lines())));
    return context.sent().stream()
        .filter(entry -> more.of(entry.path()).ignored() == ignored)
        .toList();
  }

  @Override
  public boolean incomplete() {
    return context.incomplete();
  }
}

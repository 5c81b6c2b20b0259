package dev.plinth.cli;

import dev.plinth.bases.DeniedClaims;
import dev.plinth.bases.approved.UnapprovedBase;
import java.io.PrintStream;
import java.util.List;

/** Explains findings about images that are neither rules about files nor vulnerabilities. */
final class FindingExplainer implements Explainer {
  @Override
  public boolean explain(String name, boolean all, int width, PrintStream out) {
    boolean known = name.equals(DeniedClaims.ID) || name.equals(UnapprovedBase.ID);
    if (known) {
      out.print(name.equals(UnapprovedBase.ID) ? UnapprovedBase.page() : DeniedClaims.page());
    }
    return known;
  }

  @Override
  public boolean speaksOf(String name) {
    return false;
  }

  @Override
  public String unknown(String name) {
    return "";
  }

  @Override
  public List<String> near(String name) {
    return Suggestions.near(name, List.of(DeniedClaims.ID, UnapprovedBase.ID));
  }
}

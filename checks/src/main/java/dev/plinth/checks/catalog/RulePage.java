package dev.plinth.checks.catalog;

import dev.plinth.checks.rule.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A rule's page. Its source is a resource of Markdown: what the rule reports, then the sections
 * {@code Why}, {@code Before}, {@code After} and {@code Sources}. The examples are code blocks:
 * {@code dockerfile}, {@code yaml PATH} for rules about pipelines, and for those about the build
 * context {@code dockerignore}, {@code files} and {@code ignored}, a path on each line, a space and
 * a size in bytes behind it where that matters.
 *
 * @param id the rule's
 * @param body the source as it stands
 */
public record RulePage(String id, String body) {
  /** Of that rule. */
  public static RulePage of(Rule rule) {
    return of(RuleNames.id(rule));
  }

  /** Of the rule of that ID. */
  public static RulePage of(String id) {
    try (InputStream in =
        RulePage.class.getResourceAsStream("/dev/plinth/checks/pages/" + id + ".md")) {
      if (in == null) {
        throw new IllegalStateException("there is no page of " + id);
      }
      return new RulePage(id, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page as reports carry it: heading, level, names elsewhere, the body, how to silence. */
  public String markdown(RuleCard info) {
    return markdown(info, "");
  }

  /**
   * The page as it is published.
   *
   * @param mend a section that stands before the sources, empty for none
   */
  public String markdown(RuleCard info, String mend) {
    StringBuilder out = new StringBuilder(body.length() + 600);
    out.append("# ").append(id).append("\n\n");
    out.append("**").append(info.title()).append("**");
    out.append(" · ").append(info.level().word());
    out.append(" · ").append(info.category());
    if (!info.standard()) {
      out.append(" · only when asked for");
    }
    out.append("\n\n");
    if (!info.aliases().isEmpty()) {
      List<String> names = new ArrayList<>();
      for (String alias : info.aliases()) {
        names.add("`" + alias + "`");
      }
      out.append("Known elsewhere as ").append(String.join(", ", names)).append(".\n\n");
    }
    int sources = body.indexOf("## Sources\n");
    out.append(body, 0, sources).append(mend);
    out.append(body.substring(sources).strip()).append("\n\n");
    out.append("## Silencing\n\n");
    boolean pipeline = info.category().equals("pipelines");
    out.append(pipeline ? "Above the step or the line:\n\n" : "Above the instruction:\n\n");
    out.append(pipeline ? "```yaml\n" : "```dockerfile\n");
    out.append("# plinth: ignore=").append(id).append(" reason=\"…\"\n```\n\n");
    out.append("For the project, in `.plinth.yaml`:\n\n");
    out.append("```yaml\nlint:\n  rules:\n    ").append(id).append(": off\n```\n");
    return out.toString();
  }

  /**
   * The code blocks of a section by their language, for tests and for {@code explain}.
   *
   * @param section {@code Before} or {@code After}
   */
  public Map<String, String> example(String section) {
    Map<String, String> blocks = new LinkedHashMap<>();
    boolean within = false;
    String language = "";
    StringBuilder block = new StringBuilder();
    for (String line : body.split("\n", -1)) {
      if (language.isEmpty() && line.startsWith("## ")) {
        within = line.substring(3).strip().equals(section);
      } else if (within && language.isEmpty() && line.startsWith("```")) {
        language = line.substring(3).strip();
        block.setLength(0);
      } else if (!language.isEmpty() && line.equals("```")) {
        blocks.put(language, block.toString());
        language = "";
      } else if (!language.isEmpty()) {
        block.append(line).append('\n');
      }
    }
    return blocks;
  }
}

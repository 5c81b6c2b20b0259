package dev.plinth.report.update;

import dev.plinth.bases.update.Effect;
import dev.plinth.bases.update.ImagePlan;
import dev.plinth.report.text.MarkdownText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/**
 * The text of a request to take over a branch. Its last line, which hosts do not show, says of
 * which group it is, where the images move to, and whether somebody has changed the text since.
 * What is said of other repositories is a number: a request may be read by more people than they.
 */
public final class UpdateRequest {
  private static final int LONGEST = 50_000;
  private static final int MOST_PLACES = 50;
  private static final String MARK = "<!-- plinth group=";

  private UpdateRequest() {}

  /** One line. */
  public static String title(List<UpdateReport.Row> rows) {
    return UpdateMessage.subject(rows);
  }

  /** Whoever owns what changes. */
  public static List<String> owners(List<UpdateReport.Row> rows) {
    TreeSet<String> owners = new TreeSet<>();
    rows.forEach(row -> owners.addAll(row.owners()));
    return List.copyOf(owners);
  }

  /**
   * The text, as Markdown.
   *
   * @param rows of one repository
   * @param elsewhere in how many other repositories the same moves
   */
  public static String body(List<UpdateReport.Row> rows, String group, int elsewhere) {
    StringBuilder out = new StringBuilder();
    out.append(
        "| image | moves | fixes | brings | packages | urgency |\n|---|---|---|---|---|---|\n");
    for (UpdateReport.Row row : rows) {
      ImagePlan.Move move = row.plan().move();
      if (move != null) {
        row(row, move, out);
      }
    }
    out.append('\n');
    for (UpdateReport.Row row : rows) {
      ImagePlan.Move move = row.plan().move();
      if (move != null && out.length() < LONGEST) {
        details(row, move, out);
      }
    }
    TreeSet<String> services = new TreeSet<>();
    rows.forEach(row -> services.addAll(row.services()));
    out.append("\nReaches ").append(services.size());
    out.append(services.size() == 1 ? " service" : " services").append(" here");
    if (elsewhere > 0) {
      out.append(", and ").append(elsewhere);
      out.append(elsewhere == 1 ? " other repository" : " other repositories");
    }
    out.append(
        ".\n\nCommit to the branch, change this text, or close this: Plinth leaves it as you");
    out.append(" made it.\n");
    return out + mark(out.toString(), group, target(rows));
  }

  private static void row(UpdateReport.Row row, ImagePlan.Move move, StringBuilder out) {
    Effect effect = row.effect();
    boolean known = effect != null && effect.changed() >= 0;
    out.append("| ").append(MarkdownText.code(row.plan().name()));
    out.append(" | ").append(MarkdownText.of(UpdateWords.move(row.plan(), move)));
    out.append(" | ").append(effect != null && known ? "" + effect.fixed().size() : "not known");
    out.append(" | ").append(effect != null && known ? "" + effect.fresh().size() : "not known");
    out.append(" | ").append(effect != null && known ? "" + effect.changed() : "not known");
    String urgency = effect == null ? "" : effect.urgency().word();
    out.append(" | ").append(urgency).append(" |\n");
  }

  private static void details(UpdateReport.Row row, ImagePlan.Move move, StringBuilder out) {
    ImagePlan plan = row.plan();
    out.append("- ").append(MarkdownText.code(plan.name())).append(": ");
    out.append(MarkdownText.of(UpdateWords.move(plan, move)));
    out.append(move.reason().isEmpty() ? "" : ", " + MarkdownText.of(move.reason())).append('\n');
    Effect effect = row.effect();
    if (effect != null) {
      for (String part : UpdateWords.effect(effect)) {
        out.append("  - ").append(MarkdownText.of(part)).append('\n');
      }
      if (!effect.reason().isEmpty()) {
        out.append("  - ").append(MarkdownText.of(effect.reason())).append('\n');
      }
    }
    List<String> places = new ArrayList<>();
    for (ImagePlan.Use use : plan.uses()) {
      places.add(MarkdownText.code(use.file() + ":" + use.line()));
    }
    int shown = Math.min(MOST_PLACES, places.size());
    out.append("  - in ").append(String.join(", ", places.subList(0, shown)));
    out.append(places.size() > shown ? " and " + (places.size() - shown) + " more\n" : "\n");
    if (!row.owners().isEmpty()) {
      out.append("  - owners: ");
      out.append(MarkdownText.code(String.join(" ", row.owners()))).append('\n');
    }
  }

  private static String mark(String text, String group, String target) {
    String says = MARK + group.replaceAll("[^A-Za-z0-9,_-]", "-") + " target=" + target;
    return "\n" + says + " text=" + digest(plain(text)) + " -->\n";
  }

  /** Where the images move to, in short. */
  public static String target(List<UpdateReport.Row> rows) {
    List<String> targets = new ArrayList<>();
    for (UpdateReport.Row row : rows) {
      ImagePlan.Move move = row.plan().move();
      if (move != null) {
        targets.add(row.plan().name() + ":" + move.tag() + "@" + move.image().digest());
      }
    }
    Collections.sort(targets);
    return digest(String.join("\n", new TreeSet<>(targets)));
  }

  /** Where the images of a request's text move to; empty where it does not say. */
  public static String targetOf(String body) {
    return field(body, " target=");
  }

  /** Whether nobody has changed a text since Plinth wrote it. */
  public static boolean own(String body) {
    int at = body.lastIndexOf(MARK);
    return at >= 0 && field(body, " text=").equals(digest(plain(body.substring(0, at))));
  }

  /** Whether two texts say the same, however their lines end. */
  public static boolean same(String body, String other) {
    return plain(body).equals(plain(other));
  }

  private static String field(String body, String name) {
    int mark = body.lastIndexOf(MARK);
    int at = mark < 0 ? -1 : body.indexOf(name, mark);
    int from = at + name.length();
    boolean has = at >= 0 && from + 40 <= body.length();
    String value = has ? body.substring(from, from + 40) : "";
    return value.matches("[0-9a-f]{40}") ? value : "";
  }

  private static String plain(String text) {
    return text.replace("\r\n", "\n").strip();
  }

  private static String digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 20);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.plinth.bases.approved;

import dev.plinth.bases.BasesErrors;
import dev.plinth.bases.PolicyYaml;
import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.image.Reference;
import dev.plinth.policy.yaml.YamlFields;
import dev.plinth.policy.yaml.YamlNode;
import dev.plinth.policy.yaml.YamlProblem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which images are approved: the section {@code approved} of {@code .plinth.yaml} or of the
 * organisation's policy.
 *
 * <pre>
 * approved:
 *   - image: harbor.corp/base        # a registry, a namespace or a repository, and all below
 *     reason: built and patched by the platform team
 *     owner: platform@corp.example
 *   - image: python:3.12-slim*       # a star in the tag
 *     until: 2027-06-30
 * </pre>
 *
 * @param given whether anybody says what is approved; where nobody does, nothing is judged
 * @param entries in order
 */
public record Approvals(boolean given, List<Approval> entries) {
  /** Nobody says anything. */
  public static final Approvals NONE = new Approvals(false, List.of());

  private static final int MOST = 2_000;

  /** Keeps its own copy. */
  public Approvals {
    entries = List.copyOf(entries);
  }

  /** What is said of a reference. */
  public enum Standing {
    /** It is approved. */
    APPROVED,
    /** It was, and the entry has ended. */
    EXPIRED,
    /** It is not. */
    REFUSED
  }

  /**
   * @param by the entry that approves it, or did; null where none does
   */
  public record Judgement(Standing standing, @Nullable Approval by) {
    /** A sentence without a final stop. */
    public String why() {
      Approval entry = by;
      return switch (standing) {
        case APPROVED ->
            "approved by " + named(entry) + (reason(entry).isEmpty() ? "" : ": " + reason(entry));
        case EXPIRED -> named(entry) + " approved it until " + (entry == null ? "" : entry.until());
        case REFUSED -> "no entry approves it";
      };
    }

    private static String named(@Nullable Approval entry) {
      return entry == null ? "" : entry.pattern();
    }

    private static String reason(@Nullable Approval entry) {
      return entry == null ? "" : entry.reason();
    }
  }

  /**
   * Of a policy file's bytes.
   *
   * @throws dev.plinth.foundation.PlinthException {@code PLINTH-POLICY-FILE} with the line
   */
  public static Approvals read(String label, byte[] bytes) {
    YamlFields root = PolicyYaml.of(label, bytes);
    try {
      if (root.node("approved") == null) {
        return NONE;
      }
      List<YamlNode> items = root.items("approved");
      if (items.size() > MOST) {
        throw new YamlProblem(
            root.line("approved"), "there are more than " + MOST + " entries", "join them");
      }
      List<Approval> entries = new ArrayList<>();
      for (YamlNode item : items) {
        entries.add(entry(YamlFields.of(item, "what is approved")));
      }
      return new Approvals(true, entries);
    } catch (YamlProblem e) {
      throw BasesErrors.settings("approved", label, e);
    }
  }

  private static Approval entry(YamlFields fields) {
    fields.only("image", "reason", "owner", "until");
    String pattern = fields.required("image", "harbor.corp/base");
    try {
      return Approval.of(
          pattern, fields.text("reason"), fields.text("owner"), fields.date("until"));
    } catch (IllegalArgumentException e) {
      throw new YamlProblem(
          fields.line("image"),
          "`image` is no pattern (" + e.getMessage() + ")",
          "write registry/path, with a tag behind it where that counts: python:3.12-slim*");
    }
  }

  /** What is said of a reference on that day. */
  public Judgement judge(Reference reference, LocalDate day) {
    Approval ended = null;
    for (Approval entry : entries) {
      if (entry.covers(reference)) {
        if (entry.holds(day)) {
          return new Judgement(Standing.APPROVED, entry);
        }
        ended = ended == null ? entry : ended;
      }
    }
    return new Judgement(ended == null ? Standing.REFUSED : Standing.EXPIRED, ended);
  }

  /** The same of a text; refused where it is no reference. */
  public Judgement judge(String text, LocalDate day) {
    try {
      return judge(Reference.parse(text), day);
    } catch (PlinthException e) {
      return new Judgement(Standing.REFUSED, null);
    }
  }

  /** Those that still hold on that day. */
  public List<Approval> on(LocalDate day) {
    return entries.stream().filter(entry -> entry.holds(day)).toList();
  }

  /** The organisation's where it says anything, else the project's. */
  public Approvals over(Approvals project) {
    return given ? this : project;
  }
}

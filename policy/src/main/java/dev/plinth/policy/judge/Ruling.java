package dev.plinth.policy.judge;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Severity;
import dev.plinth.policy.Gate;
import dev.plinth.policy.Notice;
import dev.plinth.policy.file.Permit;
import dev.plinth.policy.file.PolicyFile;
import dev.plinth.policy.file.Settings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which gate holds, of those that the command line, the project and the organisation ask for.
 *
 * <p>Without an organisation's policy the command line outranks the project, and the project the
 * standard gate, for each setting by itself. Under such a policy nothing outranks it: what the
 * others ask for is added to its gate, so that it can only block more, unless the policy permits
 * another gate. That holds for the command line too: a verdict that is given under a policy is that
 * policy's.
 */
final class Ruling {
  private static final int DEFAULT_WARNING = 14;

  private final Gate gate;
  private final @Nullable Gate asked;
  private final @Nullable Gate policy;
  private final String askedBy;
  private final String onlyFixed;
  private final int warnBefore;
  private final List<Notice> notices;

  private Ruling(
      Gate gate,
      @Nullable Gate asked,
      @Nullable Gate policy,
      String askedBy,
      String onlyFixed,
      int warnBefore,
      List<Notice> notices) {
    this.gate = gate;
    this.asked = asked;
    this.policy = policy;
    this.askedBy = askedBy;
    this.onlyFixed = onlyFixed;
    this.warnBefore = warnBefore;
    this.notices = notices;
  }

  static Ruling of(Settings command, Settings project, @Nullable PolicyFile organisation) {
    int warnBefore = command.warnBefore() >= 0 ? command.warnBefore() : project.warnBefore();
    if (organisation == null) {
      return new Ruling(
          gate(command, project, Settings.NONE),
          null,
          null,
          "",
          onlyFixed(command, project),
          warnBefore < 0 ? DEFAULT_WARNING : warnBefore,
          List.of());
    }
    Settings own = organisation.settings();
    Permit permit = organisation.permit();
    int warning = Math.max(warnBefore, own.warnBefore());
    List<Notice> notices = new ArrayList<>();
    String fixed = onlyFixed(own, Settings.NONE);
    String wished = onlyFixed(command, project);
    if (fixed.isEmpty() && !wished.isEmpty()) {
      if (permit.gate()) {
        fixed = wished;
      } else {
        notices.add(
            new Notice(
                true,
                "policy-refused",
                "findings without a fix still count: the policy in "
                    + organisation.label()
                    + " permits no other gate",
                wished));
      }
    }
    Gate policy = gate(own, Settings.NONE, Settings.NONE);
    boolean asks = command.speaksOfTheGate() || project.speaksOfTheGate();
    Gate asked = gate(command, project, own);
    boolean replaced = asks && permit.gate();
    return new Ruling(
        replaced ? asked : asks ? policy.and(asked) : policy,
        asks && !replaced ? asked : null,
        policy,
        command.speaksOfTheGate() ? command.place() : project.place(),
        fixed,
        warning < 0 ? DEFAULT_WARNING : warning,
        notices);
  }

  private static Gate gate(Settings first, Settings second, Settings third) {
    Gate gate = first.gate();
    gate = gate != null ? gate : second.gate();
    gate = gate != null ? gate : third.gate();
    gate = gate != null ? gate : Gate.standard();
    Severity unknown = first.unknownAs();
    unknown = unknown != null ? unknown : second.unknownAs();
    unknown = unknown != null ? unknown : third.unknownAs();
    return unknown == null ? gate : gate.unknownCountsAs(unknown);
  }

  /** Who asks for it; empty when nobody does. */
  private static String onlyFixed(Settings first, Settings second) {
    Boolean said = first.onlyFixed();
    if (said != null) {
      return said ? first.place() : "";
    }
    return Boolean.TRUE.equals(second.onlyFixed()) ? second.place() : "";
  }

  Gate gate() {
    return gate;
  }

  /** Who asks for findings without a fix to be set aside; empty when nobody does. */
  String onlyFixed() {
    return onlyFixed;
  }

  int warnBefore() {
    return warnBefore;
  }

  /** What was asked for in vain, known once the findings are. */
  List<Notice> notices(List<Finding> findings) {
    List<Notice> all = new ArrayList<>(notices);
    if (asked != null && policy != null) {
      int loosened = 0;
      for (Finding finding : findings) {
        loosened += policy.blocks(finding) && !asked.blocks(finding) ? 1 : 0;
      }
      if (loosened > 0) {
        all.add(
            new Notice(
                true,
                "policy-refused",
                "the gate asked for there would let "
                    + (loosened == 1 ? "1 finding" : loosened + " findings")
                    + " pass that the organisation's policy blocks: it can only block more",
                askedBy));
      }
    }
    return all;
  }
}

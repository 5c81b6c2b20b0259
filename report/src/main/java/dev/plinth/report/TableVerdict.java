package dev.plinth.report;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Severity;
import dev.plinth.policy.Verdict;
import dev.plinth.report.text.Style;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The reasons, and as the last line of all the verdict with the numbers. */
final class TableVerdict {
  private static final int INNER = 2;
  private static final int REASON = 4;

  private final Page page;

  TableVerdict(Page page) {
    this.page = page;
  }

  void print(Verdict verdict, List<Finding> findings) throws IOException {
    page.rule();
    for (Verdict.Reason reason : verdict.reasons()) {
      page.line(INNER)
          .hang(REASON)
          .add(sign(reason.outcome()), style(reason.outcome()))
          .at(REASON)
          .space(1)
          .add(reason.text())
          .end();
    }
    if (!verdict.reasons().isEmpty()) {
      page.blank();
    }
    Map<Severity, Integer> counts = Numbers.noSeverities();
    int unread = 0;
    for (Finding finding : findings) {
      if (finding.kind() == Finding.Kind.UNREADABLE) {
        unread++;
      } else {
        counts.merge(finding.severity(), 1, Integer::sum);
      }
    }
    String word = verdict.outcome().word().toUpperCase(Locale.ROOT);
    Line last = page.line(0).hang(word.length() + 2).add(word, style(verdict.outcome())).space(2);
    int before = last.length();
    for (Severity severity : Numbers.worstFirst()) {
      int count = counts.getOrDefault(severity, 0);
      if (count > 0) {
        separate(last, before);
        last.whole(Numbers.grouped(count) + " " + severity.word(), Style.of(severity));
      }
    }
    if (unread > 0) {
      separate(last, before);
      last.whole(unread + " unread", Style.CAUTION);
    }
    if (last.length() == before) {
      last.add("nothing found");
    }
    last.end();
  }

  private static void separate(Line line, int before) {
    if (line.length() > before) {
      line.add(" \u00b7 ", Style.QUIET);
    }
  }

  private static String sign(Verdict.Outcome outcome) {
    return switch (outcome) {
      case BLOCK -> "\u2717";
      case WARN -> "!";
      case PASS -> "\u00b7";
    };
  }

  private static Style style(Verdict.Outcome outcome) {
    return switch (outcome) {
      case BLOCK -> Style.CRITICAL;
      case WARN -> Style.CAUTION;
      case PASS -> Style.GOOD;
    };
  }
}

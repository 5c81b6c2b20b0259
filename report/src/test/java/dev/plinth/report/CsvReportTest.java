package dev.plinth.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.report.text.CsvText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvReportTest {
  private static String text(ScanReport report) {
    return Golden.written(ReportWriters.named("csv"), report, ReportContext.plain());
  }

  /** RFC 4180, strictly: rows end with CRLF, quotes stand around whole cells. */
  private static List<List<String>> rows(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      StringBuilder cell = new StringBuilder();
      if (text.charAt(at) == '"') {
        at++;
        while (text.charAt(at) != '"' || text.charAt(at + 1) == '"') {
          at += text.charAt(at) == '"' ? 1 : 0;
          cell.append(text.charAt(at++));
        }
        at++;
      } else {
        while (text.charAt(at) != ',' && text.charAt(at) != '\r') {
          assertThat(text.charAt(at)).isNotIn('"', '\n');
          cell.append(text.charAt(at++));
        }
      }
      row.add(cell.toString());
      if (text.charAt(at) == ',') {
        at++;
      } else {
        assertThat(text.substring(at, at + 2)).isEqualTo("\r\n");
        at += 2;
        rows.add(row);
        row = new ArrayList<>();
      }
    }
    assertThat(row).isEmpty();
    return rows;
  }

  @Test
  void judged() {
    Golden.check("judged.csv", text(SampleReports.judged()));
  }

  @Test
  void itIsWholeAndEveryRowHasEveryCell() {
    for (ScanReport report : SampleReports.all()) {
      List<List<String>> rows = rows(text(report));
      assertThat(rows).hasSize(1 + report.findings().size() + report.setAside().size());
      assertThat(rows).allMatch(row -> row.size() == rows.getFirst().size());
    }
  }

  @Test
  void noCellIsAFormula() {
    for (String evil :
        List.of(
            "=cmd|' /C calc'!A0",
            "+1",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            " =1",
            "\uff1d1",
            "a\";=1",
            "=1\",\"=2")) {
      for (List<String> row : rows(text(SampleReports.hostile(evil)))) {
        assertThat(row).noneMatch(cell -> cell.strip().matches("(?s)[=+\\-@\uff1d\t\r].*"));
      }
    }
    assertThat(CsvText.cell("=1")).isEqualTo("\"'=1\"");
    assertThat(CsvText.cell("\t=1")).isEqualTo("\"\\t=1\"");
    assertThat(CsvText.cell("plain-1.0")).isEqualTo("plain-1.0");
    assertThat(CsvText.cell("a,\"b\"")).isEqualTo("\"a,\"\"b\"\"\"");
  }
}

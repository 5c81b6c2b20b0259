package dev.plinth.advisories.feed;

import dev.plinth.advisories.store.CveNumber;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Scores as a table: {@code CVE⇥vector}, or with a header that names the columns: {@code cve},
 * {@code vector}, {@code score}, {@code severity}, any others.
 */
final class ScoreTableReader implements FeedFormat.OfDocuments {
  @Override
  public String title() {
    return "a CVE-vector table";
  }

  @Override
  public boolean begins(DocumentStart start) {
    int line = start.text().indexOf('\n');
    String first = line < 0 ? start.text() : start.text().substring(0, line);
    int tab = first.indexOf('\t');
    String cell = tab < 0 ? "" : first.substring(0, tab);
    return cell.toLowerCase(Locale.ROOT).equals("cve") || CveNumber.of(cell) >= 0;
  }

  @Override
  public boolean read(DocumentStart start, InputStream in, FeedLimits limits, RecordSink sink)
      throws IOException {
    TableLines lines = new TableLines(in);
    int cve = 0;
    int vector = 1;
    int score = -1;
    int word = -1;
    String line = lines.next();
    if (line != null && CveNumber.of(cell(cells(line), 0)) < 0) {
      List<String> names = cells(line.toLowerCase(Locale.ROOT));
      cve = names.indexOf("cve");
      vector = names.indexOf("vector");
      score = names.indexOf("score");
      word = names.indexOf("severity");
      line = lines.next();
    }
    for (; line != null; line = lines.next()) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        List<String> cells = cells(line);
        try {
          score(sink, cell(cells, cve), cell(cells, vector), cell(cells, score), cell(cells, word));
        } catch (BadRecordException e) {
          sink.skipped(lines.place(), String.valueOf(e.getMessage()));
        }
      }
    }
    return true;
  }

  private static void score(RecordSink sink, String cve, String vector, String score, String word)
      throws BadRecordException {
    long number = CveScore.number(cve);
    double stated = score.isEmpty() ? -1 : TableLines.number(score);
    if (stated > 10 || (stated < 0 && stated != -1)) {
      throw new BadRecordException("its score lies outside 0 to 10: " + score);
    }
    if (!vector.isEmpty()) {
      sink.score("cvss-table", CveScore.of(number, vector, stated, word, ""));
    } else if (stated >= 0 || !word.isEmpty()) {
      sink.score("cvss-table", new CveScore(number, null, stated, word, ""));
    } else {
      sink.noScore("cvss-table", number, false);
    }
  }

  private static List<String> cells(String line) {
    return Arrays.asList(line.split("\t", 50));
  }

  private static String cell(List<String> cells, int index) {
    return index < 0 || index >= cells.size() ? "" : cells.get(index).strip();
  }
}

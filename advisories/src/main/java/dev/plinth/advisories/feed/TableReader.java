package dev.plinth.advisories.feed;

import dev.plinth.advisories.store.CveNumber;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The feeds that are tables of lines:
 *
 * <ul>
 *   <li>EPSS: an optional comment {@code #model_version:…,score_date:…}, the header {@code
 *       cve,epss,percentile}, a row for each CVE;
 *   <li>scores: {@code CVE⇥vector}, or with a header that names the columns: {@code cve}, {@code
 *       vector}, {@code score}, {@code severity}, any others.
 * </ul>
 */
final class TableReader {
  private static final int MAX_LINE = 8192;

  private final InputStream in;
  private final RecordSink sink;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;
  private long lineNumber;

  TableReader(InputStream in, RecordSink sink) {
    this.in = in;
    this.sink = sink;
  }

  /** True where a document that starts so is one of the tables. */
  static boolean recognises(String start) {
    return predictions(start) || scores(start);
  }

  private static boolean predictions(String start) {
    return start.startsWith("#model_version") || start.startsWith("cve,epss");
  }

  private static boolean scores(String start) {
    int line = start.indexOf('\n');
    String first = line < 0 ? start : start.substring(0, line);
    int tab = first.indexOf('\t');
    String cell = tab < 0 ? "" : first.substring(0, tab);
    return cell.toLowerCase(Locale.ROOT).equals("cve") || CveNumber.of(cell) >= 0;
  }

  /** Reads the table to its end. */
  void read(String start) throws IOException {
    if (predictions(start)) {
      predictions();
    } else {
      scores();
    }
  }

  private void predictions() throws IOException {
    String date = "";
    String line = line();
    while (line != null && line.startsWith("#")) {
      for (String part : line.substring(1).split(",", 8)) {
        if (part.startsWith("score_date:")) {
          date = part.substring("score_date:".length()).strip();
        }
      }
      line = line();
    }
    boolean fresh = sink.exploitPredictions(date.length() > 40 ? "" : date);
    for (; line != null; line = line()) {
      if (line.isEmpty() || line.startsWith("cve,")) {
        continue;
      }
      int first = line.indexOf(',');
      int second = line.indexOf(',', first + 1);
      try {
        if (first < 0) {
          throw new BadRecordException("it has one column only");
        }
        long cve = CveScore.number(line.substring(0, first));
        double score = probability(line.substring(first + 1, second < 0 ? line.length() : second));
        double percentile = second < 0 ? 0 : probability(line.substring(second + 1));
        sink.exploitPrediction(fresh, cve, score, percentile);
      } catch (BadRecordException e) {
        sink.skipped("line " + lineNumber, String.valueOf(e.getMessage()));
      }
    }
  }

  private static double probability(String text) throws BadRecordException {
    double value = number(text);
    if (value < 0 || value > 1) {
      throw new BadRecordException("a probability lies outside 0 to 1: " + text);
    }
    return value;
  }

  private static double number(String text) throws BadRecordException {
    if (text.length() <= 24) {
      try {
        double value = Double.parseDouble(text);
        if (!Double.isNaN(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        // told below
      }
    }
    throw new BadRecordException("it has no number where one belongs: " + text);
  }

  private void scores() throws IOException {
    int cve = 0;
    int vector = 1;
    int score = -1;
    int word = -1;
    String line = line();
    if (line != null && CveNumber.of(cell(cells(line), 0)) < 0) {
      List<String> names = cells(line.toLowerCase(Locale.ROOT));
      cve = names.indexOf("cve");
      vector = names.indexOf("vector");
      score = names.indexOf("score");
      word = names.indexOf("severity");
      line = line();
    }
    for (; line != null; line = line()) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        List<String> cells = cells(line);
        try {
          score(cell(cells, cve), cell(cells, vector), cell(cells, score), cell(cells, word));
        } catch (BadRecordException e) {
          sink.skipped("line " + lineNumber, String.valueOf(e.getMessage()));
        }
      }
    }
  }

  private void score(String cve, String vector, String score, String word)
      throws BadRecordException {
    long number = CveScore.number(cve);
    double stated = score.isEmpty() ? -1 : number(score);
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

  /** The next line without its end, null at the table's end. */
  private @Nullable String line() throws IOException {
    byte[] line = new byte[128];
    int length = 0;
    boolean any = false;
    while (true) {
      if (at == end) {
        end = in.read(buffer, 0, buffer.length);
        at = 0;
        if (end <= 0) {
          end = 0;
          break;
        }
      }
      any = true;
      byte b = buffer[at++];
      if (b == '\n') {
        break;
      }
      if (length >= MAX_LINE) {
        throw new FeedLimitException("line " + (lineNumber + 1) + " is longer than " + MAX_LINE);
      }
      if (length == line.length) {
        line = Arrays.copyOf(line, length * 2);
      }
      line[length++] = b;
    }
    if (!any) {
      return null;
    }
    lineNumber++;
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    return new String(line, 0, length, StandardCharsets.UTF_8);
  }
}

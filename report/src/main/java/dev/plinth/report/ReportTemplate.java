package dev.plinth.report;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import dev.plinth.report.text.CsvText;
import dev.plinth.report.text.MarkdownText;
import dev.plinth.report.text.XmlText;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Mustache template (mustache(5)) that a person wrote. It is filled with the JSON report as data;
 * there is no logic in it, and nothing in it can run code, read files (partials are refused) or
 * reach anything but that data. Every text is made safe to show; {@code {{x}}} is escaped besides
 * as the file's extension asks for, {@code {{{x}}}} is not.
 */
public final class ReportTemplate {
  /** Bytes of a template's file at most. */
  static final int MAX_BYTES = 1 << 20;

  /** Characters of what it gives at most. */
  private static final long MAX_OUTPUT = 256L << 20;

  /** Items of lists at most, over all sections. */
  private static final long MAX_STEPS = 10_000_000;

  private final String file;
  private final String text;
  private final Escaping escaping;

  private ReportTemplate(String file, String text, Escaping escaping) {
    this.file = file;
    this.text = text;
    this.escaping = escaping;
  }

  /** How values are escaped, by what the template is to become. */
  private enum Escaping {
    NONE,
    XML,
    JSON,
    MARKDOWN,
    CSV;

    static Escaping of(String name) {
      String plain = name.toLowerCase(Locale.ROOT);
      for (String suffix : new String[] {".mustache", ".tmpl", ".tpl"}) {
        if (plain.endsWith(suffix)) {
          plain = plain.substring(0, plain.length() - suffix.length());
          break;
        }
      }
      return switch (plain.substring(plain.lastIndexOf('.') + 1)) {
        case "html", "htm", "xhtml", "xml", "svg" -> XML;
        case "json" -> JSON;
        case "md", "markdown" -> MARKDOWN;
        case "csv" -> CSV;
        default -> NONE;
      };
    }

    String escape(String safe) {
      return switch (this) {
        case NONE -> safe;
        case XML -> XmlText.escaped(safe);
        case JSON -> safe.replace("\\", "\\\\").replace("\"", "\\\"");
        case MARKDOWN -> MarkdownText.of(safe);
        case CSV -> CsvText.content(safe);
      };
    }
  }

  /**
   * Reads and checks a template.
   *
   * @throws PlinthException {@code PLINTH-REPORT-TEMPLATE} where it cannot be read or is none
   */
  public static ReportTemplate read(Path file) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw ReportErrors.templateFile(file, e);
    }
    if (bytes.length > MAX_BYTES) {
      throw ReportErrors.template(file.toString(), "it is larger than 1 MiB");
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw ReportErrors.template(file.toString(), "it is not UTF-8");
    }
    ReportTemplate template =
        new ReportTemplate(file.toString(), text, Escaping.of(String.valueOf(file.getFileName())));
    template.compiled(new Steps());
    return template;
  }

  /** Fills it in. */
  void render(Map<String, Object> model, Writer out) throws IOException {
    Steps steps = new Steps();
    try {
      compiled(steps).execute(model, new BoundedWriter(out, file));
    } catch (TooMuch e) {
      throw ReportErrors.template(file, "its sections within sections go through too many items");
    } catch (MustacheException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw ReportErrors.template(file, "it cannot be filled in: " + e.getMessage());
    } catch (StackOverflowError e) {
      throw ReportErrors.template(file, "its sections nest too deeply");
    }
  }

  private Template compiled(Steps steps) {
    try {
      return Mustache.compiler()
          .withCollector(steps)
          .withFormatter(ReportTemplate::shown)
          .withEscaper(escaping::escape)
          .withLoader(name -> {
            throw new MustacheException(
                "it asks for the partial " + name + "; a template is one file");
          })
          .defaultValue("")
          .zeroIsFalse(true)
          .compile(text);
    } catch (MustacheException e) {
      throw ReportErrors.template(file, "it is no Mustache template: " + e.getMessage());
    } catch (StackOverflowError e) {
      throw ReportErrors.template(file, "its sections nest too deeply");
    }
  }

  private static String shown(Object value) {
    if (value instanceof String text) {
      return SafeText.of(text);
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    // An object or a list is no text; whoever wrote its name meant a section.
    return value instanceof Map || value instanceof List ? "" : String.valueOf(value);
  }

  /**
   * Only what {@link TemplateModel} makes, and no reflection on it; counts what is gone through.
   */
  private static final class Steps extends BasicCollector {
    private long left = MAX_STEPS;

    @Override
    public @Nullable Iterator<?> toIterator(Object value) {
      if (!(value instanceof List<?> list)) {
        return null;
      }
      Iterator<?> items = list.iterator();
      return new Iterator<Object>() {
        @Override
        public boolean hasNext() {
          return items.hasNext();
        }

        @Override
        public Object next() {
          if (--left < 0) {
            throw new TooMuch();
          }
          return items.next();
        }
      };
    }

    @Override
    public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
      return context instanceof Map ? Steps::member : null;
    }

    private static Object member(Object context, String name) {
      Object value = ((Map<?, ?>) context).get(name);
      return value == null ? Template.NO_FETCHER_FOUND : value;
    }

    @Override
    public <K, V> Map<K, V> createFetcherCache() {
      return new HashMap<>();
    }
  }

  /** Ends a template that would go on for hours. */
  private static final class TooMuch extends RuntimeException {
    TooMuch() {
      super("too many items");
    }
  }

  /** Ends a template that gives too much. */
  private static final class BoundedWriter extends Writer {
    private final Writer out;
    private final String file;
    private long left = MAX_OUTPUT;

    BoundedWriter(Writer out, String file) {
      this.out = out;
      this.file = file;
    }

    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
      left -= length;
      if (left < 0) {
        throw ReportErrors.template(file, "it gives more than 256 MiB of text");
      }
      out.write(buffer, offset, length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.flush();
    }
  }
}

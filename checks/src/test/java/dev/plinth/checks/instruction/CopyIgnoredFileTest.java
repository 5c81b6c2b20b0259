package dev.plinth.checks.instruction;

import dev.plinth.checks.lint.Checks;
import dev.plinth.checks.rule.ContextFiles;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CopyIgnoredFileTest {
  private static ContextFiles context(boolean incomplete) {
    return new ContextFiles() {
      @Override
      public @Nullable String ignoreFile() {
        return ".dockerignore";
      }

      @Override
      public String ignoreText() {
        return "";
      }

      @Override
      public List<Entry> sent() {
        return List.of(new Entry("src/a.c", 1), new Entry("kept/file", 1));
      }

      @Override
      public List<Entry> ignored() {
        return List.of(new Entry("dist/app", 1), new Entry("kept/other", 1), new Entry(".env", 1));
      }

      @Override
      public boolean incomplete() {
        return incomplete;
      }
    };
  }

  @Test
  void whatIsKeptOutCannotBeCopied() {
    Checks.of(new CopyIgnoredFile())
        .with(context(false))
        .finds("FROM debian:12", "COPY «dist/app» «./dist» src /app/")
        .finds("FROM debian:12", "ADD [«\".env\"», \"/app/\"]")
        .passes("FROM debian:12", "COPY kept src/a.c dist/* missing . /app/")
        .passes("FROM debian:12", "COPY --from=tools:1 dist/app /app/");
  }

  @Test
  void nothingIsSaidOfWhatIsNotKnown() {
    Checks.of(new CopyIgnoredFile()).passes("FROM debian:12", "COPY dist/app /app/");
    Checks.of(new CopyIgnoredFile())
        .with(context(true))
        .passes("FROM debian:12", "COPY dist/app /app/");
  }
}

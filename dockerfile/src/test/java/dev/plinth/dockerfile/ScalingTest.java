package dev.plinth.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.calls.Calls;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.parse.DockerfileParser;
import dev.plinth.dockerfile.tree.Instruction;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A file four times as large takes about four times as much, however it is made. */
class ScalingTest {
  private static final int REPEATED = 1_000;

  /** What is made once, classes and tables among it. */
  private static final long CONSTANT = 2 << 20;

  @TestFactory
  Iterable<DynamicTest> four_times_as_large_takes_four_times_as_much() {
    return Hostile.files().entrySet().stream()
        .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> linear(file)))
        .toList();
  }

  private static void linear(Map.Entry<String, IntFunction<String>> file) {
    long once = allocated(file.getValue().apply(REPEATED));
    long four = allocated(file.getValue().apply(4 * REPEATED));
    assertThat(four).isLessThan(5 * once + CONSTANT);
  }

  private static long allocated(String text) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    SourceText source = SourceText.of(text);
    long before = threads.getCurrentThreadAllocatedBytes();
    understand(source);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static void understand(SourceText source) {
    Build build = Build.of(DockerfileParser.parse(source));
    build.reaching();
    Stage last = build.last();
    if (last != null) {
      build.lineage(last);
    }
    for (Instruction instruction : build.file().instructions()) {
      Calls calls = Calls.of(instruction);
      calls.packages();
      calls.cleanups();
      for (Call call : calls.all()) {
        calls.fedBy(call);
        calls.feeds(call);
        calls.variable(call, "a");
      }
    }
  }
}

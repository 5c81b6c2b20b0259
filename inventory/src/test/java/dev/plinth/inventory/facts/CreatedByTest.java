package dev.plinth.inventory.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreatedByTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "/bin/sh -c #(nop) ADD file:abc in / ~ ADD file:abc in /",
        "/bin/sh -c #(nop)  CMD [\"bash\"] ~ CMD [\"bash\"]",
        "/bin/sh -c apt-get update     && apt-get install x ~ apt-get update && apt-get install x",
        "|2 A=1 B=x y /bin/sh -c make all ~ make all",
        "|1 A=1 make all ~ make all",
        "|0 make ~ make",
        "|x ~ |x",
        "|3 A=1 ~ |3 A=1",
        "RUN /bin/sh -c pip install x # buildkit ~ RUN pip install x",
        "RUN |1 V=2 /bin/sh -c pip install x # buildkit ~ RUN pip install x",
        "COPY app /app # buildkit ~ COPY app /app",
        "bazel build ... ~ bazel build ...",
        "'' ~ ''"
      })
  void tidies(String written, String tidied) {
    assertThat(CreatedBy.tidy(written)).isEqualTo(tidied);
  }
}

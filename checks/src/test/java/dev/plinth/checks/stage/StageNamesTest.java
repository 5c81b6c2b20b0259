package dev.plinth.checks.stage;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class StageNamesTest {
  @Test
  void twoOfOneName() {
    Checks.of(new DuplicateStageName())
        .finds("FROM a:1 AS build", "FROM b:1 AS «BUILD»")
        .passes("FROM a:1 AS build", "FROM b:1 AS test", "FROM c:1", "FROM d:1");
  }

  @Test
  void reservedNames() {
    Checks.of(new ReservedStageName())
        .finds("FROM a:1 AS «scratch»")
        .finds("FROM a:1 AS «Context»")
        .passes("FROM a:1 AS contexts", "FROM scratch");
  }

  @Test
  void capitals() {
    Checks.of(new StageNameCase())
        .finds("FROM a:1 AS «Build»")
        .mends("FROM a:1 AS Build\n", "FROM a:1 AS build\n")
        .passes("FROM a:1 AS build-2");
  }

  @Test
  void asLikeFrom() {
    Checks.of(new AsCase())
        .finds("FROM a:1 «as» build")
        .finds("from a:1 «AS» build")
        .finds("FROM a:1 «As» build")
        .passes("from a:1 as build", "FROM a:1 AS b", "FROM a:1");
  }
}

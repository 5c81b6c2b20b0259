package dev.plinth.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The room table of ARCHITECTURE.md, held: data runs down only. */
class RoomsTest {
  /** Whom each room may know. Everybody may know {@code foundation}. */
  static final Map<String, Set<String>> MAY_KNOW =
      Map.ofEntries(
          Map.entry("foundation", Set.of()),
          Map.entry("findings", Set.of()),
          Map.entry("http", Set.of()),
          Map.entry("dockerfile", Set.of("findings")),
          Map.entry("oci", Set.of("http")),
          Map.entry("inventory", Set.of("oci")),
          Map.entry("advisories", Set.of("findings", "http", "oci", "inventory")),
          Map.entry("policy", Set.of("findings", "oci", "inventory")),
          Map.entry(
              "bases",
              Set.of("findings", "http", "dockerfile", "oci", "inventory", "advisories", "policy")),
          Map.entry(
              "checks",
              Set.of(
                  "findings",
                  "http",
                  "oci",
                  "dockerfile",
                  "inventory",
                  "advisories",
                  "policy",
                  "bases")),
          Map.entry("report", Set.of("findings", "inventory", "policy", "bases")),
          Map.entry(
              "cli",
              Set.of(
                  "findings",
                  "http",
                  "dockerfile",
                  "oci",
                  "inventory",
                  "advisories",
                  "policy",
                  "bases",
                  "checks",
                  "report")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          // What rooms lend each other for tests.
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.plinth");

  @Test
  void everyRoomKnowsOnlyWhomTheTableNames() {
    MAY_KNOW.forEach((room, known) -> {
      Set<String> others = new HashSet<>(MAY_KNOW.keySet());
      others.remove(room);
      others.remove("foundation");
      others.removeAll(known);
      List<String> forbidden = new ArrayList<>();
      others.forEach(other -> forbidden.add("dev.plinth." + other + ".."));
      if (room.equals("foundation")) {
        known.forEach(other -> forbidden.add("dev.plinth." + other + ".."));
      }
      noClasses()
          .that()
          .resideInAPackage("dev.plinth." + room + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(forbidden.toArray(String[]::new))
          .as("room " + room + " knows only " + known)
          .allowEmptyShould(true)
          .check(CLASSES);
    });
  }

  @Test
  void everyClassLivesInARoom() {
    assertThat(CLASSES)
        .isNotEmpty()
        .allSatisfy(c -> assertThat(MAY_KNOW).containsKey(c.getPackageName().split("\\.")[2]));
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.plinth.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheCommandLineTouchesTheStandardStreamsAndExits() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.plinth.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .as("only cli writes to the terminal and exits")
        .check(CLASSES);
  }

  @Test
  void nothingRunsOtherProgramsOrDeserialises() {
    noClasses()
        .that()
        // Credential helpers, as Docker's own configuration names them: no other way leads to them.
        .doNotHaveFullyQualifiedName("dev.plinth.oci.credentials.HelperProgram")
        .and()
        // ShellCheck, where the user asks for it: it reads RUN's text, and runs none of it.
        .doNotHaveFullyQualifiedName("dev.plinth.checks.shellcheck.ShellCheckProgram")
        .and()
        // Git, where commits or repositories elsewhere are asked for: it runs nothing of them.
        .doNotHaveFullyQualifiedName("dev.plinth.bases.repository.Git")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.ProcessBuilder")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .as("no program is run and nothing is deserialised")
        .check(CLASSES);
  }

  @Test
  void theCommandLineLibraryIsKnownToTheCommandLineAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.plinth.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(CLASSES);
  }
}

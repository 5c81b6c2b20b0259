package dev.plinth.checks.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.bases.known.OfficialTags;
import dev.plinth.bases.known.Releases;
import dev.plinth.bases.settings.BaseSettings;
import dev.plinth.checks.lint.Checks;
import dev.plinth.checks.rule.Today;
import dev.plinth.findings.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that go by what official-images says, where it was fetched. */
class OfficialImageTagsTest {
  private static final String DIGEST = "@sha256:" + "a".repeat(64);

  @TempDir Path folder;
  private Today today = Today.EMBEDDED;

  @BeforeEach
  void open() throws IOException {
    today =
        with(
            """
            # official images as of 2026-08-20
            centos\tcentos7 7\t\tamd64
            golang\t1.25.3-trixie 1.25-trixie\t1.25.3 1.25\tamd64
            node\t24.11.0-trixie 24-trixie 24.11.0 24\t\tamd64
            node\t22.21.1-bookworm 22-bookworm 22.21.1 22\t\tamd64
            node\t22.21.1-bookworm-slim 22-bookworm-slim 22.21.1-slim 22-slim\t\tamd64
            openjdk\t27-ea-trixie 27-trixie\t27-ea 27\tamd64
            postgres\t17.6-bookworm 17-bookworm 17.6 17\t\tamd64
            python\t3.13.9-trixie 3.13-trixie\t3.13.9 3.13\tamd64
            python\t3.13.9-slim-trixie 3.13-slim-trixie 3.13.9-slim 3.13-slim\t\tamd64
            python\t3.12.12-slim-trixie 3.12-slim-trixie 3.12.12-slim 3.12-slim\t\tamd64
            """);
  }

  private Today with(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("official-tags.tsv"), text);
    return new Today(
        LocalDate.of(2026, 8, 25),
        Releases.EMBEDDED.with(OfficialTags.of(file)),
        BaseSettings.NONE);
  }

  @Test
  void tagsThatAreBuiltNoMore() {
    Checks checks = Checks.of(new DiscontinuedImage()).with(today);
    checks
        .finds("FROM «python:3.12.4-slim»", "COPY --from=«docker.io/library/node:22.1.0» / /")
        .finds("FROM «python:3.13-slim-bookworm»", "FROM «node:22.20»")
        .finds("FROM «python:3.12.4-slim" + DIGEST + "»")
        .passes("FROM python:3.13-slim", "FROM node:22", "FROM python:3.13.10", "FROM python:3.15")
        .passes("FROM team/python:3.1", "FROM registry.example/python:3.1", "FROM debian:potato")
        .passes("FROM python:3.8-slim"); // its release has ended: another rule tells
    assertThat(checks.messages("FROM python:3.12.4-slim"))
        .containsExactly("python:3.12.4-slim is no longer rebuilt");
    Checks.of(new DiscontinuedImage()).passes("FROM python:3.12.4-slim", "FROM golang:1.24.1");
  }

  @Test
  void exactVersionsAreRemarkedUpon() {
    Checks checks = Checks.of(new DiscontinuedImage()).with(today);
    assertThat(checks.levels("FROM python:3.12.4-slim")).containsExactly(Level.INFO);
    assertThat(checks.levels("FROM python:3.13-slim-bookworm")).containsExactly(Level.WARNING);
    assertThat(checks.evidence("FROM python:3.12.4-slim"))
        .anyMatch(each -> each.contains("official-images of 2026-08-20"));
  }

  @Test
  void whatIsListedIsBuiltWhereTheTableKnowsOfAPart() {
    Checks.of(new DiscontinuedImage())
        .with(today)
        .finds("FROM «openjdk:17-slim»", "FROM «centos:7»")
        .passes("FROM openjdk:27");
    Checks.of(new DiscontinuedImage()).finds("FROM «openjdk:27»");
  }

  @Test
  void tagsThatMovedSinceTheProgramWasMade() {
    Checks checks = Checks.of(new HiddenDistribution()).with(today);
    checks
        .finds("FROM «node:24»")
        .mends("FROM node:24\n", "FROM node:24-trixie\n")
        .mends("FROM python:3.13-slim\n", "FROM python:3.13-slim-trixie\n");
    assertThat(checks.evidence("FROM node:24"))
        .anyMatch(each -> each.contains("from Debian 12 (bookworm) to Debian 13 (trixie)"))
        .anyMatch(each -> each.contains("in 2026-08"))
        .anyMatch(each -> each.contains("official-images of 2026-08-20 builds node:24"));
    assertThat(Checks.of(new HiddenDistribution()).evidence("FROM node:24"))
        .anyMatch(each -> each.contains("from Debian 11 (bullseye) to Debian 12 (bookworm)"));
  }

  @Test
  void tagsThatStayedWhereTheyWere() {
    // The program's table says that images of PostgreSQL went over to trixie.
    Checks.of(new HiddenDistribution()).with(today).passes("FROM postgres:17");
    Checks.of(new HiddenDistribution()).finds("FROM «postgres:17»");
  }

  @Test
  void aTagThatIsNotListedIsJudgedByTheTable() {
    Checks.of(new HiddenDistribution()).with(today).finds("FROM «golang:1.26»");
  }
}

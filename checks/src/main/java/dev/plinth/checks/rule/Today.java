package dev.plinth.checks.rule;

import dev.plinth.bases.known.Releases;
import java.time.LocalDate;

/**
 * By which day rules judge, and by which table of releases: no rule asks the clock.
 *
 * @param date today, or the day that somebody asks for
 * @param releases how long they are looked after
 */
public record Today(LocalDate date, Releases releases) {
  /** The day and the tables that the program was made with. */
  public static final Today EMBEDDED = new Today(Releases.EMBEDDED_DATE, Releases.EMBEDDED);
}

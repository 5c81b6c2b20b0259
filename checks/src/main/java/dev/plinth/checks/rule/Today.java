package dev.plinth.checks.rule;

import dev.plinth.bases.known.Releases;
import dev.plinth.bases.settings.BaseSettings;
import java.time.LocalDate;

/**
 * By which day rules judge, and by what is known beyond the file: no rule asks the clock.
 *
 * @param date today, or the day that somebody asks for
 * @param releases how long they are looked after
 * @param bases the company's own bases, and mirrors
 */
public record Today(LocalDate date, Releases releases, BaseSettings bases) {
  /** The day and the tables that the program was made with. */
  public static final Today EMBEDDED =
      new Today(Releases.EMBEDDED_DATE, Releases.EMBEDDED, BaseSettings.NONE);
}

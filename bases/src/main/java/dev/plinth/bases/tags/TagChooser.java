package dev.plinth.bases.tags;

import dev.plinth.bases.known.ImageName;
import java.time.LocalDate;
import java.util.List;

public final class TagChooser {
  public static List<Choice> candidates(
      ImageName image, String current, List<String> all, Level most, LocalDate today) {
    return List.of();
  }
}

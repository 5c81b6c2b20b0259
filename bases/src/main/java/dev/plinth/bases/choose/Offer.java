package dev.plinth.bases.choose;

import dev.plinth.bases.known.Family;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A base that would do.
 *
 * @param family that it is of
 * @param image to write
 * @param points by which bases are ordered, 0 to 100
 * @param approved true where the policy approves it
 * @param own true for one of the company's own
 * @param reasons for it, each a clause
 * @param givesUp what it makes trouble with, each a clause
 * @param build the image to build with; empty where there is none
 * @param debug the image with a shell beside it; {@code self} where a shell is in it, empty where
 *     there is none
 * @param until the last day of security updates for its distribution; null where it is not known
 * @param rolling true where it has no releases
 */
public record Offer(
    Family family,
    String image,
    int points,
    boolean approved,
    boolean own,
    List<String> reasons,
    List<String> givesUp,
    String build,
    String debug,
    @Nullable LocalDate until,
    boolean rolling) {}

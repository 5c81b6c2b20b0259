package dev.plinth.bases.start;

import dev.plinth.bases.known.Releases;
import java.time.LocalDate;

/**
 * What is asked for.
 *
 * @param files of the project
 * @param language that it is taken for; empty where its files are to tell
 * @param main which of several programs the image runs; empty where there is one
 * @param explain true where the reason is to stand beside each choice
 * @param today by which releases are looked after or not
 * @param releases what is known of them
 */
public record Request(
    ProjectFiles files,
    String language,
    String main,
    boolean explain,
    LocalDate today,
    Releases releases) {}

package dev.plinth.report.choose;

import dev.plinth.bases.choose.Advice;
import dev.plinth.bases.choose.Project;
import org.jspecify.annotations.Nullable;

/**
 * An advice, and what it was given from.
 *
 * @param tool the program's version
 * @param project what its files told; null where none was read
 * @param advice in order
 * @param policy true where the policy approves some bases
 * @param current what its Dockerfile stands on now; empty where there is none
 * @param currentFamily the family of that; empty where it is of none
 * @param lines of a Dockerfile for the first; empty where nothing does
 * @param whole true where these are the whole Dockerfile, as {@code plinth init} writes it
 * @param look how to look inside what runs; empty where nothing does
 */
public record ChoiceReport(
    String tool,
    @Nullable Project project,
    Advice advice,
    boolean policy,
    String current,
    String currentFamily,
    String lines,
    boolean whole,
    String look) {}

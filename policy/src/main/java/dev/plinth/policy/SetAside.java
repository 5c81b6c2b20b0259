package dev.plinth.policy;

import dev.plinth.findings.Finding;

/**
 * A finding that does not count by somebody's word: it is reported with the reason, never hidden.
 *
 * @param reason {@code exception}, {@code vex} or {@code only-fixed}
 * @param explanation a sentence without a final stop
 * @param place the file that says so, with its line; empty for what was asked for on the command
 *     line
 * @param owner who answers for it; empty where nobody is named
 * @param until the last day it holds, ISO 8601; empty where it does not end
 */
public record SetAside(
    Finding finding, String reason, String explanation, String place, String owner, String until) {}

/**
 * What pipelines of GitHub and GitLab do: their files, jobs and steps, what these run, and when.
 */
@NullMarked
package dev.plinth.checks.ci;

import org.jspecify.annotations.NullMarked;

/** What a rule is, what it may know, and where it reports. */
@NullMarked
package dev.plinth.checks.rule;

import org.jspecify.annotations.NullMarked;

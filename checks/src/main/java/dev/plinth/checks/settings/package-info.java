/** What projects and organisations say of rules. */
@NullMarked
package dev.plinth.checks.settings;

import org.jspecify.annotations.NullMarked;

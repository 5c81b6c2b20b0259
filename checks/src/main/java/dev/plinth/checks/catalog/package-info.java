/** The one list of rules, their names and their pages. */
@NullMarked
package dev.plinth.checks.catalog;

import org.jspecify.annotations.NullMarked;

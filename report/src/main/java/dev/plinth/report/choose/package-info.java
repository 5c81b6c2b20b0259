/** How an advice about bases is told. */
@NullMarked
package dev.plinth.report.choose;

import org.jspecify.annotations.NullMarked;

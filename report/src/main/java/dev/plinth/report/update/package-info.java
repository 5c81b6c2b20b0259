/** Reports about newer images. */
@NullMarked
package dev.plinth.report.update;

import org.jspecify.annotations.NullMarked;

/** Reports about places that name images. */
@NullMarked
package dev.plinth.report.places;

import org.jspecify.annotations.NullMarked;

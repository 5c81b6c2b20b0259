/** What an image is, and how to look into its containers, as texts and JSON. */
@NullMarked
package dev.plinth.report.inspect;

import org.jspecify.annotations.NullMarked;

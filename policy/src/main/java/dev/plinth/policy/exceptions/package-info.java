/** What sets findings aside: conditions, reasons, and when they end. */
@NullMarked
package dev.plinth.policy.exceptions;

import org.jspecify.annotations.NullMarked;

/**
 * Mends files: makes the changes that findings propose, each proved before it counts. A change is
 * proved when the file, read and linted anew, has lost the finding and won no other, and every
 * instruction that the change does not touch stands there as before.
 */
@NullMarked
package dev.plinth.checks.mend;

import org.jspecify.annotations.NullMarked;

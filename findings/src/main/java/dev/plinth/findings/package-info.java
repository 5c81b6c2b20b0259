@NullMarked
package dev.plinth.findings;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.plinth.report;

import org.jspecify.annotations.NullMarked;

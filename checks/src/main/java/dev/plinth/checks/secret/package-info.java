/** Rules about secrets in the file, in what it runs, and in the files it copies. */
@NullMarked
package dev.plinth.checks.secret;

import org.jspecify.annotations.NullMarked;

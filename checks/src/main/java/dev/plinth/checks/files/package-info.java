/** Which files of a folder are Dockerfiles. */
@NullMarked
package dev.plinth.checks.files;

import org.jspecify.annotations.NullMarked;

/**
 * Which base suits a program: what is asked, what a project's files answer, and the families of
 * {@code bases.known} in order, with the reasons, what each gives up and what would change it.
 */
@NullMarked
package dev.plinth.bases.choose;

import org.jspecify.annotations.NullMarked;

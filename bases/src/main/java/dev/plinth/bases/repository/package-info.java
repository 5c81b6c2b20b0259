/** Git repositories, of which nothing is ever run: commits are made beside the working tree. */
@NullMarked
package dev.plinth.bases.repository;

import org.jspecify.annotations.NullMarked;

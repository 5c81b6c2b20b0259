/**
 * What a project needs to become an image, told by its files: a Dockerfile, an ignore file, a job.
 */
@NullMarked
package dev.plinth.bases.start;

import org.jspecify.annotations.NullMarked;

/** Rules about the files of pipelines. */
@NullMarked
package dev.plinth.checks.pipeline;

import org.jspecify.annotations.NullMarked;

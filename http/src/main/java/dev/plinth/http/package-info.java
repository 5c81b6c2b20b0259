/** One HTTP client for registries, engines and feeds. */
@NullMarked
package dev.plinth.http;

import org.jspecify.annotations.NullMarked;

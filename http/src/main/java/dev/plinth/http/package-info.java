/**
 * One HTTP client for registries and feeds.
 *
 * <p>{@link dev.plinth.http.HttpClient} sends an {@link dev.plinth.http.HttpRequest} and gives an
 * {@link dev.plinth.http.HttpResponse}; {@link dev.plinth.http.Download} is a body that survives
 * dropped connections. How long, how often, through which proxy and trusting whom stands in {@link
 * dev.plinth.http.HttpOptions}. What carries the bytes (see docs/adr) is seen by nobody outside.
 */
@NullMarked
package dev.plinth.http;

import org.jspecify.annotations.NullMarked;

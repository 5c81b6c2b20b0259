/** TOML 1.0 within limits. */
@NullMarked
package dev.plinth.foundation.toml;

import org.jspecify.annotations.NullMarked;

/** YAML within limits, with the line each value stands on. */
@NullMarked
package dev.plinth.policy.yaml;

import org.jspecify.annotations.NullMarked;

/** Statements of exploitability: OpenVEX, CycloneDX. */
@NullMarked
package dev.plinth.policy.vex;

import org.jspecify.annotations.NullMarked;

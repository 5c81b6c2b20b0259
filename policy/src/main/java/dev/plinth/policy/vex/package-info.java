/** Statements of exploitability: OpenVEX, CycloneDX, CSAF. */
@NullMarked
package dev.plinth.policy.vex;

import org.jspecify.annotations.NullMarked;

/**
 * What can be found out of an image beside its layers: what is attached to it, how often it is
 * built.
 */
@NullMarked
package dev.plinth.bases.evidence;

import org.jspecify.annotations.NullMarked;

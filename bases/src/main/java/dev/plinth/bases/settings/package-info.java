/** What people settle about bases: their own ones, and mirrors. */
@NullMarked
package dev.plinth.bases.settings;

import org.jspecify.annotations.NullMarked;

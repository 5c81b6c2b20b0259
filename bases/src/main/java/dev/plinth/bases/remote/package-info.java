/** What registries say of images: each is asked for once, several at a time. */
@NullMarked
package dev.plinth.bases.remote;

import org.jspecify.annotations.NullMarked;

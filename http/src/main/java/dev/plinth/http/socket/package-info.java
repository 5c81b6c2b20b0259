@NullMarked
package dev.plinth.http.socket;

import org.jspecify.annotations.NullMarked;

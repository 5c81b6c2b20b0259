/**
 * The advisory store: one SQLite file, read in milliseconds, replaced whole.
 *
 * <p>Readers open {@code advisories.db} read-only and as immutable: the file never changes while it
 * bears that name. An update works on a copy beside it ({@code advisories.db.new}), one transaction
 * for each imported file, and takes the place of the old one by an atomic rename. So no reader ever
 * sees half an import, a killed update leaves the old data whole, and a read-only folder is as good
 * as any other. Updates exclude one another by a lock on {@code advisories.db.lock}, which the
 * operating system releases when a process dies.
 */
@NullMarked
package dev.plinth.advisories.store;

import org.jspecify.annotations.NullMarked;

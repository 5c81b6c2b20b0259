package dev.plinth.inventory.sbom;

import dev.plinth.inventory.Inventory;

/**
 * What a file said.
 *
 * @param format {@code CycloneDX 1.6}, {@code SPDX 2.3}
 * @param subject what it is about
 * @param inventory what that carries; its layers are empty unless Plinth wrote the file
 */
public record Sbom(String format, SbomSubject subject, Inventory inventory) {}

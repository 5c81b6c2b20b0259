package dev.plinth.inventory.facts;

import dev.plinth.inventory.catalog.Fact;
import java.util.List;

/**
 * What one file of a layer says.
 *
 * @param ordinal which entry of the layer the file is, from 0
 * @param path where that entry lies
 * @param facts all but the lists of owned files
 * @param owned the lists of owned files
 * @param problems what of it could not be understood
 */
record FileFacts(
    int ordinal, String path, List<Fact> facts, List<OwnedFiles> owned, List<String> problems) {}

package dev.plinth.inventory.facts;

import org.jspecify.annotations.Nullable;

/**
 * That a path held a file that says something, from some layer on.
 *
 * @param facts what it says
 * @param contentLayer the layer whose bytes they are
 * @param layer the layer that put the file at this path; later than the other for a hard link
 * @param before what the path held at the end of the layer before that one, null when it held no
 *     such file
 * @param node the place in the tree
 * @param setAt when it was set there
 */
record FileVersion(
    FileFacts facts,
    int contentLayer,
    int layer,
    @Nullable FileVersion before,
    int node,
    int setAt) {}

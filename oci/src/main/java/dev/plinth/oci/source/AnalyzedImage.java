package dev.plinth.oci.source;

import java.util.List;

/**
 * An image with what was learnt from each of its layers, in the layers' order. The same layer twice
 * in one image gives the same value twice.
 */
public record AnalyzedImage<R>(Image image, List<R> layers) {}

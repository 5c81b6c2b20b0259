package dev.plinth.inventory.facts;

import java.io.IOException;

/**
 * Bytes that are not what this version of the codec writes; whoever reads them passes them over.
 */
final class FactsFormatException extends IOException {
  FactsFormatException(String message) {
    super(message);
  }
}

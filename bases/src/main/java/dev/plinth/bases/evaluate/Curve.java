package dev.plinth.bases.evaluate;

/**
 * Percent for a number, straight between given places, level outside of them. The more, the less
 * percent, or the other way round; never both, so that more of a bad thing never scores higher.
 */
final class Curve {
  private final long[] places;

  /**
   * @param places numbers, ascending, each with its percent
   */
  Curve(long... places) {
    this.places = places;
  }

  int at(long number) {
    if (number <= places[0]) {
      return (int) places[1];
    }
    for (int i = 2; i < places.length; i += 2) {
      if (number <= places[i]) {
        long width = places[i] - places[i - 2];
        long rise = places[i + 1] - places[i - 1];
        double share = (double) (number - places[i - 2]) / width;
        return (int) Math.round(places[i - 1] + rise * share);
      }
    }
    return (int) places[places.length - 1];
  }
}

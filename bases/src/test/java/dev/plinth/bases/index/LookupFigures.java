package dev.plinth.bases.index;

import dev.plinth.oci.source.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Measures what {@code bench/bases.sh} reports; no test. */
public final class LookupFigures {
  private LookupFigures() {}

  /**
   * Makes an index of that many images where there is none, and looks an image of twenty layers up
   * in it: opening included, the first time of the process and then the median of many.
   */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    int images = Integer.parseInt(args[1]);
    if (Files.notExists(file)) {
      List<KnownImage> all = new ArrayList<>(images);
      for (int i = 0; i < images; i++) {
        String[] layers = new String[2 + i % 12];
        for (int j = 0; j < layers.length; j++) {
          layers[j] = j == 0 ? "base " + i % 100 : "layer " + i + " " + j;
        }
        all.add(
            Objects.requireNonNull(
                KnownImage.of(Stacks.image("registry.example/image:" + i, layers), "", i, true)));
      }
      long start = System.nanoTime();
      BaseIndex.add(file, all);
      System.out.printf(
          "made an index of %,d images, %,d bytes, in %,d ms%n",
          images, Files.size(file), (System.nanoTime() - start) / 1_000_000);
    }
    String[] layers = new String[20];
    for (int i = 0; i < layers.length; i++) {
      layers[i] = i == 0 ? "base 41" : i < 7 ? "layer 41 " + i : "ours " + i;
    }
    Image image = Stacks.image("app", layers);
    double first = look(image, file);
    double[] times = new double[201];
    for (int i = 0; i < times.length; i++) {
      times[i] = look(image, file);
    }
    java.util.Arrays.sort(times);
    System.out.printf(
        "open and look up: first of the process %.2f ms, then median %.2f ms, worst %.2f ms%n",
        first, times[times.length / 2], times[times.length - 1]);
  }

  private static double look(Image image, Path file) {
    long start = System.nanoTime();
    BaseIndex index = Objects.requireNonNull(BaseIndex.open(file));
    List<Beneath> found = Beneath.of(image, index, false);
    double time = (System.nanoTime() - start) / 1e6;
    if (found.size() != 1) {
      throw new IllegalStateException("found " + found);
    }
    return time;
  }
}

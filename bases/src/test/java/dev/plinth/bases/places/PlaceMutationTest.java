package dev.plinth.bases.places;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dockerfile.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Damaged files of all kinds are read and changed without an exception, and never lose a byte. */
class PlaceMutationTest {
  private static final String[][] SAMPLES = {
    {
      "Dockerfile",
      "# syntax=a/b:1\nARG V=1\nARG B=\"x:2\"\nFROM y:${V}-z AS b\nFROM $B\n"
          + "COPY --from=c:1@sha256:aa / /\nRUN --mount=from=d:2,target=/x true\nFROM ${E:-f:1}\n"
    },
    {
      "compose.yaml",
      "services:\r\n  a: &a\r\n    image: 'b:1'\r\n  c: {<<: *a, image: \"d:${T:-2}\"}\r\n"
          + "  e:\r\n    image: ${F:-g:3} # é\r\n"
    },
    {
      "deploy.yaml",
      "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: !!str &x a:1\n"
          + "  - {image: *x}\n  - image: |\n      b:2\n---\nkind: List\napiVersion: v1\nitems: []\n"
    },
    {
      "values.yaml",
      "image:\n  repository: a/b\n  tag: 1.10\n  digest:\nx: {image: {name: c, tag: '2'}}\n"
          + "yImage: d:1\n"
    },
    {"kustomization.yaml", "images:\n  - name: a\n    newTag: v1\n  - {name: b, newTag: '2'}\n"},
    {
      ".github/workflows/x.yml",
      "jobs:\n  a:\n    container: b:1\n    steps:\n    - uses: c/d@v1 # v1\n    - uses: docker://e:2\n"
    },
    {".gitlab-ci.yml", "variables: {V: a:1}\nx:\n  image: $V\n  services: [b:2]\n"},
    {".devcontainer.json", "{/* c */ \"image\": \"a:1\", // d\n \"x\": [{}]}"},
    {"main.tf", "resource \"docker_image\" \"a\" {\n name = \"b:1\"\n}\nimage = \"c:2\"\n"},
  };

  private static final String[] BITS = {
    "\n",
    "\r\n",
    "\"",
    "'",
    "{",
    "}",
    "$",
    "${",
    ":-",
    "@",
    ":",
    "&",
    "*",
    "!",
    "#",
    "- ",
    "  ",
    "<<: ",
    "|",
    "---\n",
    "é",
    "\0",
    "\u0085",
    "\uFEFF",
    "image: z:1\n",
    "FROM q:1\n",
    "[",
    "]"
  };

  @Test
  void nothingIsLost() {
    long seed = Long.getLong("plinth.seed", 20_261_127L);
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    PlaceFiles files = new PlaceFiles(PlaceSettings.NONE);
    int changed = 0;
    for (int round = 0; round < 20_000; round++) {
      String[] sample = SAMPLES[random.nextInt(SAMPLES.length)];
      StringBuilder text = new StringBuilder(sample[1]);
      for (int i = random.nextInt(4); i > 0; i--) {
        int at = random.nextInt(text.length() + 1);
        if (random.nextBoolean()) {
          text.insert(at, BITS[random.nextInt(BITS.length)]);
        } else {
          text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(6)));
        }
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      Places places = files.of(sample[0], sample[0], SourceText.of(bytes));
      List<PlaceEdits.Wanted> wanted = new ArrayList<>();
      for (Place place : places.places()) {
        String digest = random.nextBoolean() ? "sha256:" + "0".repeat(64) : "";
        wanted.add(new PlaceEdits.Wanted(place, random.nextBoolean() ? "9.10" : "v2-x", digest));
      }
      PlaceEdits.Result result = PlaceEdits.apply(places, wanted, files, sample[0]);
      changed += result.changes() ? 1 : 0;
      assertThat(files.of(sample[0], sample[0], result.after()).places())
          .as("seed %d, round %d: %s", seed, round, text)
          .hasSameSizeAs(places.places());
      assertThat(outside(places, result, bytes)).as("seed %d, round %d", seed, round).isTrue();
    }
    assertThat(changed).isGreaterThan(10_000);
  }

  /** Whether all bytes but those of the changes are there still, in their order. */
  private static boolean outside(Places before, PlaceEdits.Result result, byte[] bytes) {
    List<dev.plinth.findings.Fix.TextEdit> edits = new ArrayList<>();
    for (PlaceEdits.Wanted done : result.done()) {
      edits.addAll(done.place().image().with(done.tag(), done.digest()).edits());
    }
    edits.sort(java.util.Comparator.comparingInt(dev.plinth.findings.Fix.TextEdit::start));
    StringBuilder expected = new StringBuilder();
    int at = 0;
    String raw = new String(bytes, StandardCharsets.ISO_8859_1);
    for (dev.plinth.findings.Fix.TextEdit edit : edits) {
      expected.append(raw, at, edit.start()).append(SourceText.raw(edit.text()));
      at = edit.end();
    }
    expected.append(raw.substring(at));
    return expected.toString().equals(result.after().raw()) && before.source().raw().equals(raw);
  }
}

package dev.plinth.inventory.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

/** One pass or two, the document is the same. */
class SbomDraftTest {
  private static final String WORD = SbomOutput.NO_ID;
  private static final String ID = "5d0c1f6e-3b7a-5c52-a0e7-9b1d64f8c2a3";

  private final MessageDigest digest = SbomOutput.digest("SHA-1");
  private final SbomDraft draft = new SbomDraft(digest);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theWordIsReplacedAndTheDigestIsOfTheDraft() throws IOException {
    byte[] text = bytes("x".repeat(70_000) + WORD + "é" + "y".repeat(200_000));
    draft.write(text, 0, 70_010);
    draft.write(text, 70_010, text.length - 70_011);
    draft.write(text[text.length - 1]);
    assertThat(draft.writeTo(out, WORD, ID)).isTrue();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("x".repeat(70_000) + ID + "é" + "y".repeat(200_000));
    assertThat(digest.digest()).isEqualTo(SbomOutput.digest("SHA-1").digest(text));
  }

  @Test
  void nothingIsWrittenWhereTheWordIsNotThereOnce() throws IOException {
    assertThat(draft.writeTo(out, WORD, ID)).isFalse();
    byte[] text = bytes("name: " + WORD + ", id: " + WORD);
    draft.write(text, 0, text.length);
    assertThat(draft.writeTo(out, WORD, ID)).isFalse();
    assertThat(out.size()).isZero();
  }

  @Test
  void muchIsNotKept() throws IOException {
    byte[] text = bytes(WORD + "z".repeat(100_000));
    MessageDigest all = SbomOutput.digest("SHA-1");
    for (int size = 0; size <= SbomDraft.MOST_KEPT; size += text.length) {
      draft.write(text, 0, text.length);
      all.update(text);
    }
    assertThat(draft.writeTo(out, WORD, ID)).isFalse();
    assertThat(out.size()).isZero();
    assertThat(digest.digest()).isEqualTo(all.digest());
  }

  @Test
  void aDocumentThatNamesThePlaceItselfIsWrittenInTwoPasses() throws IOException {
    SbomOutput.Document plain = (json, id) -> json.writeString(id);
    SbomOutput.Document hostile =
        (json, id) -> {
          json.writeStartArray();
          json.writeString(WORD);
          json.writeString(id);
          json.writeEndArray();
        };
    SbomOutput.write(plain, out);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .matches("\"[0-9a-f-]{36}\"\n")
        .doesNotContain(WORD);
    out.reset();
    SbomOutput.write(hostile, out);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce(WORD)
        .containsPattern("\"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f-]{17}\"");
  }
}

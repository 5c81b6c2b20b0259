package dev.plinth.inventory.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.harrel.jsonschema.FormatEvaluatorFactory;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is written is valid by the official schemas, and by CycloneDX's own library. */
class SbomSchemaTest {
  private static final URI CYCLONEDX =
      URI.create("http://cyclonedx.org/schema/bom-1.6.schema.json");
  private static final URI SPDX = URI.create("http://spdx.org/rdf/terms/2.3");

  private static final Inventory NOTHING =
      new Inventory(Distribution.UNKNOWN, List.of(), List.of(), List.of());
  private static final SbomSubject FOLDER = new SbomSubject("rootfs", Map.of(), "", "");

  private static Validator validator;

  @BeforeAll
  static void schemas() throws IOException {
    validator =
        new ValidatorFactory().withEvaluatorFactory(new FormatEvaluatorFactory()).createValidator();
    for (String name : List.of("spdx.schema.json", "jsf-0.82.schema.json")) {
      validator.registerSchema(
          URI.create("http://cyclonedx.org/schema/" + name), resource("/" + name));
    }
    validator.registerSchema(CYCLONEDX, resource("/bom-1.6.schema.json"));
    validator.registerSchema(SPDX, resource("/schema/spdx-schema-2.3.json"));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = SbomSchemaTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> errors(URI schema, String document) {
    return validator.validate(schema, document).getErrors().stream()
        .map(e -> e.getInstanceLocation() + " " + e.getError())
        .toList();
  }

  private static String text(SbomFormat format, Inventory inventory, SbomSubject subject) {
    return new String(Samples.write(format, inventory, subject), StandardCharsets.UTF_8);
  }

  @Test
  void cycloneDxIsValid() throws IOException {
    for (String document :
        List.of(
            text(SbomFormat.CYCLONEDX, Samples.full(), Samples.SUBJECT),
            text(SbomFormat.CYCLONEDX, NOTHING, FOLDER))) {
      assertThat(errors(CYCLONEDX, document)).isEmpty();
      assertThat(new JsonParser().validate(document, Version.VERSION_16)).isEmpty();
    }
  }

  @Test
  void spdxIsValid() {
    assertThat(errors(SPDX, text(SbomFormat.SPDX, Samples.full(), Samples.SUBJECT))).isEmpty();
    assertThat(errors(SPDX, text(SbomFormat.SPDX, NOTHING, FOLDER))).isEmpty();
  }

  @Test
  void theSchemasRefuseWhatIsWrong() {
    String cycloneDx = text(SbomFormat.CYCLONEDX, Samples.full(), Samples.SUBJECT);
    assertThat(errors(CYCLONEDX, cycloneDx.replace("\"library\"", "\"nonsense\""))).isNotEmpty();
    assertThat(errors(CYCLONEDX, cycloneDx.replace("\"ISC\"", "\"No-Such-Licence\""))).isNotEmpty();
    assertThat(errors(CYCLONEDX, cycloneDx.replace("2024-05-01T12", "yesterday"))).isNotEmpty();
    String spdx = text(SbomFormat.SPDX, Samples.full(), Samples.SUBJECT);
    assertThat(errors(SPDX, spdx.replace("\"downloadLocation\"", "\"somewhere\""))).isNotEmpty();
  }

  @Test
  void everyIdentifierIsOneThatCycloneDxKnows() throws IOException {
    String known = resource("/spdx.schema.json");
    assertThat(
            resource("/dev/plinth/inventory/sbom/spdx-license-ids.txt")
                .lines()
                .filter(id -> !known.contains("\"" + id + "\"")))
        .isEmpty();
  }
}

package dev.plinth.oci.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DockerArchiveReaderTest {
  private static byte[] json(String json) {
    return json.replace('\'', '"').getBytes(UTF_8);
  }

  @Test
  void manifestIsRead() {
    assertThat(
            DockerArchiveReader.manifest(
                json(
                    "[{'Config':'c.json','RepoTags':['app:1'],'Layers':['l/layer.tar'],"
                        + "'LayerSources':{'sha256:x':{}}},{'Config':'d','RepoTags':null,'Layers':null}]"),
                "manifest.json",
                4096,
                9))
        .containsExactly(
            new DockerArchiveReader.Saved("c.json", List.of("app:1"), List.of("l/layer.tar")),
            new DockerArchiveReader.Saved("d", List.of(), List.of()));
  }

  @Test
  void otherShapesAreRefused() {
    for (String bad :
        List.of("{}", "[{}]", "[1]", "[{'Config':1}]", "[{'Config':'c','Layers':[1]}]", "null")) {
      assertThatThrownBy(() -> DockerArchiveReader.manifest(json(bad), "manifest.json", 4096, 9))
          .as(bad)
          .isInstanceOfSatisfying(
              PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-DOCUMENT-SHAPE"));
    }
    for (String bad : List.of("[]", "{'r':[]}", "{'r':{'t':1}}")) {
      assertThatThrownBy(() -> DockerArchiveReader.repositories(json(bad), "repositories", 4096))
          .as(bad)
          .isInstanceOf(PlinthException.class);
    }
  }

  @Test
  void oldDocumentsAreRead() {
    assertThat(
            DockerArchiveReader.repositories(
                json("{'app':{'1.0':'x','2.0':'y'}}"), "repositories", 4096))
        .isEqualTo(Map.of("app:1.0", "x", "app:2.0", "y"));
    DockerArchiveReader.Legacy layer =
        DockerArchiveReader.legacy(
            json(
                "{'id':'x','parent':'y','created':'c','os':'linux','architecture':'amd64',"
                    + "'container_config':{'Cmd':['/bin/sh','-c','make']},'config':{'Cmd':['/app']}}"),
            "x/json",
            4096);
    assertThat(layer.parent()).isEqualTo("y");
    assertThat(layer.step().createdBy()).isEqualTo("/bin/sh -c make");
    assertThat(layer.config().cmd()).containsExactly("/app");
    assertThat(layer.config().platform()).hasToString("linux/amd64");
  }
}

package dev.plinth.oci.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImageConfigReaderTest {
  private static final String A = "sha256:" + "a".repeat(64);

  private static ImageConfig read(String json) {
    return ImageConfigReader.read(
        json.replace('\'', '"').getBytes(UTF_8), "the configuration", 1 << 16, 2);
  }

  @Test
  void everythingIsRead() {
    ImageConfig config =
        read(
            "{'os':'linux','architecture':'arm64','variant':'v8','created':'2026-01-02T03:04:05Z',"
                + "'author':'me','config':{'User':'65532','ExposedPorts':{'80/tcp':{},'443/tcp':{}},"
                + "'Env':['A=b'],'Entrypoint':['/app'],'Cmd':['-x','y'],'Volumes':{'/data':{}},"
                + "'WorkingDir':'/w','Labels':{'l':'v','n':null},'StopSignal':'SIGINT'},"
                + "'rootfs':{'type':'layers','diff_ids':['"
                + A
                + "']},'history':[{'created_by':'ENV','empty_layer':true},"
                + "{'created_by':'COPY','created':'c','author':'a','comment':'buildkit'}]}");
    assertThat(config)
        .isEqualTo(
            new ImageConfig(
                new Platform("linux", "arm64", "v8", ""),
                "2026-01-02T03:04:05Z",
                "me",
                "65532",
                List.of("80/tcp", "443/tcp"),
                List.of("A=b"),
                List.of("/app"),
                List.of("-x", "y"),
                List.of("/data"),
                "/w",
                Map.of("l", "v"),
                "SIGINT",
                List.of(Digest.parse(A)),
                List.of(
                    new HistoryEntry("ENV", true, "", "", ""),
                    new HistoryEntry("COPY", false, "c", "a", "buildkit"))));
  }

  @Test
  void absentAndNullMembersAreEmpty() {
    ImageConfig config =
        read("{'config':null,'history':null,'rootfs':{'diff_ids':null},'created':null}");
    assertThat(config).isEqualTo(ImageConfigReader.EMPTY);
    assertThat(read("{'rootfs':{},'config':{'Entrypoint':'/old','Env':null}}").entrypoint())
        .containsExactly("/old");
  }

  @Test
  void whatIsNoConfigurationIsRefused() {
    for (String json :
        List.of(
            "{}",
            "{'rootfs':[]}",
            "{'rootfs':{'diff_ids':'x'}}",
            "{'rootfs':{'diff_ids':[1]}}",
            "{'rootfs':{'diff_ids':['x']}}",
            "{'rootfs':{},'history':{}}",
            "[]")) {
      assertThatThrownBy(() -> read(json))
          .as(json)
          .isInstanceOfSatisfying(
              PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-DOCUMENT-SHAPE"));
    }
    assertThatThrownBy(
            () -> read("{'rootfs':{'diff_ids':['" + String.join("','", A, A, A) + "']}}"))
        .hasMessageContaining("3 layers");
  }

  @Test
  void stepsAreMatchedToLayersOnlyWhenTheyAgreeInNumber() {
    List<HistoryEntry> history =
        List.of(step("ADD", false), step("ENV", true), step("RUN", false), step("CMD", true));
    LayerHistory two = LayerHistory.of(history, 2);
    assertThat(two.step(0)).isZero();
    assertThat(two.step(1)).isEqualTo(2);
    assertThat(two.createdBy(1)).isEqualTo("RUN");
    for (int layers : new int[] {1, 3}) {
      LayerHistory other = LayerHistory.of(history, layers);
      assertThat(other.step(0)).isEqualTo(-1);
      assertThat(other.createdBy(0)).isEmpty();
    }
    assertThat(LayerHistory.of(List.of(), 1).step(0)).isEqualTo(-1);
  }

  private static HistoryEntry step(String by, boolean empty) {
    return new HistoryEntry(by, empty, "", "", "");
  }
}

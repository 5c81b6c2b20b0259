package dev.plinth.bases.difference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.image.Platform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingChangesTest {
  private static ImageConfig config(String user, List<String> env, List<String> cmd) {
    return new ImageConfig(
        new Platform("linux", "amd64", "", ""),
        "",
        "",
        user,
        List.of("80/tcp"),
        env,
        List.of(),
        cmd,
        List.of(),
        "/",
        Map.of(),
        "",
        null,
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void aSecretThatChangedIsNamedAndNotShown() {
    Side.Config before =
        new Side.Config(
            config("", List.of("TOKEN=one", "A="), List.of("a b", "c")),
            config("", List.of("TOKEN=********", "A="), List.of("a b", "c")));
    Side.Config after =
        new Side.Config(
            config("1000", List.of("TOKEN=two"), List.of("a", "b c")),
            config("1000", List.of("TOKEN=********"), List.of("a", "b c")));
    assertThat(SettingChanges.of(before, after))
        .containsExactly(
            new SettingChange("user", "", "", "1000", false),
            new SettingChange("cmd", "", "[\"a b\", \"c\"]", "[\"a\", \"b c\"]", false),
            new SettingChange("env", "A", "=", "", false),
            new SettingChange("env", "TOKEN", "=********", "=********", true));
    assertThat(SettingChanges.of(before, before)).isEmpty();
  }
}

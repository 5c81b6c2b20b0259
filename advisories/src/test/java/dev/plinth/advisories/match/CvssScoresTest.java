package dev.plinth.advisories.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import us.springett.cvss.Cvss;

class CvssScoresTest {
  @ParameterizedTest
  @CsvSource({
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H, 9.8",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H, 10.0",
    "CVSS:3.0/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:N/E:P/RL:O, 7.4",
    "CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:N/I:N/A:N, 0.0",
    "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N, 9.3",
    "AV:N/AC:L/Au:N/C:P/I:P/A:P, 7.5",
    "CVSS:3.1/AV:N, -1",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:X/C:H/I:H/A:H, -1",
    "CVSS:3.1/AV:NN/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H, -1",
    "CVSS:9.9/AV:N, -1",
    "junk, -1",
    "'', -1"
  })
  void knownScores(String vector, double score) {
    assertThat(CvssScores.base(vector)).isEqualTo(score);
  }

  @Test
  void longJunk() {
    assertThat(CvssScores.base("CVSS:3.1/" + "AV:N/".repeat(100_000))).isEqualTo(-1);
  }

  @Test
  void everyBaseVectorAsTheLibraryHasIt() {
    for (String av : "N A L P".split(" ")) {
      for (String ac : "L H".split(" ")) {
        for (String pr : "N L H".split(" ")) {
          for (String ui : "N R".split(" ")) {
            for (String scope : "U C".split(" ")) {
              for (String cia : impacts()) {
                String vector =
                    "CVSS:3.1/AV:"
                        + av
                        + "/AC:"
                        + ac
                        + "/PR:"
                        + pr
                        + "/UI:"
                        + ui
                        + "/S:"
                        + scope
                        + cia;
                assertThat(CvssScores.base(vector))
                    .as(vector)
                    .isEqualTo(Cvss.fromVector(vector).calculateScore().getBaseScore());
              }
            }
          }
        }
      }
    }
  }

  private static Iterable<String> impacts() {
    java.util.List<String> impacts = new java.util.ArrayList<>();
    for (String c : "H L N".split(" ")) {
      for (String i : "H L N".split(" ")) {
        for (String a : "H L N".split(" ")) {
          impacts.add("/C:" + c + "/I:" + i + "/A:" + a);
        }
      }
    }
    return impacts;
  }
}

package dev.plinth.oci.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.plinth.foundation.PlinthException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {
  private static final String A = "sha256:" + "a".repeat(64);
  private static final String B = "sha512:" + "b".repeat(128);
  private static final int LIMIT = 1 << 16;

  private static Document read(String json) {
    return ManifestReader.read(json.replace('\'', '"').getBytes(UTF_8), "the manifest", LIMIT, 3);
  }

  private static String descriptor(String type, String digest) {
    return "{'mediaType':'" + type + "','digest':'" + digest + "','size':7}";
  }

  private static void refused(String json, String code, String... words) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(PlinthException.class, e -> assertThat(e.code()).isEqualTo(code))
        .message()
        .satisfies(m -> assertThat(List.of(words)).allSatisfy(w -> assertThat(m).contains(w)));
  }

  @Test
  void manifestIsRead() {
    Manifest manifest =
        (Manifest)
            read(
                "{'schemaVersion':2,'mediaType':'"
                    + MediaTypes.OCI_MANIFEST
                    + "','config':"
                    + descriptor(MediaTypes.OCI_CONFIG, A)
                    + ",'layers':["
                    + descriptor(MediaTypes.OCI_LAYER_GZIP, B)
                    + "],'annotations':{'k':'v'},'subject':"
                    + descriptor(MediaTypes.OCI_MANIFEST, A)
                    + "}");
    assertThat(manifest.config().digest()).isEqualTo(Digest.parse(A));
    assertThat(manifest.layers())
        .extracting(Descriptor::digest, Descriptor::size)
        .containsExactly(tuple(Digest.parse(B), 7L));
    assertThat(manifest.annotations()).containsExactly(Map.entry("k", "v"));
    assertThat(manifest.artifactKind()).isEmpty();
    assertThat(manifest.subject()).isNotNull();
  }

  @Test
  void missingMediaTypesAreGuessedFromTheMembers() {
    Document docker =
        read("{'config':" + descriptor(MediaTypes.DOCKER_CONFIG, A) + ",'layers':[]}");
    assertThat(docker).isInstanceOf(Manifest.class);
    assertThat(docker.mediaType()).isEqualTo(MediaTypes.DOCKER_MANIFEST);
    Document oci = read("{'config':" + descriptor("", A) + ",'layers':[]}");
    assertThat(oci.mediaType()).isEqualTo(MediaTypes.OCI_MANIFEST);
    assertThat(read("{'manifests':[]}").mediaType()).isEqualTo(MediaTypes.OCI_INDEX);
    assertThat(read("{'mediaType':'" + MediaTypes.DOCKER_LIST + "','manifests':null}"))
        .isInstanceOf(ImageIndex.class);
  }

  @Test
  void indexKeepsPlatformsAndInlineData() {
    ImageIndex index =
        (ImageIndex)
            read(
                "{'manifests':[{'mediaType':'"
                    + MediaTypes.OCI_MANIFEST
                    + "','digest':'"
                    + A
                    + "','size':2,'data':'e30=','platform':{'os':'linux','architecture':'arm',"
                    + "'variant':'v7','os.version':'1'},'urls':['https://x'],"
                    + "'annotations':{'vnd.docker.reference.type':'attestation-manifest'}}]}");
    Descriptor only = index.manifests().getFirst();
    assertThat(only.platform()).isEqualTo(new Platform("linux", "arm", "v7", "1"));
    assertThat(only.inline()).isEqualTo("{}".getBytes(UTF_8));
    assertThat(only.urls()).containsExactly("https://x");
    assertThat(only.annotation("vnd.docker.reference.type")).isEqualTo("attestation-manifest");
  }

  @ParameterizedTest
  @CsvSource({
    "application/vnd.oci.empty.v1+json, application/vnd.dev.cosign, application/vnd.dev.cosign",
    "application/vnd.cncf.helm.config.v1+json, '', application/vnd.cncf.helm.config.v1+json",
    "application/vnd.docker.plugin.v1+json, '', application/vnd.docker.plugin.v1+json",
    "application/vnd.oci.image.config.v1+json, application/x, ''",
  })
  void artifactsAreToldFromImages(String config, String artifactType, String kind) {
    Manifest manifest =
        (Manifest)
            read("{'artifactType':'" + artifactType + "','config':" + descriptor(config, A) + "}");
    assertThat(manifest.artifactKind()).isEqualTo(kind);
  }

  @Test
  void anImageConfigurationWithoutLayersOfAnImageIsAnArtifact() {
    Manifest signature =
        (Manifest)
            read(
                "{'config':"
                    + descriptor(MediaTypes.OCI_CONFIG, A)
                    + ",'layers':["
                    + descriptor("application/vnd.dev.cosign.simplesigning.v1+json", A)
                    + "]}");
    assertThat(signature.artifactKind())
        .isEqualTo("application/vnd.dev.cosign.simplesigning.v1+json");
  }

  @Test
  void schemaOneIsRefusedClearly() {
    refused("{'schemaVersion':1,'fsLayers':[]}", "PLINTH-MANIFEST-SCHEMA1", "schema 1", "skopeo");
    refused(
        "{'mediaType':'application/vnd.docker.distribution.manifest.v1+prettyjws'}",
        "PLINTH-MANIFEST-SCHEMA1");
  }

  @Test
  void whatIsNoManifestIsRefused() {
    refused("[]", "PLINTH-DOCUMENT-SHAPE", "not a JSON object");
    refused("{", "PLINTH-DOCUMENT-JSON");
    refused("", "PLINTH-DOCUMENT-JSON");
    refused("{} {}", "PLINTH-DOCUMENT-JSON");
    refused("{'layers':[],'layers':[]}", "PLINTH-DOCUMENT-JSON", "twice");
    refused("{}", "PLINTH-DOCUMENT-SHAPE", "no index and no manifest");
    refused("{'manifests':{}}", "PLINTH-DOCUMENT-SHAPE", "not a list");
    refused("{'layers':[]}", "PLINTH-DOCUMENT-SHAPE", "'config'");
    refused("{'config':'x'}", "PLINTH-DOCUMENT-SHAPE", "'config'");
    refused("{'manifests':[1]}", "PLINTH-DOCUMENT-SHAPE");
    refused("{'manifests':[{'digest':'" + A + "'}]}", "PLINTH-DOCUMENT-SHAPE", "sound size");
    refused("{'manifests':[{'digest':'" + A + "','size':-1}]}", "PLINTH-DOCUMENT-SHAPE");
    refused("{'manifests':[{'digest':'" + A + "','size':1e400}]}", "PLINTH-DOCUMENT-SHAPE");
    refused("{'manifests':[{'digest':'" + A + "','size':0.5}]}", "PLINTH-DOCUMENT-SHAPE");
    refused("{'manifests':[{'digest':'sha256:../x','size':1}]}", "PLINTH-DOCUMENT-SHAPE");
    refused("{'manifests':[{'digest':'md5:x','size':1}]}", "PLINTH-DOCUMENT-SHAPE");
  }

  @Test
  void twoMeaningsAreRefused() {
    refused(
        "{'manifests':[],'config':" + descriptor("", A) + "}",
        "PLINTH-DOCUMENT-SHAPE",
        "two images");
    refused(
        "{'mediaType':'" + MediaTypes.OCI_INDEX + "','config':" + descriptor("", A) + "}",
        "PLINTH-DOCUMENT-SHAPE",
        "contradicts");
    refused(
        "{'mediaType':'" + MediaTypes.OCI_MANIFEST + "','manifests':[]}",
        "PLINTH-DOCUMENT-SHAPE",
        "contradicts");
  }

  @Test
  void limitsHold() {
    String layer = descriptor("", A);
    refused(
        "{'config':"
            + layer
            + ",'layers':["
            + String.join(",", List.of(layer, layer, layer, layer))
            + "]}",
        "PLINTH-IMAGE-LAYERS",
        "4 layers");
    refused("{'x':'" + "y".repeat(LIMIT) + "'}", "PLINTH-DOCUMENT-SIZE", "" + LIMIT);
    refused("{'x':" + "[".repeat(500) + "]".repeat(500) + "}", "PLINTH-DOCUMENT-JSON");
  }
}

package dev.plinth.oci.source;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Platform;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every failure of finding and opening images, so that the texts stand together. */
final class SourceErrors {
  private static final int SHOWN = 240;

  private SourceErrors() {}

  static PlinthException target(String text, String because) {
    return new PlinthException(
        "PLINTH-TARGET",
        "read " + quoted(text) + " as a target",
        because,
        "name an image, an archive, a layout or a folder, for example debian:12,"
            + " docker-archive:app.tar, oci-dir:out:1.0 or dir:/srv/root");
  }

  static PlinthException absent(String text, String path) {
    return new PlinthException(
        "PLINTH-TARGET-ABSENT",
        open(text),
        "there is no file or folder " + quoted(path),
        "check the path; what follows its last colon may be a tag");
  }

  static PlinthException wrongKind(String text, String path, String what) {
    return new PlinthException(
        "PLINTH-TARGET-KIND",
        open(text),
        quoted(path) + " is " + what,
        "give the path without a prefix to have it recognised by its content");
  }

  static PlinthException nothingToChoose(String text, String path, String kind) {
    return new PlinthException(
        "PLINTH-TARGET-KIND",
        open(text),
        quoted(path) + " was recognised as " + kind + ", which has no tags to choose from",
        "leave out what follows the path");
  }

  static PlinthException singularity(String text) {
    return new PlinthException(
        "PLINTH-TARGET-SIF",
        open(text),
        "it is a Singularity image or another SquashFS, which has no layers to read",
        "unpack it ('unsquashfs', or 'singularity build --sandbox DIR FILE') and name dir:DIR");
  }

  static PlinthException transportFolder(String text) {
    return new PlinthException(
        "PLINTH-TARGET-KIND",
        open(text),
        "it is a folder of skopeo's 'dir:' transport, which does not name its image",
        "convert it: skopeo copy dir:FOLDER oci:image:tag, then name oci-dir:image:tag");
  }

  static PlinthException xml(String text) {
    return new PlinthException(
        "PLINTH-TARGET-KIND",
        open(text),
        "it is XML or HTML",
        "of such files only SBOMs are of use, and those are read as JSON (CycloneDX, SPDX): write"
            + " or convert it as that; a page in place of a download often says what went wrong");
  }

  static PlinthException otherCompression(String text) {
    return new PlinthException(
        "PLINTH-TARGET-COMPRESSION",
        open(text),
        "it is compressed with xz or bzip2, which no image tool writes",
        "unpack it in a pipe: xz -dc FILE | plinth scan - (bzip2 -dc likewise)");
  }

  static PlinthException emptyFile(String text) {
    return new PlinthException(
        "PLINTH-TARGET-EMPTY", open(text), "the file is empty", "save or download the image again");
  }

  static PlinthException emptyStream(String label) {
    return new PlinthException(
        "PLINTH-TARGET-EMPTY",
        open(label),
        "nothing came in",
        "look at what the command before the pipe says");
  }

  static PlinthException unknownFile(String text) {
    return new PlinthException(
        "PLINTH-TARGET-KIND",
        open(text),
        "the file is no tar, plain or compressed, and no JSON",
        "name an archive as 'docker save', 'skopeo copy' or 'buildah push' write it");
  }

  static PlinthException sourceIsNoImage(Target target) {
    return new PlinthException(
        "PLINTH-TARGET-SOURCE",
        open(target.text()),
        "it is a folder of source code (neither an OCI layout nor a root filesystem), not an image",
        "name the image that is built of it; an unpacked root filesystem without a package database"
            + " is read as dir:PATH");
  }

  static PlinthException sbomIsNoImage(Target target) {
    return new PlinthException(
        "PLINTH-TARGET-KIND",
        open(target.text()),
        "it is an SBOM, not an image",
        "name the image that it describes");
  }

  /** The same failure, naming the archive, where it came from a part that does not know it. */
  static PlinthException within(String label, PlinthException e) {
    String code = e.code();
    boolean below =
        code.startsWith("PLINTH-TAR-")
            || code.startsWith("PLINTH-GZIP-")
            || code.startsWith("PLINTH-ZSTD-");
    return below ? new PlinthException(code, "read " + quoted(label), e.because(), e.next(), e) : e;
  }

  /** The same failure of a registry, of a name that may have been meant for something else. */
  static PlinthException nowhereElse(PlinthException e) {
    return new PlinthException(
        e.code(),
        e.tried(),
        e.because() + " (there is no such file either, and no running engine has such an image)",
        e.next(),
        e);
  }

  static PlinthException unreadable(String path, IOException cause) {
    return new PlinthException(
        "PLINTH-SOURCE-READ",
        "read " + quoted(path),
        reason(cause),
        "check that the file is there, may be read and was not changed meanwhile",
        cause);
  }

  static String reason(IOException cause) {
    return switch (cause) {
      case AccessDeniedException e -> "permission was denied";
      case NoSuchFileException e -> "it is not there";
      default ->
          cause.getMessage() == null
              ? "reading failed"
              : "reading failed: " + SafeText.of(String.valueOf(cause.getMessage()));
    };
  }

  static PlinthException closed(String label) {
    return new PlinthException(
        "PLINTH-SOURCE-CLOSED",
        open(label),
        "reading was given up",
        "run the command again when it is wanted after all");
  }

  static PlinthException readOnce(String label) {
    return new PlinthException(
        "PLINTH-SOURCE-ONCE",
        open(label),
        "a stream can be read only once",
        "save it to a file and name that");
  }

  static PlinthException notAnImage(String label, String found) {
    return new PlinthException(
        "PLINTH-IMAGE-NONE",
        open(label),
        "it holds no image: neither index.json nor manifest.json nor repositories ("
            + safe(found)
            + ")",
        "name an archive as 'docker save', 'skopeo copy' or 'buildah push' write it, or use"
            + " dir:FOLDER for an unpacked root filesystem");
  }

  static PlinthException noImages(String label) {
    return new PlinthException(
        "PLINTH-IMAGE-NONE",
        open(label),
        "its index lists no image",
        "save or copy the image again, its tag included");
  }

  static PlinthException artifact(String label, String kind) {
    return new PlinthException(
        "PLINTH-IMAGE-ARTIFACT",
        open(label),
        "it is an artifact (" + safe(kind) + "), not an image",
        "name the image that it belongs to");
  }

  static PlinthException layoutVersion(String label, String version) {
    return new PlinthException(
        "PLINTH-LAYOUT-VERSION",
        open(label),
        "its oci-layout names version " + quoted(version) + ", not 1.0.0",
        "write it with a tool that follows the OCI image specification 1");
  }

  static PlinthException notChosen(String label, String wanted, List<String> choices) {
    return new PlinthException(
        "PLINTH-IMAGE-CHOICE",
        open(label),
        "it has no image " + quoted(wanted) + "; it has " + listed(choices),
        "name one of these after the path, as :TAG or @DIGEST");
  }

  static PlinthException exportedAnother(String label, String id, List<String> given) {
    return new PlinthException(
        "PLINTH-ENGINE-EXPORT",
        open(label),
        "the engine said that it is " + safe(id) + ", but exported " + listed(given),
        "try again: it may have been built anew meanwhile");
  }

  static PlinthException notCopied(Target target) {
    return new PlinthException(
        "PLINTH-COPY-KIND",
        "copy " + quoted(target.text()),
        "it is "
            + (target.kind() == Target.Kind.SBOM ? "an SBOM" : "a folder of files")
            + ", not an image with layers",
        "name an image: in an archive, a layout or an engine");
  }

  static PlinthException withoutConfiguration(String label) {
    return new PlinthException(
        "PLINTH-COPY-LEGACY",
        "copy " + quoted(label),
        "the image was saved by an engine from before Docker 1.10, which gave images no"
            + " configuration and no ID",
        "load it into a current engine and save it again");
  }

  static PlinthException ambiguous(String label, List<String> choices) {
    return new PlinthException(
        "PLINTH-IMAGE-CHOICE",
        open(label),
        "it holds several images: " + listed(choices),
        "name one of these after the path, as :TAG or @DIGEST");
  }

  static PlinthException platform(String label, Platform wanted, List<String> choices) {
    return new PlinthException(
        "PLINTH-IMAGE-PLATFORM",
        open(label),
        "it has no image for " + safe(wanted.toString()) + " but " + listed(choices),
        "ask for one of these with --platform, or leave the option out");
  }

  private static String listed(List<String> choices) {
    StringBuilder list = new StringBuilder();
    int shown = Math.min(choices.size(), 12);
    for (int i = 0; i < shown; i++) {
      list.append(i == 0 ? "" : ", ").append(safe(choices.get(i)));
    }
    if (shown < choices.size()) {
      list.append(" and ").append(choices.size() - shown).append(" more");
    }
    return list.isEmpty() ? "none" : list.toString();
  }

  static PlinthException missing(String label, List<String> blobs) {
    return new PlinthException(
        "PLINTH-IMAGE-MISSING",
        open(label),
        "it lacks what the image is made of: " + listed(blobs),
        "save the image again with all its content; for an image of several platforms pull that"
            + " platform first or choose another with --platform");
  }

  static PlinthException missingEntry(String label, String document, String entry) {
    return new PlinthException(
        "PLINTH-IMAGE-MISSING",
        open(label),
        safe(document) + " names " + quoted(entry) + ", which is not in the archive",
        "save the image again; the archive is incomplete or made up");
  }

  static PlinthException digest(String label, String what, Digest stated, Digest found) {
    return new PlinthException(
        "PLINTH-IMAGE-DIGEST",
        open(label),
        safe(what) + " should be " + stated + " but is " + found,
        "do not use this image: it is damaged or was tampered with; fetch it again");
  }

  static PlinthException size(String label, String what, long stated, long found) {
    return new PlinthException(
        "PLINTH-IMAGE-SIZE",
        open(label),
        safe(what) + " should have " + stated + " bytes but has " + found,
        "do not use this image: it is damaged or was tampered with; fetch it again");
  }

  static PlinthException documentSize(String label, String what, long size, int limit) {
    return new PlinthException(
        "PLINTH-DOCUMENT-SIZE",
        open(label),
        safe(what) + " has " + size + " bytes, more than the " + limit + " a document may have",
        "check that the image was written by a sound tool; real documents have a few thousand"
            + " bytes");
  }

  static PlinthException documentsSize(String label, long limit) {
    return new PlinthException(
        "PLINTH-DOCUMENT-SIZE",
        open(label),
        "its manifests and configurations have more than " + limit + " bytes together",
        "choose one image by its digest, or copy the wanted one alone with 'skopeo copy'");
  }

  static PlinthException layerCount(String label, int layers, int diffIds) {
    return new PlinthException(
        "PLINTH-IMAGE-LAYERS",
        open(label),
        "its manifest has " + layers + " layers but its configuration " + diffIds,
        "save the image again; no engine could run this one");
  }

  static PlinthException nested(String label, int limit) {
    return new PlinthException(
        "PLINTH-INDEX-DEPTH",
        open(label),
        "its indexes nest more than " + limit + " deep",
        "choose the image by its digest in an inner index, or copy it alone with 'skopeo copy'");
  }

  static PlinthException unsaid(String label, int limit) {
    return new PlinthException(
        "PLINTH-INDEX-IMAGES",
        open(label),
        "its index names more than " + limit + " images without saying what they run on",
        "choose one of them by its digest");
  }

  static PlinthException indexForPlatform(String label, String platform) {
    return new PlinthException(
        "PLINTH-INDEX-DEPTH",
        open(label),
        "its index has another index for " + safe(platform) + ", which could mean several images",
        "choose the image by its digest in the inner index");
  }

  static PlinthException tooManyImages(String label, int limit) {
    return new PlinthException(
        "PLINTH-INDEX-IMAGES",
        open(label),
        "it lists more than " + limit + " images",
        "copy the wanted one alone with 'skopeo copy'");
  }

  static PlinthException linkLoop(String label, String entry) {
    return new PlinthException(
        "PLINTH-ARCHIVE-LINKS",
        open(label),
        "the link " + quoted(entry) + " leads in a circle",
        "this cannot come about by accident: do not use it");
  }

  static PlinthException legacyChain(String label, String id, String because) {
    return new PlinthException(
        "PLINTH-ARCHIVE-PARENTS",
        open(label),
        "the layer " + quoted(id) + " " + because,
        "save the image again with a current engine");
  }

  static PlinthException encrypted(String label) {
    return new PlinthException(
        "PLINTH-LAYER-ENCRYPTED",
        open(label),
        "a layer of it is encrypted",
        "decrypt it first: skopeo copy --decryption-key KEY …");
  }

  static PlinthException unreadLayer(String label, String mediaType) {
    return new PlinthException(
        "PLINTH-LAYER-KIND",
        open(label),
        "a layer of it is of the kind " + quoted(mediaType) + ", not a tar",
        "build or copy the image with tar layers");
  }

  static PlinthException notALayer(String label, String entry) {
    return new PlinthException(
        "PLINTH-LAYER-KIND",
        open(label),
        quoted(entry) + ", which the image names as a layer, is no tar, plain or compressed",
        "save the image again; the archive is damaged or made up");
  }

  static PlinthException notADocument(String label, String entry) {
    return new PlinthException(
        "PLINTH-DOCUMENT-JSON",
        open(label),
        quoted(entry) + ", which should be a JSON document, is none",
        "save the image again; the archive is damaged or made up");
  }

  static PlinthException truncated(String label, String what) {
    return new PlinthException(
        "PLINTH-ARCHIVE-TRUNCATED",
        open(label),
        "it ends in the midst of " + safe(what),
        "it was cut short: save or download it again");
  }

  static PlinthException ratio(String label, int limit) {
    return new PlinthException(
        "PLINTH-ARCHIVE-RATIO",
        open(label),
        "it unpacks to more than " + limit + " times its size",
        "such archives are made to exhaust readers: check where it comes from");
  }

  static PlinthException folderLimit(String path, String because) {
    return new PlinthException(
        "PLINTH-FOLDER-LIMIT",
        "read the folder " + quoted(path),
        because,
        "check that this is the root filesystem you meant");
  }

  private static String open(String text) {
    return "open " + quoted(text);
  }

  private static String quoted(@Nullable String text) {
    return "'" + safe(String.valueOf(text)) + "'";
  }

  private static String safe(String text) {
    return SafeText.of(text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text);
  }
}

package dev.plinth.inventory.facts;

import dev.plinth.inventory.profile.ImageProfile;
import dev.plinth.inventory.profile.ImageProfile.Kind;
import dev.plinth.inventory.profile.ImageProfile.Library;
import dev.plinth.inventory.profile.ImageProfile.Program;
import dev.plinth.inventory.profile.ImageProfile.Share;
import dev.plinth.inventory.profile.ImageProfile.SpecialFile;
import java.util.ArrayList;
import java.util.List;

/**
 * How a profile is written.
 *
 * <pre>
 * profile := 1 byte (1 for whole), varint count, count × library, varint count, count × program,
 *            texts loaders, varint count, count × special, varint specials, texts certificates,
 *            varint zones, accounts users, accounts groups, varint count, count × share
 * library := text name, text version, text evidence
 * program := text kind, text name, text path, text provider
 * special := text path, varint mode, varint user, varint group, 1 byte (1 for capabilities)
 * share   := varint content, varint packaged, varint runtime, varint other, varint files
 * </pre>
 *
 * Primitive values as in {@link ByteWriter}, lists and accounts as in {@link FactCodec}.
 */
final class ProfileCodec {
  private static final Kind[] KINDS = Kind.values();

  private ProfileCodec() {}

  static void write(ByteWriter out, ImageProfile profile) {
    out.u8(profile.whole() ? 1 : 0);
    out.varint(profile.libraries().size());
    for (Library library : profile.libraries()) {
      out.text(library.name());
      out.text(library.version());
      out.text(library.evidence());
    }
    out.varint(profile.programs().size());
    for (Program program : profile.programs()) {
      out.text(program.kind().word());
      out.text(program.name());
      out.text(program.path());
      out.text(program.provider());
    }
    FactCodec.texts(out, profile.loaders());
    out.varint(profile.special().size());
    for (SpecialFile file : profile.special()) {
      out.text(file.path());
      out.varint(file.mode());
      out.varint(file.user());
      out.varint(file.group());
      out.u8(file.capabilities() ? 1 : 0);
    }
    out.varint(profile.specials());
    FactCodec.texts(out, profile.certificates());
    out.varint(profile.zones());
    FactCodec.accounts(out, profile.users());
    FactCodec.accounts(out, profile.groups());
    out.varint(profile.shares().size());
    for (Share share : profile.shares()) {
      out.varint(share.content());
      out.varint(share.packaged());
      out.varint(share.runtime());
      out.varint(share.other());
      out.varint(share.files());
    }
  }

  static ImageProfile read(ByteReader in) throws FactsFormatException {
    boolean whole = in.u8() == 1;
    List<Library> libraries = new ArrayList<>(2);
    for (int n = in.count(3); n > 0; n--) {
      libraries.add(new Library(in.text(), in.text(), in.text()));
    }
    List<Program> programs = new ArrayList<>();
    for (int n = in.count(4); n > 0; n--) {
      programs.add(new Program(kind(in.text()), in.text(), in.text(), in.text()));
    }
    List<String> loaders = FactCodec.texts(in);
    List<SpecialFile> special = new ArrayList<>();
    for (int n = in.count(5); n > 0; n--) {
      special.add(new SpecialFile(in.text(), in.number(), in.varint(), in.varint(), in.u8() == 1));
    }
    return new ImageProfile(
        whole,
        libraries,
        programs,
        loaders,
        special,
        in.number(),
        FactCodec.texts(in),
        in.number(),
        FactCodec.accounts(in),
        FactCodec.accounts(in),
        shares(in));
  }

  private static List<Share> shares(ByteReader in) throws FactsFormatException {
    List<Share> shares = new ArrayList<>();
    for (int n = in.count(5); n > 0; n--) {
      shares.add(new Share(in.varint(), in.varint(), in.varint(), in.varint(), in.varint()));
    }
    return shares;
  }

  private static Kind kind(String word) throws FactsFormatException {
    for (Kind kind : KINDS) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    throw new FactsFormatException("it has a program of an unknown kind");
  }
}

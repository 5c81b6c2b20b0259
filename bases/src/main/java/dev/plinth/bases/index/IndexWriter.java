package dev.plinth.bases.index;

import dev.plinth.oci.image.Digest;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Writes the file of the index of known bases, whose grammar {@link IndexFile} has. */
final class IndexWriter {
  private record Entry(Key key, long record) {}

  private final List<Entry> chains = new ArrayList<>();
  private final List<Entry> ids = new ArrayList<>();
  private final List<byte[]> records = new ArrayList<>();
  private final CRC32 recordsCrc = new CRC32();
  private long length;

  void add(KnownImage image) throws IOException {
    chains.add(new Entry(image.chain(), length));
    for (String id : image.ids()) {
      ids.add(new Entry(Fingerprints.idKey(id), length));
    }
    byte[] payload = payload(image);
    byte[] record = new byte[payload.length + 8];
    ByteBuffer buffer = ByteBuffer.wrap(record).putInt(payload.length).put(payload);
    buffer.putInt(IndexFile.crc(record, payload.length + 4));
    recordsCrc.update(record);
    records.add(record);
    length += record.length;
  }

  /** How long the file will be, in bytes. */
  long bytes() {
    return IndexFile.HEADER + (long) IndexFile.ENTRY * (chains.size() + ids.size()) + length;
  }

  void write(FileChannel channel) throws IOException {
    byte[] layers = table(chains);
    byte[] names = table(ids);
    ByteBuffer header = ByteBuffer.allocate(IndexFile.HEADER);
    header.put(IndexFile.MAGIC).putInt(records.size()).putInt(chains.size()).putInt(ids.size());
    header.putInt(0).putLong(length);
    header.putInt(IndexFile.crc(layers, layers.length));
    header.putInt(IndexFile.crc(names, names.length)).putInt((int) recordsCrc.getValue());
    header.putInt(IndexFile.crc(header.array(), IndexFile.HEADER - 4));
    // Closing the stream would close the channel, which its owner has yet to force to disk.
    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    out.write(header.array());
    out.write(layers);
    out.write(names);
    for (byte[] record : records) {
      out.write(record);
    }
    out.flush();
  }

  private static byte[] table(List<Entry> entries) {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort((a, b) -> {
      int order = a.key.compareTo(b.key);
      return order != 0 ? order : Long.compare(a.record, b.record);
    });
    ByteBuffer table = ByteBuffer.allocate(sorted.size() * IndexFile.ENTRY);
    for (Entry entry : sorted) {
      table.put(entry.key.bytes()).putLong(entry.record);
    }
    return table.array();
  }

  private static byte[] payload(KnownImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(image.chain().bytes());
    digest(out, image.manifest());
    digest(out, image.config());
    out.writeUTF(image.platform());
    out.writeShort(image.layers().size());
    for (Digest layer : image.layers()) {
      digest(out, layer);
    }
    out.write(image.configuration().bytes());
    out.writeInt(image.steps());
    out.write(image.history().bytes());
    out.writeShort(image.sightings().size());
    for (Sighting sighting : image.sightings()) {
      out.writeUTF(sighting.name());
      digest(out, sighting.root());
      out.writeLong(sighting.first());
      out.writeLong(sighting.last());
      out.writeBoolean(sighting.indexed());
    }
    return bytes.toByteArray();
  }

  private static void digest(DataOutputStream out, @Nullable Digest digest) throws IOException {
    if (digest == null) {
      out.writeByte(0);
      return;
    }
    out.writeByte(digest.hex().length() / 32 - 1);
    out.write(HexFormat.of().parseHex(digest.hex()));
  }
}

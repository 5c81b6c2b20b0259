package dev.plinth.advisories.feed;

import dev.plinth.foundation.json.Json;
import java.io.IOException;
import java.io.InputStream;

/** One OSV record written in YAML, as the Python Packaging Authority keeps its own. */
final class OsvYaml implements FeedFormat.OfDocuments {
  @Override
  public String title() {
    return "";
  }

  @Override
  public boolean begins(DocumentStart start) {
    String text = start.text().stripLeading();
    if (text.startsWith("---") || text.startsWith("#") || text.startsWith("%YAML")) {
      return true;
    }
    for (int i = 0; i < Math.min(text.length(), 200); i++) {
      char c = text.charAt(i);
      if (c == ':') {
        return i > 0;
      }
      if (!Character.isLetterOrDigit(c) && c != '_' && c != '-' && c != '"' && c != '\'') {
        return false;
      }
    }
    return false;
  }

  @Override
  public boolean read(DocumentStart start, InputStream in, FeedLimits limits, RecordSink sink)
      throws IOException, BadRecordException {
    Json element = YamlReader.read(in, limits);
    if (!OsvReader.recognises(element)) {
      return false;
    }
    sink.advisory(OsvReader.read(element));
    return true;
  }
}

package dev.plinth.advisories.feed;

import dev.plinth.foundation.json.Json;

/** OSV records in JSON: {@link OsvReader} has the schema. */
final class OsvRecords implements FeedFormat.OfRecords {
  @Override
  public String title() {
    return "";
  }

  @Override
  public boolean recognises(Json element) {
    return OsvReader.recognises(element);
  }

  @Override
  public void read(Json element, RecordSink sink) throws BadRecordException {
    sink.advisory(OsvReader.read(element));
  }
}

package dev.plinth.http;

import java.io.IOException;
import java.io.InputStream;

/** Carries one request to one server and brings its answer; knows no redirects and no retries. */
interface Transport {
  /**
   * An answer as it came.
   *
   * @param body never null, empty where there is none
   * @param abort cuts the connection; not to be called while another thread reads
   */
  record Answer(int status, HttpHeaders headers, InputStream body, Runnable abort) {}

  /**
   * Sends it.
   *
   * @param headers all of them
   * @throws IOException when no whole head of an answer came
   */
  Answer exchange(HttpRequest request, HttpHeaders headers) throws IOException;
}

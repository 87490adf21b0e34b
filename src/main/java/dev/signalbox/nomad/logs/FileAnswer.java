package dev.signalbox.nomad.logs;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.springframework.http.HttpHeaders;

/**
 * Becomes a file with its first byte. What fails before is no file but a page that says why, and
 * that must not carry the headers of one.
 */
final class FileAnswer extends OutputStream {

  private final HttpServletResponse response;
  private final String type;
  private final String file;
  private boolean begun;

  FileAnswer(HttpServletResponse response, String type, String file) {
    this.response = response;
    this.type = type;
    this.file = file;
  }

  boolean begun() {
    return begun;
  }

  /** Also for a file without a byte. */
  void begin() {
    if (!begun) {
      begun = true;
      response.setContentType(type);
      response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"");
      // an ingress that collects the file first would make the person wait for its first byte
      response.setHeader("X-Accel-Buffering", "no");
    }
  }

  @Override
  public void write(int one) throws IOException {
    begin();
    response.getOutputStream().write(one);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    begin();
    response.getOutputStream().write(bytes, from, count);
  }

  @Override
  public void flush() throws IOException {
    if (begun) {
      response.getOutputStream().flush();
    }
  }
}

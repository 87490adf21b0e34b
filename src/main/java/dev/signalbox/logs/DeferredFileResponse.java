package dev.signalbox.logs;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.springframework.http.HttpHeaders;

/**
 * Sets the headers of a file download with the first byte. A failure before that is shown as an
 * error page, which must not have these headers.
 */
final class DeferredFileResponse extends OutputStream {

  private final HttpServletResponse response;
  private final String type;
  private final String file;
  private boolean hasStarted;

  DeferredFileResponse(HttpServletResponse response, String type, String file) {
    this.response = response;
    this.type = type;
    this.file = file;
  }

  boolean hasStarted() {
    return hasStarted;
  }

  /** Sets the headers. Call this explicitly for an empty file. */
  void start() {
    if (!hasStarted) {
      hasStarted = true;
      response.setContentType(type);
      response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"");
      // prevents nginx from buffering the file before it is sent
      response.setHeader("X-Accel-Buffering", "no");
    }
  }

  @Override
  public void write(int one) throws IOException {
    start();
    response.getOutputStream().write(one);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    start();
    response.getOutputStream().write(bytes, from, count);
  }

  @Override
  public void flush() throws IOException {
    if (hasStarted) {
      response.getOutputStream().flush();
    }
  }
}

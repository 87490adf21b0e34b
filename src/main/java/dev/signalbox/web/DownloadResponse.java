package dev.signalbox.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** A response that monitors the {@link Download} if it is one, as its headers tell. */
final class DownloadResponse extends HttpServletResponseWrapper {

  private final Supplier<Download> start;
  private @Nullable Download download;

  /**
   * Wraps a response.
   *
   * @param start called once, if the response is a download
   */
  DownloadResponse(HttpServletResponse response, Supplier<Download> start) {
    super(response);
    this.start = start;
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    return isDownload()
        ? new MonitoredStream(super.getOutputStream(), download())
        : super.getOutputStream();
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    return isDownload()
        ? new PrintWriter(new MonitoredWriter(super.getWriter(), download()))
        : super.getWriter();
  }

  private boolean isDownload() {
    @Nullable String disposition = getHeader(HttpHeaders.CONTENT_DISPOSITION);
    return disposition != null && disposition.startsWith("attachment");
  }

  private Download download() {
    @Nullable Download started = download;
    if (started == null) {
      started = start.get();
      download = started;
    }
    return started;
  }

  private static final class MonitoredStream extends ServletOutputStream {

    private final ServletOutputStream out;
    private final Download download;

    MonitoredStream(ServletOutputStream out, Download download) {
      this.out = out;
      this.download = download;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      download.send(count, () -> out.write(bytes, from, count));
    }

    @Override
    public void flush() throws IOException {
      download.send(0, out::flush);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }

    @Override
    public boolean isReady() {
      return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      out.setWriteListener(listener);
    }
  }

  private static final class MonitoredWriter extends FilterWriter {

    private final Download download;

    MonitoredWriter(Writer out, Download download) {
      super(out);
      this.download = download;
    }

    @Override
    public void write(int one) throws IOException {
      write(new char[] {(char) one}, 0, 1);
    }

    @Override
    public void write(char[] text, int from, int count) throws IOException {
      download.send(count, () -> out.write(text, from, count));
    }

    @Override
    public void write(String text, int from, int count) throws IOException {
      download.send(count, () -> out.write(text, from, count));
    }
  }
}

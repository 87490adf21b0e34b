package dev.signalbox.nomad.http;

import dev.signalbox.nomad.AllocationLogs;
import dev.signalbox.nomad.http.NomadRequest.Limits;
import dev.signalbox.remote.Adapter;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads logs. A followed log is a stream of frames, which are JSON objects without a separator;
 * otherwise Nomad sends the plain log.
 */
@Adapter
class HttpAllocationLogs implements AllocationLogs {

  /** Log files have a number; the directory also contains named pipes of the tasks. */
  private static final Pattern LOG_FILE = Pattern.compile("[^.].*\\.(?:stdout|stderr)\\.\\d{1,9}");

  private static final byte[] EMPTY = {};

  private final NomadTransport transport;

  HttpAllocationLogs(NomadTransport transport) {
    this.transport = transport;
  }

  @Override
  public List<LogFile> files(String allocationId) {
    try {
      return transport.send(
          NomadRequest.get(
                  "log-files",
                  "list the logs of the allocation " + allocationId,
                  Limits.DETAIL,
                  "client",
                  "fs",
                  "ls",
                  allocationId)
              .withCapability("read-fs")
              .withQuery("path", "alloc/logs"),
          response -> {
            List<LogFile> files = new ArrayList<>();
            NomadJson.readEach(
                response.body(),
                FileJson.class,
                file -> {
                  if (!file.isDir() && LOG_FILE.matcher(file.name()).matches()) {
                    files.add(new LogFile(file.name(), file.size()));
                  }
                });
            files.sort(Comparator.comparing(LogFile::name));
            return List.copyOf(files);
          });
    } catch (NotFound e) {
      if (e.response().contains("no such file")) {
        return List.of();
      }
      throw e;
    }
  }

  @Override
  public byte[] tail(Source source, int bytes) {
    return transport.send(
        request("log-tail", source, Limits.DETAIL)
            .withQuery("plain", "true")
            .withQuery("origin", "end")
            .withQuery("offset", Integer.toString(bytes)),
        response -> response.body().readNBytes(bytes));
  }

  /** Errors of the output stream, such as a disconnected browser, are not errors of Nomad. */
  @Override
  public void copy(Source source, OutputStream to) {
    transport.send(
        request("log-copy", source, Limits.LOG)
            .withQuery("plain", "true")
            .withQuery("origin", "start")
            .withQuery("offset", "0"),
        response -> {
          byte[] buffer = new byte[32_768];
          long copied = 0;
          for (int read = response.body().read(buffer);
              read >= 0;
              read = response.body().read(buffer)) {
            write(to, buffer, read);
            copied += read;
          }
          return copied;
        });
  }

  @Override
  public long countLineBreaks(Source source, long bytes) {
    return transport.send(
        request("log-count", source, Limits.LOG_COUNT)
            .withQuery("plain", "true")
            .withQuery("origin", "start")
            .withQuery("offset", "0"),
        response -> {
          byte[] buffer = new byte[32_768];
          long left = bytes;
          long lineBreaks = 0;
          while (left > 0) {
            int read = response.body().read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
              break;
            }
            for (int i = 0; i < read; i++) {
              lineBreaks += buffer[i] == '\n' ? 1 : 0;
            }
            left -= read;
          }
          return lineBreaks;
        });
  }

  @Override
  public void follow(Source source, Position start, FrameListener listener) {
    transport.stream(
        request("log-follow", source, Limits.LOG)
            .withQuery("follow", "true")
            .withQuery("origin", start.origin().apiName())
            .withQuery("offset", Long.toString(start.bytes())),
        json -> listener.onFrame(NomadJson.read(json, FrameJson.class).frame()));
  }

  private static void write(OutputStream to, byte[] buffer, int length) {
    try {
      to.write(buffer, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NomadRequest request(String operation, Source source, Limits limits) {
    return NomadRequest.get(
            operation,
            "read " + source.stream().apiName() + " of " + source.task(),
            limits,
            "client",
            "fs",
            "logs",
            source.allocationId())
        .withCapability("read-logs")
        .withQuery("task", source.task())
        .withQuery("type", source.stream().apiName());
  }

  record FileJson(String name, boolean isDir, long size) {}

  /** A frame; its data is base64-encoded. */
  @SuppressWarnings("ArrayRecordComponent")
  record FrameJson(byte @Nullable [] data, String file, long offset, String fileEvent) {

    Frame frame() {
      return new Frame(data == null ? EMPTY : data, file, offset, fileEvent);
    }
  }
}

package dev.signalbox.nomad.wire;

import dev.signalbox.nomad.AllocationLogs;
import dev.signalbox.nomad.wire.Ask.Limits;
import dev.signalbox.outside.Adapter;
import dev.signalbox.outside.OutsideWorldException.Missing;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads logs. To follow one, Nomad sends frames, JSON objects without anything between them; a log
 * as it is now comes as it was written.
 */
@Adapter
class HttpAllocationLogs implements AllocationLogs {

  /** A log's file and its number; beside them lie pipes of the tasks' own. */
  private static final Pattern LOG = Pattern.compile("[^.].*\\.(?:stdout|stderr)\\.\\d{1,9}");

  private static final byte[] NOTHING = {};

  private final Wire wire;

  HttpAllocationLogs(Wire wire) {
    this.wire = wire;
  }

  @Override
  public List<LogFile> files(String allocationId) {
    try {
      return wire.ask(
          Ask.get(
                  "log-files",
                  "list the logs of the allocation " + allocationId,
                  Limits.DETAIL,
                  "client",
                  "fs",
                  "ls",
                  allocationId)
              .needing("read-fs")
              .with("path", "alloc/logs"),
          answer -> {
            List<LogFile> files = new ArrayList<>();
            NomadJson.each(
                answer.body(),
                FileJson.class,
                file -> {
                  if (!file.isDir() && LOG.matcher(file.name()).matches()) {
                    files.add(new LogFile(file.name(), file.size()));
                  }
                });
            files.sort(Comparator.comparing(LogFile::name));
            return List.copyOf(files);
          });
    } catch (Missing e) {
      if (e.answered().contains("no such file")) {
        return List.of();
      }
      throw e;
    }
  }

  @Override
  public byte[] tail(Source source, int bytes) {
    return wire.ask(
        ask("log-tail", source, Limits.DETAIL)
            .with("plain", "true")
            .with("origin", "end")
            .with("offset", Integer.toString(bytes)),
        answer -> answer.body().readNBytes(bytes));
  }

  /** Whoever reads the copy may go away, which is not Nomad's failure. */
  @Override
  public void copy(Source source, OutputStream to) {
    wire.ask(
        ask("log-copy", source, Limits.LOG)
            .with("plain", "true")
            .with("origin", "start")
            .with("offset", "0"),
        answer -> {
          byte[] piece = new byte[32_768];
          long copied = 0;
          for (int read = answer.body().read(piece); read >= 0; read = answer.body().read(piece)) {
            written(to, piece, read);
            copied += read;
          }
          return copied;
        });
  }

  @Override
  public void follow(Source source, long bytesBeforeEnd, FrameListener listener) {
    wire.listen(
        ask("log-follow", source, Limits.LOG)
            .with("follow", "true")
            .with("origin", "end")
            .with("offset", Long.toString(bytesBeforeEnd)),
        json -> listener.heard(NomadJson.one(json, FrameJson.class).frame()));
  }

  private static void written(OutputStream to, byte[] piece, int length) {
    try {
      to.write(piece, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Ask ask(String operation, Source source, Limits limits) {
    return Ask.get(
            operation,
            "read " + source.stream().word() + " of " + source.task(),
            limits,
            "client",
            "fs",
            "logs",
            source.allocationId())
        .needing("read-logs")
        .with("task", source.task())
        .with("type", source.stream().word());
  }

  record FileJson(String name, boolean isDir, long size) {}

  /** A frame; its data is base64. */
  @SuppressWarnings("ArrayRecordComponent")
  record FrameJson(byte @Nullable [] data, String file, long offset, String fileEvent) {

    Frame frame() {
      return new Frame(data == null ? NOTHING : data, file, offset, fileEvent);
    }
  }
}

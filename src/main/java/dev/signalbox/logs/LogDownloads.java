package dev.signalbox.logs;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.CurrentActor;
import dev.signalbox.audit.Target;
import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationLogs;
import dev.signalbox.nomad.AllocationLogs.Source;
import dev.signalbox.nomad.AllocationLogs.StreamType;
import dev.signalbox.nomad.ConnectionLimits;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.remote.RemoteSystemException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;
import org.springframework.util.StreamUtils;

/** Streams whole logs from Nomad as files. Each download is recorded in the audit log. */
@Component
class LogDownloads {

  static final int MAX_PER_USER = 2;
  static final int MAX_TOTAL = ConnectionLimits.DOWNLOADS;

  private static final String DOWNLOADED = "nomad.log.downloaded";

  private final AllocationLogs logs;
  private final AuditLog audit;
  private final CurrentActor actors;
  private final Map<String, Integer> running = new HashMap<>();

  LogDownloads(AllocationLogs logs, AuditLog audit, CurrentActor actors) {
    this.logs = logs;
    this.audit = audit;
    this.actors = actors;
  }

  /** Writes one unmodified log. */
  void writeText(Source source, OutputStream to) {
    audit.recording(
        DOWNLOADED,
        Target.of("allocation", source.allocationId(), LogViewer.names(List.of(source)).getFirst()),
        () -> logs.copy(source, to));
  }

  /** Writes all logs of an allocation. */
  void writeZip(Allocation allocation, OutputStream to) {
    audit.recording(
        DOWNLOADED,
        Target.of("allocation", allocation.id(), allocation.name()),
        () -> write(List.of(allocation), to));
  }

  /** Writes all logs of a job. */
  void writeZip(JobKey job, List<Allocation> allocations, OutputStream to) {
    audit.recording(DOWNLOADED, Target.of("job", job.id(), job.id()), () -> write(allocations, to));
  }

  /** Acquires a download slot for the current user. Returns the reason if there is none, or "". */
  synchronized String acquire() {
    String user = actors.actor().id();
    int own = running.getOrDefault(user, 0);
    if (own >= MAX_PER_USER) {
      return "You have " + own + " log downloads running.";
    }
    if (running.values().stream().mapToInt(Integer::intValue).sum() >= MAX_TOTAL) {
      return "Limit of " + MAX_TOTAL + " simultaneous log downloads reached.";
    }
    running.put(user, own + 1);
    return "";
  }

  synchronized void release() {
    running.computeIfPresent(actors.actor().id(), (key, own) -> own == 1 ? null : own - 1);
  }

  private void write(List<Allocation> allocations, OutputStream to) {
    try {
      ZipOutputStream zip = new ZipOutputStream(to, StandardCharsets.UTF_8);
      Set<String> names = new HashSet<>();
      for (Allocation allocation : allocations) {
        write(allocation, zip, names);
      }
      zip.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Allocation allocation, ZipOutputStream zip, Set<String> names)
      throws IOException {
    List<Source> sources;
    try {
      sources = sources(allocation.id());
    } catch (RemoteSystemException e) {
      addErrorEntry(zip, unique(allocation.shortId(), names), e);
      return;
    }
    if (sources.isEmpty()) {
      addTextEntry(
          zip,
          unique(allocation.shortId(), names),
          allocation.isTerminal()
              ? "Nomad has deleted the logs of this allocation: it garbage-collects ended"
                  + " allocations.\n"
              : "The tasks of this allocation have not written a log yet.\n");
    }
    for (Source source : sources) {
      String name =
          unique(
              allocation.shortId()
                  + "_"
                  + safeFileName(source.task())
                  + "."
                  + source.stream().apiName(),
              names);
      zip.putNextEntry(new ZipEntry(name + ".txt"));
      try {
        logs.copy(source, StreamUtils.nonClosing(zip));
        zip.closeEntry();
      } catch (RemoteSystemException e) {
        zip.closeEntry();
        addErrorEntry(zip, name, e);
      }
    }
  }

  /** Returns the logs of the rotated files: {@code build.stderr.0}, {@code build.stderr.1} … */
  private List<Source> sources(String allocationId) {
    return logs.files(allocationId).stream()
        .flatMap(file -> LogFileName.parse(file.name()).stream())
        .distinct()
        .map(name -> new Source(allocationId, name.task(), name.stream()))
        .toList();
  }

  /** Adds an error file for a log that could not be read, because the response has started. */
  private static void addErrorEntry(ZipOutputStream zip, String name, RemoteSystemException failure)
      throws IOException {
    addTextEntry(
        zip,
        name,
        "Tried to %s.%nIt said: %s%n%s%n"
            .formatted(failure.tried(), failure.response(), LogErrors.problem(failure).advice()));
  }

  private static void addTextEntry(ZipOutputStream zip, String name, String text)
      throws IOException {
    zip.putNextEntry(new ZipEntry(name + ".missing.txt"));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  /** Numbers equal names; also those that differ only in case, which some file systems ignore. */
  private static String unique(String name, Set<String> names) {
    String unique = name;
    for (int number = 2; !names.add(unique.toLowerCase(Locale.ROOT)); number++) {
      unique = name + "-" + number;
    }
    return unique;
  }

  private static String safeFileName(String name) {
    return name.replaceAll("[^A-Za-z0-9._-]", "_");
  }

  /** The task and stream of a log file. */
  record LogFileName(String task, StreamType stream) {

    private static final Pattern NAME = Pattern.compile("(.+)\\.(stdout|stderr)\\.\\d+");

    /** Parses a name such as {@code build.stderr.0}. Returns empty for files that are not logs. */
    static Optional<LogFileName> parse(String file) {
      Matcher name = NAME.matcher(file);
      return name.matches()
          ? StreamType.fromApiName(name.group(2))
              .map(stream -> new LogFileName(name.group(1), stream))
          : Optional.empty();
    }
  }
}

package dev.signalbox.nomad.logs;

import dev.signalbox.nomad.AllocationLogs.Source;
import java.util.List;

/**
 * The part of a page that shows lines: by script as they come, else the ends as text.
 *
 * @param stream where the lines come from, as an address without its mark
 * @param labels what each log is called on the page, in the order of the stream
 * @param names the same at length
 * @param reload this page again
 * @param whole the whole log as a file
 * @param wholeLabel what that is called
 */
record LogDesk(
    String stream,
    List<String> labels,
    List<String> names,
    List<LogTail> tails,
    String reload,
    String whole,
    String wholeLabel) {

  /** Short names that tell these logs apart, and no longer than that takes. */
  static List<String> labels(List<Source> sources) {
    boolean allocations = sources.stream().map(Source::allocationId).distinct().count() > 1;
    boolean tasks = sources.stream().map(Source::task).distinct().count() > 1;
    boolean streams = sources.stream().map(Source::stream).distinct().count() > 1;
    return sources.stream()
        .map(
            source ->
                String.join(
                    " ",
                    List.of(
                            allocations ? shortId(source) : "",
                            tasks ? source.task() : "",
                            streams ? source.stream().word() : "")
                        .stream()
                        .filter(part -> !part.isEmpty())
                        .toList()))
        .toList();
  }

  /** Full names: allocation, task and stream. */
  static List<String> names(List<Source> sources) {
    return sources.stream()
        .map(source -> shortId(source) + " · " + source.task() + " · " + source.stream().word())
        .toList();
  }

  private static String shortId(Source source) {
    String id = source.allocationId();
    return id.length() <= 8 ? id : id.substring(0, 8);
  }
}

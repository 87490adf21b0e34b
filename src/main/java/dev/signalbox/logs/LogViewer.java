package dev.signalbox.logs;

import dev.signalbox.logs.LogPart.From;
import dev.signalbox.nomad.AllocationLogs.Source;
import java.util.List;

/**
 * The log viewer of a page. The script shows a live stream; without it the ends of the logs are
 * shown as text.
 *
 * @param from where reading starts
 * @param otherEnd the URL of this page with the other end of the logs
 * @param stream the URL of the stream, without a position
 * @param labels the short labels of the logs, in stream order
 * @param names the full names of the logs, in stream order
 * @param reload the URL of this page
 * @param download the URL of the download
 * @param downloadLabel the label of the download
 */
record LogViewer(
    From from,
    String stream,
    String otherEnd,
    List<String> labels,
    List<String> names,
    List<LogTail> tails,
    String reload,
    String download,
    String downloadLabel) {

  /** Returns the label of the link to the other end. */
  public String otherEndLabel() {
    return from == From.START ? "Show end" : "Show beginning";
  }

  /** Returns the shortest labels that distinguish the logs. */
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
                            streams ? source.stream().apiName() : "")
                        .stream()
                        .filter(part -> !part.isEmpty())
                        .toList()))
        .toList();
  }

  /** Returns full names: allocation, task and stream. */
  static List<String> names(List<Source> sources) {
    return sources.stream()
        .map(source -> shortId(source) + " · " + source.task() + " · " + source.stream().apiName())
        .toList();
  }

  private static String shortId(Source source) {
    String id = source.allocationId();
    return id.length() <= 8 ? id : id.substring(0, 8);
  }
}

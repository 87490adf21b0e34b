package dev.signalbox.audit.export;

import dev.signalbox.audit.export.ExportRepository.ExportRow;
import dev.signalbox.audit.search.SizeEstimator.Size;
import dev.signalbox.web.ByteSize;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Model of the export page: the formats for a filter, and recent exports.
 *
 * @param url the filters, with what is wrong with them
 * @param note the months that the export leaves out, or null
 * @param command a curl command for the same export
 */
record ExportsPage(
    ListUrl url,
    String summary,
    @Nullable String note,
    String list,
    boolean filtered,
    String command,
    List<Offer> offers,
    List<Line> exports) {

  /** Typical compression ratio of events. */
  private static final double GZIP_RATIO = 0.26;

  static ExportsPage of(
      ListUrl url,
      Size size,
      @Nullable String note,
      List<ExportRow> recent,
      String publicUrl,
      Clock clock) {
    ListUrl list = new ListUrl("/audit", url.parameters());
    return new ExportsPage(
        url,
        url.isInvalid()
            ? "Invalid filter"
            : size.events() == 0
                ? "No matching events"
                : "About %s, %s as CSV"
                    .formatted(events(size.events()), ByteSize.of((double) size.bytes())),
        note,
        list.toString(),
        !url.parameters().isEmpty(),
        command(url, publicUrl),
        url.isInvalid()
            ? List.of()
            : Arrays.stream(ExportFormat.values())
                .map(format -> Offer.of(format, url, size))
                .toList(),
        recent.stream().map(row -> Line.of(row, clock)).toList());
  }

  private static String command(ListUrl url, String publicUrl) {
    // an encoded URL has no quotes
    return "curl -f -H \"Authorization: Bearer $SIGNALBOX_TOKEN\" -o audit-log.csv.gz '"
        + publicUrl
        + new ListUrl("/api/v1/audit-events.csv.gz", url.parameters())
        + "'";
  }

  /** A format with its URL and estimated size. */
  record Offer(String label, String url, String size) {

    static Offer of(ExportFormat format, ListUrl url, Size size) {
      return new Offer(
          format.label(),
          new ListUrl("/audit." + format.extension(), url.parameters()).toString(),
          "about "
              + ByteSize.of(format.isGzip() ? size.bytes() * GZIP_RATIO : (double) size.bytes()));
    }
  }

  private static String events(long number) {
    return number == 1 ? "1 event" : "%,d events".formatted(number);
  }

  /**
   * A row of the table of exports.
   *
   * @param progress from 0 to 100 while it runs, or null
   */
  record Line(
      String id,
      String user,
      String file,
      String list,
      String sent,
      TimestampView started,
      StatusLabel state,
      @Nullable Long progress,
      @Nullable String failure) {

    static Line of(ExportRow row, Clock clock) {
      boolean isRunning = row.endedAt() == null;
      return new Line(
          row.id().toString(),
          row.accountName() == null ? row.account() : row.accountName(),
          row.file(),
          row.filter(),
          "%s, %s".formatted(events(row.events()), ByteSize.of((double) row.bytes())),
          TimestampView.of(row.startedAt(), clock),
          row.failure() != null
              ? StatusLabel.bad("Interrupted")
              : isRunning ? StatusLabel.waiting("Running") : StatusLabel.ok("Done"),
          isRunning && row.expected() > 0
              ? Math.min(99, 100 * row.events() / row.expected())
              : null,
          row.failure());
    }
  }
}

package dev.signalbox.audit.export;

import dev.signalbox.audit.export.Exports.ExportRow;
import dev.signalbox.audit.search.SizeEstimate.Size;
import dev.signalbox.web.ByteSize;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files that a filter can be taken as, and the downloads of the last days; ready to print.
 *
 * @param note what the files leave out, or null
 * @param command gets the same file by the API
 */
record DownloadsPage(
    String truth,
    @Nullable String note,
    String list,
    boolean filtered,
    String command,
    List<Offer> offers,
    List<Line> downloads) {

  /** What gzip makes of events, by experience. */
  private static final double PACKED = 0.26;

  static DownloadsPage of(
      ListUrl url,
      Size size,
      @Nullable String note,
      List<ExportRow> recent,
      String publicUrl,
      Clock clock) {
    ListUrl list = new ListUrl("/audit", url.parameters());
    return new DownloadsPage(
        size.events() == 0
            ? "No event fits"
            : "About %,d events, %s as CSV"
                .formatted(size.events(), ByteSize.of((double) size.bytes())),
        note,
        list.toString(),
        !url.parameters().isEmpty(),
        command(url, publicUrl),
        Arrays.stream(ExportFormat.values()).map(format -> Offer.of(format, url, size)).toList(),
        recent.stream().map(row -> Line.of(row, clock)).toList());
  }

  private static String command(ListUrl url, String publicUrl) {
    // an encoded address has no quotes
    return "curl -f -H \"Authorization: Bearer $SIGNALBOX_TOKEN\" -o audit-log.csv.gz '"
        + publicUrl
        + new ListUrl("/api/v1/audit-events.csv.gz", url.parameters())
        + "'";
  }

  /** One kind of file. */
  record Offer(String words, String url, String size) {

    static Offer of(ExportFormat format, ListUrl url, Size size) {
      return new Offer(
          format.words(),
          new ListUrl("/audit." + format.ending(), url.parameters()).toString(),
          "about " + ByteSize.of(format.isGzip() ? size.bytes() * PACKED : (double) size.bytes()));
    }
  }

  /**
   * A download of somebody.
   *
   * @param progress from 0 to 100 while it runs, or null
   */
  record Line(
      String id,
      String who,
      String file,
      String list,
      String sent,
      Moment started,
      Status state,
      @Nullable Long progress,
      @Nullable String failure) {

    static Line of(ExportRow row, Clock clock) {
      boolean runs = row.endedAt() == null;
      return new Line(
          row.id().toString(),
          row.accountName() == null ? row.account() : row.accountName(),
          row.file(),
          row.filter(),
          "%,d events, %s".formatted(row.events(), ByteSize.of((double) row.bytes())),
          Moment.of(row.startedAt(), clock),
          row.failure() != null
              ? Status.bad("Broken off")
              : runs ? Status.waiting("Running") : Status.ok("Done"),
          runs && row.expected() > 0 ? Math.min(99, 100 * row.events() / row.expected()) : null,
          row.failure());
    }
  }
}

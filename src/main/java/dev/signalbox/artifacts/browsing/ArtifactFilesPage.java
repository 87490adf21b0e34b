package dev.signalbox.artifacts.browsing;

import dev.signalbox.artifacts.ArtifactLinks;
import dev.signalbox.artifacts.ArtifactListing;
import dev.signalbox.artifacts.VisibleName;
import dev.signalbox.web.ByteSize;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.ListPage;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of a folder.
 *
 * @param title the name of the folder
 * @param note why the rows are not sorted as requested, or null
 * @param zipUrl saves the folder, or null if there is nothing to save
 */
record ArtifactFilesPage(
    ListUrl url,
    String title,
    List<Breadcrumb> breadcrumbs,
    ListPage<Row> rows,
    @Nullable String note,
    @Nullable EmptyState empty,
    @Nullable String zipUrl) {

  static ArtifactFilesPage notConfigured(ListUrl url) {
    return new ArtifactFilesPage(
        url,
        "Artifacts",
        List.of(),
        new ListPage<>(List.of(), null, null),
        null,
        new EmptyState(
            "No artifact storage",
            "Set SIGNALBOX_ARTIFACTS_S3_BUCKET or SIGNALBOX_ARTIFACTS_FOLDER to browse the build"
                + " artifacts of the CI server here.",
            null,
            null),
        null);
  }

  static ArtifactFilesPage of(ListUrl url, String folder, ArtifactListing listing, Clock clock) {
    List<Row> rows = new ArrayList<>();
    listing.folders().forEach(key -> rows.add(Row.ofFolder(key)));
    listing.artifacts().forEach(entry -> rows.add(Row.of(entry, clock)));
    boolean isComplete = listing.nextToken() == null && url.value("after").isEmpty();
    boolean isSorted = isComplete && !url.value("sort").isEmpty();
    if (isSorted) {
      rows.sort(order(url.value("sort")));
    }
    return new ArtifactFilesPage(
        url,
        folder.isEmpty() ? "Artifacts" : Breadcrumb.name(folder),
        folder.isEmpty() ? List.of() : Breadcrumb.of(folder),
        new ListPage<>(
            rows,
            url.value("after").isEmpty() ? null : url.with("name", url.value("name")).toString(),
            listing.nextToken() == null
                ? null
                : url.at("after", ArtifactFilesController.position(listing.nextToken()))
                    .toString()),
        isSorted || url.value("sort").isEmpty()
            ? null
            : "Sorted by name. Other columns can be sorted in folders of up to %,d entries."
                .formatted(ArtifactFilesController.MAX_SORTED),
        rows.isEmpty() ? empty(url, folder) : null,
        rows.isEmpty() ? null : ArtifactLinks.zip(folder));
  }

  private static EmptyState empty(ListUrl url, String folder) {
    return url.value("name").isEmpty()
        ? new EmptyState(
            "No artifacts",
            "The files that builds store below this folder appear here.",
            null,
            null)
        : new EmptyState(
            "No matching names",
            "No name in this folder starts with “" + VisibleName.of(url.value("name")) + "”.",
            "Show all",
            ArtifactLinks.folder(folder));
  }

  /** Folders first, then by the column; rows with equal values by name. */
  private static Comparator<Row> order(String sort) {
    boolean isDescending = sort.startsWith("-");
    Comparator<Row> column =
        switch (isDescending ? sort.substring(1) : sort) {
          case "size" -> Comparator.comparingLong(Row::bytes);
          case "modified" -> Comparator.comparing(Row::modifiedAt);
          default -> Comparator.comparing(Row::name);
        };
    return Comparator.comparing(Row::isFolder)
        .reversed()
        .thenComparing(isDescending ? column.reversed() : column)
        .thenComparing(Row::name);
  }

  /** A parent folder, or the current folder, which is last. */
  record Breadcrumb(String label, String url) {

    static List<Breadcrumb> of(String folder) {
      List<Breadcrumb> folders = new ArrayList<>();
      folders.add(new Breadcrumb("Artifacts", ArtifactLinks.folder("")));
      for (int slash = folder.indexOf('/'); slash >= 0; slash = folder.indexOf('/', slash + 1)) {
        String key = folder.substring(0, slash + 1);
        folders.add(new Breadcrumb(name(key), ArtifactLinks.folder(key)));
      }
      return folders;
    }

    static String name(String folder) {
      String key = folder.substring(0, folder.length() - 1);
      return VisibleName.of(key.substring(key.lastIndexOf('/') + 1));
    }
  }

  /**
   * A folder or file.
   *
   * @param size with its unit; empty for folders
   * @param modified null for folders
   */
  record Row(
      String name,
      boolean isFolder,
      String url,
      long bytes,
      String size,
      @Nullable TimestampView modified,
      String downloadUrl) {

    static Row ofFolder(String key) {
      return new Row(Breadcrumb.name(key), true, ArtifactLinks.folder(key), 0, "", null, "");
    }

    static Row of(ArtifactListing.Entry entry, Clock clock) {
      return new Row(
          VisibleName.of(entry.name()),
          false,
          ArtifactLinks.preview(entry.key()),
          entry.size(),
          ByteSize.of(entry.size()),
          TimestampView.of(entry.lastModified(), clock),
          ArtifactLinks.download(entry.key()));
    }

    String modifiedAt() {
      return modified == null ? "" : modified.iso();
    }
  }
}

package dev.signalbox.bench;

import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.domain.PageSet;
import org.jclouds.blobstore.domain.StorageMetadata;
import org.jclouds.blobstore.domain.StorageType;
import org.jclouds.blobstore.domain.Tier;
import org.jclouds.blobstore.domain.internal.PageSetImpl;
import org.jclouds.blobstore.domain.internal.StorageMetadataImpl;
import org.jclouds.blobstore.options.ListContainerOptions;
import org.jclouds.blobstore.util.ForwardingBlobStore;

/**
 * Adds a folder of many objects to a store, for listings only. Its keys are in an index, as those
 * of Amazon S3 are; the file store of S3Proxy reads the attributes of all files for each page.
 */
final class IndexedFolder extends ForwardingBlobStore {

  static final String PREFIX = "nightly/";
  static final int OBJECTS = 100_000;

  private static final Date MODIFIED = Date.from(Instant.parse("2026-11-01T03:00:00Z"));

  private final NavigableMap<String, StorageMetadata> index = new TreeMap<>();

  IndexedFolder(BlobStore store) {
    super(store);
    for (int number = 0; number < OBJECTS; number++) {
      String key = "%sbuild-%06d.log".formatted(PREFIX, number);
      index.put(key, object(key, 1_000 + number));
    }
  }

  private static StorageMetadata object(String key, long size) {
    return new StorageMetadataImpl(
        StorageType.BLOB,
        null,
        key,
        null,
        URI.create("file:/" + key),
        "\"%032x\"".formatted(size),
        MODIFIED,
        MODIFIED,
        Map.of(),
        size,
        Tier.STANDARD);
  }

  @Override
  public PageSet<? extends StorageMetadata> list(String container, ListContainerOptions options) {
    if (!PREFIX.equals(options.getPrefix())) {
      return super.list(container, options);
    }
    NavigableMap<String, StorageMetadata> rest =
        options.getMarker() == null ? index : index.tailMap(options.getMarker(), false);
    List<StorageMetadata> page =
        rest.values().stream().limit(Objects.requireNonNull(options.getMaxResults())).toList();
    boolean isLast = page.isEmpty() || page.getLast().equals(index.lastEntry().getValue());
    return new PageSetImpl<>(page, isLast ? null : page.getLast().getName());
  }
}

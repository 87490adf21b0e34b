package dev.signalbox.bench;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.domain.Blob;
import org.jclouds.blobstore.domain.MutableBlobMetadata;
import org.jclouds.blobstore.options.GetOptions;
import org.jclouds.blobstore.util.ForwardingBlobStore;
import org.jspecify.annotations.Nullable;

/**
 * Serves each object a second time below {@link #PREFIX}, at the speed of a fast network. Without a
 * limit a download takes all processors of the machine, which a store in a network does not share.
 */
final class NetworkSpeedStore extends ForwardingBlobStore {

  static final String PREFIX = "network/";

  /** 4 Gbit/s. */
  static final long BYTES_PER_SECOND = 500_000_000;

  NetworkSpeedStore(BlobStore store) {
    super(store);
  }

  @Override
  public @Nullable Blob getBlob(String container, String name, GetOptions options) {
    return name.startsWith(PREFIX)
        ? paced(super.getBlob(container, name.substring(PREFIX.length()), options))
        : super.getBlob(container, name, options);
  }

  @SuppressWarnings("NullAway") // a stored object has these values
  private @Nullable Blob paced(@Nullable Blob blob) {
    if (blob == null) {
      return null;
    }
    MutableBlobMetadata metadata = blob.getMetadata();
    InputStream content = (InputStream) blob.getPayload().getRawContent();
    Blob paced =
        blobBuilder(Objects.requireNonNull(metadata.getName()))
            .payload(new PacedStream(content))
            .contentLength(metadata.getContentMetadata().getContentLength())
            .contentType(metadata.getContentMetadata().getContentType())
            .build();
    paced.getMetadata().setETag(metadata.getETag());
    paced.getMetadata().setLastModified(metadata.getLastModified());
    return paced;
  }

  /** Waits after each read until the bytes would have arrived. */
  private static final class PacedStream extends FilterInputStream {

    private final long start = System.nanoTime();
    private long bytes;

    PacedStream(InputStream stream) {
      super(stream);
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      int read = super.read(buffer, offset, count);
      bytes += Math.max(0, read);
      LockSupport.parkNanos(start + bytes * 1_000_000_000 / BYTES_PER_SECOND - System.nanoTime());
      return read;
    }
  }
}

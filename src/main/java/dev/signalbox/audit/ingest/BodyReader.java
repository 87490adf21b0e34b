package dev.signalbox.audit.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/**
 * Reads request bodies before they get one of the few slots for ingestion, so that slow clients
 * don't block others. The bodies of all requests share a budget of memory, and each must arrive at
 * a minimum rate.
 */
@Component
class BodyReader {

  /** Four bodies of the maximum size, as many as are ingested concurrently. */
  private static final int BUDGET_BYTES = 4 * (IngestBody.MAX_BYTES + 1);

  private static final int BLOCK_BYTES = 64 << 10;
  private static final Duration GRACE_PERIOD = Duration.ofSeconds(15);
  private static final int MIN_BYTES_PER_SECOND = 32 << 10;

  private final Semaphore budget = new Semaphore(BUDGET_BYTES);
  private final Clock clock;

  BodyReader(Clock clock) {
    this.clock = clock;
  }

  /**
   * Reads a body, or one byte more than the maximum if it is longer.
   *
   * @throws ErrorResponseException 408 if the client is too slow, 429 if the budget is used up
   */
  ReceivedBody read(InputStream in, int maxBytes) throws IOException {
    Instant start = clock.instant();
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    byte[] block = new byte[BLOCK_BYTES];
    boolean complete = false;
    try {
      while (received.size() <= maxBytes) {
        int length = in.read(block, 0, Math.min(block.length, maxBytes + 1 - received.size()));
        if (length < 0) {
          break;
        }
        if (!budget.tryAcquire(length)) {
          throw busy();
        }
        received.write(block, 0, length);
        checkRate(start, received.size());
      }
      complete = true;
      return new ReceivedBody(received.toByteArray());
    } finally {
      if (!complete) {
        budget.release(received.size());
      }
    }
  }

  private void checkRate(Instant start, long bytes) {
    Duration limit = GRACE_PERIOD.plusSeconds(bytes / MIN_BYTES_PER_SECOND);
    if (Duration.between(start, clock.instant()).compareTo(limit) > 0) {
      throw failure(
          HttpStatus.REQUEST_TIMEOUT,
          "The body arrives too slowly. Nothing was stored; send fewer events per request.");
    }
  }

  private static ErrorResponseException busy() {
    ErrorResponseException busy =
        failure(
            HttpStatus.TOO_MANY_REQUESTS,
            "Too many concurrent requests. Nothing was stored; send the request again in a"
                + " second.");
    busy.getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
    return busy;
  }

  private static ErrorResponseException failure(HttpStatus status, String detail) {
    return new ErrorResponseException(
        status, ProblemDetail.forStatusAndDetail(status, detail), null);
  }

  /** A complete body. Closing it returns its memory to the budget. */
  final class ReceivedBody implements AutoCloseable {

    private final byte[] bytes;

    private ReceivedBody(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }

    @Override
    public void close() {
      budget.release(bytes.length);
    }
  }
}

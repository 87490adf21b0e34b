package dev.signalbox.bench;

import com.google.common.io.ByteSource;
import dev.signalbox.sandbox.s3.S3Server;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Random;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Runs an S3 server with objects of all sizes in a separate process. */
final class LargeBucketProcess implements AutoCloseable {

  static final String LARGE = "large.bin";
  static final long LARGE_BYTES = 1L << 30;
  static final String MEDIUM = "medium.bin";
  static final long MEDIUM_BYTES = 16L << 20;
  static final int SMALL_OBJECTS = 200;
  static final int SMALL_BYTES = 16 << 10;

  private static final int BLOCK = 1 << 20;

  private final CommandProcess process;
  private final URI address;

  private LargeBucketProcess(CommandProcess process) throws IOException {
    this.process = process;
    this.address = URI.create(process.response());
  }

  /**
   * Starts the process and waits until the objects are stored.
   *
   * @param folder contains the objects
   */
  static LargeBucketProcess start(Path folder) throws IOException {
    return new LargeBucketProcess(
        CommandProcess.start(LargeBucketProcess.class, "large-bucket.log", folder.toString()));
  }

  /** Returns the key of one of the small objects. */
  static String small(int number) {
    return "small/" + number % SMALL_OBJECTS + ".txt";
  }

  /** Returns the endpoint. */
  URI address() {
    return address;
  }

  @Override
  public void close() {
    process.close();
  }

  /**
   * Entry point of the separate process. Logs go to standard error, the endpoint to standard
   * output. Ends with standard input.
   */
  public static void main(String... args) throws IOException {
    PrintStream responses = System.out;
    System.setOut(System.err);
    // a line for each request would slow down the store
    LoggingSystem.get(LargeBucketProcess.class.getClassLoader())
        .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
    S3Server s3 =
        S3Server.start(
            Path.of(args[0]), 0, store -> new NetworkSpeedStore(new IndexedFolder(store)));
    byte[] block = new byte[BLOCK];
    new Random(1).nextBytes(block);
    ByteSource source = ByteSource.wrap(block);
    s3.put(LARGE, repeat(source, LARGE_BYTES), "application/octet-stream", null);
    s3.put(MEDIUM, repeat(source, MEDIUM_BYTES), "application/octet-stream", null);
    for (int number = 0; number < SMALL_OBJECTS; number++) {
      s3.put(small(number), source.slice(0, SMALL_BYTES), "text/plain", null);
    }
    responses.println(s3.address());
    long unused = System.in.transferTo(OutputStream.nullOutputStream());
    System.exit(0);
  }

  private static ByteSource repeat(ByteSource block, long bytes) {
    return ByteSource.concat(Collections.nCopies(Math.toIntExact(bytes / BLOCK), block));
  }
}

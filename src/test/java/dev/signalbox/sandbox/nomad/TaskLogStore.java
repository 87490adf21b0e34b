package dev.signalbox.sandbox.nomad;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Stores the output of tasks in rotated log files. */
final class TaskLogStore {

  /** Identifies the log files {@code alloc/logs/<task>.<stream>.<number>}. */
  record LogKey(String alloc, String task, String stream) {}

  /** Part of a log file, or a file event in {@code note}. */
  @SuppressWarnings("ArrayRecordComponent")
  record Chunk(int file, long end, byte[] data, String note) {}

  record FileSize(String name, long bytes) {}

  private static final int FRAME = 64 * 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition written = lock.newCondition();
  private final Map<LogKey, List<ByteArrayOutputStream>> logs = new HashMap<>();
  private final Map<LogKey, Integer> truncations = new HashMap<>();
  private final AtomicLong writeCount = new AtomicLong();

  void append(LogKey key, byte[] bytes) {
    lock.lock();
    try {
      files(key).getLast().writeBytes(bytes);
      signalChange();
    } finally {
      lock.unlock();
    }
  }

  /** Starts a new file. */
  void rotate(LogKey key) {
    lock.lock();
    try {
      files(key).add(new ByteArrayOutputStream());
      signalChange();
    } finally {
      lock.unlock();
    }
  }

  /** Truncates the newest file. Followers receive a file event. */
  void truncate(LogKey key) {
    lock.lock();
    try {
      files(key).getLast().reset();
      truncations.merge(key, 1, Integer::sum);
      signalChange();
    } finally {
      lock.unlock();
    }
  }

  boolean contains(LogKey key) {
    lock.lock();
    try {
      return logs.containsKey(key);
    } finally {
      lock.unlock();
    }
  }

  boolean containsAny(String alloc) {
    lock.lock();
    try {
      return logs.keySet().stream().anyMatch(key -> key.alloc.equals(alloc));
    } finally {
      lock.unlock();
    }
  }

  List<FileSize> sizes(String alloc) {
    lock.lock();
    try {
      List<FileSize> sizes = new ArrayList<>();
      logs.forEach(
          (key, files) -> {
            for (int i = 0; key.alloc.equals(alloc) && i < files.size(); i++) {
              sizes.add(new FileSize(key.task + "." + key.stream + "." + i, files.get(i).size()));
            }
          });
      sizes.sort((one, other) -> one.name.compareTo(other.name));
      return sizes;
    } finally {
      lock.unlock();
    }
  }

  void remove(String alloc) {
    lock.lock();
    try {
      logs.keySet().removeIf(key -> key.alloc.equals(alloc));
      truncations.keySet().removeIf(key -> key.alloc.equals(alloc));
    } finally {
      lock.unlock();
    }
  }

  void clear() {
    lock.lock();
    try {
      logs.clear();
      truncations.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Returns a reader that starts at an offset in bytes from the start or the end of all files. */
  LogReader read(LogKey key, boolean fromEnd, long offset) {
    lock.lock();
    try {
      List<ByteArrayOutputStream> files = files(key);
      long total = files.stream().mapToLong(ByteArrayOutputStream::size).sum();
      long skip = fromEnd ? Math.max(0, total - offset) : Math.min(offset, total);
      int file = 0;
      while (file < files.size() - 1 && skip >= files.get(file).size()) {
        skip -= files.get(file++).size();
      }
      return new LogReader(key, file, skip, truncations.getOrDefault(key, 0));
    } finally {
      lock.unlock();
    }
  }

  /** Returns the number of writes since the store was created. */
  long writeCount() {
    return writeCount.get();
  }

  private void signalChange() {
    writeCount.incrementAndGet();
    written.signalAll();
  }

  private List<ByteArrayOutputStream> files(LogKey key) {
    return logs.computeIfAbsent(key, id -> new ArrayList<>(List.of(new ByteArrayOutputStream())));
  }

  final class LogReader {
    private final LogKey key;
    private int file;
    private long position;
    private int truncationsSeen;

    private LogReader(LogKey key, int file, long position, int truncationsSeen) {
      this.key = key;
      this.file = file;
      this.position = position;
      this.truncationsSeen = truncationsSeen;
    }

    /** Returns the next part, or null after the timeout. */
    @Nullable Chunk next(long timeoutMillis) throws InterruptedException {
      long remaining = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
      lock.lockInterruptibly();
      try {
        while (true) {
          @Nullable List<ByteArrayOutputStream> files = logs.get(key);
          @Nullable Chunk chunk = files == null ? null : nextChunk(files);
          if (chunk != null || remaining <= 0) {
            return chunk;
          }
          remaining = written.awaitNanos(remaining);
        }
      } finally {
        lock.unlock();
      }
    }

    private @Nullable Chunk nextChunk(List<ByteArrayOutputStream> files) {
      int truncated = truncations.getOrDefault(key, 0);
      if (truncated != truncationsSeen) {
        truncationsSeen = truncated;
        position = 0;
        return new Chunk(file, 0, new byte[0], "file truncated");
      }
      while (position >= files.get(file).size() && file < files.size() - 1) {
        file++;
        position = 0;
      }
      byte[] content = files.get(file).toByteArray();
      if (position >= content.length) {
        return null;
      }
      int length = (int) Math.min(FRAME, content.length - position);
      byte[] data = new byte[length];
      System.arraycopy(content, (int) position, data, 0, length);
      position += length;
      return new Chunk(file, position, data, "");
    }
  }
}

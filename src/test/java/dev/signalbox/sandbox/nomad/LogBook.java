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

/** What tasks have written, in files that are rotated. */
final class LogBook {

  /** Which file: {@code alloc/logs/task.stderr.0}. */
  record Key(String alloc, String task, String stream) {}

  /** A piece of a file, or a note about it; {@code file} is where to read on. */
  @SuppressWarnings("ArrayRecordComponent")
  record Piece(int file, long end, byte[] data, String note) {}

  record Size(String name, long bytes) {}

  private static final int FRAME = 64 * 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition written = lock.newCondition();
  private final Map<Key, List<ByteArrayOutputStream>> logs = new HashMap<>();
  private final Map<Key, Integer> truncations = new HashMap<>();
  private final AtomicLong changes = new AtomicLong();

  void append(Key key, byte[] bytes) {
    lock.lock();
    try {
      files(key).getLast().writeBytes(bytes);
      changed();
    } finally {
      lock.unlock();
    }
  }

  /** What is written from now on goes to a new file. */
  void rotate(Key key) {
    lock.lock();
    try {
      files(key).add(new ByteArrayOutputStream());
      changed();
    } finally {
      lock.unlock();
    }
  }

  /** Empties the newest file, which its followers are told. */
  void truncate(Key key) {
    lock.lock();
    try {
      files(key).getLast().reset();
      truncations.merge(key, 1, Integer::sum);
      changed();
    } finally {
      lock.unlock();
    }
  }

  boolean knows(Key key) {
    lock.lock();
    try {
      return logs.containsKey(key);
    } finally {
      lock.unlock();
    }
  }

  List<Size> sizes(String alloc) {
    lock.lock();
    try {
      List<Size> sizes = new ArrayList<>();
      logs.forEach(
          (key, files) -> {
            for (int i = 0; key.alloc.equals(alloc) && i < files.size(); i++) {
              sizes.add(new Size(key.task + "." + key.stream + "." + i, files.get(i).size()));
            }
          });
      sizes.sort((one, other) -> one.name.compareTo(other.name));
      return sizes;
    } finally {
      lock.unlock();
    }
  }

  void forget(String alloc) {
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

  /** A reader who begins so many bytes from the start or the end of all files. */
  Reader read(Key key, boolean fromEnd, long offset) {
    lock.lock();
    try {
      List<ByteArrayOutputStream> files = files(key);
      long total = files.stream().mapToLong(ByteArrayOutputStream::size).sum();
      long skip = fromEnd ? Math.max(0, total - offset) : Math.min(offset, total);
      int file = 0;
      while (file < files.size() - 1 && skip >= files.get(file).size()) {
        skip -= files.get(file++).size();
      }
      return new Reader(key, file, skip, truncations.getOrDefault(key, 0));
    } finally {
      lock.unlock();
    }
  }

  /** How often anything was written. */
  long changes() {
    return changes.get();
  }

  private void changed() {
    changes.incrementAndGet();
    written.signalAll();
  }

  private List<ByteArrayOutputStream> files(Key key) {
    return logs.computeIfAbsent(key, id -> new ArrayList<>(List.of(new ByteArrayOutputStream())));
  }

  final class Reader {
    private final Key key;
    private int file;
    private long at;
    private int truncationsSeen;

    private Reader(Key key, int file, long at, int truncationsSeen) {
      this.key = key;
      this.file = file;
      this.at = at;
      this.truncationsSeen = truncationsSeen;
    }

    /** The next piece, or null where nothing came for so long or the log is gone. */
    @Nullable Piece next(long patienceMillis) throws InterruptedException {
      long left = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
      lock.lockInterruptibly();
      try {
        while (true) {
          @Nullable List<ByteArrayOutputStream> files = logs.get(key);
          @Nullable Piece piece = files == null ? null : piece(files);
          if (piece != null || left <= 0) {
            return piece;
          }
          left = written.awaitNanos(left);
        }
      } finally {
        lock.unlock();
      }
    }

    private @Nullable Piece piece(List<ByteArrayOutputStream> files) {
      int truncated = truncations.getOrDefault(key, 0);
      if (truncated != truncationsSeen) {
        truncationsSeen = truncated;
        at = 0;
        return new Piece(file, 0, new byte[0], "file truncated");
      }
      while (at >= files.get(file).size() && file < files.size() - 1) {
        file++;
        at = 0;
      }
      byte[] whole = files.get(file).toByteArray();
      if (at >= whole.length) {
        return null;
      }
      int length = (int) Math.min(FRAME, whole.length - at);
      byte[] data = new byte[length];
      System.arraycopy(whole, (int) at, data, 0, length);
      at += length;
      return new Piece(file, at, data, "");
    }
  }
}

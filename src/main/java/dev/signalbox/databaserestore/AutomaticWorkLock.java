package dev.signalbox.databaserestore;

import dev.signalbox.coordination.DatabaseLock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Runs automatic work on one instance at a time, after a check for a restored database. */
@Component
public class AutomaticWorkLock {

  private final RestoreGuard guard;
  private final DatabaseLock lock;

  public AutomaticWorkLock(RestoreGuard guard, DatabaseLock lock) {
    this.guard = guard;
    this.lock = lock;
  }

  /** Runs a task unless another instance or thread holds the lock. */
  public void runExclusively(DatabaseLock.Name name, Runnable task) {
    // halts the work if it is in a restored backup, where it may have ended since
    guard.check();
    lock.runExclusively(name, task);
  }

  /** Runs a task for each item in turn, as {@link DatabaseLock#forEachExclusively} does. */
  public <T> void forEachExclusively(
      DatabaseLock.Name name, Supplier<List<T>> items, Consumer<T> task) {
    guard.check();
    if (!items.get().isEmpty()) {
      lock.forEachExclusively(name, items, task);
    }
  }
}

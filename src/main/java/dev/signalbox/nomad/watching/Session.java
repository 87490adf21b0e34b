package dev.signalbox.nomad.watching;

import dev.signalbox.nomad.NomadLists.Batch;
import dev.signalbox.outside.OutsideWorldException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Questions that belong together: when the session ends they are called back, and what they bring
 * all the same is not heard.
 */
final class Session {

  private final Desk desk;
  private final Errands errands;
  private final Map<Long, Errands.Errand> underWay = new HashMap<>();
  private long asked;
  private volatile boolean over;

  Session(Desk desk, Errands errands) {
    this.desk = desk;
    this.errands = errands;
  }

  boolean over() {
    return over;
  }

  /** Whether anything asked is still under way. */
  boolean busy() {
    return !underWay.isEmpty();
  }

  void end() {
    over = true;
    underWay.values().forEach(Errands.Errand::cancel);
    underWay.clear();
  }

  /** Has something asked; one of the two hears of it at the desk. */
  <T> void ask(String name, Supplier<T> question, Consumer<T> answered, Consumer<Trouble> failed) {
    long id = ++asked;
    underWay.put(
        id,
        errands.start(
            name,
            () -> {
              // a mistake of ours goes to the log by the thread's own way, and here as trouble
              Runnable result = () -> failed.accept(Trouble.UNFORESEEN);
              try {
                T answer = question.get();
                result = () -> answered.accept(answer);
              } catch (OutsideWorldException e) {
                Trouble trouble = Trouble.of(e);
                result = () -> failed.accept(trouble);
              } finally {
                desk.put(unlessOver(id, result));
              }
            }));
  }

  /** Follows events from an index on; the desk hears each batch, and why they ended. */
  void follow(Workplace at, long index, Consumer<Batch> heard, Consumer<@Nullable Trouble> ended) {
    long id = ++asked;
    underWay.put(
        id,
        errands.start(
            Errands.EVENTS,
            () -> {
              @Nullable Trouble why = Trouble.UNFORESEEN;
              try {
                at.lists().follow(index, batch -> !over && desk.offer(still(heard, batch)));
                why = null;
              } catch (OutsideWorldException e) {
                why = Trouble.of(e);
              } finally {
                @Nullable Trouble told = why;
                desk.put(unlessOver(id, () -> ended.accept(told)));
              }
            }));
  }

  private Runnable still(Consumer<Batch> heard, Batch batch) {
    return () -> {
      if (!over) {
        heard.accept(batch);
      }
    };
  }

  private Runnable unlessOver(long id, Runnable work) {
    return () -> {
      underWay.remove(id);
      if (!over) {
        work.run();
      }
    };
  }
}

package dev.signalbox.nomad.logs;

import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.web.Problem;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Asks Nomad for a page that would rather be shown without the answer than late. */
@Component
class Asking {

  private static final Duration PATIENCE = Duration.ofMillis(2500);

  private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();

  /** One question. */
  <T> Answer<T> ask(String what, Supplier<T> question) {
    return askAll(what, List.of(question)).getFirst();
  }

  /** Several at once, with one patience for all; answered in their order. */
  <T> List<Answer<T>> askAll(String what, List<Supplier<T>> questions) {
    List<Callable<T>> calls = questions.stream().map(one -> (Callable<T>) one::get).toList();
    List<Answer<T>> answers = new ArrayList<>();
    try {
      for (Future<T> future : asking.invokeAll(calls, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        answers.add(answer(what, future));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      questions.forEach(one -> answers.add(new Answer.None<>(late(what))));
    }
    return answers;
  }

  @PreDestroy
  void stop() {
    asking.shutdownNow();
  }

  private static <T> Answer<T> answer(String what, Future<T> future) throws InterruptedException {
    try {
      return new Answer.Given<>(future.get());
    } catch (CancellationException e) {
      return new Answer.None<>(late(what));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof OutsideWorldException failure) {
        return new Answer.None<>(LogTroubles.problem(failure));
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static Problem late(String what) {
    return new Problem(
        "No answer in time",
        "to " + what,
        "nothing within " + PATIENCE.toMillis() / 1000.0 + " s",
        "wait for the lines below, or reload the page",
        null,
        null);
  }

  /** What came, or why nothing did. */
  sealed interface Answer<T> {

    record Given<T>(T value) implements Answer<T> {}

    record None<T>(Problem problem) implements Answer<T> {}
  }
}

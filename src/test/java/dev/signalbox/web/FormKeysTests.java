package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.coordination.InstanceNotifier;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestInstallation;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Forms that are submitted while or after another instance executes them. */
@Tag("integration")
class FormKeysTests {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final RunningConsole console = RunningConsole.shared();
  private final HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
  private final UUID key = UUID.randomUUID();

  @Test
  void asksTheUserToCheckIfTheInstanceStopped() {
    otherInstance().reserve(key);
    TestInstallation.clock().advance(FormSubmissions.INSTANCE_TIMEOUT.plus(SECOND));

    HttpResponse<String> response = submit();

    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(response.body())
        .contains("It is unknown whether your change was applied", "Signalbox stopped before");
    // a double click
    assertThat(submit().statusCode()).isEqualTo(409);
    assertThat(tokens()).isZero();

    TestInstallation.clock().advance(FormSubmissions.DOUBLE_CLICK.plus(SECOND));

    assertThat(submit().statusCode()).isEqualTo(302);
    assertThat(submit().statusCode()).isEqualTo(303);
    assertThat(tokens()).isEqualTo(1);
  }

  @Test
  void returnsTheResultAsSoonAsAnotherInstanceHasIt() throws Exception {
    FormSubmissions other = otherInstance();
    other.reserve(key);
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      CountDownLatch started = new CountDownLatch(1);
      Future<HttpResponse<String>> second =
          threads.submit(
              () -> {
                started.countDown();
                return submit();
              });
      started.await();

      other.complete(key, "/tokens/created");

      assertThat(second.get().statusCode()).isEqualTo(303);
      assertThat(HttpBrowser.location(second.get())).endsWith("/tokens/created");
    }
    assertThat(tokens()).isZero();
  }

  @Test
  void wakesAWaitingRequestAfterTheOtherWasRejected() throws Exception {
    FormSubmissions other = otherInstance();
    other.reserve(key);
    FormCompletions completions = new FormCompletions();
    CountDownLatch waiting = new CountDownLatch(2);
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<FormReservation> second =
          threads.submit(
              () ->
                  completions.await(
                      key,
                      Duration.ofMinutes(1),
                      () -> {
                        FormReservation result = otherInstance().reserve(key);
                        waiting.countDown();
                        return result;
                      }));
      waiting.await();

      other.release(key);
      completions.connected();

      assertThat(second.get()).isEqualTo(new FormReservation.Reserved());
    }
  }

  @Test
  void keepsAFormReservedWhileItsInstanceExecutesIt() {
    FormSubmissions other = otherInstance();
    other.reserve(key);

    for (int i = 0; i < 3; i++) {
      TestInstallation.clock().advance(FormSubmissions.INSTANCE_TIMEOUT.minus(SECOND));
      other.reportRunning();
    }

    assertThat(console.bean(FormSubmissions.class).reserve(key))
        .isEqualTo(new FormReservation.Running());
  }

  private FormSubmissions otherInstance() {
    return new FormSubmissions(
        console.database(), console.bean(InstanceNotifier.class), TestInstallation.clock());
  }

  private HttpResponse<String> submit() {
    LocalDate today = LocalDate.ofInstant(TestInstallation.clock().instant(), ZoneOffset.UTC);
    return admin.send(
        "POST",
        "/tokens",
        Map.of(
            "name",
            "a script",
            "scopes",
            "read",
            "expires",
            today.plusDays(30).toString(),
            "form-key",
            key.toString()));
  }

  private long tokens() {
    return new DatabaseTestClient(console.database()).count("api_token");
  }
}

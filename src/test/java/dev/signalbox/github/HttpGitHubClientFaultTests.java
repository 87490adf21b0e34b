package dev.signalbox.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.github.MembershipResult.NoAnswer;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.remote.RemoteSystemException.Unexpected;
import dev.signalbox.remote.RemoteSystemException.Unreachable;
import dev.signalbox.sandbox.Faults;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.github.FakeGitHub;
import dev.signalbox.secrets.Secret;
import io.micrometer.core.instrument.Timer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls while GitHub is down, slow or returns errors. */
@Tag("integration")
class HttpGitHubClientFaultTests {

  /** Maximum number of connections of the client. */
  private static final int CONNECTIONS = 20;

  private final FakeGitHub gitHubServer = FakeGitHub.start(0);
  private final GitHubClientFixture fixture = GitHubClientFixture.at(gitHubServer.address());
  private final GitHubClient gitHub = fixture.gitHub();
  private final Secret token = new Secret(gitHubServer.tokenFor(Persona.ADMIN, "read:org"));

  @AfterEach
  void close() {
    gitHubServer.close();
  }

  @ParameterizedTest
  @CsvSource({"DENYING,Denied", "DOWN,Unreachable", "MALFORMED,Unexpected"})
  void throwsAnExceptionOfTheRightKind(Faults.Kind fault, String kind) {
    gitHubServer.faults().set(fault);

    assertThatExceptionOfType(RemoteSystemException.class)
        .isThrownBy(() -> gitHub.profile(token))
        .satisfies(
            failure -> {
              assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
              assertThat(failure.advice()).isNotBlank();
              assertThat(failure.tried()).isEqualTo("read the profile of the user");
            });
  }

  @ParameterizedTest
  @EnumSource(
      value = Faults.Kind.class,
      names = {"DENYING", "DOWN", "MALFORMED"})
  void returnsNoAnswerForAMembership(Faults.Kind fault) {
    gitHubServer.faults().set(fault);

    assertThat(gitHub.membership(token, "acme", null)).isInstanceOf(NoAnswer.class);
  }

  @ParameterizedTest
  @EnumSource
  void rejectsMalformedResponses(Faults.MalformedBody body) {
    gitHubServer.faults().setMalformed(body);

    assertThatExceptionOfType(Unexpected.class).isThrownBy(() -> gitHub.profile(token));
    assertThatExceptionOfType(Unexpected.class).isThrownBy(() -> gitHub.findProfile(token));
    assertThatExceptionOfType(Unexpected.class)
        .isThrownBy(() -> gitHub.exchange("code", URI.create("http://localhost/"), "verifier"));
    assertThat(gitHub.membership(token, "acme", null)).isInstanceOf(NoAnswer.class);
  }

  @Test
  void doesNotTreatAnErrorAsAnInvalidToken() {
    gitHubServer.faults().set(Faults.Kind.DENYING);

    assertThatExceptionOfType(Denied.class).isThrownBy(() -> gitHub.findProfile(token));
  }

  @Test
  void appliesTheTimeout() {
    gitHubServer.faults().setDelay(Duration.ofMinutes(1));
    Instant start = Instant.now();

    assertThatExceptionOfType(Unreachable.class).isThrownBy(() -> gitHub.profile(token));

    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(15));
  }

  /** Otherwise, many requests of one user would look like an outage. */
  @Test
  void doesNotTreatTooManyRequestsOfItsOwnAsAnOutage() throws InterruptedException {
    gitHubServer.faults().setDelay(Duration.ofMinutes(1));
    Queue<RemoteSystemException> failures = new ConcurrentLinkedQueue<>();
    List<Thread> callers =
        IntStream.range(0, CONNECTIONS + 5)
            .mapToObj(
                number ->
                    Thread.startVirtualThread(
                        () -> {
                          try {
                            gitHub.findProfile(token);
                          } catch (RemoteSystemException e) {
                            failures.add(e);
                          }
                        }))
            .toList();
    for (Thread caller : callers) {
      caller.join();
    }

    assertThat(failures).filteredOn(Unreachable.class::isInstance).hasSize(CONNECTIONS);
    assertThat(failures)
        .filteredOn(Denied.class::isInstance)
        .hasSize(5)
        .allSatisfy(failure -> assertThat(failure.response()).contains("in use"));
  }

  @Test
  void recoversWithGitHub() {
    gitHubServer.faults().set(Faults.Kind.DOWN);
    assertThat(gitHub.membership(token, "acme", null)).isInstanceOf(NoAnswer.class);
    gitHubServer.faults().set(Faults.Kind.NONE);

    assertThat(gitHub.membership(token, "acme", null)).isInstanceOf(MembershipResult.Active.class);
  }

  @Test
  void measuresEachCallByOperationAndOutcome() {
    gitHub.membership(token, "acme", null);
    gitHubServer.faults().set(Faults.Kind.DOWN);
    gitHub.membership(token, "acme", null);

    assertThat(calls("answered").count()).isEqualTo(1);
    assertThat(calls("unreachable").count()).isEqualTo(1);
  }

  private Timer calls(String outcome) {
    return fixture
        .meters()
        .get("signalbox.remote.calls")
        .tags("system", "github", "operation", "membership", "outcome", outcome)
        .timer();
  }
}

package dev.signalbox.accounts.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.accounts.github.MembershipAnswer.NoAnswer;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.outside.OutsideWorldException.Refused;
import dev.signalbox.outside.OutsideWorldException.Unexpected;
import dev.signalbox.outside.OutsideWorldException.Unreachable;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.Weather;
import dev.signalbox.sandbox.github.FakeGitHub;
import dev.signalbox.secrets.Secret;
import io.micrometer.core.instrument.Timer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a question when GitHub has a bad day. */
class HttpGitHubWeatherTests {

  private final FakeGitHub story = FakeGitHub.start(0);
  private final GitHubFixture fixture = GitHubFixture.at(story.address());
  private final GitHub gitHub = fixture.gitHub();
  private final Secret token = new Secret(story.tokenFor(Persona.ADMIN, "read:org"));

  @AfterEach
  void close() {
    story.close();
  }

  @ParameterizedTest
  @CsvSource({"REFUSING,Refused", "DOWN,Unreachable", "LYING,Unexpected"})
  void failsInOneOfOurKinds(Weather.Kind weather, String kind) {
    story.weather().turn(weather);

    assertThatExceptionOfType(OutsideWorldException.class)
        .isThrownBy(() -> gitHub.profile(token))
        .satisfies(
            failure -> {
              assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
              assertThat(failure.advice()).isNotBlank();
              assertThat(failure.tried()).isEqualTo("read who is signing in");
            });
  }

  @ParameterizedTest
  @EnumSource(
      value = Weather.Kind.class,
      names = {"REFUSING", "DOWN", "LYING"})
  void saysNothingAboutAMembership(Weather.Kind weather) {
    story.weather().turn(weather);

    assertThat(gitHub.membership(token, "acme", null)).isInstanceOf(NoAnswer.class);
  }

  @ParameterizedTest
  @EnumSource
  void believesNoLie(Weather.Lie lie) {
    story.weather().turnLying(lie);

    assertThatExceptionOfType(Unexpected.class).isThrownBy(() -> gitHub.profile(token));
    assertThatExceptionOfType(Unexpected.class).isThrownBy(() -> gitHub.stillValid(token));
    assertThatExceptionOfType(Unexpected.class)
        .isThrownBy(() -> gitHub.exchange("code", URI.create("http://localhost/"), "verifier"));
    assertThat(gitHub.membership(token, "acme", null)).isInstanceOf(NoAnswer.class);
  }

  @Test
  void takesARefusalForNoWordAboutTheToken() {
    story.weather().turn(Weather.Kind.REFUSING);

    assertThatExceptionOfType(Refused.class).isThrownBy(() -> gitHub.stillValid(token));
  }

  @Test
  void waitsNoLongerThanTheTimeOut() {
    story.weather().turnSlow(Duration.ofMinutes(1));
    Instant start = Instant.now();

    assertThatExceptionOfType(Unreachable.class).isThrownBy(() -> gitHub.profile(token));

    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void worksAgainAsSoonAsTheWeatherDoes() {
    story.weather().turn(Weather.Kind.DOWN);
    assertThat(gitHub.membership(token, "acme", null)).isInstanceOf(NoAnswer.class);
    story.weather().turn(Weather.Kind.FINE);

    assertThat(gitHub.membership(token, "acme", null)).isInstanceOf(MembershipAnswer.Active.class);
  }

  @Test
  void measuresEachCallByOperationAndOutcome() {
    gitHub.membership(token, "acme", null);
    story.weather().turn(Weather.Kind.DOWN);
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

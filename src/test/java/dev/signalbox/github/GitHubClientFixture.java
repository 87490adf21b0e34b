package dev.signalbox.github;

import dev.signalbox.remote.RemoteCalls;
import dev.signalbox.sandbox.github.AdjustableClock;
import dev.signalbox.sandbox.github.FakeGitHub;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Origin;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Builds the GitHub client for an address, with the options of the settings. */
record GitHubClientFixture(
    GitHubAddress address,
    String clientSecret,
    @Nullable URI proxy,
    @Nullable String caFile,
    AdjustableClock clock,
    MeterRegistry meters) {

  static GitHubClientFixture at(GitHubAddress address) {
    return new GitHubClientFixture(
        address,
        FakeGitHub.CLIENT_SECRET,
        null,
        null,
        new AdjustableClock(),
        new SimpleMeterRegistry());
  }

  static GitHubClientFixture at(URI web) {
    return at(GitHubAddress.of(web));
  }

  GitHubClientFixture with(AdjustableClock hands) {
    return new GitHubClientFixture(address, clientSecret, proxy, caFile, hands, meters);
  }

  GitHubClientFixture withClientSecret(String secret) {
    return new GitHubClientFixture(address, secret, proxy, caFile, clock, meters);
  }

  GitHubClientFixture through(URI someProxy) {
    return new GitHubClientFixture(address, clientSecret, someProxy, caFile, clock, meters);
  }

  GitHubClientFixture trusting(Path authority) {
    return new GitHubClientFixture(
        address, clientSecret, proxy, authority.toString(), clock, meters);
  }

  GitHubClient gitHub() {
    return new HttpGitHubClient(
        new GitHubProperties(
            FakeGitHub.CLIENT_ID,
            new Secret(clientSecret),
            new Origin(address.web()),
            proxy == null ? null : new Origin(proxy),
            caFile,
            null,
            false),
        address,
        new RemoteCalls(meters),
        new GitHubAvailability(event -> {}, clock),
        new JsonMapper(),
        clock);
  }
}

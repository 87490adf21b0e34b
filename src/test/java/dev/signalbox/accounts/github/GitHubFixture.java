package dev.signalbox.accounts.github;

import dev.signalbox.outside.RemoteCalls;
import dev.signalbox.sandbox.github.FakeGitHub;
import dev.signalbox.sandbox.github.HandClock;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Makes the adapter for a GitHub at some address, as the console would. */
record GitHubFixture(
    GitHubAddress address,
    String clientSecret,
    @Nullable URI proxy,
    @Nullable Path caFile,
    HandClock clock,
    MeterRegistry meters) {

  static GitHubFixture at(GitHubAddress address) {
    return new GitHubFixture(
        address, FakeGitHub.CLIENT_SECRET, null, null, new HandClock(), new SimpleMeterRegistry());
  }

  static GitHubFixture at(URI web) {
    return at(GitHubAddress.of(web));
  }

  GitHubFixture with(HandClock hands) {
    return new GitHubFixture(address, clientSecret, proxy, caFile, hands, meters);
  }

  GitHubFixture withClientSecret(String secret) {
    return new GitHubFixture(address, secret, proxy, caFile, clock, meters);
  }

  GitHubFixture through(URI someProxy) {
    return new GitHubFixture(address, clientSecret, someProxy, caFile, clock, meters);
  }

  GitHubFixture trusting(Path pem) {
    return new GitHubFixture(address, clientSecret, proxy, pem, clock, meters);
  }

  GitHub gitHub() {
    return new HttpGitHub(
        new Settings.GitHub(
            address.web(), FakeGitHub.CLIENT_ID, new Secret(clientSecret), null, proxy, caFile),
        address,
        new RemoteCalls(meters),
        new JsonMapper(),
        clock);
  }
}

package dev.signalbox.accounts.github;

import dev.signalbox.outside.RemoteCalls;
import dev.signalbox.sandbox.github.FakeGitHub;
import dev.signalbox.sandbox.github.HandClock;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Makes the adapter for a GitHub at some address, as the console would. */
record GitHubFixture(
    GitHubAddress address,
    String clientSecret,
    @Nullable URI proxy,
    List<X509Certificate> authorities,
    HandClock clock,
    MeterRegistry meters) {

  static GitHubFixture at(GitHubAddress address) {
    return new GitHubFixture(
        address,
        FakeGitHub.CLIENT_SECRET,
        null,
        List.of(),
        new HandClock(),
        new SimpleMeterRegistry());
  }

  static GitHubFixture at(URI web) {
    return at(GitHubAddress.of(web));
  }

  GitHubFixture with(HandClock hands) {
    return new GitHubFixture(address, clientSecret, proxy, authorities, hands, meters);
  }

  GitHubFixture withClientSecret(String secret) {
    return new GitHubFixture(address, secret, proxy, authorities, clock, meters);
  }

  GitHubFixture through(URI someProxy) {
    return new GitHubFixture(address, clientSecret, someProxy, authorities, clock, meters);
  }

  GitHubFixture trusting(X509Certificate authority) {
    return new GitHubFixture(address, clientSecret, proxy, List.of(authority), clock, meters);
  }

  GitHub gitHub() {
    return new HttpGitHub(
        new Settings.GitHub(
            address.web(),
            FakeGitHub.CLIENT_ID,
            new Secret(clientSecret),
            null,
            proxy,
            authorities),
        address,
        new RemoteCalls(meters),
        new JsonMapper(),
        clock);
  }
}

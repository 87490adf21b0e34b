package dev.signalbox.github;

import dev.signalbox.remote.RemoteCalls;
import dev.signalbox.sandbox.github.AdjustableClock;
import dev.signalbox.sandbox.github.FakeGitHub;
import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Builds the GitHub client for an address, with the options of the settings. */
record GitHubClientFixture(
    GitHubAddress address,
    String clientSecret,
    @Nullable URI proxy,
    List<X509Certificate> authorities,
    AdjustableClock clock,
    MeterRegistry meters) {

  static GitHubClientFixture at(GitHubAddress address) {
    return new GitHubClientFixture(
        address,
        FakeGitHub.CLIENT_SECRET,
        null,
        List.of(),
        new AdjustableClock(),
        new SimpleMeterRegistry());
  }

  static GitHubClientFixture at(URI web) {
    return at(GitHubAddress.of(web));
  }

  GitHubClientFixture with(AdjustableClock hands) {
    return new GitHubClientFixture(address, clientSecret, proxy, authorities, hands, meters);
  }

  GitHubClientFixture withClientSecret(String secret) {
    return new GitHubClientFixture(address, secret, proxy, authorities, clock, meters);
  }

  GitHubClientFixture through(URI someProxy) {
    return new GitHubClientFixture(address, clientSecret, someProxy, authorities, clock, meters);
  }

  GitHubClientFixture trusting(X509Certificate authority) {
    return new GitHubClientFixture(address, clientSecret, proxy, List.of(authority), clock, meters);
  }

  GitHubClient gitHub() {
    return new HttpGitHubClient(
        new Settings.GitHub(
            address.web(),
            FakeGitHub.CLIENT_ID,
            new Secret(clientSecret),
            null,
            proxy,
            authorities,
            false,
            false),
        address,
        new RemoteCalls(meters),
        new GitHubAvailability(event -> {}, clock),
        new JsonMapper(),
        clock);
  }
}

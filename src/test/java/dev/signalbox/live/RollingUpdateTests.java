package dev.signalbox.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.coordination.InstanceNotifier;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.HttpApiClient;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.NginxProcess;
import dev.signalbox.testing.RequiresCommand;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replaces two instances behind nginx, with the documented configuration, under load. Runs after
 * the other tiers, because tests at the same time would take the CPU time of the requests.
 */
@Tag("whole-suite")
@RequiresCommand(value = "nginx", debianPackage = "nginx-light")
class RollingUpdateTests {

  /** More than the users that are suspended during the test. */
  private static final int USERS = 2_000;

  private static final int STREAMS_PER_USER = 2;
  private static final String TOPIC = "after-the-update";

  @Test
  void losesNoRequestAndDoesNothingTwice(@TempDir Path folder) throws Exception {
    int port = NginxProcess.freePort();
    URI address = URI.create("http://127.0.0.1:" + port);
    Map<String, String> settings =
        Map.of("signalbox.public-url", address.toString(), "signalbox.shutdown-delay-seconds", "2");
    Map<String, String> database = TestDatabase.createEmpty();
    RunningConsole one = RunningConsole.start(database, settings);
    one.reset();
    DatabaseTestClient records = new DatabaseTestClient(one.database());
    records.addMembers(USERS, "leaver");
    List<String> users =
        records.queryForStrings("select id::text from account where login like 'leaver%'");
    RunningConsole other = RunningConsole.start(database, settings);
    try (ReadinessBalancer balancer = ReadinessBalancer.start(folder, port, one, other)) {
      HttpBrowser admin = HttpBrowser.at(address);
      admin.signIn(Persona.ADMIN);
      HttpBrowser viewer = HttpBrowser.at(address);
      viewer.signIn(Persona.VIEWER);
      HttpApiClient script = HttpApiClient.forAdmin(one, "read,write").atAddress(address);

      try (MixedTraffic traffic = MixedTraffic.start(address, admin.cookieHeader(), script, users);
          ReconnectingStreams streams =
              ReconnectingStreams.open(
                  address, STREAMS_PER_USER, admin.cookieHeader(), viewer.cookieHeader())) {
        traffic.awaitFurtherRequests();
        one = replace(one, database, settings, balancer);
        traffic.awaitFurtherRequests();
        other = replace(other, database, settings, balancer);
        traffic.awaitFurtherRequests();
        traffic.stop();

        assertThat(traffic.failures()).isEmpty();
        assertThat(traffic.acts()).isGreaterThan(50);
        assertThat(suspensionsByUser(other)).isEqualTo(traffic.acts() + " users once");
        assertThat(streams.failures()).isEmpty();
        assertThat(streams.timesOpened()).allSatisfy(times -> assertThat(times).isBetween(2, 4));
        other.bean(InstanceNotifier.class).publishChange(TOPIC);
        await()
            .atMost(Duration.ofSeconds(10))
            .untilAsserted(() -> assertThat(streams.withLine("data:" + TOPIC)).isEqualTo(4));
      }
    } finally {
      Stream.of(one, other)
          .map(console -> CompletableFuture.runAsync(console::close))
          .toList()
          .forEach(CompletableFuture::join);
    }
  }

  /** Stops an instance and starts another one instead. */
  private static RunningConsole replace(
      RunningConsole old,
      Map<String, String> database,
      Map<String, String> settings,
      ReadinessBalancer balancer) {
    old.close();
    RunningConsole replacement = RunningConsole.start(database, settings);
    balancer.replace(old, replacement);
    return replacement;
  }

  private static String suspensionsByUser(RunningConsole console) {
    return console
        .database()
        .sql(
            """
            select string_agg(users || ' users ' || case events when 1 then 'once' else events
              || ' times' end, ', ')
            from (
              select events, count(*) as users
              from (
                select target_id, count(*) as events from audit_event
                where action = 'user.suspended' and success and target_name like 'leaver%'
                group by target_id) as of_user
              group by events) as by_number
            """)
        .query(String.class)
        .single();
  }
}

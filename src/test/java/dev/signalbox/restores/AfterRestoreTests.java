package dev.signalbox.restores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.SnapshotBuilder;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.restores.AfterRestore.Item;
import dev.signalbox.restores.RestorePlan.ReadyClient;
import dev.signalbox.restores.RestorePlan.ServiceAddresses;
import dev.signalbox.velero.installation.InstallationWorkload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The work after a restore, with what is done already. */
class AfterRestoreTests {

  private static final Instant ENDED = Instant.parse("2026-11-30T10:00:00Z");
  private static final String HOST = "ci.acme.example";
  private static final Map<String, String> DNS =
      Map.of("old.elb", "192.0.2.1", "new.elb", "192.0.2.2", "nomad.elb", "192.0.2.9");

  @Test
  void ticksEverythingIfNothingChanged() {
    AfterRestore after = after("old.elb", "192.0.2.1", 1, Duration.ofMinutes(4), true);

    assertThat(after.items()).allMatch(Item::done);
    assertThat(after.done()).isEqualTo(5);
    assertThat(item(after, "Load balancers").details()).contains("web: old.elb, unchanged");
  }

  @Test
  void namesOldAndNewAddressesAndADnsRecordThatStillHasTheOldOne() {
    AfterRestore after = after("new.elb", "192.0.2.1", 1, Duration.ofMinutes(4), true);

    assertThat(item(after, "Load balancers").details()).contains("web: old.elb → new.elb");
    assertThat(item(after, "DNS of " + HOST).status().text()).isEqualTo("Old address");
    assertThat(
            item(after("new.elb", "192.0.2.2", 1, Duration.ofMinutes(4), true), "DNS of " + HOST)
                .done())
        .isTrue();
  }

  @Test
  void doesNotGuessAboutAddressesOfAProxy() {
    assertThat(
            item(after("new.elb", "198.51.100.7", 1, Duration.ofMinutes(4), true), "DNS of " + HOST)
                .status()
                .text())
        .isEqualTo("Other address");
  }

  @Test
  void saysWhenThePodsTakeLongerThanUsual() {
    assertThat(
            item(after("old.elb", "192.0.2.1", 0, Duration.ofMinutes(9), true), "Pods")
                .status()
                .text())
        .isEqualTo("Starting");
    Item late = item(after("old.elb", "192.0.2.1", 0, Duration.ofMinutes(20), true), "Pods");
    assertThat(late.status().text()).isEqualTo("Late");
    assertThat(late.details()).containsExactly("deployment/api: 0 of 1 ready");
  }

  @Test
  void listsNomadClientsThatHaveToBeRestarted() {
    Item clients =
        item(after("old.elb", "192.0.2.1", 1, Duration.ofMinutes(4), false), "Nomad clients");

    assertThat(clients.done()).isFalse();
    assertThat(clients.details()).containsExactly("b: not in Nomad");
  }

  @Test
  void knowsNothingOfClientsWithDataFromBeforeTheRestore() {
    AfterRestore after =
        AfterRestore.of(
            state("old.elb", "192.0.2.1", 1, Duration.ofMinutes(4), true, ENDED.minusSeconds(5)));

    assertThat(item(after, "Nomad clients").status().text()).isEqualTo("Unknown");
  }

  private static AfterRestore after(
      String address, String dns, int ready, Duration since, boolean allClients) {
    return AfterRestore.of(state(address, dns, ready, since, allClients, ENDED.plus(since)));
  }

  private static AfterRestore.State state(
      String address,
      String dns,
      int ready,
      Duration since,
      boolean allClients,
      Instant confirmed) {
    SnapshotBuilder nomad = SnapshotBuilder.cluster().with(SnapshotBuilder.client("a"));
    return new AfterRestore.State(
        new RestorePlan(
            List.of(),
            List.of(),
            List.of(
                new ServiceAddresses("web", List.of("old.elb")),
                new ServiceAddresses("nomad-server-external", List.of("nomad.elb"))),
            List.of(
                new ReadyClient(SnapshotBuilder.id("a"), "a"),
                new ReadyClient(SnapshotBuilder.id("b"), "b"))),
        List.of(
            new ServiceAddresses("web", List.of(address)),
            new ServiceAddresses("nomad-server-external", List.of("nomad.elb"))),
        List.of(
            InstallationWorkload.read(
                InstallationWorkload.Kind.DEPLOYMENT,
                JsonMapper.shared()
                    .readTree(
                        """
                        {"metadata":{"name":"api"},"spec":{"replicas":1},
                         "status":{"readyReplicas":%d}}
                        """
                            .formatted(ready)))),
        List.of(HOST + ":8443"),
        name ->
            name.equals(HOST)
                ? new HostAddresses.Found(Set.of(dns))
                : DNS.containsKey(name)
                    ? new HostAddresses.Found(Set.of(DNS.get(name)))
                    : new HostAddresses.NotFound(),
        (allClients ? nomad.with(SnapshotBuilder.client("b")) : nomad).snapshot(),
        new SyncStatus(
            SyncStatus.State.LIVE,
            ENDED,
            confirmed,
            true,
            Duration.ZERO,
            List.of("1.11.3"),
            0,
            null,
            null,
            null),
        ENDED,
        ENDED.plus(since));
  }

  private static Item item(AfterRestore after, String title) {
    return after.items().stream()
        .filter(one -> one.title().startsWith(title))
        .findFirst()
        .orElseThrow();
  }
}

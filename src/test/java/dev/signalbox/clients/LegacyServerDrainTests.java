package dev.signalbox.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.NomadListWatch;
import dev.signalbox.nomad.http.NomadAdapters;
import dev.signalbox.sandbox.nomad.FakeNomad;
import dev.signalbox.sandbox.nomad.NomadVersionProfile;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests servers before 1.1, which keep no last drain: its result is read from client events. */
@SuppressWarnings("NullAway") // a missing value fails the test
@Tag("integration")
class LegacyServerDrainTests {

  private static final String NAME = "nomad-client-1";

  private final FakeNomad nomad = FakeNomad.start(NomadVersionProfile.V0_11_8);
  private final NomadAdapters console = NomadAdapters.at(nomad.address());
  private final NomadListWatch lists = console.lists();
  private String id = "";

  @BeforeEach
  void addAClient() {
    id = nomad.cluster().addClient(NAME, 4_000, 8_192);
    lists.probe();
  }

  @AfterEach
  void close() {
    console.close();
    nomad.close();
  }

  @Test
  void drainedClientIsSafeToTerminate() {
    nomad.cluster().drain(NAME, null, Map.of());
    await().until(() -> !lists.client(id).draining());

    ClientsPage page = ClientPageFixture.of(view(), "/nomad/clients?safe=yes");

    assertThat(page.clients().items())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.verdict().word()).isEqualTo("Safe to terminate");
              assertThat(row.status().text()).startsWith("Drained");
              assertThat(row.remark()).isEqualTo("idle");
            });
  }

  @Test
  void ineligibleClientIsNotSafeToTerminate() {
    nomad.cluster().setEligible(NAME, false);

    assertThat(ClientPageFixture.of(view(), "/nomad/clients").clients().items())
        .extracting(row -> row.verdict().word(), ClientsPage.Row::remark)
        .containsExactly(tuple("Not safe to terminate", "marked ineligible, not drained"));
  }

  private ClusterSnapshot view() {
    Client client = lists.client(id);
    return new ClusterSnapshot(1, Map.of(id, client), Map.of(), Map.of(), Map.of());
  }
}

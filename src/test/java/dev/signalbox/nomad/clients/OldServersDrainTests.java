package dev.signalbox.nomad.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadLists;
import dev.signalbox.nomad.wire.NomadFixture;
import dev.signalbox.sandbox.nomad.FakeNomad;
import dev.signalbox.sandbox.nomad.Profile;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers before 1.1 keep no last drain; the client's events tell how it ended. */
@SuppressWarnings("NullAway") // what is missing fails the test
class OldServersDrainTests {

  private static final String NAME = "nomad-client-1";

  private final FakeNomad nomad = FakeNomad.start(Profile.V0_11_8);
  private final NomadFixture console = NomadFixture.at(nomad.address());
  private final NomadLists lists = console.lists();
  private String id = "";

  @BeforeEach
  void addAClient() {
    id = nomad.world().addClient(NAME, 4_000, 8_192);
    lists.probe();
  }

  @AfterEach
  void close() {
    console.close();
    nomad.close();
  }

  @Test
  void callsADrainedClientSafeToTerminate() {
    nomad.world().drain(NAME, null, Map.of());
    await().until(() -> !lists.client(id).draining());

    ClientsPage page = Page.of(view(), "/nomad/clients?safe=yes");

    assertThat(page.clients().items())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.verdict().word()).isEqualTo("safe to terminate");
              assertThat(row.status().word()).startsWith("Drained");
              assertThat(row.remark()).isEqualTo("nothing runs there");
            });
  }

  @Test
  void callsAParkedOneNotSafe() {
    nomad.world().setEligible(NAME, false);

    assertThat(Page.of(view(), "/nomad/clients").clients().items())
        .extracting(row -> row.verdict().word(), ClientsPage.Row::remark)
        .containsExactly(tuple("not safe to terminate", "parked, no drain"));
  }

  private ClusterView view() {
    Client client = lists.client(id);
    return new ClusterView(1, Map.of(id, client), Map.of(), Map.of(), Map.of());
  }
}

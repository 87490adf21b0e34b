package dev.signalbox.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientState;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.nomad.NomadFixtureData;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tests the client and server pages through HTTP against a fake Nomad. */
@InstallationTest
class ClientPagesIntegrationTests {

  private final MockBrowsers browsers;
  private final ClusterState cluster;
  private final JdbcClient database;
  private final DatabaseTestClient records;
  private MockBrowser viewer;

  @Autowired
  ClientPagesIntegrationTests(MockBrowsers browsers, ClusterState cluster, JdbcClient database) {
    this.browsers = browsers;
    this.cluster = cluster;
    this.database = database;
    this.records = new DatabaseTestClient(database);
    this.viewer = browsers.open();
  }

  @BeforeEach
  void signIn() {
    await()
        .until(
            () ->
                id(NomadFixtureData.DRAINING).contains("-")
                    && state(NomadFixtureData.DRAINING) instanceof ClientState.Draining
                    && state(NomadFixtureData.DOWN) instanceof ClientState.Down);
    viewer = browsers.signedIn(Persona.VIEWER);
  }

  @Test
  void listsClientsWithTheirStates() {
    assertThat(viewer.get("/nomad/clients"))
        .hasStatusOk()
        .bodyText()
        .contains(
            "of 15 clients ready", NomadFixtureData.FULL, "Draining, 2 left", "Down", "Ineligible")
        .contains("Nomad 1.11.3");
  }

  @Test
  void returnsOnlyTheListForHtmxRequests() {
    assertThat(viewer.fragment("/nomad/clients?state=down"))
        .hasStatusOk()
        .bodyText()
        .contains(NomadFixtureData.DOWN)
        .doesNotContain("<html", "data-key=\"" + id(NomadFixtureData.FULL));
  }

  @Test
  void recordsTheCsvExportInTheAuditLog() {
    assertThat(viewer.get("/nomad/clients.csv?q=" + NomadFixtureData.FULL))
        .hasStatusOk()
        .bodyText()
        .startsWith("\uFEFF\"id\",\"name\",\"state\"")
        .contains("\"" + NomadFixtureData.FULL + "\"")
        .doesNotContain(NomadFixtureData.DOWN);
    assertThat(records.event("nomad.client.list.exported").payload())
        .contains(NomadFixtureData.FULL);
  }

  @Test
  void showsAClientWithoutARequestToNomad() {
    assertThat(viewer.get("/nomad/clients/" + id(NomadFixtureData.DRAINING)))
        .hasStatusOk()
        .bodyText()
        .contains("terminate this machine", "Running builds", "Change or stop drain", "/usage");
  }

  @Test
  void loadsUsageAndDetailsAsSeparateParts() {
    String client = "/nomad/clients/" + id(NomadFixtureData.FULL);

    assertThat(viewer.fragment(client + "/usage"))
        .hasStatusOk()
        .bodyText()
        .contains("Memory", "CPU");
    assertThat(viewer.fragment(client + "/detail"))
        .hasStatusOk()
        .bodyText()
        .contains("unique.platform.aws.instance-id", "Raw view", "Events");
    assertThat(viewer.get(client + "/detail?q=instance-id"))
        .hasStatusOk()
        .bodyText()
        .contains("<html", "unique.platform.aws.instance-id")
        .doesNotContain("<code>kernel.name</code>");
  }

  @Test
  void showsTheErrorInTheUsagePartIfTheClientIsUnreachable() {
    assertThat(viewer.fragment("/nomad/clients/" + id(NomadFixtureData.DOWN) + "/usage"))
        .hasStatus(404)
        .bodyText()
        .contains("It said", "No path to node");
  }

  @Test
  void linksFromAnUnknownClientToTheList() {
    assertThat(viewer.get("/nomad/clients/0f0f0f0f-0000-0000-0000-000000000000"))
        .hasStatus(404)
        .bodyText()
        .contains("Removed", "Open clients");
  }

  @Test
  void showsAReleaseInProgress() {
    String client = id(NomadFixtureData.DRAINING);
    assertThat(viewer.get("/nomad/clients/" + client))
        .bodyText()
        .doesNotContain("Release in progress");
    database
        .sql(
            """
            insert into client_release (id, client_id, name, instance, state, reason, purge,
              override, actor_type, actor_id, operation, builds_left, requested_at, state_since,
              heartbeat_at)
            values (gen_random_uuid(), :client, 'c', 'i-0', 'DRAINING', 'scaling down', false, '',
              'user', 'x', gen_random_uuid(), 2, now(), timestamptz '2026-01-15T08:00:00Z', now())
            """)
        .param("client", client)
        .update();

    assertThat(viewer.get("/nomad/clients/" + client))
        .hasStatusOk()
        .bodyText()
        .contains("Release in progress", "/nomad/releases", "Draining, 2 left")
        .contains("since 15 Jan 2026, 08:00:00 UTC");
  }

  @Test
  void isPartOfTheOverviewPage() {
    assertThat(viewer.get("/"))
        .hasStatusOk()
        .bodyText()
        .contains("Clients ready", "of 15", "data-live-url=\"/overview/panels/builds\"")
        .doesNotContain("hx-get=\"/overview/panels/builds\"");
  }

  @Test
  void listsClientsThatNeedAttention() {
    assertThat(viewer.get("/nomad/clients/orphaned"))
        .hasStatusOk()
        .bodyText()
        .contains(NomadFixtureData.INELIGIBLE, "Ineligible for more than a day");
  }

  @Test
  void findsClientsInThePalette() {
    assertThat(viewer.fragment("/find?q=" + NomadFixtureData.INELIGIBLE.substring(6)))
        .bodyText()
        .contains(NomadFixtureData.INELIGIBLE);
  }

  @Test
  void loadsTheServersAsASeparatePart() {
    assertThat(viewer.get("/nomad/servers"))
        .hasStatusOk()
        .bodyText()
        .contains("Loading the servers");
    assertThat(viewer.fragment("/nomad/servers"))
        .hasStatusOk()
        .bodyText()
        .contains("leader", "1.11.3", "Refresh")
        .doesNotContain("<html");
    assertThat(viewer.get("/nomad/servers?now=")).bodyText().contains("<html", "Refresh");
  }

  private ClientState state(String name) {
    return cluster.snapshot().clients().stream()
        .filter(client -> client.name().equals(name))
        .findFirst()
        .map(client -> ClientState.of(client, cluster.snapshot()))
        .orElseGet(ClientState.Gone::new);
  }

  private String id(String name) {
    return cluster.snapshot().clients().stream()
        .filter(client -> client.name().equals(name))
        .map(Client::id)
        .findFirst()
        .orElse("");
  }
}

package dev.signalbox.nomad.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientState;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.nomad.NomadStory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Clients and servers as a person gets them, with Acme's cluster at the wire. */
@InstallationTest
class ClientsRoomTests {

  private final Browsers browsers;
  private final NomadCluster cluster;
  private final JdbcClient database;
  private final Books books;
  private Browser viewer;

  @Autowired
  ClientsRoomTests(Browsers browsers, NomadCluster cluster, JdbcClient database) {
    this.browsers = browsers;
    this.cluster = cluster;
    this.database = database;
    this.books = new Books(database);
    this.viewer = browsers.open();
  }

  @BeforeEach
  void signIn() {
    await()
        .until(
            () ->
                id(NomadStory.DRAINING).contains("-")
                    && state(NomadStory.DRAINING) instanceof ClientState.Draining
                    && state(NomadStory.DOWN) instanceof ClientState.Down);
    viewer = browsers.signedIn(Persona.VIEWER);
  }

  @Test
  void listsTheClientsWithTheirStates() {
    assertThat(viewer.get("/nomad/clients"))
        .hasStatusOk()
        .bodyText()
        .contains("of 15 ready", NomadStory.FULL, "Draining, 2 left", "Down", "Ineligible")
        .contains("Nomad 1.11.3");
  }

  @Test
  void answersHtmxWithTheListAlone() {
    assertThat(viewer.fragment("/nomad/clients?state=down"))
        .hasStatusOk()
        .bodyText()
        .contains(NomadStory.DOWN)
        .doesNotContain("<html", "data-key=\"" + id(NomadStory.FULL));
  }

  @Test
  void writesDownThatTheListWasTaken() {
    assertThat(viewer.get("/nomad/clients.csv?q=" + NomadStory.FULL))
        .hasStatusOk()
        .bodyText()
        .startsWith("\"id\",\"name\",\"state\"")
        .contains("\"" + NomadStory.FULL + "\"")
        .doesNotContain(NomadStory.DOWN);
    assertThat(books.event("nomad.client.list.exported").payload()).contains(NomadStory.FULL);
  }

  @Test
  void showsAClientWithoutAskingNomad() {
    assertThat(viewer.get("/nomad/clients/" + id(NomadStory.DRAINING)))
        .hasStatusOk()
        .bodyText()
        .contains("must not be terminated", "Runs here", "Change or cancel the drain", "/use");
  }

  @Test
  void asksTheMachineInAPartOfItsOwn() {
    String client = "/nomad/clients/" + id(NomadStory.FULL);

    assertThat(viewer.fragment(client + "/use")).hasStatusOk().bodyText().contains("Memory", "CPU");
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
  void tellsInTheMachinesPartThatItCannotBeReached() {
    assertThat(viewer.fragment("/nomad/clients/" + id(NomadStory.DOWN) + "/use"))
        .hasStatus(404)
        .bodyText()
        .contains("It said", "No path to node");
  }

  @Test
  void leadsFromAClientThatIsGoneToTheList() {
    assertThat(viewer.get("/nomad/clients/0f0f0f0f-0000-0000-0000-000000000000"))
        .hasStatus(404)
        .bodyText()
        .contains("Gone", "Open the list of clients");
  }

  @Test
  void tellsOfAReleaseThatGoesOn() {
    String client = id(NomadStory.DRAINING);
    assertThat(viewer.get("/nomad/clients/" + client))
        .bodyText()
        .doesNotContain("A release of it goes on");
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
        .contains("A release of it goes on", "/nomad/releases", "Draining, 2 left")
        .contains("since 15 Jan 2026, 08:00:00 UTC");
  }

  @Test
  void comesWithTheFirstScreen() {
    assertThat(viewer.get("/"))
        .hasStatusOk()
        .bodyText()
        .contains("Ready clients", "of 15", "data-live-url=\"/nomad/panel\"")
        .doesNotContain("hx-get=\"/nomad/panel\"");
  }

  @Test
  void findsTheForgotten() {
    assertThat(viewer.get("/nomad/clients/forgotten"))
        .hasStatusOk()
        .bodyText()
        .contains(NomadStory.PARKED, "nobody drains them");
  }

  @Test
  void findsClientsFromThePalette() {
    assertThat(viewer.fragment("/find?q=" + NomadStory.PARKED.substring(6)))
        .bodyText()
        .contains(NomadStory.PARKED);
  }

  @Test
  void asksTheServersOnlyInTheirPart() {
    assertThat(viewer.get("/nomad/servers")).hasStatusOk().bodyText().contains("are being asked");
    assertThat(viewer.fragment("/nomad/servers"))
        .hasStatusOk()
        .bodyText()
        .contains("leader", "1.11.3", "Ask again")
        .doesNotContain("<html");
    assertThat(viewer.get("/nomad/servers?now=")).bodyText().contains("<html", "Ask again");
  }

  private ClientState state(String name) {
    return cluster.view().clients().stream()
        .filter(client -> client.name().equals(name))
        .findFirst()
        .map(client -> ClientState.of(client, cluster.view()))
        .orElseGet(ClientState.Gone::new);
  }

  private String id(String name) {
    return cluster.view().clients().stream()
        .filter(client -> client.name().equals(name))
        .map(Client::id)
        .findFirst()
        .orElse("");
  }
}

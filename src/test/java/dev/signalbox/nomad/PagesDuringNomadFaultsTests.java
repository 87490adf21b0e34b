package dev.signalbox.nomad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.nomad.informer.FastNomadInformer;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.nomad.FakeNomad;
import dev.signalbox.sandbox.nomad.NomadFaults.Kind;
import dev.signalbox.sandbox.nomad.NomadFixtureData;
import dev.signalbox.sandbox.nomad.NomadVersionProfile;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/**
 * Pages during faults of Nomad: each shows the last known data and the problem, and recovers. Uses
 * a separate Nomad, because a denied event stream is not retried for one hour.
 */
@InstallationTest
@ContextConfiguration(
    initializers = {TestInstallation.class, PagesDuringNomadFaultsTests.SeparateNomad.class})
@DirtiesContext
@SuppressWarnings("NullAway") // a missing value fails the test
class PagesDuringNomadFaultsTests {

  private static final FakeNomad NOMAD = startNomad();

  private final MockBrowsers browsers;
  private final ClusterState cluster;
  private MockBrowser admin;

  @Autowired
  PagesDuringNomadFaultsTests(MockBrowsers browsers, ClusterState cluster) {
    this.browsers = browsers;
    this.cluster = cluster;
    this.admin = browsers.open();
  }

  @AfterAll
  static void close() {
    NOMAD.close();
  }

  @BeforeEach
  void signIn() {
    NOMAD.faults().set(Kind.NONE);
    until(this::isSynced);
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"SLOW", "BACKWARDS"})
  void slowResponsesCauseNoProblem(Kind fault) {
    long before = cluster.syncStatus().resyncs();

    NOMAD.faults().set(fault);
    if (fault == Kind.BACKWARDS) {
      until(() -> cluster.syncStatus().resyncs() > before && isSynced());
    }

    assertAllPagesContain("updated ");
    NOMAD.faults().set(Kind.NONE);
    until(this::isSynced);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LEADERLESS", "DOWN", "LIMITED"})
  void pagesShowTheProblemAndTheLastKnownData(String fault) {
    Kind kind = Kind.valueOf(fault);
    injectAndRecover(
        kind,
        () ->
            kind == Kind.LEADERLESS
                ? cluster.syncStatus().isLeaderless()
                : !cluster.syncStatus().isCurrent());
  }

  /** After these faults the stream is not retried within the duration of a test. */
  @ParameterizedTest
  @ValueSource(strings = {"STREAM_LOST", "HTTP_0_0", "REDIRECTING", "DENYING"})
  void pagesWorkWithoutTheEventStream(String fault) {
    Kind kind = Kind.valueOf(fault);
    injectAndRecover(
        kind,
        () ->
            (kind == Kind.STREAM_LOST || kind == Kind.HTTP_0_0)
                ? cluster.syncStatus().state() == SyncStatus.State.POLLING
                : cluster.syncStatus().state() == SyncStatus.State.STALE);
  }

  /** The overview names the fault first, and the top bar does not claim to be live. */
  private void assertOverviewSaysSo(SyncStatus syncStatus) {
    String body = MockBrowser.body(admin.get("/"));
    if (syncStatus.isCurrent()) {
      assertThat(body).contains("data-outdated></span>").doesNotContain("sb-row-system");
      return;
    }
    assertThat(body)
        .contains(
            syncStatus.isLeaderless() ? "Nomad has no leader" : "Nomad unreachable since ",
            "href=\"/nomad/servers\"",
            "aria-label=\"Open: Nomad ")
        .doesNotContain("data-outdated></span>");
    assertThat(body.indexOf("sb-row-system")).isLessThan(body.indexOf("Clients ready"));
    // only the panel about Nomad is affected, and it keeps its figures
    assertThat(MockBrowser.body(admin.fragment("/overview/panels/builds")))
        .contains("Clients ready", "Tried", "It said", "since <time");
    assertThat(MockBrowser.body(admin.fragment("/overview/panels/health")))
        .contains("1 of 6 failing");
    assertThat(MockBrowser.body(admin.fragment("/overview/panels/users")))
        .contains("Active sessions")
        .doesNotContain("Tried");
  }

  private void injectAndRecover(Kind fault, Callable<Boolean> noticed) {
    // DOWN interrupts blocking queries, so that they are sent again
    NOMAD.faults().set(Kind.DOWN);
    NOMAD.faults().set(fault);
    until(noticed);
    SyncStatus syncStatus = cluster.syncStatus();

    String status =
        switch (syncStatus.state()) {
          case STALE -> "Stale since ";
          case POLLING -> syncStatus.leaderKnown() ? "polling every 10 s" : "No leader";
          case LIVE -> "No leader";
          case OFF, STARTING ->
              throw new AssertionError("The first sync is complete: " + syncStatus);
        };
    assertAllPagesContain(status);
    assertOverviewSaysSo(syncStatus);
    if (syncStatus.tried() != null) {
      assertAllPagesContain("Tried");
      if (syncStatus.state() == SyncStatus.State.POLLING) {
        assertAllPagesContainTheLastResponse();
      } else {
        assertAllPagesContain(response(fault));
      }
    }
    if (fault == Kind.DOWN) {
      assertThat(admin.fragment("/nomad/servers"))
          .hasStatusOk()
          .bodyText()
          .contains("Leader unknown")
          .doesNotContain("No scheduling");
    }

    NOMAD.faults().set(Kind.NONE);
    if (fault != Kind.LEADERLESS) {
      // the next retry may be 30 s away; a restart retries immediately
      ((Lifecycle) cluster).stop();
      ((Lifecycle) cluster).start();
    }
    until(this::isSynced);
    pages().keySet().forEach(path -> assertThat(page(path)).doesNotContain("Stale since"));
  }

  /** The response, as the problem panel quotes it. */
  private static String response(Kind fault) {
    return switch (fault) {
      case DOWN -> NOMAD.address().toString();
      case DENYING -> "403: Permission denied";
      case LEADERLESS -> "No cluster leader";
      case REDIRECTING -> "307, redirect to /ui/";
      case LIMITED -> "429";
      case NONE, SLOW, STREAM_LOST, STREAM_WITH_NODES_ONLY, STREAM_SILENT, BACKWARDS, HTTP_0_0 ->
          throw new AssertionError("Lists succeed with this fault.");
    };
  }

  private void assertAllPagesContain(String text) {
    pages()
        .forEach(
            (path, known) -> {
              String page = page(path);
              assertThat(page.contains(known)).as("%s contains %s", path, known).isTrue();
              assertThat(page.contains(text)).as("%s contains %s", path, text).isTrue();
            });
  }

  /** The response changes with each attempt to open the stream. */
  private void assertAllPagesContainTheLastResponse() {
    for (String path : pages().keySet()) {
      until(() -> page(path).contains(cluster.syncStatus().answered().replace("'", "&#39;")));
    }
  }

  private String page(String path) {
    MvcTestResult response = admin.get(path);
    assertThat(response).as(path).hasStatusOk();
    return MockBrowser.body(response);
  }

  /** The pages, each with a text from before the fault. */
  private Map<String, String> pages() {
    Map<String, String> pages = new LinkedHashMap<>();
    String client = NomadLinks.client(NOMAD.cluster().clientId(NomadFixtureData.FULL));
    pages.put("/nomad", "of 15 clients ready");
    pages.put("/nomad/clients", NomadFixtureData.FULL);
    pages.put(client, NomadFixtureData.FULL);
    pages.put(client + "/drain", NomadFixtureData.FULL);
    pages.put("/nomad/jobs", " total");
    pages.put("/nomad/job?id=" + NomadFixtureData.RUNNING, "acme/api #1041");
    pages.put("/nomad/queue", "acme/infra #9");
    pages.put("/nomad/servers", "15 clients");
    return pages;
  }

  private boolean isSynced() {
    return cluster.syncStatus().isCurrent()
        && cluster.snapshot().clients().size() == 15
        && TestInstallation.isApplied(cluster, NOMAD.cluster().index());
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(60)).until(condition);
  }

  private static FakeNomad startNomad() {
    FakeNomad nomad = FakeNomad.start(NomadVersionProfile.V1_11_3, 0, TestInstallation.clock());
    nomad.setHeartbeatInterval(Duration.ofSeconds(1));
    nomad.reset();
    return nomad;
  }

  /** Configures the separate Nomad. */
  static final class SeparateNomad
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
      TestPropertyValues.of("nomad.addr=" + NOMAD.address()).applyTo(context);
      FastNomadInformer.register((GenericApplicationContext) context, 20);
    }
  }
}

package dev.signalbox.nomad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.nomad.FakeNomad;
import dev.signalbox.sandbox.nomad.NomadStory;
import dev.signalbox.sandbox.nomad.NomadWeather.Kind;
import dev.signalbox.sandbox.nomad.Profile;
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
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/**
 * Nomad has a bad day: every page stands with what was known last, says so, and recovers by itself.
 * It has a Nomad of its own, for a console that was refused the stream does without it for an hour;
 * so the weathers that leave the stream alone come first.
 */
@InstallationTest
@ContextConfiguration(initializers = {TestInstallation.class, WeatherTests.NomadOfItsOwn.class})
@DirtiesContext
@SuppressWarnings("NullAway") // what is missing fails the test
class WeatherTests {

  private static final FakeNomad NOMAD = startNomad();

  private final Browsers browsers;
  private final NomadCluster cluster;
  private Browser admin;

  @Autowired
  WeatherTests(Browsers browsers, NomadCluster cluster) {
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
    NOMAD.weather().turn(Kind.FINE);
    until(this::isSeen);
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"SLOW", "BACKWARDS"})
  void whatOnlyTakesLongerIsNoTrouble(Kind weather) {
    long before = cluster.trust().resyncs();

    NOMAD.weather().turn(weather);
    if (weather == Kind.BACKWARDS) {
      until(() -> cluster.trust().resyncs() > before && isSeen());
    }

    stand("as of");
    NOMAD.weather().turn(Kind.FINE);
    until(this::isSeen);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LEADERLESS", "DOWN", "LIMITED"})
  void pagesStandAndSayWhatIsWrong(String weather) {
    breakAndMend(Kind.valueOf(weather), () -> !cluster.trust().holds());
  }

  /** These keep the console from the stream for longer than anybody waits. */
  @ParameterizedTest
  @ValueSource(strings = {"STREAM_LOST", "HTTP_0_0", "LYING", "REFUSING"})
  void pagesStandWithoutAStream(String weather) {
    Kind kind = Kind.valueOf(weather);
    breakAndMend(
        kind,
        () ->
            (kind == Kind.STREAM_LOST || kind == Kind.HTTP_0_0)
                ? cluster.trust().state() == Trust.State.POLLING
                : cluster.trust().state() == Trust.State.STALE);
  }

  private void breakAndMend(Kind weather, Callable<Boolean> noticed) {
    // whoever waits for an answer asks anew
    NOMAD.weather().turn(Kind.DOWN);
    NOMAD.weather().turn(weather);
    until(noticed);
    Trust trust = cluster.trust();

    String word =
        switch (trust.state()) {
          case STALE -> "Stale since ";
          case POLLING -> trust.leaderKnown() ? "asked again as it changes" : "No leader";
          case LIVE -> "No leader";
          case OFF, STARTING -> throw new AssertionError("It was read: " + trust);
        };
    stand(word);
    if (trust.tried() != null) {
      stand("Tried");
      stand(
          trust.state() == Trust.State.POLLING
              ? trust.answered().replace("'", "&#39;")
              : answer(weather));
    }
    if (weather == Kind.DOWN) {
      assertThat(admin.fragment("/nomad/servers"))
          .hasStatusOk()
          .bodyText()
          .contains("Leader not known")
          .doesNotContain("Nothing is placed");
    }

    NOMAD.weather().turn(Kind.FINE);
    if (weather == Kind.LYING || weather == Kind.REFUSING) {
      // by itself it tries again within half a minute; one that starts tries at once
      ((Lifecycle) cluster).stop();
      ((Lifecycle) cluster).start();
    }
    until(this::isSeen);
    pages().keySet().forEach(path -> assertThat(page(path)).doesNotContain("Stale since"));
  }

  /** What came back, as a problem panel quotes it. */
  private static String answer(Kind weather) {
    return switch (weather) {
      case DOWN -> NOMAD.address().toString();
      case REFUSING -> "403: Permission denied";
      case LEADERLESS -> "No cluster leader";
      case LYING -> "307, leading to /ui/";
      case LIMITED -> "429";
      case FINE, SLOW, STREAM_LOST, STREAM_SILENT, BACKWARDS, HTTP_0_0 ->
          throw new AssertionError("Lists are answered.");
    };
  }

  private void stand(String words) {
    pages()
        .forEach(
            (path, known) -> {
              String page = page(path);
              assertThat(page.contains(known)).as("%s knows %s", path, known).isTrue();
              assertThat(page.contains(words)).as("%s says %s", path, words).isTrue();
            });
  }

  private String page(String path) {
    MvcTestResult answer = admin.get(path);
    assertThat(answer).as(path).hasStatusOk();
    return Browser.body(answer);
  }

  /** Each page with something that it knew before. */
  private Map<String, String> pages() {
    Map<String, String> pages = new LinkedHashMap<>();
    String client = NomadLinks.client(NOMAD.world().clientId(NomadStory.FULL));
    pages.put("/nomad", "of 15 ready");
    pages.put("/nomad/clients", NomadStory.FULL);
    pages.put(client, NomadStory.FULL);
    pages.put(client + "/drain", NomadStory.FULL);
    pages.put("/nomad/jobs", "known in all");
    pages.put("/nomad/job?id=" + NomadStory.RUNNING, "acme/api #1041");
    pages.put("/nomad/queue", "acme/infra #9");
    pages.put("/nomad/servers", "15 clients");
    return pages;
  }

  private boolean isSeen() {
    return cluster.trust().holds()
        && cluster.view().clients().size() == 15
        && cluster.awaits(NOMAD.world().index(), Duration.ofMillis(100));
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(60)).until(condition);
  }

  private static FakeNomad startNomad() {
    FakeNomad nomad = FakeNomad.start(Profile.V1_11_3, 0, TestInstallation.clock());
    nomad.heartbeatEvery(Duration.ofSeconds(1));
    nomad.beginStoryAgain();
    return nomad;
  }

  /** Has this console watch it. */
  static final class NomadOfItsOwn
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
      TestPropertyValues.of("nomad.addr=" + NOMAD.address()).applyTo(context);
    }
  }
}

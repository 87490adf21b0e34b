package dev.signalbox.sandbox;

import static org.awaitility.Awaitility.await;

import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.Trust;
import dev.signalbox.sandbox.github.FakeGitHub;
import dev.signalbox.sandbox.github.HandClock;
import dev.signalbox.sandbox.nomad.FakeNomad;
import dev.signalbox.sandbox.nomad.NomadStory;
import dev.signalbox.sandbox.nomad.Profile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Acme's installation for tests: its settings, its GitHub, its clock, and its story from anew. */
public final class TestInstallation
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  public static final String PUBLIC_URL = "http://localhost";
  public static final String CI_HOST = "ci.acme.example";
  public static final String WEBHOOK_SECRET = "a webhook secret for tests";
  public static final String PROMETHEUS_TOKEN = "a-prometheus-token-for-tests";
  public static final String NEXT_PROMETHEUS_TOKEN = "the-next-prometheus-token";

  /** Where closed months are archived. */
  public static final Path STORAGE = Path.of("target", "storage").toAbsolutePath();

  private static final HandClock CLOCK = new HandClock();
  private static FakeGitHub gitHub = FakeGitHub.start(0, CLOCK);
  private static final FakeNomad NOMAD = startNomad();

  /** The stand-in that the console under test signs in at. */
  public static FakeGitHub gitHub() {
    return gitHub;
  }

  /** The cluster that the console under test watches; it is at the story's beginning. */
  public static FakeNomad nomad() {
    return NOMAD;
  }

  private static FakeNomad startNomad() {
    FakeNomad nomad = FakeNomad.start(Profile.V1_11_3, 0, CLOCK);
    nomad.heartbeatEvery(Duration.ofSeconds(1));
    nomad.beginStoryAgain();
    return nomad;
  }

  /** The clock of the console under test, of its GitHub and of its Nomad. */
  public static HandClock clock() {
    return CLOCK;
  }

  /** What a console needs to start, but for the database. */
  public static Map<String, String> settings(String publicUrl) {
    Map<String, String> settings = new HashMap<>();
    settings.put("signalbox.public-url", publicUrl);
    settings.put("signalbox.github.url", gitHub.address().toString());
    settings.put("signalbox.github.client-id", FakeGitHub.CLIENT_ID);
    settings.put("signalbox.github.client-secret", FakeGitHub.CLIENT_SECRET);
    settings.put("signalbox.github.webhook-secret", WEBHOOK_SECRET);
    settings.put("signalbox.required-organizations", Installation.ACME.login());
    settings.put("signalbox.admins", Persona.ADMIN.login() + "," + Persona.SECOND_ADMIN.id());
    settings.put("signalbox.secret-key", Base64.getEncoder().encodeToString(new byte[32]));
    settings.put("signalbox.access.hosts", CI_HOST);
    settings.put("signalbox.installation", Installation.NAME);
    settings.put("signalbox.storage.folder", STORAGE.toString());
    settings.put("nomad.addr", NOMAD.address().toString());
    settings.put("signalbox.nomad.classes", NomadStory.CLASSES);
    settings.put("signalbox.seats", Integer.toString(Installation.SEATS));
    settings.put("signalbox.environment", Installation.ENVIRONMENT);
    settings.put("signalbox.prometheus-tokens", PROMETHEUS_TOKEN + "," + NEXT_PROMETHEUS_TOKEN);
    return settings;
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    prepare(context, PUBLIC_URL, 0);
  }

  /** Has a console that is about to start stand at the address and listen at the port. */
  public static void prepare(ConfigurableApplicationContext context, String publicUrl, int port) {
    TestPropertyValues.of(settings(publicUrl))
        .and(TestDatabase.shared())
        .and("server.port=" + port)
        .and("management.server.port=0")
        .applyTo(context);
    registerClock((GenericApplicationContext) context);
  }

  /** Has a context tell the time by {@link #clock()}. */
  public static void registerClock(GenericApplicationContext context) {
    context.registerBean(
        "handClock", HandClock.class, () -> CLOCK, definition -> definition.setPrimary(true));
  }

  /** Forgets whatever tests did and begins the story again: at GitHub, Nomad, in the database. */
  public static void beginAgain(JdbcClient database) {
    NOMAD.beginStoryAgain();
    int port = gitHub.address().getPort();
    gitHub.close();
    gitHub = FakeGitHub.start(port, CLOCK);
    gitHub.registerCallbacks(
        URI.create("http://localhost/sign-in/callback"),
        URI.create("http://127.0.0.1/sign-in/callback"));
    try {
      empty(database);
    } catch (PessimisticLockingFailureException e) {
      // it met something that the console does by itself now and then; that has ended now
      empty(database);
    }
    new SandboxStory(database, CLOCK, gitHub.address().getAuthority()).tell();
  }

  /** Waits until a console sees the stand-in's cluster as it is now, also after it began again. */
  public static void isSeenBy(NomadCluster cluster) {
    if (!cluster.trust().holds()) {
      beginToWatch(cluster);
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                // each story that begins again breaks the stream; after some it is polled instead
                cluster.trust().holds()
                    && cluster.awaits(NOMAD.world().index(), Duration.ofMillis(100)));
  }

  /** The same by events; where streams broke so often that it is polled, the watch begins anew. */
  public static void isFollowedBy(NomadCluster cluster) {
    if (cluster.trust().state() == Trust.State.POLLING) {
      beginToWatch(cluster);
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> cluster.trust().state() == Trust.State.LIVE);
    isSeenBy(cluster);
  }

  /** Whoever met bad weather rests for up to half a minute before it tries again. */
  private static void beginToWatch(NomadCluster cluster) {
    if (cluster instanceof Lifecycle watch) {
      watch.stop();
      watch.start();
    }
  }

  private static void empty(JdbcClient database) {
    database
        .sql(
            // the log lets nobody empty it, whatever their role; only a superuser can look away
            """
            do $$ begin
              -- whoever seals at this moment comes to the end first
              perform pg_advisory_xact_lock(x'5ea1'::int);
              set local session_replication_role = replica;
              truncate spring_session, account, organization, registration, github_delivery,
                audit_event, audit_event_id, audit_batch, audit_brought, audit_name, audit_unsealed, audit_seal,
                audit_count, audit_count_by_day, audit_verification, audit_export, audit_import, audit_saved_filter,
                audit_archive, audit_dropped, audit_archive_failure,
                operation_journal, drain_plan, drain_plan_client, client_release,
                nomad_build, nomad_build_hour, nomad_drain, nomad_client_event,
                nomad_client_count cascade;
            end $$
            """)
        .update();
  }
}

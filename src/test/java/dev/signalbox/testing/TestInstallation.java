package dev.signalbox.testing;

import static org.awaitility.Awaitility.await;

import dev.signalbox.kubernetes.informer.CacheFactory;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.ResourceType;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.nomad.informer.FastNomadInformer;
import dev.signalbox.sandbox.AcmeInstallation;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.SandboxFixture;
import dev.signalbox.sandbox.github.AdjustableClock;
import dev.signalbox.sandbox.github.FakeGitHub;
import dev.signalbox.sandbox.nomad.FakeNomad;
import dev.signalbox.sandbox.nomad.NomadFixtureData;
import dev.signalbox.sandbox.nomad.NomadVersionProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The installation of Acme in tests: settings, fake GitHub and Nomad, clock and reset. */
public final class TestInstallation
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  public static final String PUBLIC_URL = "http://localhost";
  public static final String CI_HOST = "ci.acme.example";
  public static final String WEBHOOK_SECRET = "a webhook secret for tests";
  public static final String PROMETHEUS_TOKEN = "a-prometheus-token-for-tests";
  public static final String NEXT_PROMETHEUS_TOKEN = "the-next-prometheus-token";

  /** Folder of the archives. */
  public static final Path STORAGE = TestFork.path("storage");

  /** Folder of the build artifacts; empty unless a test stores some. */
  public static final Path ARTIFACTS = folder("artifacts");

  private static final int NOMAD_SPEED = 5;

  private static final AdjustableClock CLOCK = new AdjustableClock();
  private static FakeGitHub gitHub = FakeGitHub.start(0, CLOCK);
  private static final FakeNomad NOMAD = startNomad();

  /** Returns the fake GitHub of the console under test. */
  public static FakeGitHub gitHub() {
    return gitHub;
  }

  /** Returns the fake Nomad of the console under test. */
  public static FakeNomad nomad() {
    return NOMAD;
  }

  private static Path folder(String name) {
    try {
      return Files.createDirectories(TestFork.path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FakeNomad startNomad() {
    FakeNomad nomad = FakeNomad.start(NomadVersionProfile.V1_11_3, 0, CLOCK);
    nomad.setHeartbeatInterval(Duration.ofSeconds(1));
    nomad.reset();
    return nomad;
  }

  /** Returns the clock of the console under test and of its fakes. */
  public static AdjustableClock clock() {
    return CLOCK;
  }

  /** Returns the settings of a console, except for the database. */
  public static Map<String, String> settings(String publicUrl) {
    Map<String, String> settings = new HashMap<>();
    settings.put("signalbox.public-url", publicUrl);
    settings.put("signalbox.github.url", gitHub.address().toString());
    settings.put("signalbox.github.client-id", FakeGitHub.CLIENT_ID);
    settings.put("signalbox.github.client-secret", FakeGitHub.CLIENT_SECRET);
    settings.put("signalbox.github.webhook-secret", WEBHOOK_SECRET);
    settings.put("signalbox.required-organizations", AcmeInstallation.ACME.login());
    settings.put("signalbox.admins", Persona.ADMIN.login() + "," + Persona.SECOND_ADMIN.id());
    settings.put("signalbox.secret-key", Base64.getEncoder().encodeToString(new byte[32]));
    settings.put("signalbox.access.hosts", CI_HOST);
    settings.put("signalbox.installation", AcmeInstallation.NAME);
    settings.put("signalbox.storage.folder", STORAGE.toString());
    settings.put("signalbox.artifacts.folder", ARTIFACTS.toString());
    settings.put("nomad.addr", NOMAD.address().toString());
    settings.put("signalbox.nomad.classes", NomadFixtureData.RESOURCE_CLASSES);
    settings.put("kubeconfig", TestCluster.kubeconfig().toString());
    settings.put("signalbox.rate-limit", "0");
    settings.put("signalbox.one-time-codes", "true");
    settings.put("signalbox.seats", Integer.toString(AcmeInstallation.SEATS));
    settings.put("signalbox.environment", AcmeInstallation.ENVIRONMENT);
    settings.put("signalbox.prometheus-tokens", PROMETHEUS_TOKEN + "," + NEXT_PROMETHEUS_TOKEN);
    return settings;
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    prepare(context, PUBLIC_URL, 0);
  }

  /** Sets the public URL and the port of a console that is about to start. */
  public static void prepare(ConfigurableApplicationContext context, String publicUrl, int port) {
    TestPropertyValues.of(settings(publicUrl))
        .and("server.port=" + port)
        .and("management.server.port=0")
        .applyTo(context);
    TestDatabase.connect((GenericApplicationContext) context);
    registerBeans((GenericApplicationContext) context);
  }

  /**
   * Registers {@link #clock()} in a context that is about to start, and informers with short
   * pauses, so that tests with faults and those after them don't wait.
   */
  public static void registerBeans(GenericApplicationContext context) {
    context.registerBean(
        "adjustableClock",
        AdjustableClock.class,
        () -> CLOCK,
        definition -> definition.setPrimary(true));
    CacheFactory.register(context);
    FastNomadInformer.register(context, NOMAD_SPEED);
  }

  /** Resets the fake systems, the storage of a console and its database to the fixture. */
  public static void reset(ApplicationContext console) {
    NOMAD.reset();
    TestCluster.reset();
    int port = gitHub.address().getPort();
    gitHub.close();
    gitHub = FakeGitHub.start(port, CLOCK);
    gitHub.registerCallbacks(
        URI.create("http://localhost/sign-in/callback"),
        URI.create("http://127.0.0.1/sign-in/callback"));
    deleteRestoreEvidence();
    JdbcClient database = console.getBean(JdbcClient.class);
    SandboxFixture fixture = new SandboxFixture(database, CLOCK, gitHub.address().getAuthority());
    TransactionTemplate transaction = console.getBean(TransactionTemplate.class);
    await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        // a background job of the console may hold a lock
        .ignoreException(PessimisticLockingFailureException.class)
        .until(
            () -> {
              // one transaction, so that no background job writes in between
              transaction.executeWithoutResult(
                  status -> {
                    deleteAll(database);
                    fixture.insert();
                  });
              return true;
            });
  }

  /**
   * Deletes what an earlier test has stored; an emptied database would look like a restored one.
   */
  private static void deleteRestoreEvidence() {
    try {
      Files.deleteIfExists(STORAGE.resolve("audit/newest-checkpoint.txt"));
      Files.deleteIfExists(STORAGE.resolve("audit/revoked-tokens.txt"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits until a console is in sync with the fake Nomad, also after a reset. Each reset breaks the
   * event stream; after several breaks the console polls, and the index of one list then says
   * nothing about the others. A polling informer is therefore restarted.
   */
  public static void awaitSync(ClusterState cluster) {
    if (!cluster.syncStatus().isCurrent()
        || cluster.syncStatus().state() == SyncStatus.State.POLLING) {
      restartInformer(cluster);
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> cluster.syncStatus().isCurrent() && isApplied(cluster, NOMAD.cluster().index()));
  }

  /** Returns whether a console has received an event or a list with an index. */
  public static boolean isApplied(ClusterState cluster, long index) {
    return Arrays.stream(ResourceType.values())
        .anyMatch(type -> cluster.awaitIndex(type, index, Duration.ZERO));
  }

  /** Waits until a console is in sync by its event stream. */
  public static void awaitLiveSync(ClusterState cluster) {
    awaitSync(cluster);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> cluster.syncStatus().state() == SyncStatus.State.LIVE);
    awaitSync(cluster);
  }

  /** Restarts the informer, which may be in a backoff of up to 30 s. */
  private static void restartInformer(ClusterState cluster) {
    if (cluster instanceof Lifecycle informer) {
      informer.stop();
      informer.start();
    }
  }

  private static void deleteAll(JdbcClient database) {
    database
        .sql(
            // triggers prevent deletions from the audit log; only a superuser can disable them
            """
            do $$
            declare
              relation regclass;
            begin
              -- waits for a sealer that is running
              perform pg_advisory_xact_lock(x'5ea1'::int);
              set local session_replication_role = replica;
              for relation in
                select oid from pg_class
                where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'flyway_schema_history'
              loop
                -- waits for background jobs that are writing
                execute 'lock table ' || relation;
                if pg_relation_size(relation) > 1000000
                    -- instances clear their cache of names if the table was truncated
                    or (relation = 'audit_name'::regclass and pg_relation_size(relation) > 0) then
                  execute 'truncate ' || relation || ' cascade';
                elsif pg_relation_size(relation) > 0 then
                  -- 50 times faster than truncate if there are few rows
                  execute 'delete from ' || relation;
                end if;
              end loop;
              -- instances keep the policy in memory
              perform pg_notify('signalbox', 'changed artifact-policy');
              set local session_replication_role = origin;
            end $$
            """)
        .update();
  }
}

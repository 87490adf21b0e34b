package dev.signalbox.audit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.seal.IntegrityFixture;
import dev.signalbox.coordination.DatabaseLock;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.storage.ArchiveProperties;
import dev.signalbox.storage.ObjectStore;
import dev.signalbox.storage.ObjectUpload;
import dev.signalbox.storage.StorageProperties;
import dev.signalbox.storage.TestStores;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockApiClient;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestInstallation;
import dev.signalbox.web.AttentionItem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

/** Archiving of closed months. The clock is in January 2026. */
@InstallationTest
class ArchiverTests {

  private static final String OCTOBER = "2025-10-03T10:00:00.123456789Z";

  private final BeanFactory console;
  private final IntegrityFixture integrity;
  private final ArchiveRepository archives;
  private final MockBrowsers browsers;
  private final MockMvcTester mvc;
  private final JdbcClient database;
  private final DatabaseTestClient records;
  private MockBrowser admin;
  private MockApiClient script;

  @Autowired
  ArchiverTests(
      BeanFactory console,
      ArchiveRepository archives,
      MockBrowsers browsers,
      MockMvcTester mvc,
      JdbcClient database) {
    this.console = console;
    this.integrity = new IntegrityFixture(console);
    this.archives = archives;
    this.browsers = browsers;
    this.mvc = mvc;
    this.database = database;
    this.records = new DatabaseTestClient(database);
    this.admin = browsers.open();
    this.script = new MockApiClient(mvc, "none");
  }

  @BeforeEach
  void ingestEventsOfOctober() {
    admin = browsers.signedIn(Persona.ADMIN);
    script = new MockApiClient(mvc, MockApiClient.newToken(admin, "audit_ingest"));
    ingest(1, OCTOBER);
    ingest(2, "2025-10-31T23:59:59.999999999Z");
    integrity.seal();
  }

  @Test
  void archivesEachClosedMonthOnce() throws IOException {
    archiver(null).run();
    archiver(null).run();

    assertThat(archives.months())
        .filteredOn(month -> month.month().getYear() == 2025)
        .isNotEmpty()
        .allMatch(ArchiveRepository.ArchiveMonth::isArchived)
        .noneMatch(ArchiveRepository.ArchiveMonth::isDropped);
    assertThat(archives.months())
        .filteredOn(month -> month.month().getYear() == 2026)
        .noneMatch(ArchiveRepository.ArchiveMonth::isArchived);
    assertThat(idsOf("all.jsonl.gz"))
        .containsExactlyElementsOf(
            database
                .sql(
                    "select id::text from audit_event where occurred_at < '2026-01-01T00:00Z'"
                        + " order by occurred_at, id")
                .query((row, number) -> row.getString(1))
                .list());
    assertThat(records.count("audit_event where action = 'audit_log.archived'"))
        .isEqualTo(records.count("audit_archive"));
  }

  @Test
  void keepsEveryDigitAndTheHeader() throws IOException {
    archiver(null).run();

    assertThat(file("all.csv.gz").lines().toList())
        .first()
        .asString()
        .startsWith("\"action\",\"actor\"");
    assertThat(file("2025-10-part-1.csv.gz")).contains(OCTOBER);
  }

  @Test
  void writesLateEventsToASeparatePart() throws IOException {
    archiver(null).run();
    ingest(3, "2025-10-05T00:00:00Z");
    integrity.seal();
    archiver(null).run();

    assertThat(idsOf("2025-10-part-1.jsonl.gz")).containsExactly(id(1), id(2));
    assertThat(idsOf("2025-10-part-2.jsonl.gz")).containsExactly(id(3));
    assertThat(idsOf("all.jsonl.gz")).doesNotHaveDuplicates().contains(id(1), id(2), id(3));
  }

  @Test
  void resumesADownload() throws IOException {
    archiver(null).run();
    byte[] whole = bytes(get("all.csv.gz", null));

    MvcTestResult rest = get("all.csv.gz", "bytes=100-");
    assertThat(rest).hasStatus(206);
    assertThat(bytes(rest)).isEqualTo(Arrays.copyOfRange(whole, 100, whole.length));
    assertThat(bytes(get("all.csv.gz", "bytes=10-19")))
        .isEqualTo(Arrays.copyOfRange(whole, 10, 20));
    assertThat(get("all.csv.gz", "bytes=" + whole.length + "-")).hasStatus(416);
    assertThat(records.count("audit_event where action = 'audit_log.archive.downloaded'"))
        .isEqualTo(3);
  }

  @Test
  void dropsNothingWithoutRetention() {
    archiver(null).run();
    archiver(24).run();

    assertThat(records.count("audit_dropped")).isZero();
  }

  @Test
  void dropsOldArchivedMonthsAndKeepsTheLogVerifiable() throws IOException {
    archiver(2).run();

    assertThat(countOctoberEvents()).isZero();
    assertThat(records.count("audit_dropped")).isEqualTo(1);
    assertThat(integrity.findings()).isEmpty();
    assertThat(idsOf("2025-10-part-1.jsonl.gz")).containsExactly(id(1), id(2));
    assertThat(admin.get("/audit/archives")).bodyText().contains("<span>Archived</span>");
    assertThat(records.count("audit_event where action = 'audit_log.month.dropped'")).isEqualTo(1);
  }

  @Test
  void storesNewEventsOfADroppedMonthButNoDuplicates() throws IOException {
    archiver(2).run();
    ingest(1, OCTOBER);
    ingest(3, "2025-10-05T00:00:00Z");
    integrity.seal();

    assertThat(countOctoberEvents()).isEqualTo(1);
    assertThat(integrity.findings()).isEmpty();
    archiver(2).run();
    assertThat(countOctoberEvents()).isZero();
    assertThat(integrity.findings()).isEmpty();
    assertThat(idsOf("all.jsonl.gz")).contains(id(1), id(2), id(3)).doesNotHaveDuplicates();
  }

  @Test
  void dropsNothingIfAFileDiffers() throws IOException {
    archiver(null).run();
    Path file = TestInstallation.STORAGE.resolve("audit/2025-10/part-1.csv.gz");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 5] ^= 1;
    Files.write(file, bytes);

    archiver(2).run();

    assertThat(countOctoberEvents()).isEqualTo(2);
    assertThat(admin.get("/audit/archives"))
        .bodyText()
        .contains("Archiving is failing", "part-1.csv.gz", "Nothing was deleted");
    assertThat(console.getBean(ArchiveHealth.class).items())
        .singleElement()
        .returns(AttentionItem.Level.SYSTEM, AttentionItem::level)
        .satisfies(
            item -> {
              assertThat(item.sentence()).startsWith("Audit log archiving has failed since ");
              assertThat(item.cause())
                  .contains("Old events stay in the database. Tried to ", "part-1.csv.gz");
            });
    assertThat(admin.get("/")).bodyText().contains("Audit log archiving has failed since");
  }

  @Test
  void dropsNothingIfAnEventIsNotArchived() {
    archiver(null).run();
    tamper("delete from audit_event where id = '" + id(1) + "'");

    archiver(2).run();

    assertThat(countOctoberEvents()).isEqualTo(1);
    assertThat(records.count("audit_dropped")).isZero();
    assertThat(admin.get("/audit/archives"))
        .bodyText()
        .contains("1 events of the month, of which 2 are archived");
  }

  @Test
  void findsAChangedArchiveRecord() {
    archiver(2).run();
    tamper("update audit_archive set events = events + 1");

    assertThat(integrity.findings())
        .anyMatch(words -> words.contains("part 1 of the archive of 2025-10 was changed"));
  }

  @Test
  void findsAMonthRemovedOutsideTheArchiver() {
    tamper(
        "delete from audit_event where occurred_at < '2025-11-01T00:00Z'",
        "insert into audit_dropped values ('2025-10-01', 1, 2, now())");

    assertThat(integrity.findings()).anyMatch(words -> words.contains(id(1) + " was removed"));
  }

  @Test
  void showsSinceWhenTheStorageFails() throws IOException {
    Path full = Files.createTempFile("no-folder", "");
    archiver(null, store(full)).run();

    assertThat(admin.get("/audit/archives"))
        .bodyText()
        .contains("Archiving is failing", full.toString(), "Check that the folder is mounted");
    assertThat(countOctoberEvents()).isEqualTo(2);

    archiver(null).run();
    assertThat(admin.get("/audit/archives")).bodyText().doesNotContain("Archiving is failing");
  }

  @Test
  @Timeout(60)
  void recoversAfterTheStorageFailedInTheMiddleOfAFile() {
    archiver(null, new FailsInTheMiddle(console.getBean(ObjectStore.class))).run();

    assertThat(admin.get("/audit/archives"))
        .bodyText()
        .contains("Archiving is failing", "No space left on device");
    assertThat(records.count("audit_archive")).isZero();

    archiver(null).run();
    assertThat(archives.parts()).isNotEmpty();
  }

  @Test
  void writesNoFileForAMonthWhoseRowsWereRemoved() {
    archiver(null).run();
    long parts = records.count("audit_archive");
    tamper("update audit_count set events = events + 1 where hour < '2025-11-01T00:00Z'");

    archiver(null).run();

    assertThat(records.count("audit_archive")).isEqualTo(parts);
  }

  @Test
  void includesArchivedMonthsInAnExport() throws IOException {
    archiver(2).run();
    assertThat(countOctoberEvents()).isZero();

    String all = admin.get("/audit.jsonl").getResponse().getContentAsString(StandardCharsets.UTF_8);

    assertThat(all.lines().toList()).first().asString().contains(id(1), OCTOBER);
    assertThat(all.lines().count() - 1).isEqualTo(records.count("audit_event_id") - 1);
    assertThat(all.lines().toList()).last().asString().doesNotContain("left_out");
  }

  @Test
  void namesTheMonthsThatAFilteredExportLeavesOut() throws IOException {
    archiver(2).run();

    assertThat(admin.get("/audit/exports?action=context.create"))
        .bodyText()
        .contains("October 2025 is archived and not included in this export");
    assertThat(admin.get("/audit?from=2025-10-01&until=2025-11-01"))
        .bodyText()
        .contains(
            "No matching events in the database; older months are archived",
            "October 2025 is archived and not shown here",
            "Open the archive")
        .doesNotContain("No events match");
    String file =
        admin
            .get("/audit.jsonl?action=context.create")
            .getResponse()
            .getContentAsString(StandardCharsets.UTF_8);
    assertThat(file).doesNotContain(OCTOBER).contains("\"left_out\":[\"2025-10\"]");
    assertThat(admin.get("/audit/" + id(1)))
        .hasStatus(HttpStatus.NOT_FOUND)
        .bodyText()
        .contains("Event in the database not found", "the archive");
  }

  @Test
  void servesFilesToScripts() {
    archiver(null).run();
    MockApiClient reader = new MockApiClient(mvc, MockApiClient.newToken(admin, "read"));

    MvcTestResult file = reader.get("/api/v1/audit-archives/2025-10-part-1.csv.gz");

    assertThat(file).hasStatusOk().hasHeader("Accept-Ranges", "bytes");
    assertThat(bytes(file)).isEqualTo(bytes(get("2025-10-part-1.csv.gz", null)));
    assertThat(reader.get("/api/v1/audit-archives/no.csv.gz")).hasStatus(HttpStatus.NOT_FOUND);
  }

  @Test
  void doesNotRecordAHeadRequestAsADownload() {
    archiver(null).run();

    assertThat(admin.send(HttpMethod.HEAD, "/audit/archives/all.csv.gz", request -> request))
        .hasStatusOk();
    assertThat(admin.send(HttpMethod.HEAD, "/audit.csv", request -> request)).hasStatusOk();

    assertThat(records.actions())
        .doesNotContain("audit_log.archive.downloaded", "audit_log.downloaded");
  }

  @Test
  void verifiesTheFilesByCommand() throws Exception {
    archiver(2).run();

    assertThat(verifyFiles()).isEmpty();

    Path file = TestInstallation.STORAGE.resolve("audit/2025-10/part-1.jsonl.gz");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    assertThat(verifyFiles()).singleElement().asString().contains("2025-10/part-1.jsonl.gz");
    Files.delete(file);
    assertThat(verifyFiles()).singleElement().asString().contains("2025-10/part-1.jsonl.gz");
  }

  private List<String> verifyFiles() throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = console.getBean(DataSource.class).getConnection()) {
      assertThat(
              new ArchiveFilesVerification(
                      Map.of("SIGNALBOX_STORAGE_FOLDER", TestInstallation.STORAGE.toString()))
                  .verify(connection, found::add))
          .startsWith("Checked %,d archive part".formatted(archives.parts().size()));
    }
    return found;
  }

  private Archiver archiver(@Nullable Integer retentionMonths) {
    return archiver(retentionMonths, console.getBean(ObjectStore.class));
  }

  private Archiver archiver(@Nullable Integer retentionMonths, ObjectStore store) {
    return new Archiver(
        Optional.of(store),
        archives,
        console.getBean(AuditLog.class),
        new ArchiveProperties(
            new StorageProperties(
                TestInstallation.STORAGE.toString(), null, "us-east-1", null, null, null),
            retentionMonths),
        console.getBean(DatabaseLock.class),
        console.getBean(TransactionTemplate.class),
        console.getBean(Clock.class));
  }

  private static ObjectStore store(Path folder) {
    return TestStores.in(folder);
  }

  /** A storage that is full before a file is complete. */
  private record FailsInTheMiddle(ObjectStore store) implements ObjectStore {

    @Override
    public String location() {
      return store.location();
    }

    @Override
    public ObjectUpload startUpload(String name) {
      ObjectUpload object = store.startUpload(name);
      return new ObjectUpload() {
        @Override
        public void write(int b) throws IOException {
          throw new IOException("No space left on device");
        }

        @Override
        public void finish() {
          object.finish();
        }

        @Override
        public void close() {
          object.close();
        }
      };
    }

    @Override
    public InputStream open(String name, long from) {
      return store.open(name, from);
    }
  }

  private void tamper(String... statements) {
    console
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(
            status -> {
              database.sql("set local session_replication_role = replica").update();
              for (String statement : statements) {
                database.sql(statement).update();
              }
            });
  }

  private long countOctoberEvents() {
    return records.count("audit_event where occurred_at < '2025-11-01T00:00Z'");
  }

  private void ingest(int number, String occurred) {
    assertThat(
            script.post(
                "/api/v1/audit-events",
                """
                {"action":"context.create","actor":{"id":"7","type":"user"},\
                "target":{"id":"c","type":"context"},"occurred_at":"%s","id":"%s","success":true}\
                """
                    .formatted(occurred, id(number))))
        .hasStatusOk();
  }

  private static String id(int number) {
    return "00000000-0000-4000-8000-%012d".formatted(number);
  }

  private List<String> idsOf(String name) throws IOException {
    return file(name)
        .lines()
        .map(line -> line.replaceFirst(".*\"id\":\"([0-9a-f-]{36})\",\"version\".*", "$1"))
        .toList();
  }

  private String file(String name) throws IOException {
    try (GZIPInputStream unpacked =
        new GZIPInputStream(new ByteArrayInputStream(bytes(get(name, null))))) {
      return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private MvcTestResult get(String name, @Nullable String range) {
    return admin.send(
        HttpMethod.GET,
        "/audit/archives/" + name,
        request -> range == null ? request : request.header("Range", range));
  }

  private static byte[] bytes(MvcTestResult answer) {
    return answer.getResponse().getContentAsByteArray();
  }
}
